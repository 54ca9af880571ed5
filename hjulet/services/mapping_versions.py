"""The mapping's history: versions with their notes, what differs between two, and going back to one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, Min

from hjulet.domain.mapping import Mapping as CodeMapping
from hjulet.domain.mapping import RuleKind
from hjulet.domain.mapping_changes import RuleDifference, difference
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_centrally, require_anywhere, require_centrally
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.services.mapping import version_in_force
from hjulet.services.mapping_effect import Effect, effect_of
from hjulet.services.mapping_use import unit_names
from hjulet.services.people import people_names
from hjulet.services.setup import set_mapping
from hjulet.services.snapshots import lock_snapshots
from hjulet.store.models import Edition, MappingVersion


@dataclass(frozen=True, kw_only=True)
class VersionFacts:
    """A version as it is listed. Snapshots are the first and last that name it, editions how many."""

    number: int
    note: str
    by: str
    at: datetime
    first_snapshot: int | None
    last_snapshot: int | None
    editions: int
    is_in_force: bool


@dataclass(frozen=True, kw_only=True)
class TableDifference:
    """What differs in one company's rules of one kind."""

    company: str
    kind: RuleKind
    changes: RuleDifference


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How a version differs from an earlier one; with ``effect``, what going back to it would do."""

    earlier: VersionFacts
    later: VersionFacts
    tables: tuple[TableDifference, ...]
    effect: Effect | None
    base: int  # the version in force
    may_go_back: bool
    units: Mapping[str, str]  # code -> name


def list_versions(*, by: Actor, at: datetime) -> tuple[VersionFacts, ...]:
    """List the versions, the latest first."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    names = people_names()
    latest, _ = version_in_force()
    sealed = dict(
        Edition.objects.values_list("snapshot__mapping")
        .annotate(n=Count("number"))
        .values_list("snapshot__mapping", "n")
    )
    counted = MappingVersion.objects.annotate(
        first=Min("snapshots__number"), last=Max("snapshots__number")
    ).order_by("-pk")
    return tuple(
        VersionFacts(
            number=row.pk,
            note=row.note,
            by=names.get(row.created_by, row.created_by),
            at=row.created_at,
            first_snapshot=row.first,
            last_snapshot=row.last,
            editions=sealed.get(row.pk, 0),
            is_in_force=row.pk == latest,
        )
        for row in counted
    )


def compare_versions(earlier: int, later: int, *, by: Actor, at: datetime) -> Comparison:
    """Compare two versions; for one that is not in force, also try to go back to it (the earlier one).

    Raises NotFoundError for a version that does not exist.
    """
    facts = {version.number: version for version in list_versions(by=by, at=at)}
    if earlier not in facts or later not in facts:
        raise NotFoundError(earlier)
    base, in_force = version_in_force()
    old, new = _load(earlier), _load(later)
    may_go_back = earlier != base and may_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    return Comparison(
        earlier=facts[earlier],
        later=facts[later],
        tables=_tables(old, new),
        effect=effect_of(in_force, old, base=base, by=by, at=at) if may_go_back else None,
        base=base,
        may_go_back=may_go_back,
        units=unit_names(),
    )


def go_back(version: int, *, base: int, note: str, by: Actor, at: datetime) -> int:
    """Make a new version with an old one's rules, and give the number of the snapshot that names it.

    Raises NotFoundError, RefusedError (``missing-note``, ``nothing-changed``), and ConflictError if
    another version than ``base`` is in force by now.
    """
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    if not note.strip():
        raise refused("missing-note")
    wanted = _load(version)
    with transaction.atomic():
        lock_snapshots()
        latest, mapping = version_in_force()
        if latest != base:
            raise ConflictError(theirs=str(latest), mine=str(version), version=latest)
        if mapping == wanted:
            raise refused("nothing-changed")
        return set_mapping(wanted.accounts, wanted.units, wanted.internal, note=note.strip(), by=by, at=at)


def _tables(old: CodeMapping, new: CodeMapping) -> tuple[TableDifference, ...]:
    companies = dict.fromkeys(
        rule.company for mapping in (old, new) for kind in RuleKind for rule in mapping.of(kind)
    )
    found = (
        TableDifference(
            company=company,
            kind=kind,
            changes=difference(old.rules(kind, company), new.rules(kind, company)),
        )
        for company in companies
        for kind in RuleKind
    )
    return tuple(table for table in found if not table.changes.is_nothing)


def _load(version: int) -> CodeMapping:
    found = MappingVersion.objects.filter(pk=version).first()
    if found is None:
        raise NotFoundError(version)
    return found.to_domain()
