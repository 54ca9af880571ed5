"""What the plan of a unit or a company rests on beside goals and money: its actions, indicators and board.

Actions and indicators are as a snapshot knows them. What no snapshot knows (the board, and what people are
called, also in the reports of bodies) is kept with an edition, since it goes on after the report is sealed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from hjulet.domain.actions.action import Action
from hjulet.domain.board.board import Board
from hjulet.domain.board.improvement import COLUMNS, Step
from hjulet.domain.period import Period
from hjulet.domain.reports.goal_measures import Measured

NOBODY: Mapping[str, str] = MappingProxyType({})


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

    rows: tuple[BoardRow, ...] = ()
    improvements: tuple[BoardStep, ...] = ()
    people: Mapping[str, str] = field(default_factory=lambda: NOBODY)


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """What a unit's plan rests on that a snapshot knows: its actions of the year, and its indicators."""

    actions: tuple[Action, ...] = ()
    measured: tuple[Measured, ...] = ()


NOTHING_BESIDE = Beside()
NO_UNIT_FACTS = UnitFacts()


def owner_of(person: str, role: str, people: Mapping[str, str]) -> str:
    """Say who owns something: ``Cecilia Låtsberg, HR-chef``; without a name here by the role alone."""
    return ", ".join(each for each in (people.get(person, ""), role) if each)


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
