"""The goals of an operating plan: those that the body answers for in the year, area by area.

What the body does to reach a goal is written as the comment on its row. Goals of the whole municipality and
the body's own stand apart: the same words mean another thing there (DOMAIN 3).
"""

from collections.abc import Iterator

from hjulet.domain.goals import assessment
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.element import Scope as Reach
from hjulet.domain.goals.structure import GoalNetwork, answers
from hjulet.domain.reports.plan import RowPlan, TablePlan, said_columns, word_columns
from hjulet.domain.reports.scope import Scope, bodies_named, is_for, names_of, others

ALL_COMMITTEES = "all_committees"
"""What stands in the cell of who answers, for a goal that every committee follows up."""

WHO = "bodies"
"""The column of who answers: shown where there is nothing else to say of the goals."""

_COLUMNS = ("direction", "supports", "shares")
DIRECTIONS = (ElementKind.LONG_DIRECTION, ElementKind.PERIOD_DIRECTION)
_BETWEEN = " · "


def plan_goals(scope: Scope) -> TablePlan | None:
    """Plan the table ``plan-goals``: the council's goals for the whole municipality."""
    return _goals(scope, "plan-goals", Reach.MUNICIPALITY)


def plan_own_goals(scope: Scope) -> TablePlan | None:
    """Plan the table ``plan-own-goals``: the body's own goals, for instance as an employer."""
    return _goals(scope, "plan-own-goals", Reach.OWN_BODY)


def structure_of(scope: Scope) -> str | None:
    """Name the structure of goals that holds in the plan's year; None where none does."""
    found = scope.registers.goals.in_force(scope.period.last_day)
    return found.key if found and found.validity.holds(scope.period.last_day) else None


def held_goals(scope: Scope, reach: Reach) -> list[Element]:
    """List the goals that the body answers for in the year, of the whole municipality or its own."""
    structure = structure_of(scope)
    goals = scope.registers.goals.of(structure, ElementKind.GOAL) if structure else ()
    return [goal for goal in goals if goal.scope is reach and is_held(goal, scope)]


def _goals(scope: Scope, id: str, reach: Reach) -> TablePlan | None:
    held = held_goals(scope, reach)
    if not held:
        return None
    rows = tuple(_rows(held, scope))
    says = any(row.words.get(column) for row in rows for column in _COLUMNS)
    columns = said_columns(word_columns(*_COLUMNS), rows) if says else word_columns(WHO)
    return TablePlan(id=id, columns=columns, rows=rows)


def is_held(goal: Element, scope: Scope) -> bool:
    """Tell whether the body answers for a goal; one that all committees follow up is everybody's."""
    network, board = scope.registers.goals, scope.view.executive_board
    return assessment.is_held(network, goal, body=scope.unit, board=board, body_of=scope.body_of)


def _rows(goals: list[Element], scope: Scope) -> Iterator[RowPlan]:
    """Give each area that has goals, with its directions, and under it the goals; those of no area last."""
    network, structure = scope.registers.goals, goals[0].ref.structure
    for area in network.of(structure):
        under = [goal for goal in goals if goal.under == area.ref.key]
        if under:
            yield RowPlan(
                id=area.ref.key,
                label=area.name,
                cells={},
                level=0,
                is_head=True,
                words={"direction": _directions(network, area)},
            )
            yield from (_goal_row(goal, scope, level=1) for goal in under)
    alone = (goal for goal in goals if Ref(structure, goal.under) not in network)
    yield from (_goal_row(goal, scope, level=0) for goal in alone)


def _goal_row(goal: Element, scope: Scope, *, level: int) -> RowPlan:
    network = scope.registers.goals
    return RowPlan(
        id=goal.ref.key,
        structure=goal.ref.structure,
        label=goal.titled,
        cells={},
        level=level,
        words={
            "direction": _BETWEEN.join(filter(None, (_directions(network, goal), _focus(goal, scope)))),
            "supports": _BETWEEN.join(each.name for each in network.supported(goal.ref)),
            "shares": names_of(others(bodies_named(goal, scope), scope), scope),
            WHO: names_of(_answering(goal, scope), scope) or ALL_COMMITTEES,
        },
    )


def _directions(network: GoalNetwork, element: Element) -> str:
    return _BETWEEN.join(each.name for each in network.below(element.ref) if each.kind in DIRECTIONS)


def _focus(goal: Element, scope: Scope) -> str:
    """Name what the council tells the body to focus on for a goal; what it tells others is not the plan's."""
    network = scope.registers.goals
    held = (*network.below(goal.ref), *network.supporting(goal.ref))
    return _BETWEEN.join(each.name for each in held if each.kind is ElementKind.FOCUS and is_for(each, scope))


def _answering(goal: Element, scope: Scope) -> tuple[str, ...]:
    """List who answers for a goal, its leader first; nobody for one that all committees follow up."""
    network, board = scope.registers.goals, scope.view.executive_board
    return tuple(answers(network, goal, board=board, body_of=scope.body_of))
