"""Snapshots: taken after every change of what figures rest on, and never changed."""

from datetime import datetime

from hjulet.domain.permission import Actor
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.jobs import ask
from hjulet.services.people import OPERATOR
from hjulet.store.lock import hold
from hjulet.store.models import (
    Batch,
    BatchStatus,
    BudgetImport,
    BudgetStatus,
    Job,
    JobState,
    MappingVersion,
    Snapshot,
    Thread,
)

LOCK = "snapshot"
TELL = "tell-changes"


def take_snapshot(cause: str, *, by: Actor, at: datetime) -> Snapshot:
    """Write the snapshot of what is in force now, inside the transaction that changed it.

    The caller holds the lock ``snapshot``, so numbers follow each other. So do the moments that snapshots
    know of, also where a change waited for its turn while a later one was made.
    """
    last = Snapshot.objects.last()
    snapshot = Snapshot.objects.create(
        number=(last.number if last else 0) + 1,
        mapping=MappingVersion.objects.last() or _no_mapping(by=by, at=at),
        known_at=max(at, last.known_at) if last else at,
        cause=cause,
    )
    snapshot.batches.set(Batch.objects.filter(status=BatchStatus.ACTIVE))
    snapshot.budgets.set(BudgetImport.objects.filter(status=BudgetStatus.ACTIVE))
    _tell_threads(snapshot, at=at)
    return snapshot


def find_snapshot(number: int | None = None) -> Snapshot:
    """Find a snapshot, the latest without a number.

    Raises NotFoundError for an unknown number, RefusedError where none is taken yet.
    """
    if number is not None:
        found = Snapshot.objects.filter(number=number).first()
        if found is None:
            raise NotFoundError(number)
        return found
    latest = Snapshot.objects.last()
    if latest is None:
        raise refused("no-data")
    return latest


def lock_snapshots() -> None:
    """Let one change of the figures' ground in at a time, until the transaction ends."""
    hold(LOCK)


def _tell_threads(snapshot: Snapshot, *, at: datetime) -> None:
    """Ask, in the same transaction, that threads are told what changed; once is enough for many snapshots."""
    waits = Job.objects.filter(kind=TELL, state=JobState.WAITING)
    if Thread.objects.exists() and not waits.exists():
        ask(TELL, title=str(snapshot.number), params={}, by=OPERATOR, at=at)


def _no_mapping(*, by: Actor, at: datetime) -> MappingVersion:
    return MappingVersion.objects.create(content="", created_by=by.id, created_at=at)
