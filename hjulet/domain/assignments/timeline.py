"""An assignment's life in the order of time, with the last days that went by while it was not done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hjulet.domain.assignments.assignment import Assignment, Event, Happening
from hjulet.domain.assignments.correction import Correction


class Turn(StrEnum):
    """What a moment is: the assignment was given, something happened, or its last day went by."""

    GIVEN = "given"
    HAPPENED = "happened"
    DAY_PASSED = "day_passed"
    CORRECTED = "corrected"


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A moment. ``was`` is the last day that an extension replaced, ``struck_by`` what struck the event.

    ``correction`` is what was corrected then.
    """

    on: date
    turn: Turn
    event: Event | None = None
    was: date | None = None
    struck_by: Event | None = None
    correction: Correction | None = None


def timeline(assignment: Assignment, day: date, corrections: Iterable[Correction] = ()) -> tuple[Moment, ...]:
    """List the moments to the end of a day, the oldest first; mistakes that were struck stand there too.

    All ``corrections`` that are given are told, whatever the day.
    """
    told = (Moment(on=each.on, turn=Turn.CORRECTED, correction=each) for each in corrections)
    return tuple(sorted((*_moments(assignment, day), *told), key=_place))


def _moments(assignment: Assignment, day: date) -> Iterator[Moment]:
    yield Moment(on=assignment.given, turn=Turn.GIVEN)
    struck = {event.strikes: event for event in assignment.events if event.strikes is not None}
    for event in assignment.events:
        if event.place in struck:
            yield Moment(on=event.on, turn=Turn.HAPPENED, event=event, struck_by=struck[event.place])
    due = assignment.first_due
    for event in assignment.holding(day):
        if event.kind in (Happening.EXTENDED, Happening.CLOSED) and due and due < event.on:
            yield Moment(on=due, turn=Turn.DAY_PASSED)
        is_move = event.kind is Happening.EXTENDED
        yield Moment(on=event.on, turn=Turn.HAPPENED, event=event, was=due if is_move else None)
        if event.kind is Happening.CLOSED:
            return
        due = event.due if is_move else due
    if due and due < day:
        yield Moment(on=due, turn=Turn.DAY_PASSED)


def _place(moment: Moment) -> tuple[date, bool, int]:
    """Put what happened on the last day before that the day went by."""
    return moment.on, moment.turn is Turn.DAY_PASSED, moment.event.place if moment.event else 0
