"""Where an assignment stands on a day: in time, soon due, overdue, closed, and how far it has slipped.

Days are whole calendar days. Something due on a day is in time all that day.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from hjulet.domain.assignments.assignment import ASKING, OF_GIVER, Assignment, Event, Happening

SOON = timedelta(days=30)
"""An assignment is soon due when its last day is so near."""

ANSWERED = timedelta(days=30)
"""How long a request at least is waited for."""


class State(StrEnum):
    """Where an assignment stands, what asks for attention first."""

    DECLINED = "declined"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    NO_DAY = "no_day"
    IN_TIME = "in_time"
    NOT_GIVEN = "not_given"
    CLOSED_LATE = "closed_late"
    CLOSED = "closed"

    @property
    def is_closed(self) -> bool:
        """Tell whether the giver has closed it."""
        return self in (State.CLOSED, State.CLOSED_LATE)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where an assignment stands on a day.

    ``due`` is the last day that then held, ``first_due`` the first one that was ever decided; both None where
    none was. ``moves`` counts how often the day was moved later, ``slipped`` the days from the first to the
    one that holds. ``late`` are the days past ``due``, 0 in time. ``request`` is what the receiver asked for
    last and ``answer`` what the giver said to it, ``reported`` the latest report.
    """

    state: State
    due: date | None
    first_due: date | None
    moves: int
    slipped: int
    late: int
    request: Event | None
    answer: Event | None
    reported: Event | None
    closing: Event | None

    @property
    def has_slipped(self) -> bool:
        """Tell whether the last day has been moved later."""
        return self.moves > 0

    @property
    def asked(self) -> Event | None:
        """Give what the receiver has asked for and the giver has not answered."""
        return None if self.answer else self.request

    @property
    def is_overdue(self) -> bool:
        """Tell whether it lives and its last day has passed, whatever the receiver has said of it."""
        return self.late > 0 and self.closing is None

    def waits_for_giver(self, day: date) -> bool:
        """Tell whether the receiver has done theirs: asked, and the giver may still take the time to answer.

        A request is waited for until the last day, and for thirty days. After that it is the receiver's to
        report again: an unanswered request moves nothing.
        """
        if self.asked is None:
            return False
        until = self.asked.on + ANSWERED
        return day <= (max(until, self.due) if self.due else until)


def standing_of(assignment: Assignment, day: date) -> Standing:
    """Tell where an assignment stood at the end of a day, by what had happened then."""
    events = assignment.holding(day)
    closing = next((event for event in events if event.kind is Happening.CLOSED), None)
    days = last_days(assignment, events)
    due, first = (days[-1], days[0]) if days else (None, None)
    ended = closing.on if closing else day
    late = max(0, (ended - due).days) if due else 0
    request = _last(events, *ASKING)
    answer = _last(events[events.index(request) :], *OF_GIVER) if request else None
    is_declined = request is not None and answer is None and request.kind is Happening.DECLINED
    state = _state(assignment, due, late, closing, day)
    return Standing(
        state=State.DECLINED if is_declined else state,
        due=due,
        first_due=first,
        moves=sum(later > earlier for earlier, later in pairwise(days)),
        slipped=max(0, (due - first).days) if due and first else 0,
        late=late,
        request=request,
        answer=answer,
        reported=_last(events, Happening.REPORTED),
        closing=closing,
    )


def last_days(assignment: Assignment, events: tuple[Event, ...]) -> list[date]:
    """List the last days that have held, in order: the first one decided, and each that took its place."""
    moved = [event.due for event in events if event.kind is Happening.EXTENDED and event.due]
    return [assignment.first_due, *moved] if assignment.first_due else moved


def _state(assignment: Assignment, due: date | None, late: int, closing: Event | None, day: date) -> State:
    if closing:
        return State.CLOSED_LATE if late else State.CLOSED
    if day < assignment.given:
        return State.NOT_GIVEN
    if due is None:
        return State.NO_DAY
    if late:
        return State.OVERDUE
    return State.DUE_SOON if due - day <= SOON else State.IN_TIME


def _last(events: tuple[Event, ...], *kinds: Happening) -> Event | None:
    return next((event for event in reversed(events) if event.kind in kinds), None)
