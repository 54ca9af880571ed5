"""What the page of one action shows, and what its form lets one choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from hjulet.domain.actions.action import (
    CARRIED_OUT,
    Action,
    ActionChange,
    Financing,
    StatusStep,
    status_steps,
)
from hjulet.domain.goals.element import Element, Ref
from hjulet.domain.goals.structure import GoalNetwork, Structure
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation
from hjulet.services.action_list import ActionLine, Choices, action_lines, indicator_name
from hjulet.services.action_rights import require_any_writer, require_reader, writes_for
from hjulet.services.action_rows import find_action, known_rows
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

    ``indicator_name`` is empty where there is none; ``on`` is the day that it is judged by.
    """

    line: ActionLine
    threads: tuple[GoalThread, ...]
    history: tuple[StatusStep, ...]
    people: Mapping[str, str]
    themes: Choices
    indicator_name: str
    paid: Paid
    origin: Action | None
    copies: tuple[Action, ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class OwnerChoices:
    """What may be chosen for any action: units that the actor writes for, people, and themes."""

    units: Choices
    people: Choices
    themes: Choices


@dataclass(frozen=True, kw_only=True)
class ActionChoices:
    """What may be chosen for an action of a year: codes and names. ``goals`` stand by structure."""

    owners: OwnerChoices
    goals: tuple[tuple[Structure, tuple[Element, ...]], ...]
    indicators: Choices


def action_page(key: str, *, by: Actor, at: datetime) -> ActionPage:
    """Gather an action. Raises NotFoundError for whoever sees no unit, and for one that does not exist."""
    require_reader(by=by, at=at)
    action = find_action(key)
    (line,) = action_lines((action,), by=by, at=at)
    network, names = load_goals(), theme_names()
    return ActionPage(
        line=line,
        threads=tuple(_thread(network, ref) for ref in action.goals),
        history=_history(key),
        people=people_names(),
        themes=tuple((theme, names.get(theme, theme)) for theme in action.themes),
        indicator_name=indicator_name(action.indicator),
        paid=_paid(action, by=by, at=at),
        origin=next(iter(to_actions(known_rows().filter(key=action.origin))), None)
        if action.origin
        else None,
        copies=to_actions(known_rows().filter(origin=key)),
        on=day_of_work(at),
    )


def find_action_to_write(key: str, *, by: Actor, at: datetime) -> Action:
    """Find an action that the actor may change; raises NotFoundError."""
    action = find_action(key)
    if not writes_for(by=by, at=at)(action.unit):
        raise NotFoundError(key)
    return action


def change_since(
    key: str, version: int, *, by: Actor, at: datetime
) -> tuple[ActionChange | None, Mapping[str, str]]:
    """Tell what has changed in an action since a version of it, with the names of units and people.

    None for a version that it never had. Raises NotFoundError for an action that is not the actor's.
    """
    now = find_action_to_write(key, by=by, at=at)
    read = to_actions(ActionVersion.objects.filter(pk=version, key=key))
    change = ActionChange(before=read[0], after=now) if read else None
    return change, organisation().names | people_names()


def owner_choices(*, by: Actor, at: datetime) -> OwnerChoices:
    """Gather who may have an action. Raises NotFoundError for whoever writes none."""
    require_any_writer(by=by, at=at)
    writes = writes_for(by=by, at=at)
    units = organisation().as_of(day_of_work(at)).units.items()
    return OwnerChoices(
        units=tuple((code, unit.name) for code, unit in units if unit.kind != "council" and writes(code)),
        people=tuple((user.username, user.shown_name) for user in User.objects.filter(is_active=True)),
        themes=tuple(theme_names().items()),
    )


def action_choices(year: int, *, by: Actor, at: datetime) -> ActionChoices:
    """Gather what an action of a year may be given. Raises NotFoundError for whoever writes none."""
    owners, network = owner_choices(by=by, at=at), load_goals()
    indicators = IndicatorVersion.objects.filter(known(at=None)).order_by("name")
    return ActionChoices(
        owners=owners,
        goals=tuple(
            (each, network.of(each.key, *CARRIED_OUT))
            for each in network.structures
            if each.first_year <= year <= each.last_year
        ),
        indicators=tuple(indicators.values_list("key", "name")),
    )


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
