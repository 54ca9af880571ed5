"""What the pages of a team's board show: the board, what it leads up to, and what one may choose there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from hjulet.domain.board.board import Board
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.indicators.definition import Indicator
from hjulet.domain.indicators.observation import Observation, latest
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may, organisation
from hjulet.services.day import day_of_work
from hjulet.services.duties import load_holders
from hjulet.services.errors import NotFoundError
from hjulet.services.indicators import readable
from hjulet.services.people import people_names
from hjulet.store.board import load_board
from hjulet.store.goals import load_goals
from hjulet.store.indicator import load_indicators, load_observations

Choices = tuple[tuple[str, str], ...]

AIMS = (
    ElementKind.GOAL,
    ElementKind.FOCUS,
    ElementKind.PRIORITY,
    ElementKind.ASSIGNMENT,
    ElementKind.COMMITMENT,
    ElementKind.PROGRAMME_GOAL,
    ElementKind.SUB_GOAL,
    ElementKind.ACTION,
)
"""Kinds of elements that a team can work towards; areas and programmes hold these."""


@dataclass(frozen=True, kw_only=True)
class FollowedIndicator:
    """An indicator that a row leads up to, with the last value of a period that is over."""

    indicator: Indicator
    last: Observation | None


@dataclass(frozen=True, kw_only=True)
class BoardPage:
    """A unit's board on a day; ``board`` is None where nobody has started it.

    ``goals`` and ``indicators`` are those that its rows name, as far as they exist and the actor sees them;
    ``people`` names everybody by id.
    """

    unit: str
    unit_name: str
    day: date
    board: Board | None
    goals: Mapping[Ref, Element]
    indicators: Mapping[str, FollowedIndicator]
    people: Mapping[str, str]
    may_edit: bool

    @property
    def started(self) -> Board:
        """Give the board; raises NotFoundError where nobody has started it."""
        if self.board is None:
            raise NotFoundError(self.unit)
        return self.board


@dataclass(frozen=True, kw_only=True)
class BoardChoices:
    """What one may choose when one writes on a board.

    ``people`` are those with a role at the unit, or above or below it; ``goals`` those of the structure in
    force.
    """

    people: Choices
    goals: tuple[Element, ...]
    indicators: Choices


def board_page(unit: str, *, by: Actor, at: datetime) -> BoardPage:
    """Gather a unit's board as it stands today; raises NotFoundError for another's unit."""
    known = organisation()
    view = known.last_seen(unit, by=localdate(at))
    if not may(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view):
        raise NotFoundError(unit)
    board = load_board(unit)
    rows = board.rows if board else ()
    network = load_goals() if any(row.goal for row in rows) else GoalNetwork()
    return BoardPage(
        unit=unit,
        unit_name=view.units[unit].name,
        day=day_of_work(at),
        board=board,
        goals={row.goal: network[row.goal] for row in rows if row.goal and row.goal in network},
        indicators=_indicators({row.indicator for row in rows if row.indicator}, by=by, at=at),
        people=people_names(),
        may_edit=may(Permission.EDIT_BOARD, unit, by=by, at=at, view=view),
    )


def board_choices(unit: str, *, by: Actor, at: datetime) -> BoardChoices:
    """Gather what may be chosen on a board, for whoever writes on it; raises NotFoundError for others."""
    view = organisation().last_seen(unit, by=localdate(at))
    if not may(Permission.EDIT_BOARD, unit, by=by, at=at, view=view):
        raise NotFoundError(unit)
    holders, network = load_holders(), load_goals()
    near = view.above(unit) | set(view.subtree(unit))
    people = {person for each in near for person, _ in holders.by_unit.get(each, ())}
    in_force = network.in_force(day_of_work(at))
    seen = readable(by=by, at=at)
    indicators = (each for each in load_indicators().values() if seen(each))
    return BoardChoices(
        people=_by_name((person, holders.names[person]) for person in people),
        goals=network.of(in_force.key, *AIMS) if in_force else (),
        indicators=_by_name((each.id, each.name) for each in indicators),
    )


def _indicators(ids: set[str], *, by: Actor, at: datetime) -> dict[str, FollowedIndicator]:
    if not ids:
        return {}
    seen = readable(by=by, at=at)
    found = {id: each for id, each in load_indicators(where=Q(key__in=ids)).items() if seen(each)}
    values, day = load_observations(found), day_of_work(at)
    return {
        id: FollowedIndicator(
            indicator=indicator, last=latest(each for each in values[id] if each.period.end <= day)
        )
        for id, indicator in found.items()
    }


def _by_name(pairs: Iterable[tuple[str, str]]) -> Choices:
    return tuple(sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))
