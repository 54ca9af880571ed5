"""The rows of what carries a goal out: a commitment, an action as it is planned, and as it is followed up.

Days stand as codes, which the labels word; what an action costs is typed by somebody, and no figure.
"""

from collections.abc import Iterator
from datetime import date

from hjulet.domain.actions.action import Action, Financing
from hjulet.domain.goals.element import Element, ElementKind
from hjulet.domain.reports.plan import RowPlan
from hjulet.domain.reports.scope import Scope, names_of

ELSEWHERE = "see:"
"""What begins the code of a cell that tells under which goal an action is told of."""


def commitment_row(goal: Element, element: Element, scope: Scope) -> RowPlan:
    """Give the row of a commitment under a goal, or of a programme's action that somebody carries out."""
    first, last = (str(year) if year else "" for year in element.years)
    members = scope.registers.goals.members(element.ref.structure, element.named)
    named = (scope.registers.indicators.get(id, "") for id in element.indicators)
    return RowPlan(
        id=f"{goal.ref.key}.{element.ref.key}",
        structure=goal.ref.structure,
        label=element.name,
        cells={},
        level=0,
        words={
            "kind": "commitment" if element.kind is ElementKind.COMMITMENT else "programme_action",
            "owner": names_of(members, scope),
            "days": f"{first}..{last}" if first or last else "",
            "effect": ", ".join(filter(None, named)),
        },
    )


def elsewhere_row(action: Action, goal: Element) -> RowPlan:
    """Give the row of an action that is told of under another goal."""
    return RowPlan(
        id=action.key,
        label=action.name,
        cells={},
        words={"kind": "action", "owner": f"{ELSEWHERE}{goal.name}"},
    )


def planned_row(action: Action, scope: Scope) -> RowPlan:
    """Give an action as it is planned."""
    return RowPlan(
        id=action.key,
        label=action.name,
        cells={},
        level=0,
        words={
            "kind": "action",
            "owner": _owner(action, scope),
            "days": days_code(action),
            "milestones": milestones_code(action),
            "effect": _effect(action, scope),
            "financing": _financing(action, scope),
        },
        typed={} if action.cost is None else {"cost": action.cost},
    )


def followed_row(action: Action, scope: Scope) -> RowPlan:
    """Give an action as it stood on the last day that the report knows of."""
    return RowPlan(
        id=action.key,
        label=action.name,
        cells={},
        level=0,
        words={
            "kind": "action",
            "owner": _owner(action, scope),
            "status": str(action.status),
            "done": action.status_note,
            "deviation": "\n".join(_deviations(action, scope)),
        },
    )


def days_code(action: Action) -> str:
    """Write the time of an action as a code: its first and last day."""
    return f"{action.first_day}..{action.last_day}"


def milestones_code(action: Action) -> str:
    """Write the milestones of an action as codes, a line each: its day, when reached or ``-``, name."""
    return "\n".join(
        f"{_day(step.on, action.year)} {step.done or '-'} {step.name}" for step in action.milestones
    )


def _deviations(action: Action, scope: Scope) -> Iterator[str]:
    """Tell what was to be done by then and was not, as codes: ``late 2017-10-31``, ``missed 2017-06-30 Lov``.

    On the last day itself there is still time, but not once the period is over.
    """
    over = scope.period.end
    day = min(over, scope.registers.known_on)
    is_late = not action.is_ended and action.last_day < day
    if is_late:
        yield f"late {_day(action.last_day, action.year)}"
    for step in () if action.is_ended else action.milestones:
        is_done = step.done is not None and step.done < over
        is_said = is_late and step.on == action.last_day
        if step.on < day and not is_done and not is_said:
            yield f"missed {_day(step.on, action.year)} {step.name}"


def _owner(action: Action, scope: Scope) -> str:
    """Name who owns an action: the role, else the person as others may see them, with the unit."""
    who = action.role or scope.registers.beside.people.get(action.person, "")
    unit = names_of((action.unit,), scope)
    return f"{who}, {unit}" if who else unit


def _effect(action: Action, scope: Scope) -> str:
    """Say which effect is expected on which indicators; what is not the body's to see is not named."""
    names = scope.registers.indicators
    indicators = ", ".join(names[id] for id in action.indicators if id in names)
    return ": ".join(filter(None, (indicators, action.effect)))


def _financing(action: Action, scope: Scope) -> str:
    """Say where the money stands: the project or the grant by its name, words as they are, else the code."""
    registers = scope.registers
    if action.financing is Financing.INVESTMENT:
        named = (each.name for each in registers.projects if each.id == action.financed_by)
    else:
        named = (each.name for each in registers.grants if each.id == action.financed_by)
    return next(named, action.financed_by) or str(action.financing)


def _day(day: date, year: int) -> str:
    """Write a day as a code: with ``!`` where its year is another than the plan's."""
    return day.isoformat() if day.year == year else f"!{day.isoformat()}"
