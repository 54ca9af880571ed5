"""An assignment, and what has happened to it since it was given.

It lives until the body that gave it closes it, whatever it started as. What happened is never changed: what
was written by mistake is struck, and stays to be read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hjulet.domain.goals.element import Ref

GIVING = frozenset({"council", "executive_board", "committee", "district_committee", "auditors"})
"""Kinds of bodies that give assignments: those that decide in a meeting, and the auditors."""

WITHOUT_OFFICE = frozenset({"council", "auditors"})
"""Of those, the bodies whose register is kept for them by the executive board's office."""

RECEIVING = frozenset(
    {
        "executive_board",
        "committee",
        "district_committee",
        "central_finance_unit",
        "department",
        "unit",
        "function",
        "advisory",
        "company",
        "association",
    }
)
"""Kinds of units that get assignments: those where somebody is there to report."""


class Origin(StrEnum):
    """What an assignment started as."""

    DECISION = "decision"
    GOALS = "goals"
    PLAN = "plan"
    MOTION = "motion"
    PROPOSAL = "proposal"
    AUDIT = "audit"
    CONTROL = "control"


class Outcome(StrEnum):
    """How an assignment ended."""

    DONE = "done"
    NO_ACTION = "no_action"
    REPLACED = "replaced"


class Happening(StrEnum):
    """What can happen to an assignment once it is given.

    The receiver reports, asks for another day, proposes that it is closed and declines it; the giver moves
    the day, upholds it as it stands, and closes. ``STRUCK`` says that an earlier event was a mistake.
    """

    REPORTED = "reported"
    DAY_ASKED = "day_asked"
    EXTENDED = "extended"
    CLOSING_PROPOSED = "closing_proposed"
    DECLINED = "declined"
    UPHELD = "upheld"
    CLOSED = "closed"
    STRUCK = "struck"


OF_GIVER = frozenset({Happening.EXTENDED, Happening.UPHELD, Happening.CLOSED})
"""What only the body that gave the assignment decides. Each answers what the receiver has asked."""

ASKING = frozenset({Happening.DAY_ASKED, Happening.CLOSING_PROPOSED, Happening.DECLINED})
"""What the giver has to answer."""

OF_RECEIVER = ASKING | {Happening.REPORTED}
"""What the body that got it says; whoever may do so for the giver may write it down too."""

WITH_DAY = frozenset({Happening.DAY_ASKED, Happening.EXTENDED})
"""What names a new last day."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened on a day. ``place`` counts the events of an assignment from 1, in the order written.

    ``due`` is the last day that is asked for or decided, ``decision`` what the giver's decision is called.
    ``replaced_by`` is the number of another assignment, ``strikes`` the place of a mistaken event. ``by`` and
    ``written_at`` tell who wrote it down and when.
    """

    kind: Happening
    on: date
    text: str = ""
    due: date | None = None
    decision: str = ""
    outcome: Outcome | None = None
    replaced_by: int | None = None
    strikes: int | None = None
    place: int = 0
    by: str = ""
    written_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """A task given to a body. ``number`` is its own for ever, 0 before it has one.

    ``giver`` and ``receiver`` are codes of the organisation; ``official`` is the office holder it was given
    to, who works in ``receiver``, empty for the body itself. ``given`` is the day of the decision,
    ``decision`` what that is called, ``reference`` the document or matter it came out of. ``first_due`` is
    the last day as it was first decided, None where the decision names none. ``goal`` is the element of the
    goals that it is the same thing as. ``version`` guards a change.
    """

    name: str
    origin: Origin
    giver: str
    receiver: str
    given: date
    number: int = 0
    text: str = ""
    official: str = ""
    reference: str = ""
    decision: str = ""
    first_due: date | None = None
    goal: Ref | None = None
    events: tuple[Event, ...] = ()
    version: int = 0

    @property
    def struck(self) -> frozenset[int]:
        """Name the places of the events that were mistakes."""
        return frozenset(event.strikes for event in self.events if event.strikes is not None)

    def holding(self, day: date | None = None) -> tuple[Event, ...]:
        """List what had happened by the end of a day (None: all), mistakes left out, the oldest first.

        Whether something was a mistake is judged by what is known now: it never happened.
        """
        return tuple(sorted(self._holding(day), key=lambda event: (event.on, event.place)))

    def _holding(self, day: date | None) -> Iterator[Event]:
        struck = self.struck
        for event in self.events:
            is_mistake = event.place in struck or event.kind is Happening.STRUCK
            if not is_mistake and (day is None or event.on <= day):
                yield event

    @property
    def closing(self) -> Event | None:
        """Give the decision that closed it; None while it lives."""
        return next((event for event in self.holding() if event.kind is Happening.CLOSED), None)
