"""What the pages of a team's board show: the board, what it leads up to, and what one may choose there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from hjulet.domain.alphabet import in_swedish
from hjulet.domain.board.board import Board
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.indicators.definition import Indicator
from hjulet.domain.indicators.observation import Observation, latest
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may, organisation, require
from hjulet.services.day import day_of_work
from hjulet.services.duties import load_holders
from hjulet.services.errors import NotFoundError
from hjulet.services.indicators import readable
from hjulet.services.people import people_names, protected_people
from hjulet.store.board import load_board
from hjulet.store.goals import load_elements, load_goals
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
    ``people`` names by id those that stand on it, and the actor.
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
class AimChoices:
    """What a row can lead up to: ``goals`` of the structure in force, ``indicators`` by id and name."""

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
    return BoardPage(
        unit=unit,
        unit_name=view.units[unit].name,
        day=day_of_work(at),
        board=board,
        goals=load_elements(row.goal for row in rows if row.goal),
        indicators=_indicators({row.indicator for row in rows if row.indicator}, by=by, at=at),
        people=people_names(_people(board) | {by.id}),
        may_edit=may(Permission.EDIT_BOARD, unit, by=by, at=at, view=known.as_of(localdate(at))),
    )


def aim_choices(unit: str, *, by: Actor, at: datetime) -> AimChoices:
    """Gather what a row can lead up to, for whoever writes on the board; raises NotFoundError for others."""
    require(Permission.EDIT_BOARD, unit, by=by, at=at, view=organisation().as_of(localdate(at)))
    network, seen = load_goals(), readable(by=by, at=at)
    in_force = network.in_force(day_of_work(at))
    indicators = (each for each in load_indicators().values() if seen(each))
    return AimChoices(
        goals=network.of(in_force.key, *AIMS) if in_force else (),
        indicators=_by_name((each.id, each.name) for each in indicators),
    )


def owner_choices(unit: str, *, by: Actor, at: datetime) -> Choices:
    """Name those who can answer for an improvement: whoever has a role at the unit, or above or below it.

    Whoever is protected is not offered, as their username would tell who they are. Raises NotFoundError for
    who does not write on the board.
    """
    today = localdate(at)
    view = organisation().as_of(today)
    require(Permission.EDIT_BOARD, unit, by=by, at=at, view=view)
    holders, hidden = load_holders(), protected_people()
    people = {
        person
        for near in view.above(unit) | set(view.subtree(unit))
        for person, grant in holders.by_unit.get(near, ())
        if grant.validity.holds(today) and person not in hidden
    }
    return _by_name((person, holders.names[person]) for person in people)


def _people(board: Board | None) -> set[str]:
    improvements = board.improvements if board else ()
    return {each.person for each in improvements} | {move.by for each in improvements for move in each.moves}


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
    return tuple(sorted(pairs, key=lambda pair: (in_swedish(pair[1]), pair[0])))
