"""The goal chapters of an annual report: each goal that the body answers for, in its six slots (DOMAIN 17).

Indicator, follow-up of the goal, assessment, direction and its follow-up, actions and their follow-up, other
directions. What is registered is shown; what the body has to say of it is written in between.
"""

from collections.abc import Iterator

from hjulet.domain.goals.assessment import assessed_by, by_element
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.element import Scope as Reach
from hjulet.domain.reports.action_rows import followed_row
from hjulet.domain.reports.assignments import goal_assignments
from hjulet.domain.reports.chapters import (
    Chapters,
    Grid,
    Part,
    Place,
    Points,
    Slot,
    SlotTitle,
    Title,
    Verdict,
)
from hjulet.domain.reports.goal_actions import FOLLOWED, OTHER_ACTIONS, CarriedOut, actions_table
from hjulet.domain.reports.goal_measures import goal_indicators
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.plan_goals import DIRECTIONS, structure_of
from hjulet.domain.reports.scope import Scope, is_for

NOT_ASSESSED = "not_assessed"
"""What stands in the table of assessments for a goal that nobody has assessed."""


def goal_assessments(scope: Scope) -> TablePlan | None:
    """Plan the table ``goal-assessments``: each area and goal with how it goes, and why."""
    held = _held(scope)
    if not held:
        return None
    said = by_element(scope.registers.assessments)
    has_own = any(_is_own(each) for each in held)
    columns = (*(("about",) if has_own else ()), "level", "reason")
    return TablePlan(
        id="goal-assessments",
        columns=tuple(ColumnPlan(id=each, unit="") for each in columns),
        rows=tuple(
            RowPlan(
                id=each.ref.key,
                label=each.titled,
                cells={},
                level=1 if each.under else 0,
                is_head=each.kind is ElementKind.AREA,
                words={
                    "about": "" if each.kind is ElementKind.AREA else str(each.scope),
                    "level": str(said[each.ref].level) if each.ref in said else _unsaid(each),
                    "reason": said[each.ref].reason if each.ref in said else "",
                },
            )
            for each in held
        ),
    )


def goal_chapters(scope: Scope) -> Chapters:
    """Give a chapter for each area with its goals; none for a body without goals in the year."""
    held = _held(scope)
    parts: list[Part] = []
    goals = tuple(each for each in held if each.kind is ElementKind.GOAL)
    carried = CarriedOut(goals, scope, followed_row)
    for place, each in enumerate(held):
        if each.kind is ElementKind.AREA:
            parts.append(Title(id=each.ref.key, text=each.name))
            continue
        parts += _goal(each, carried, scope)
        following = held[place + 1] if place + 1 < len(held) else None
        if each.under and (following is None or following.under != each.under):
            parts += _area_ends(scope.registers.goals[Ref(each.ref.structure, each.under)], scope)
    others = actions_table("goal-actions", FOLLOWED, carried.others())
    if others is not None:
        parts.append(Title(id=OTHER_ACTIONS, text="", note=OTHER_ACTIONS))
        parts.append(Grid(id=f"{OTHER_ACTIONS}.list", plan=others, about=""))
    return tuple(parts)


def _held(scope: Scope) -> tuple[Element, ...]:
    """List what the body assesses; nothing for one that does not answer to the council, such as a group."""
    structure, unit = structure_of(scope), scope.unit
    if structure is None or scope.body_of.get(unit) != unit:
        return ()
    board = scope.view.executive_board
    return assessed_by(scope.registers.goals, structure, unit, board=board, body_of=scope.body_of)


def _is_own(element: Element) -> bool:
    """Tell whether it is the body's own: the same words mean another thing there (DOMAIN 3)."""
    return element.scope is Reach.OWN_BODY


def _unsaid(element: Element) -> str:
    """An area that nobody has assessed is no gap: its goals are what is assessed."""
    return "" if element.kind is ElementKind.AREA else NOT_ASSESSED


def _goal(goal: Element, carried: CarriedOut, scope: Scope) -> Iterator[Part]:
    """Give the six slots of a goal."""
    key = goal.ref.key
    level = 1 if goal.under else 0
    own = str(goal.scope) if _is_own(goal) else ""
    yield Title(id=key, text=goal.titled, level=level, note=own)
    measures = goal_indicators(goal, scope.registers.measured, scope.period)
    if measures is not None:
        yield Grid(id=f"{key}.{Slot.INDICATORS}", plan=measures, about=goal.name)
    yield from _slot(goal, Slot.FOLLOW_UP, level)
    yield SlotTitle(id=f"{key}.{Slot.ASSESSMENT}", slot=Slot.ASSESSMENT, level=level + 1)
    yield _verdict(goal, scope)
    yield from _slot(goal, Slot.DIRECTION, level, _names(goal, scope, *DIRECTIONS))
    actions = actions_table("goal-actions", FOLLOWED, carried.under(goal))
    asked = tuple(each.name for each in carried.listed(goal))
    yield from _slot(goal, Slot.ACTIONS, level, asked, table=actions)
    assignments = goal_assignments(goal, scope, of_body=True)
    if assignments is not None:
        yield from _slot(goal, Slot.ASSIGNMENTS, level, table=assignments)
    yield from _slot(goal, Slot.OTHER, level)


def _area_ends(area: Element, scope: Scope) -> Iterator[Part]:
    """Give what is said of an area after its goals: its own directions, and how it goes taken together."""
    yield from _slot(area, Slot.OTHER, 0, _names(area, scope, *DIRECTIONS))
    verdict = _verdict(area, scope)
    if verdict.assessment is not None:
        yield SlotTitle(id=f"{area.ref.key}.{Slot.TOGETHER}", slot=Slot.TOGETHER, level=1)
        yield verdict


def _slot(
    of: Element, slot: Slot, level: int, registered: tuple[str, ...] = (), *, table: TablePlan | None = None
) -> Iterator[Part]:
    """Give a slot: what is registered, as a table and as points, and the place to write of it."""
    id = f"{of.ref.key}.{slot}"
    yield SlotTitle(id=id, slot=slot, level=level + 1)
    if table is not None:
        yield Grid(id=f"{id}.table", plan=table, about=of.name)
    if registered:
        yield Points(id=f"{id}.list", items=registered)
    yield Place(row=id, structure=of.ref.structure, about=of.name, slot=slot)


def _verdict(of: Element, scope: Scope) -> Verdict:
    said = by_element(scope.registers.assessments).get(of.ref)
    return Verdict(id=f"{of.ref.key}.{Slot.ASSESSMENT}.said", assessment=said)


def _names(of: Element, scope: Scope, *kinds: ElementKind) -> tuple[str, ...]:
    """Name what is for the body of what stands under an element or supports it; of an area directly under."""
    network = scope.registers.goals
    found = (*network.broken_down(of.ref), *network.supporting(of.ref))
    if of.kind is ElementKind.AREA:
        found = network.below(of.ref)
    return tuple(dict.fromkeys(each.name for each in found if each.kind in kinds and is_for(each, scope)))
