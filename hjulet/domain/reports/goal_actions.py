"""What carries out the goals of a report: commitments, and the registered actions with how far they came.

An action that carries out several goals stands whole under the first of them; under the others its name says
where, so that no cost is read twice. What carries out no goal of the report stands after them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from hjulet.domain.actions.action import Action
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.element import Scope as Reach
from hjulet.domain.reports.action_rows import commitment_row, elsewhere_row, planned_row
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.plan_goals import held_goals
from hjulet.domain.reports.scope import Scope, is_for

TYPED_COSTS = "typed_costs"
"""The note of a table of what actions cost: somebody has written it, and no ledger gives it."""

OTHER_ACTIONS = "other_actions"
"""What heads the actions that carry out no goal of the report."""

PLANNED = ("kind", "owner", "days", "milestones", "effect", "cost", "financing")
FOLLOWED = ("kind", "owner", "status", "done", "deviation")

_HEADS = (ElementKind.COMMITMENT, ElementKind.ACTION)
"""What an action may stand under in a table: a commitment, or the action of a programme."""


def plan_actions(scope: Scope) -> TablePlan | None:
    """Plan the table ``plan-actions``: under the goals for the municipality, and what carries out no goal."""
    ours = held_goals(scope, Reach.MUNICIPALITY)
    carried = _planned(scope)
    rows = carried.headed(ours)
    others = [replace(row, level=1) for row in carried.others()]
    if others and rows:
        rows.append(RowPlan(id=OTHER_ACTIONS, cells={}, level=0, is_head=True))
    return actions_table("plan-actions", PLANNED, [*rows, *others])


def plan_own_actions(scope: Scope) -> TablePlan | None:
    """Plan the table ``plan-own-actions``: under the body's own goals."""
    own = held_goals(scope, Reach.OWN_BODY)
    return actions_table("plan-own-actions", PLANNED, _planned(scope).headed(own))


def actions_table(id: str, columns: Iterable[str], rows: Iterable[RowPlan]) -> TablePlan | None:
    """Plan a table with the columns that say something; which kind each row is of only where they differ."""
    held = tuple(rows)
    if not held:
        return None
    kinds = {row.words["kind"] for row in held if "kind" in row.words}
    said = [
        column
        for column in columns
        if any(row.words.get(column) or column in row.typed for row in held)
        and (column != "kind" or len(kinds) > 1)
    ]
    return TablePlan(
        id=id,
        columns=tuple(
            ColumnPlan(id=column, unit="tkr" if column == "cost" else "") for column in said or ["owner"]
        ),
        rows=held,
        notes=(TYPED_COSTS,) if "cost" in said else (),
    )


@dataclass(frozen=True)
class CarriedOut:
    """What carries out the goals of a report, in its order of them. ``row`` makes the row of an action."""

    goals: tuple[Element, ...]
    scope: Scope
    row: Callable[[Action, Scope], RowPlan]

    def headed(self, goals: Iterable[Element]) -> list[RowPlan]:
        """Give the rows of some of the goals, each goal the head of its own; nothing for one without any."""
        rows: list[RowPlan] = []
        for goal in goals:
            under = tuple(self.under(goal))
            if under:
                rows.append(_head(goal))
                rows += (replace(each, level=each.level + 1) for each in under)
        return rows

    def under(self, goal: Element) -> Iterator[RowPlan]:
        """Give the rows of a goal: each commitment of the body with its actions, then the other actions."""
        held, direct = self._held(goal)
        for element in self._below[goal.ref]:
            actions = held.get(element.ref, [])
            if actions or (element.kind is ElementKind.COMMITMENT and is_for(element, self.scope)):
                yield commitment_row(goal, element, self.scope)
                yield from (self._row(each, goal, level=1) for each in actions)
        yield from (self._row(each, goal, level=0) for each in direct)

    def others(self) -> Iterator[RowPlan]:
        """Give the rows of the actions that carry out none of the goals; nothing for a group of bodies."""
        scope = self.scope
        is_body = scope.body_of.get(scope.unit) == scope.unit
        actions = scope.registers.actions if is_body else ()
        return (self.row(each, scope) for each in actions if each.key not in self._told)

    def listed(self, goal: Element) -> tuple[Element, ...]:
        """List the programmes' actions under a goal, for the body, that no registered action carries out."""
        done = {ref for action in self.scope.registers.actions for ref in action.goals}
        return tuple(
            each
            for each in self._below[goal.ref]
            if each.kind is ElementKind.ACTION and each.ref not in done and is_for(each, self.scope)
        )

    def _held(self, goal: Element) -> tuple[dict[Ref, list[Action]], list[Action]]:
        """Find the actions of a goal: by the first commitment that they carry out, and the others."""
        below = {each.ref: each.kind for each in self._below[goal.ref]}
        held: dict[Ref, list[Action]] = {}
        direct: list[Action] = []
        for action in self.scope.registers.actions:
            over = next((ref for ref in action.goals if below.get(ref) in _HEADS), None)
            if over is not None:
                held.setdefault(over, []).append(action)
            elif any(ref == goal.ref or ref in below for ref in action.goals):
                direct.append(action)
        return held, direct

    def _row(self, action: Action, goal: Element, *, level: int) -> RowPlan:
        """Give an action's row: whole under the first goal that it carries out, else where that one is."""
        first = self._told[action.key]
        row = self.row(action, self.scope) if first is goal else elsewhere_row(action, first)
        return replace(row, id=f"{goal.ref.key}.{action.key}", level=level)

    @cached_property
    def _below(self) -> dict[Ref, tuple[Element, ...]]:
        """Find what stands under each goal, or supports it; another goal that does is told of by itself."""
        network, found = self.scope.registers.goals, {}
        for goal in self.goals:
            held = dict.fromkeys((*network.broken_down(goal.ref), *network.supporting(goal.ref)))
            found[goal.ref] = tuple(each for each in held if each.kind is not ElementKind.GOAL)
        return found

    @cached_property
    def _told(self) -> dict[str, Element]:
        """Find the first goal of each action that carries one out."""
        first: dict[Ref, list[Element]] = {}
        for goal in self.goals:
            for ref in (goal.ref, *(each.ref for each in self._below[goal.ref])):
                first.setdefault(ref, []).append(goal)
        places = {goal.ref: place for place, goal in enumerate(self.goals)}
        found = {}
        for action in self.scope.registers.actions:
            goals = [goal for ref in action.goals for goal in first.get(ref, ())]
            if goals:
                found[action.key] = min(goals, key=lambda goal: places[goal.ref])
        return found


def _planned(scope: Scope) -> CarriedOut:
    goals = (*held_goals(scope, Reach.MUNICIPALITY), *held_goals(scope, Reach.OWN_BODY))
    return CarriedOut(goals, scope, planned_row)


def _head(goal: Element) -> RowPlan:
    """Give the row that heads those of a goal."""
    return RowPlan(
        id=goal.ref.key, structure=goal.ref.structure, label=goal.name, cells={}, level=0, is_head=True
    )
