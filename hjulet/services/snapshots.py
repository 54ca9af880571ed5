"""Snapshots: taken after every change of what figures rest on, and never changed."""

from datetime import datetime

from hjulet.domain.permission import Actor
from hjulet.services.errors import NotFoundError, refused
from hjulet.store.lock import hold
from hjulet.store.models import Batch, BatchStatus, BudgetImport, BudgetStatus, MappingVersion, Snapshot

LOCK = "snapshot"


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


def _no_mapping(*, by: Actor, at: datetime) -> MappingVersion:
    return MappingVersion.objects.create(content="", created_by=by.id, created_at=at)
