"""Texts that lost a race are set aside on the server, until whoever wrote one has chosen what becomes of it.

Nothing here is removed by a choice: a text that was settled still stands in the history of its place, until
it is weeded a year later (``hjulet.domain.weeding``). One that waits goes with its writer's account alone.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hjulet.domain.permission import Actor
from hjulet.services.changes import audit
from hjulet.services.text_place import TextPlace
from hjulet.store.models import SetAsideText


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A text that was set aside: its number, and when it was written."""

    number: int
    source: str
    at: datetime


def set_aside(place: TextPlace, source: str, *, instead_of: int = 0, by: Actor, at: datetime) -> int:
    """Set a text aside in the transaction that refused it, and give its number; the same one only once.

    ``instead_of`` is the number of an earlier state of the same text, 0 for none: it waits no more.
    """
    own = place.set_aside.filter(actor=by.id, settled_at__isnull=True).last()
    if own and own.source == source:
        return own.pk
    row = SetAsideText.objects.create(**place.fields, source=source, actor=by.id, at=at)
    audit("set-text-aside", place.key, by=by, at=at, number=row.pk)
    settle(place, instead_of, by=by, at=at)
    return row.pk


def waiting(place: TextPlace, *, by: Actor) -> SetAside | None:
    """Give the latest text of the actor's that waits for a choice."""
    row = place.set_aside.filter(actor=by.id, settled_at__isnull=True).last()
    return SetAside(number=row.pk, source=row.source, at=row.at) if row else None


def settle(place: TextPlace, number: int, *, by: Actor, at: datetime) -> None:
    """Say that the actor has chosen what becomes of a text, and of those set aside before it; 0 for none."""
    if not number:
        return
    with transaction.atomic():
        waits = place.set_aside.filter(actor=by.id, settled_at__isnull=True, pk__lte=number)
        if waits.update(settled_at=at):
            audit("settle-text", place.key, by=by, at=at, number=number)
