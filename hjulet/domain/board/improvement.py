"""An improvement in small steps: planned, tried, studied and learnt from, with every move kept."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """Where an improvement is: round the wheel of plan, do, check and act, or off the board."""

    PLAN = "plan"
    DO = "do"
    CHECK = "check"
    ACT = "act"
    DONE = "done"
    PUT_AWAY = "put-away"


COLUMNS = (Step.PLAN, Step.DO, Step.CHECK, Step.ACT)
"""The steps that have a column on the board, in order."""

ENDS = (Step.DONE, Step.PUT_AWAY)
"""The steps off the board. An improvement can be taken back from them, as when a trial failed in the end."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """A move from one step to another, and whose: a person's id, and their name as others see it."""

    before: Step
    after: Step
    day: date
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Improvement:
    """A small step to something better.

    ``person`` is the id of who answers for it, ``role`` a role or a group in words (``Lönegruppen``): many
    in a team have no account here. ``due`` is the day when it should be done. ``row`` and ``deviation`` are
    the numbers, on the same board, of what it lifts and of what it came from; ``begun_on`` is when it was
    written.
    """

    title: str
    begun_on: date
    number: int = 0
    step: Step = Step.PLAN
    person: str = ""
    role: str = ""
    due: date | None = None
    row: int | None = None
    deviation: int | None = None
    note: str = ""
    moves: tuple[Move, ...] = ()
    version: int = 0

    def step_on(self, day: date) -> Step:
        """Tell which step it had reached at the end of a day; where it began, for a day before that."""
        later = [move for move in self.moves if move.day > day]
        return later[0].before if later else self.step

    def is_late(self, day: date) -> bool:
        """Tell whether it had been written by then and should have been done before the day, and was not."""
        if self.due is None or self.begun_on > day:
            return False
        return self.due < day and self.step_on(day) not in ENDS

    @property
    def ended_on(self) -> date | None:
        """Tell when it went off the board, None while it stands there."""
        return self.moves[-1].day if self.step in ENDS and self.moves else None
