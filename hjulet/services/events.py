"""The log of events: who did what and when, for those who run the installation and those who audit it.

Reading what one person has done is an event itself, written before the answer is given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from hjulet.domain.event import Event
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.protection import PROTECTED
from hjulet.services.access import require_centrally
from hjulet.services.people import people_names, protected_people
from hjulet.services.reading import log_read, log_search
from hjulet.store.models import AuditEvent

SHOWN = 50
"""Events on a page."""


@dataclass(frozen=True, kw_only=True)
class EventFilter:
    """Which events are wanted: an empty field is for all. Both days are included.

    ``words`` stand in the id of what it was done to; ``before`` is the number that the page ends before.
    """

    actor: str = ""
    action: str = ""
    words: str = ""
    first: date | None = None
    last: date | None = None
    before: int | None = None


@dataclass(frozen=True, kw_only=True)
class EventPage:
    """A page of the log, the latest first: ``earlier`` is the number to go on before, None at the end.

    ``people`` are the names of all who can have done something, by id.
    """

    events: tuple[Event, ...]
    earlier: int | None
    people: Mapping[str, str]


def list_events(wanted: EventFilter, *, by: Actor, at: datetime) -> EventPage:
    """List the events that are wanted.

    What one person has done is personal data: whoever asks for it, by person or by words, is logged first,
    and gets no answer if the log cannot be written. Raises NotFoundError for whoever has no such permission
    over the executive board: the log is the whole municipality's. To whoever may not know who is protected,
    words find nothing about a protected person: letter by letter they would spell the username.
    """
    require_centrally(Permission.VIEW_EVENTS, by=by, at=at)
    if wanted.actor:
        log_read("read-events", wanted.actor, by=by, at=at)
    elif wanted.words:
        log_search("read-events", wanted.words, by=by, at=at)
    hidden = {} if by.may_anywhere(Permission.MANAGE_SETUP, on=localdate(at)) else protected_people()
    found = _rows(wanted)
    if wanted.words:
        found = found.exclude(object_id__in=hidden)
    rows = list(found[: SHOWN + 1])
    return EventPage(
        events=tuple(_without(_event(row), hidden) for row in rows[:SHOWN]),
        earlier=rows[SHOWN - 1].pk if len(rows) > SHOWN else None,
        people={person: name for person, name in people_names().items() if person not in hidden},
    )


def _without(event: Event, hidden: Mapping[str, str]) -> Event:
    """Leave out who a protected person is: their username, and of what was done to them also the values."""
    actor = hidden.get(event.actor, event.actor)
    if hidden.keys() & {event.about, *(value for value in event.params.values() if isinstance(value, str))}:
        return replace(event, actor=actor, about=hidden.get(event.about, PROTECTED), params={})
    params = {
        name: [hidden.get(each, each) if isinstance(each, str) else each for each in value]
        if isinstance(value, list)
        else value
        for name, value in event.params.items()
    }
    return replace(event, actor=actor, params=params)


def _rows(wanted: EventFilter) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.order_by("-id")
    if wanted.actor:
        rows = rows.filter(actor=wanted.actor)
    if wanted.action:
        rows = rows.filter(action=wanted.action)
    if wanted.words:
        rows = rows.filter(object_id__icontains=wanted.words)
    if wanted.first:
        rows = rows.filter(at__gte=_midnight(wanted.first))
    if wanted.last:
        rows = rows.filter(at__lt=_midnight(wanted.last + timedelta(days=1)))
    if wanted.before:
        rows = rows.filter(pk__lt=wanted.before)
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _event(row: AuditEvent) -> Event:
    return Event(
        number=row.pk, at=row.at, actor=row.actor, action=row.action, about=row.object_id, params=row.params
    )
