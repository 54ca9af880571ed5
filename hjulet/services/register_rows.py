"""Writing in a register: rows with versions, one snapshot and one audit row for each change."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hjulet.domain.organisation import OrganisationView
from hjulet.domain.permission import Actor
from hjulet.domain.register import Entry
from hjulet.services.changes import audit
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.services.snapshots import lock_snapshots, take_snapshot
from hjulet.store.entry import Keyed, RegisterEntry
from hjulet.store.models import Snapshot

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
"""What a reference can name: it stands between blanks, after an equals sign."""


_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Claimed:
    """The codes of the ledger that another project or grant has, and which unit answers for them."""

    name: str
    unit: str
    codes: tuple[str, ...]


@contextmanager
def one_change(cause: str, object_id: str, *, by: Actor, at: datetime, **params: Any) -> Iterator[datetime]:
    """Make a change in one transaction, which ends with its snapshot and its audit row.

    Gives the moment from which it is known: later than every snapshot, also than one that was taken while
    this change waited for its turn. So no snapshot learns afterwards what it did not know.
    """
    with transaction.atomic():
        lock_snapshots()
        last = Snapshot.objects.last()
        moment = at if last is None or last.known_at < at else last.known_at + _TICK
        yield moment
        snapshot = take_snapshot(cause, by=by, at=moment)
        audit(cause, object_id, by=by, at=at, **params, snapshot=snapshot.number)


def write_row(
    model: type[Keyed], key: str, *, version: int, by: Actor, at: datetime, **fields: object
) -> None:
    """Write a row, or with a version the next one of a row, as ``end_row`` lets in."""
    if version:
        end_row(model, key, version=version, at=at)
    model._default_manager.create(key=key, **fields, known_from=at, set_by=by.id)


def end_row(model: type[Keyed], key: str, *, version: int, at: datetime) -> None:
    """End the version that was read; of two at once exactly one ends it.

    Raises ConflictError with the version that stands now, NotFoundError where none does.
    """
    rows = model._default_manager.filter(key=key, known_until__isnull=True)
    if rows.filter(pk=version).update(known_until=at) == 1:
        return
    now = rows.first()
    if now is None:
        raise NotFoundError(key)
    raise ConflictError(theirs=now.said, mine="", version=now.pk)


def write_entry(model: type[RegisterEntry], entry: Entry, *, of: str, by: Actor, at: datetime) -> None:
    """Write an entry of a project or a grant, or the next version of one."""
    write_row(
        model,
        entry.key,
        version=entry.version,
        by=by,
        at=at,
        of=of,
        kind=entry.kind,
        year=entry.year,
        on=entry.on,
        amount=entry.amount,
        reference=entry.reference,
        note=entry.note,
    )


def entry_params(entry: Entry) -> dict[str, str]:
    """Write an entry as the audit row keeps it."""
    return {
        "kind": entry.kind,
        "year": str(entry.year),
        "on": entry.on.isoformat(),
        "amount": f"{entry.amount:.2f}",
        "reference": entry.reference,
    }


def require_id(model: type[Keyed], id: str) -> None:
    """Refuse an id that a reference cannot name, or that something has or has had."""
    if not _ID.fullmatch(id):
        raise refused("bad-register-id", id=id)
    if model._default_manager.filter(key=id).exists():
        raise refused("register-id-taken", id=id)


def require_code_free(
    codes: Iterable[str], *, unit: str, others: Iterable[Claimed], view: OrganisationView
) -> None:
    """Refuse a code of the ledger that another has, of the same unit or one above or below it."""
    wanted = set(codes)
    for other in others:
        is_near = unit in view.subtree(other.unit) or other.unit in view.subtree(unit)
        if is_near and (taken := wanted & set(other.codes)):
            raise refused("project-code-taken", project=min(taken), name=other.name)
