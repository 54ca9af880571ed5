"""A calendar as other programs read it: RFC 5545, whole days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, kw_only=True)
class FeedEvent:
    """An event of whole days, both included. ``id`` stays the same while the event moves.

    ``is_settled`` is False for one that may not take place: it is shown as tentative.
    """

    id: str
    title: str
    text: str
    address: str
    first: date
    last: date
    category: str
    is_settled: bool


def write_feed(events: Iterable[FeedEvent], *, name: str, host: str, at: datetime) -> bytes:
    """Write a calendar. ``host`` makes the events' ids unlike all others', ``at`` is when one asked."""
    calendar = Calendar()
    calendar.add("prodid", "-//Planeringshjulet//Året//SV")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_event(event, host, at))
    return bytes(calendar.to_ical())


def _event(event: FeedEvent, host: str, at: datetime) -> Event:
    found = Event()
    found.add("uid", f"{event.id}@{host}")
    found.add("dtstamp", at)
    found.add("dtstart", event.first)
    found.add("dtend", event.last + timedelta(days=1))  # the first day after it
    found.add("summary", event.title)
    found.add("description", event.text)
    found.add("url", event.address)
    found.add("categories", [event.category])
    found.add("status", "CONFIRMED" if event.is_settled else "TENTATIVE")
    found.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    return found
