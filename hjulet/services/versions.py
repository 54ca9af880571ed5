"""Rows that are replaced, not changed: ending the version that was read, inside the lock on snapshots."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hjulet.domain.permission import Actor
from hjulet.services.changes import audit
from hjulet.services.errors import ConflictError
from hjulet.services.snapshots import lock_snapshots, take_snapshot
from hjulet.store.known import Known
from hjulet.store.models import Snapshot

_TICK = timedelta(microseconds=1)


@contextmanager
def in_turn(*, at: datetime) -> Iterator[datetime]:
    """Let one change of registered rows in at a time; whoever changes something ends with ``registered``.

    Gives the moment of the change: later than every snapshot, also one that was taken while this change
    waited for its turn. So no snapshot learns afterwards what it did not know.
    """
    with transaction.atomic():
        lock_snapshots()
        last = Snapshot.objects.last()
        yield at if last is None or last.known_at < at else last.known_at + _TICK


def registered(
    action: str, object_id: str, *, moment: datetime, by: Actor, at: datetime, **params: Any
) -> None:
    """Take the snapshot that knows of a change, and write its audit row."""
    snapshot = take_snapshot(action, by=by, at=moment)
    audit(action, object_id, by=by, at=at, **params, snapshot=snapshot.number)


@contextmanager
def registering(action: str, object_id: str, *, by: Actor, at: datetime, **params: Any) -> Iterator[datetime]:
    """Let one change in at its turn, and give its moment; a snapshot and an audit row end it."""
    with in_turn(at=at) as moment:
        yield moment
        registered(action, object_id, moment=moment, by=by, at=at, **params)


def end_version(row: Known, *, version: int, theirs: str, at: datetime) -> None:
    """End the version that was read; of two at once exactly one ends it.

    Raises ConflictError with what is there now (``theirs``) where it is another one.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, known_until__isnull=True)
    if row.pk != version or rows.update(known_until=at) != 1:
        raise ConflictError(theirs=theirs, mine="", version=row.pk)
