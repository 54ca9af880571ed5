"""Assignments in reports: from the register, with where each stood on the last day that the report knows of.

One that is an element of the goals and stands under a goal is told of there, the others in a table of their
own. What the goals hold and nobody has registered is told of as the goals have it.
"""

from collections.abc import Iterable, Iterator, Sequence

from hjulet.domain.assignments.assignment import Assignment
from hjulet.domain.assignments.standing import standing_of
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.element import Scope as Reach
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.plan_goals import is_held, structure_of
from hjulet.domain.reports.scope import Scope, is_for, judged_on, names_of, years_code
from hjulet.domain.reports.unit_goals import own_units

JUDGED_ON = "judged_on"
"""The note of a table of states: which day they are of."""

_COLUMNS = ("giver", "bodies", "years", "due", "state", "moved", "reported", "note")


def council_assignments(scope: Scope) -> TablePlan | None:
    """Plan the table ``council-assignments``: what the council has given, and no goal has under it."""
    elements = [each for each in _elements(scope) if not each.under]
    shown = {each.ref for each in elements}
    council = _council(scope)
    others = (
        each
        for each in scope.registers.assignments
        if each.giver == council and each.goal not in shown and _goal_over(each, scope) is None
    )
    rows = (*_rows(elements, scope), *_alone(others, scope))
    return _table("council-assignments", rows, scope, obvious=council)


def body_assignments(scope: Scope) -> TablePlan | None:
    """Plan the table ``body-assignments``: what the body and its units have got, its goals' apart."""
    got = (each for each in scope.registers.assignments if _is_ours(each, scope))
    alone = (each for each in got if not _is_told(each, scope))
    return _table("body-assignments", tuple(_alone(alone, scope)), scope)


def unit_assignments(scope: Scope) -> TablePlan | None:
    """Plan the table ``unit-assignments`` of a unit's own plan: what it and those below it have got."""
    own = own_units(scope.unit, scope.view)
    got = (each for each in scope.registers.assignments if each.receiver in own)
    return _table("unit-assignments", tuple(_alone(got, scope)), scope)


def goal_assignments(goal: Element, scope: Scope, *, of_body: bool) -> TablePlan | None:
    """Plan the table ``goal-assignments`` of what stands under a goal; ``of_body``: what is the body's."""
    elements = [each for each in scope.registers.goals.below(goal.ref) if each.kind is ElementKind.ASSIGNMENT]
    if not of_body:
        return _table("goal-assignments", tuple(_rows(elements, scope)), scope, obvious=_council(scope))
    known = _by_element(scope)
    mine = (
        each
        for each in elements
        if (_is_ours(known[each.ref], scope) if each.ref in known else is_for(each, scope))
    )
    return _table("goal-assignments", tuple(_rows(mine, scope)), scope)


def _elements(scope: Scope) -> tuple[Element, ...]:
    """List the assignments of the goals in force that are the whole municipality's."""
    structure = structure_of(scope)
    held = scope.registers.goals.of(structure, ElementKind.ASSIGNMENT) if structure else ()
    return tuple(each for each in held if each.scope is Reach.MUNICIPALITY)


def _goal_over(assignment: Assignment, scope: Scope) -> Element | None:
    """Find the goal in force under which an assignment stands; None for one that stands alone."""
    network, ref = scope.registers.goals, assignment.goal
    if ref is None or ref not in network or ref.structure != structure_of(scope):
        return None
    return next(iter(network.above(network[ref])), None)


def _is_ours(assignment: Assignment, scope: Scope) -> bool:
    return scope.body_of.get(assignment.receiver) == scope.unit


def _is_told(assignment: Assignment, scope: Scope) -> bool:
    """Tell whether an assignment is told of under one of the body's goals."""
    goal = _goal_over(assignment, scope)
    return goal is not None and is_held(goal, scope)


def _by_element(scope: Scope) -> dict[Ref, Assignment]:
    """Find the assignments that had been given by then, by the element that each is."""
    day = judged_on(scope)
    return {each.goal: each for each in scope.registers.assignments if each.goal and each.given <= day}


def _rows(elements: Iterable[Element], scope: Scope) -> Iterator[tuple[RowPlan, str]]:
    """Give elements as the register has them, else as the goals do, each with who gave it."""
    registered = _by_element(scope)
    for each in elements:
        known = registered.get(each.ref)
        if known is None:
            yield _element_row(each, scope), ""
        elif _lived(known, scope):
            yield _row(known, scope, id=each.ref.key, structure=each.ref.structure), known.giver


def _alone(assignments: Iterable[Assignment], scope: Scope) -> Iterator[tuple[RowPlan, str]]:
    """Give assignments that are no element of the table; a number is theirs for life."""
    for each in assignments:
        if _lived(each, scope):
            yield _row(each, scope, id=f"assignment-{each.number}"), each.giver


def _lived(assignment: Assignment, scope: Scope) -> bool:
    """Tell whether it lived in the period: given by its last day, and not closed before it began."""
    day = judged_on(scope)
    closing = standing_of(assignment, day).closing
    return assignment.given <= day and (closing is None or closing.on >= scope.period.start)


def _row(assignment: Assignment, scope: Scope, *, id: str, structure: str = "") -> RowPlan:
    standing = standing_of(assignment, judged_on(scope))
    receiver = names_of((assignment.receiver,), scope)
    return RowPlan(
        id=id,
        structure=structure,
        label=assignment.name,
        cells={},
        level=0,
        words={
            "giver": names_of((assignment.giver,), scope),
            "bodies": f"{assignment.official}, {receiver}" if assignment.official else receiver,
            "due": standing.due.isoformat() if standing.due else "",
            "state": f"{standing.state} {standing.late}" if standing.late else str(standing.state),
            "moved": f"{standing.moves} {standing.first_due}" if standing.has_slipped else "",
            "reported": standing.reported.text if standing.reported else "",
        },
    )


def _element_row(element: Element, scope: Scope) -> RowPlan:
    """Give what the goals say of an assignment; a group of bodies by its name."""
    groups = scope.registers.goals.structure(element.ref.structure).groups
    named = {group.key: group.name for group in groups}
    return RowPlan(
        id=element.ref.key,
        structure=element.ref.structure,
        label=element.name,
        cells={},
        level=0,
        words={
            "bodies": ", ".join(named.get(code) or names_of((code,), scope) for code in element.named),
            "years": years_code(element),
            "note": element.note,
        },
    )


def _council(scope: Scope) -> str:
    return next((code for code, unit in scope.view.units.items() if unit.kind == "council"), "")


def _table(
    id: str, rows: Sequence[tuple[RowPlan, str]], scope: Scope, *, obvious: str = ""
) -> TablePlan | None:
    """Plan the columns that say something; who gave is left out where it is ``obvious`` of all."""
    if not rows:
        return None
    hidden = {"giver"} if {giver for _, giver in rows} <= {obvious, ""} else set()
    held = tuple(row for row, _ in rows)
    said = [
        column for column in _COLUMNS if column not in hidden and any(row.words.get(column) for row in held)
    ]
    return TablePlan(
        id=id,
        columns=tuple(ColumnPlan(id=each, unit="") for each in said or ["bodies"]),
        rows=held,
        notes=(f"{JUDGED_ON} {judged_on(scope)}",) if "state" in said else (),
    )
