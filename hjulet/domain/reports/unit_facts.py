"""What the plan of a unit or a company rests on beside goals and money: its actions, assignments and board.

The actions are known as a snapshot has them. What no snapshot knows (assignments, the board, what people are
called) is kept with an edition, since it goes on after the plan is sealed.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from hjulet.domain.actions.action import Action
from hjulet.domain.assignments.assignment import Assignment
from hjulet.domain.assignments.standing import last_days
from hjulet.domain.board.board import Board
from hjulet.domain.board.improvement import COLUMNS, Step
from hjulet.domain.period import Period
from hjulet.domain.reports.goal_measures import Measured

NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class GivenAssignment:
    """An assignment that the unit has in the plan's year. ``due`` is None where no day is decided."""

    number: int
    name: str
    giver: str
    official: str
    given: date
    due: date | None


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """What the team follows, what is normal, and what was not when the plan was made."""

    number: int
    name: str
    normal: str
    deviations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BoardStep:
    """An improvement that stands on the board; the owner is a person (an id), a role in words, or both."""

    number: int
    title: str
    step: Step
    person: str
    role: str
    due: date | None


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What no snapshot knows. ``people`` names those who own something, by their id, as others may see it."""

    assignments: tuple[GivenAssignment, ...] = ()
    rows: tuple[BoardRow, ...] = ()
    improvements: tuple[BoardStep, ...] = ()
    people: Mapping[str, str] = field(default_factory=lambda: NOBODY)


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """What a unit's plan rests on: its actions of the year, the indicators it answers for, what is beside."""

    actions: tuple[Action, ...] = ()
    measured: tuple[Measured, ...] = ()
    beside: Beside = Beside()


NO_UNIT_FACTS = UnitFacts()


def owner_of(person: str, role: str, people: Mapping[str, str]) -> str:
    """Say who owns something: ``Cecilia Låtsberg, HR-chef``; without a name here by the role alone."""
    return ", ".join(each for each in (people.get(person, ""), role) if each)


def assignments_in(
    assignments: Iterable[Assignment], units: Collection[str], period: Period
) -> tuple[GivenAssignment, ...]:
    """List what some units were given by the end of a year and had not done before it began."""
    return tuple(
        GivenAssignment(
            number=each.number,
            name=each.name,
            giver=each.giver,
            official=each.official,
            given=each.given,
            due=next(iter(reversed(last_days(each, each.holding()))), None),
        )
        for each in assignments
        if each.receiver in units
        and each.given < period.end
        and (each.closing is None or each.closing.on >= period.start)
    )


def board_rows(board: Board | None, period: Period) -> tuple[BoardRow, ...]:
    """List what a team follows in a year; of a board that was started after it, nothing."""
    if board is None or board.started_on >= period.end:
        return ()
    return tuple(
        BoardRow(
            number=row.number,
            name=row.name,
            normal=row.normal,
            deviations=tuple(
                each.text
                for each in board.deviations
                if each.row == row.number and each.day < period.end and each.closed_on is None
            ),
        )
        for row in board.rows
        if row.until is None and row.since < period.end
    )


def board_steps(board: Board | None, period: Period) -> tuple[BoardStep, ...]:
    """List the improvements that stand on a board, by their step; those begun after the year are left out."""
    columns = board.columns() if board else {}
    return tuple(
        BoardStep(
            number=each.number,
            title=each.title,
            step=step,
            person=each.person,
            role=each.role,
            due=each.due,
        )
        for step in COLUMNS
        for each in columns.get(step, ())
        if each.begun_on < period.end
    )
