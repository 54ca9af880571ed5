"""Which assignments a list shows, and in which order."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hjulet.domain.assignments.assignment import Assignment, Origin
from hjulet.domain.assignments.standing import Standing, State


class Show(StrEnum):
    """By where they stand, which assignments are shown: those that live, some of them, or the closed."""

    OPEN = "open"
    DECLINED = "declined"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    SLIPPED = "slipped"
    ASKED = "asked"
    NO_DAY = "no_day"
    CLOSED = "closed"
    ALL = "all"

    def holds(self, standing: Standing) -> bool:
        """Tell whether one that stands so is shown; that a closed one slipped is shown among the closed."""
        is_open = not standing.state.is_closed
        match self:
            case Show.ALL:
                return True
            case Show.OPEN | Show.CLOSED:
                return is_open is (self is Show.OPEN)
            case Show.OVERDUE:
                return standing.is_overdue
            case Show.SLIPPED:
                return is_open and standing.has_slipped
            case Show.ASKED:
                return standing.asked is not None
            case _:
                return standing.state.value == self.value


STANDING_OUT = (Show.DECLINED, Show.OVERDUE, Show.SLIPPED, Show.DUE_SOON, Show.ASKED, Show.NO_DAY)
"""What asks for attention among those that live."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a list is asked for: codes, words, and the day it is looked at from; empty and None are all.

    ``year`` is the one in which it was given.
    """

    giver: str = ""
    receiver: str = ""
    origin: Origin | None = None
    show: Show = Show.OPEN
    year: int | None = None
    about: str = ""
    day: date | None = None


def is_asked(asked: Asked, assignment: Assignment, *, below: Collection[str]) -> bool:
    """Tell whether an assignment is asked for, wherever it stands; ``below`` are the receiver's units."""
    return (
        asked.giver in ("", assignment.giver)
        and (not asked.receiver or assignment.receiver in below)
        and asked.origin in (None, assignment.origin)
        and asked.year in (None, assignment.given.year)
        and all(word in _words(assignment) for word in asked.about.casefold().split())
    )


def urgency(assignment: Assignment, standing: Standing) -> tuple[int, date, int]:
    """Sort by what asks for attention: by state, then the nearest last day, then number."""
    return _ORDER[standing.state], standing.due or date.max, assignment.number


_ORDER = {state: place for place, state in enumerate(State)}


def _words(assignment: Assignment) -> str:
    parts = (
        str(assignment.number),
        assignment.name,
        assignment.text,
        assignment.official,
        assignment.reference,
        assignment.decision,
    )
    return " ".join(parts).casefold()
