"""How a batch comes to count no more: withdrawn, or its import undone.

A withdrawal leaves its months empty. Undoing an import also lets the batches that it replaced count
again: the ledger is then what it was. Files, older snapshots and editions stay as they are either way.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require_anywhere
from hjulet.services.batch_register import end_batch, revive_batch
from hjulet.services.changes import audit
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.periods import reopen
from hjulet.services.scope import batch_units, mapping_in_force, over_all
from hjulet.services.snapshots import lock_snapshots, take_snapshot
from hjulet.store.models import Batch, BatchStatus


@dataclass(frozen=True, kw_only=True)
class Undone:
    """An import that was undone: the batches that count again, and the snapshot's number."""

    restored: tuple[str, ...]
    snapshot: int


def withdraw(batch: str, *, reason: str, by: Actor, at: datetime) -> int:
    """Take a batch out of new snapshots and give the snapshot's number. The files are kept.

    Raises NotFoundError for an unknown batch, RefusedError where it is not active or no reason given.
    """
    _require_reason(batch, reason, by=by, at=at)
    with transaction.atomic():
        lock_snapshots()
        ended = _active(batch, by=by, at=at)
        end_batch(ended, BatchStatus.WITHDRAWN, reason=reason, by=by, at=at)
        reopen(ended.company, ended.months, by=by, at=at)
        snapshot = take_snapshot("withdraw-batch", by=by, at=at)
        audit("withdraw-batch", batch, by=by, at=at, reason=reason, snapshot=snapshot.number)
    return snapshot.number


def undo_import(batch: str, *, reason: str, by: Actor, at: datetime) -> Undone:
    """Withdraw a batch and let the ones that it replaced count again, all at once.

    Raises NotFoundError for an unknown batch; RefusedError where it is not active, no reason is given,
    or a batch that was imported later has some of the months (``later-batch-overlaps``).
    """
    _require_reason(batch, reason, by=by, at=at)
    with transaction.atomic():
        lock_snapshots()
        undone = _active(batch, by=by, at=at)
        restored = list(replaced_by(undone))
        for earlier in restored:
            _require_theirs(earlier, by=by, at=at)
            _require_free(earlier, but=undone)
        end_batch(undone, BatchStatus.WITHDRAWN, reason=reason, by=by, at=at)
        reopen(undone.company, undone.months, by=by, at=at)
        for earlier in restored:
            revive_batch(earlier)
        snapshot = take_snapshot("undo-import", by=by, at=at)
        keys = [earlier.key for earlier in restored]
        audit("undo-import", batch, by=by, at=at, reason=reason, restored=keys, snapshot=snapshot.number)
    return Undone(restored=tuple(keys), snapshot=snapshot.number)


def replaced_by(batch: Batch) -> QuerySet[Batch]:
    """Find the batches whose place a batch took."""
    return Batch.objects.filter(company=batch.company, status=BatchStatus.REPLACED, reason=batch.key)


def _require_reason(batch: str, reason: str, *, by: Actor, at: datetime) -> None:
    require_anywhere(Permission.WITHDRAW_BATCH, by=by, at=at)
    if not reason.strip():
        raise refused("missing-reason", batch=batch)


def _active(key: str, *, by: Actor, at: datetime) -> Batch:
    found = Batch.objects.filter(key=key).first()
    if found is None:
        raise NotFoundError(key)
    _require_theirs(found, by=by, at=at)
    if found.status != BatchStatus.ACTIVE:
        raise refused("not-active", batch=key, status=found.status)
    return found


def _require_theirs(batch: Batch, *, by: Actor, at: datetime) -> None:
    units = batch_units(batch, mapping_in_force())
    if not over_all(Permission.WITHDRAW_BATCH, units, by=by, at=at):
        raise NotFoundError(batch.key)


def _require_free(earlier: Batch, *, but: Batch) -> None:
    """Refuse to let a batch count again whose months, or content, another one has by now."""
    others = Batch.objects.filter(company=earlier.company, status=BatchStatus.ACTIVE).exclude(pk=but.pk)
    for other in others:
        if set(other.months) & set(earlier.months) or other.content == earlier.content:
            raise refused("later-batch-overlaps", batch=earlier.key, later=other.key)
