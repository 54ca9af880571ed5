"""Every change leaves a revision and an audit row in the transaction that makes it.

Outside a transaction these functions refuse: a change whose log could be lost is not made.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate

from hjulet.domain.permission import Actor
from hjulet.store.models import AuditEvent, Revision
from hjulet.texts.events import EVENTS


class NotInTransactionError(RuntimeError):
    """A change was to be logged outside the transaction that makes it."""


class UnknownEventError(LookupError):
    """An event was to be logged that has no sentence: nobody could read the log."""


def audit(action: str, object_id: str, *, by: Actor, at: datetime, **params: Any) -> None:
    """Write an audit row. ``params`` are plain JSON values.

    Whoever is somebody's deputy that day acts as themself; the row also names for whom (``deputy_for``).
    """
    _require_transaction()
    if action not in EVENTS:
        raise UnknownEventError(action)
    if lenders := by.deputy_for(on=localdate(at)):
        params["deputy_for"] = list(lenders)
    AuditEvent.objects.create(action=action, object_id=object_id, params=params, actor=by.id, at=at)


def revise(
    noun: str, object_id: str, *, version: int, fields: Mapping[str, Any], by: Actor, at: datetime
) -> None:
    """Write how an object's fields are after a change."""
    _require_transaction()
    Revision.objects.create(
        noun=noun, object_id=object_id, version=version, fields=dict(fields), actor=by.id, at=at
    )


def revise_many(
    noun: str, changed: Iterable[tuple[str, int, Mapping[str, Any]]], *, by: Actor, at: datetime
) -> None:
    """Write how many objects are after one change: (id, version, fields) of each."""
    _require_transaction()
    Revision.objects.bulk_create(
        Revision(noun=noun, object_id=object_id, version=version, fields=dict(fields), actor=by.id, at=at)
        for object_id, version, fields in changed
    )


def update_versioned(rows: models.QuerySet[Any], *, version: int, **fields: Any) -> bool:
    """Update one row only if its version is still the one that was read; tell whether it was.

    The version is checked in the UPDATE itself, so of two at once exactly one wins.
    """
    return rows.filter(version=version).update(version=version + 1, **fields) == 1


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransactionError
