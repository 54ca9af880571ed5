"""What an administrator sets up before the first import: the organisation and the mapping."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hjulet.domain.figures import Figure
from hjulet.domain.mapping import AccountRule, InternalRule, UnitRule
from hjulet.domain.organisation import Organisation
from hjulet.domain.organisation_faults import row_faults
from hjulet.domain.organisation_file import organisation_of, rows_of
from hjulet.domain.origin import Origin, origin_of
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require_centrally
from hjulet.services.changes import audit
from hjulet.services.errors import RefusedError
from hjulet.services.snapshots import find_snapshot, lock_snapshots, take_snapshot
from hjulet.services.versions import in_turn
from hjulet.store.models import (
    AccountMapping,
    FigureOrigin,
    InternalMapping,
    MappingVersion,
    Snapshot,
    UnitMapping,
)
from hjulet.store.organisation import load_organisation, replace_organisation


def set_organisation(organisation: Organisation, *, by: Actor, at: datetime) -> None:
    """Replace the organisation; snapshots taken before keep the one that was known then.

    It is judged and kept as its tables give it, with every unit's place said. The organisation that is known
    already is a no-op. Raises RefusedError for what ``hjulet.domain.organisation_faults`` finds.
    """
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    rows = rows_of(organisation)
    if found := row_faults(rows):
        raise RefusedError(found)
    with in_turn(at=at) as moment:
        if load_organisation() == (settled := organisation_of(rows)):
            return
        replace_organisation(settled, at=moment)
        snapshot = (
            take_snapshot("set-organisation", by=by, at=moment).number if Snapshot.objects.exists() else None
        )
        audit(
            "set-organisation",
            "organisation",
            by=by,
            at=at,
            units=len(settled.units),
            snapshot=snapshot,
        )


def set_mapping(
    accounts: Iterable[AccountRule],
    units: Iterable[UnitRule],
    internal: Iterable[InternalRule] = (),
    *,
    note: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """Write a new version of the mapping and give the number of the snapshot that names it.

    The mapping in force given again is a no-op.
    """
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    account_rules, unit_rules, internal_rules = tuple(accounts), tuple(units), tuple(internal)
    content = hashlib.sha256(repr((account_rules, unit_rules, internal_rules)).encode()).hexdigest()
    with transaction.atomic():
        lock_snapshots()
        last = MappingVersion.objects.last()
        if last is not None and last.content == content:
            return find_snapshot().number
        version = MappingVersion.objects.create(content=content, note=note, created_by=by.id, created_at=at)
        AccountMapping.objects.bulk_create(
            AccountMapping(version=version, **vars(rule)) for rule in account_rules
        )
        UnitMapping.objects.bulk_create(UnitMapping(version=version, **vars(rule)) for rule in unit_rules)
        InternalMapping.objects.bulk_create(
            InternalMapping(version=version, **vars(rule)) for rule in internal_rules
        )
        snapshot = take_snapshot("set-mapping", by=by, at=at)
        audit("set-mapping", content, by=by, at=at, snapshot=snapshot.number)
    return snapshot.number


def set_origins(origins: Iterable[Origin], *, by: Actor, at: datetime) -> None:
    """Replace what is said of the origin of figures."""
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    with transaction.atomic():
        FigureOrigin.objects.all().delete()
        FigureOrigin.objects.bulk_create(FigureOrigin(**vars(origin)) for origin in origins)
        audit("set-origins", "origins", by=by, at=at)


def origin(figure: Figure) -> Origin | None:
    """Tell what is said of a figure's origin; None if nothing is, or if the figure has no value."""
    if figure.value is None:
        return None
    return origin_of(figure.ref, (row.to_domain() for row in FigureOrigin.objects.all()))
