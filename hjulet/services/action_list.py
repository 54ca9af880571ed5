"""The list of actions, a page at a time, and all that fit for a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.timezone import localdate

from hjulet.domain.actions.action import Action, Status
from hjulet.domain.actions.lack import Lack, lacks
from hjulet.domain.alphabet import in_swedish
from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation
from hjulet.services.action_rights import require_reader, writes_for
from hjulet.services.action_rows import Rows, known_rows, people_here
from hjulet.services.action_search import ActionFilter, carrying_out, found_rows, lack_conditions
from hjulet.services.action_sight import Sight, sight_of
from hjulet.services.day import day_of_work
from hjulet.services.paging import place_of
from hjulet.services.people import people_names
from hjulet.services.themes import theme_names
from hjulet.store.action import to_actions
from hjulet.store.known import known
from hjulet.store.models import GoalElement

SHOWN = 100
"""Actions on a page."""

SHOWN_BESIDE = 30
"""Actions that the page of a goal or an indicator shows before it leads on to the list."""

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """An action in a list, with whether the actor may change it and what it lacks."""

    action: Action
    unit_name: str
    owner: str
    may_change: bool
    lacks: frozenset[Lack]


@dataclass(frozen=True, kw_only=True)
class ActionList:
    """A page of the actions that fit: those to be done first come first.

    ``by_status`` counts what fits whatever its status, ``by_lack`` what of it to look at. ``units``,
    ``owners``, ``years`` and ``themes`` are those that any action has, ``goal`` and ``indicator`` name
    those asked for, and are empty where there are none.
    """

    lines: tuple[ActionLine, ...]
    count: int
    pages: int
    by_status: Mapping[Status, int]
    by_lack: Mapping[Lack, int]
    units: Choices
    owners: Choices
    years: tuple[int, ...]
    themes: Choices
    goal: str
    indicator: str
    may_write: bool


@dataclass(frozen=True, kw_only=True)
class ActionsUnder:
    """The first actions under a goal or on an indicator, and how many there are."""

    lines: tuple[ActionLine, ...]
    count: int


def action_list(asked: ActionFilter, *, page: int = 1, by: Actor, at: datetime) -> ActionList:
    """List the actions that fit what is asked for. Raises NotFoundError for whoever sees no unit."""
    require_reader(by=by, at=at)
    beside = found_rows(asked.but_status, by=by, at=at)
    rows = beside.filter(status=asked.status) if asked.status else beside
    count = rows.count()
    first, pages = place_of(page, count=count, shown=SHOWN)
    sight = sight_of([asked.indicator], by=by, at=at)
    return ActionList(
        lines=action_lines(to_actions(rows[first : first + SHOWN]), by=by, at=at),
        count=count,
        pages=pages,
        by_status=_by_status(beside),
        by_lack=_by_lack(rows, at=at),
        units=_units(),
        owners=_owners(sight),
        years=_years(),
        themes=tuple(theme_names().items()),
        goal=_goal_name(asked.goal),
        indicator=sight.indicators.get(asked.indicator, ""),
        may_write=_may_write(by=by, at=at),
    )


def action_lines(actions: tuple[Action, ...], *, by: Actor, at: datetime) -> tuple[ActionLine, ...]:
    """Put actions in short, with the names of their units and owners as they are now."""
    names, people, here = organisation().names, people_names(), people_here()
    writes, on, today = writes_for(by=by, at=at), day_of_work(at), localdate(at)
    return tuple(
        ActionLine(
            action=each,
            unit_name=names.get(each.unit, each.unit),
            owner=owner_words(each.person, each.role, people),
            may_change=writes(each.unit),
            lacks=lacks(each, on=on, today=today, people=here),
        )
        for each in actions
    )


def every_action(asked: ActionFilter, *, by: Actor, at: datetime) -> tuple[Action, ...]:
    """Give all actions that fit, for a file, as the actor may read them."""
    require_reader(by=by, at=at)
    sight = sight_of(by=by, at=at)
    return tuple(sight.shown(each) for each in to_actions(found_rows(asked, by=by, at=at)))


def names_asked(asked: ActionFilter, *, by: Actor, at: datetime) -> dict[str, str]:
    """Name what is asked for by its code, each by the field of the filter; a code without a name stays."""
    require_reader(by=by, at=at)
    sight = sight_of([asked.indicator], by=by, at=at)
    people = {} if asked.owner in sight.hidden else people_names([asked.owner])
    return {
        "unit": organisation().names.get(asked.unit, asked.unit),
        "owner": people.get(asked.owner, asked.owner),
        "goal": _goal_name(asked.goal) or (asked.goal.key if asked.goal else ""),
        "theme": theme_names().get(asked.theme, asked.theme),
        "indicator": sight.indicators.get(asked.indicator, asked.indicator),
    }


def actions_under(goal: Ref, network: GoalNetwork, *, by: Actor, at: datetime) -> ActionsUnder:
    """List the first actions that carry out an element, or anything that stands under it or supports it."""
    require_reader(by=by, at=at)
    return _first(known_rows().filter(pk__in=carrying_out(goal, network)), by=by, at=at)


def actions_on(indicator: str, *, by: Actor, at: datetime) -> ActionsUnder:
    """List the first actions that are to change an indicator that the actor reads."""
    require_reader(by=by, at=at)
    return _first(known_rows().filter(indicators__indicator=indicator), by=by, at=at)


def _first(rows: Rows, *, by: Actor, at: datetime) -> ActionsUnder:
    return ActionsUnder(lines=action_lines(to_actions(rows[:SHOWN_BESIDE]), by=by, at=at), count=rows.count())


def owner_words(person: str, role: str, people: Mapping[str, str]) -> str:
    """Say who an owner is: ``Cecilia Låtsberg, HR-chef``."""
    return ", ".join(each for each in (people.get(person, person), role) if each)


def _by_status(rows: Rows) -> dict[Status, int]:
    counted = dict(rows.order_by().values_list("status").annotate(Count("pk", distinct=True)))
    return {status: counted.get(status, 0) for status in Status}


def _by_lack(rows: Rows, *, at: datetime) -> dict[Lack, int]:
    """Count what to look at, in one question."""
    conditions = lack_conditions(at=at)
    counted = rows.order_by().aggregate(
        **{str(lack): Count("pk", filter=condition, distinct=True) for lack, condition in conditions.items()}
    )
    return {lack: counted[lack] for lack in Lack}


def _units() -> Choices:
    """List the units that have actions, and all that they are part of, in the organisation's order."""
    held = set(known_rows().order_by().values_list("unit", flat=True).distinct())
    known_units = organisation()
    names = known_units.names
    above = {over for code in held for over in known_units.ever_above(code)}
    return tuple((code, names[code]) for code in names if code in held | above)


def _owners(sight: Sight) -> Choices:
    """List the owners that actions have: not those whose usernames the actor may not read."""
    people = people_names()
    pairs = known_rows().order_by().values_list("person", "role").distinct()
    named = {
        person or role: people.get(person, person) if person else role
        for person, role in pairs
        if person not in sight.hidden
    }
    return tuple(sorted(named.items(), key=lambda each: in_swedish(each[1])))


def _years() -> tuple[int, ...]:
    return tuple(known_rows().order_by("-year").values_list("year", flat=True).distinct())


def _goal_name(goal: Ref | None) -> str:
    if goal is None:
        return ""
    rows = GoalElement.objects.filter(known(at=None), structure=goal.structure, key=goal.key)
    return rows.values_list("name", flat=True).first() or ""


def _may_write(*, by: Actor, at: datetime) -> bool:
    return by.may_anywhere(Permission.EDIT_ACTIONS, on=localdate(at))
