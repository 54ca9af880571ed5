"""What the page of one action shows, and what its form lets one choose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from hjulet.domain.actions.action import (
    CARRIED_OUT,
    Action,
    Financing,
    StatusStep,
    status_steps,
)
from hjulet.domain.alphabet import in_swedish
from hjulet.domain.goals.element import Element, Ref
from hjulet.domain.goals.structure import GoalNetwork, Structure
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.validity import Validity
from hjulet.services.access import organisation
from hjulet.services.action_list import ActionLine, Choices, action_lines
from hjulet.services.action_rights import require_any_writer, require_reader, writes_for
from hjulet.services.action_rows import find_action, known_rows
from hjulet.services.action_sight import Sight, sight_of
from hjulet.services.day import day_of_work
from hjulet.services.errors import NotFoundError
from hjulet.services.people import people_names
from hjulet.services.scope import reach
from hjulet.services.themes import theme_names
from hjulet.store.action import to_action, to_actions
from hjulet.store.goals import load_goals
from hjulet.store.known import known
from hjulet.store.models import (
    ActionVersion,
    IndicatorVersion,
    InvestmentProject,
    RegisteredGrant,
    User,
)

MOST_TICKED = 100
"""Indicators that a form offers to be ticked; of more the others are written."""


@dataclass(frozen=True, kw_only=True)
class GoalThread:
    """What an action carries out: the element, what it stands under (the highest first), or only its name.

    ``element`` is None where the structure no longer has it.
    """

    ref: Ref
    element: Element | None
    above: tuple[Element, ...]


@dataclass(frozen=True, kw_only=True)
class Paid:
    """Where the money stands, by its name; ``opens`` tells whether the actor may follow the link there."""

    kind: Financing
    id: str
    name: str
    opens: bool


@dataclass(frozen=True, kw_only=True)
class ActionPage:
    """An action with why it is done, its history, and the actions that it was copied from and to.

    ``indicators`` are those that the actor reads, ``unread`` how many they do not; ``on`` is the day that it
    is judged by.
    """

    line: ActionLine
    threads: tuple[GoalThread, ...]
    history: tuple[StatusStep, ...]
    people: Mapping[str, str]
    themes: Choices
    indicators: Choices
    unread: int
    paid: Paid
    origin: Action | None
    copies: tuple[Action, ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class OwnerChoices:
    """What may be chosen for any action: units that the actor writes for, people, and themes.

    ``names`` are those of all units and people that there have been, for what stands already.
    """

    units: Choices
    people: Choices
    themes: Choices
    names: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ActionChoices:
    """What may be chosen for an action of a year: codes and names. ``goals`` stand by structure.

    ``units`` are those that there are at any time of the year; ``indicators`` those that the actor reads,
    ``near`` the ones to begin with: all of them, or where they are many those of the unit's own body.
    """

    owners: OwnerChoices
    units: Choices
    goals: tuple[tuple[Structure, tuple[Element, ...]], ...]
    indicators: Choices
    near: Choices


def action_page(key: str, *, by: Actor, at: datetime) -> ActionPage:
    """Gather an action. Raises NotFoundError for whoever sees no unit, and for one that does not exist."""
    require_reader(by=by, at=at)
    action = find_action(key)
    (line,) = action_lines((action,), by=by, at=at)
    network, names = load_goals(), theme_names()
    sight = sight_of(action.indicators, by=by, at=at)
    seen = sight.shown(action).indicators
    return ActionPage(
        line=line,
        threads=tuple(_thread(network, ref) for ref in action.goals),
        history=_history(key),
        people=people_names(),
        themes=tuple((theme, names.get(theme, theme)) for theme in action.themes),
        indicators=tuple((each, sight.indicators.get(each, each)) for each in seen),
        unread=len(action.indicators) - len(seen),
        paid=_paid(action, by=by, at=at),
        origin=next(iter(to_actions(known_rows().filter(key=action.origin))), None)
        if action.origin
        else None,
        copies=to_actions(known_rows().filter(origin=key)),
        on=day_of_work(at),
    )


def find_action_to_write(key: str, *, by: Actor, at: datetime) -> Action:
    """Find an action that the actor may change, as they may read it; raises NotFoundError."""
    action = find_action(key)
    if not writes_for(by=by, at=at)(action.unit):
        raise NotFoundError(key)
    return sight_of(action.indicators, by=by, at=at).shown(action)


def owner_choices(*, by: Actor, at: datetime) -> OwnerChoices:
    """Gather who may have an action, now. Raises NotFoundError for whoever writes none."""
    return _owner_choices(sight_of([], by=by, at=at), by=by, at=at)


def action_choices(year: int, *, unit: str = "", by: Actor, at: datetime) -> ActionChoices:
    """Gather what an action of a year may be given. Raises NotFoundError for whoever writes none.

    ``unit`` is the one that it is of, if that is known.
    """
    sight, network = sight_of(by=by, at=at), load_goals()
    during = Validity(date(year, 1, 1), date(year + 1, 1, 1))
    units, indicators = _units(during, by=by, at=at), _by_name(sight.indicators)
    return ActionChoices(
        owners=_owner_choices(sight, by=by, at=at),
        units=units,
        goals=tuple(
            (each, network.of(each.key, *CARRIED_OUT))
            for each in network.structures
            if each.first_year <= year <= each.last_year
        ),
        indicators=indicators,
        near=_near(indicators, [unit] if unit else dict(units), on=day_of_work(at)),
    )


def _near(indicators: Choices, units: Iterable[str], *, on: date) -> Choices:
    """Choose among many indicators those of the body that all of some units belong to; none of several."""
    if len(indicators) <= MOST_TICKED:
        return indicators
    body_of = organisation().as_of(on).body_of
    bodies = {body_of.get(each, each) for each in units}
    owners = [unit for unit, body in body_of.items() if {body} == bodies]
    rows = IndicatorVersion.objects.filter(known(at=None), owner__in=owners).order_by()
    own = set(rows.values_list("key", flat=True))
    return tuple(each for each in indicators if each[0] in own)[:MOST_TICKED]


def _owner_choices(sight: Sight, *, by: Actor, at: datetime) -> OwnerChoices:
    require_any_writer(by=by, at=at)
    people = {user.username: user.shown_name for user in User.objects.filter(is_active=True)}
    return OwnerChoices(
        units=_units(Validity.through(day_of_work(at), day_of_work(at)), by=by, at=at),
        people=_by_name({id: name for id, name in people.items() if id not in sight.hidden}),
        themes=tuple(theme_names().items()),
        names=organisation().names | sight.people(),
    )


def _units(during: Validity, *, by: Actor, at: datetime) -> Choices:
    """List the units that there are at any time of some days, and that the actor writes for."""
    writes = writes_for(by=by, at=at)
    named = {
        unit.code: unit.name
        for unit in organisation().units
        if unit.kind != "council" and unit.validity.overlap(during) and writes(unit.code)
    }
    return tuple(named.items())


def _by_name(names: Mapping[str, str]) -> Choices:
    return tuple(sorted(names.items(), key=lambda each: (in_swedish(each[1]), each[0])))


def _thread(network: GoalNetwork, ref: Ref) -> GoalThread:
    element = next((each for each in network.of(ref.structure) if each.ref == ref), None)
    return GoalThread(ref=ref, element=element, above=network.above(element)[::-1] if element else ())


def _history(key: str) -> tuple[StatusStep, ...]:
    """Tell the history of an action's status, the latest first."""
    rows = ActionVersion.objects.filter(key=key).order_by("id").defer("search_text")
    return status_steps((to_action(row), row.set_by) for row in rows)[::-1]


def _paid(action: Action, *, by: Actor, at: datetime) -> Paid:
    over, id = reach(Permission.VIEW_FIGURES, by=by, at=at), action.financed_by
    now = known(at=None) & Q(key=id)
    registers: dict[Financing, QuerySet[Any]] = {
        Financing.INVESTMENT: InvestmentProject.objects.filter(now),
        Financing.GRANT: RegisteredGrant.objects.filter(now),
    }
    if action.financing in registers:
        unit, name = registers[action.financing].values_list("unit", "name").first() or ("", id)
        opens = bool(unit) and over([unit])
        return Paid(kind=action.financing, id=id, name=name if opens else id, opens=opens)
    opens = action.financing is Financing.FRAME and over([action.unit])
    return Paid(kind=action.financing, id=action.unit, name=id, opens=opens)
