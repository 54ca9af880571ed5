"""What the plans above ask of a unit or a company, what it undertakes itself, and what it is to do.

An element of the goals concerns the unit where it names it, or where an action of the unit carries it out.
What is asked is told with the thread up; commitments and actions stand under the goal that they serve.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from hjulet.domain.actions.action import Action
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.organisation import OrganisationView, Structure
from hjulet.domain.reports.action_rows import days_code, milestones_code
from hjulet.domain.reports.chapters import Chapters, Grid, Part, Place, Points, Slot, SlotTitle, Title
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.plan_goals import structure_of
from hjulet.domain.reports.scope import Scope, names_of, years_code
from hjulet.domain.reports.unit_facts import owner_of

NAMED, BY_ACTIONS = "named", "by_actions"
"""Why something stands among what is asked: it names the unit, or the unit's actions carry it out."""

OF_PROGRAMMES = frozenset(
    {
        ElementKind.PROGRAMME,
        ElementKind.PROGRAMME_GOAL,
        ElementKind.SUB_GOAL,
        ElementKind.ACTION,
    }
)
_HEADS = frozenset({ElementKind.AREA_GROUP, ElementKind.AREA, ElementKind.PRIORITY_AREA})
ASKED_OF_UNITS = frozenset(ElementKind) - _HEADS
ASKED_OF_COMPANIES = ASKED_OF_UNITS - OF_PROGRAMMES
"""The kinds that are asked of a company: its part in programmes is a table of its own."""

_UP = " › "
_BETWEEN = " · "


def own_units(unit: str, view: OrganisationView) -> frozenset[str]:
    """Collect the units that a plan is about: the unit and all below it, a company alone.

    The companies below a company have plans of their own, and a department has its units in either structure.
    """
    if view.units[unit].kind == "company":
        return frozenset({unit})
    return frozenset(
        each
        for structure in Structure
        for each in view.subtree(unit, structure)
        if view.units[each].kind != "company"
    )


def asked_of(scope: Scope, id: str, kinds: Collection[ElementKind]) -> TablePlan | None:
    """Plan a table of what is asked: each element, what it leads up to, who answers, and why."""
    network = scope.registers.goals
    named = {each.ref for each in _naming(scope)}
    carried = {ref for action in scope.registers.unit_facts.actions for ref in action.goals}
    found = [
        each
        for each in network.elements
        if each.kind in kinds and (each.ref in named or each.ref in carried) and not _is_own(each, scope)
    ]
    if not found:
        return None
    rows = tuple(
        RowPlan(
            id=place_key(each.ref),
            label=each.titled,
            cells={},
            level=0,
            words={
                "kind": str(each.kind),
                "thread": _UP.join(reversed([over.titled for over in _above(each, scope)])),
                "bodies": names_of((each.lead,) if each.lead else (), scope),
                "years": years_code(each),
                "why": NAMED if each.ref in named else BY_ACTIONS,
            },
        )
        for each in found
    )
    columns = ("kind", "thread", "bodies", "years", "why")
    said = (each for each in columns if any(row.words[each] for row in rows))
    return TablePlan(id=id, columns=tuple(ColumnPlan(id=each, unit="") for each in said), rows=rows)


def goal_work(scope: Scope) -> Chapters:
    """Give a section for each goal that the unit does something for: its commitments, actions, and a text.

    The goals of the year's structure come first, in its order; actions without a goal stand last.
    """
    network, facts = scope.registers.goals, scope.registers.unit_facts
    work: dict[Ref, _Work] = {}
    for commitment in _own_commitments(scope):
        goal = _goal_over(commitment, scope)
        work.setdefault(goal.ref, _Work(goal, [], [])).commitments.append(commitment)
    alone: list[Action] = []
    for action in facts.actions:
        goals = dict.fromkeys(_goal_over(network[ref], scope) for ref in action.goals if ref in network)
        for goal in goals:
            work.setdefault(goal.ref, _Work(goal, [], [])).actions.append(action)
        if not goals:
            alone.append(action)
    order = {each.ref: place for place, each in enumerate(network.elements)}
    in_force = structure_of(scope)
    parts: list[Part] = []
    for ref in sorted(work, key=lambda ref: (ref.structure != in_force, order[ref])):
        parts += _section(work[ref], scope)
    if alone:
        slot = Slot.WITHOUT_GOAL
        parts.append(SlotTitle(id=slot, slot=slot, level=1))
        parts.append(_actions(str(slot), alone, scope, about=names_of((scope.unit,), scope)))
    return tuple(parts)


def place_key(ref: Ref) -> str:
    """Name an element within a unit's plan, which may be about goals of several structures."""
    return f"{ref.structure}.{ref.key}"


@dataclass(frozen=True)
class _Work:
    """A goal with what the unit undertakes and does for it."""

    goal: Element
    commitments: list[Element]
    actions: list[Action]


def _section(work: _Work, scope: Scope) -> Iterator[Part]:
    key, goal = place_key(work.goal.ref), work.goal
    yield Title(id=key, text=goal.titled, level=1)
    yield Place(row=f"{key}.{Slot.WHAT}", structure="", about=goal.name, slot=Slot.WHAT)
    if work.commitments:
        id = f"{key}.{Slot.COMMITMENTS}"
        yield SlotTitle(id=id, slot=Slot.COMMITMENTS)
        points = (" ".join(filter(None, (each.name, _years(each)))) for each in work.commitments)
        yield Points(id=f"{id}.list", items=tuple(points))
    if work.actions:
        yield _actions(f"{key}.{Slot.ACTIONS}", work.actions, scope, about=goal.name)


def _actions(id: str, actions: Iterable[Action], scope: Scope, *, about: str) -> Grid:
    """Plan the table ``unit-actions``: who owns each, when, its milestones and how far it has come."""
    people = scope.registers.beside.people
    rows = tuple(
        RowPlan(
            id=each.key,
            label=each.name,
            cells={},
            level=0,
            words={
                "unit": names_of((each.unit,), scope) if each.unit != scope.unit else "",
                "owner": owner_of(each.person, each.role, people),
                "days": days_code(each),
                "milestones": milestones_code(each),
                "status": str(each.status),
            },
        )
        for each in actions
    )
    columns = ("unit", "owner", "days", "milestones", "status")
    said = (each for each in columns if any(row.words[each] for row in rows))
    plan = TablePlan(
        id="unit-actions", columns=tuple(ColumnPlan(id=each, unit="") for each in said), rows=rows
    )
    return Grid(id=f"{id}.table", plan=plan, about=about)


def _naming(scope: Scope) -> list[Element]:
    """List the elements of the year's structure that name the unit, or one below it."""
    structure, network = structure_of(scope), scope.registers.goals
    if structure is None:
        return []
    own = own_units(scope.unit, scope.view)
    return [each for each in network.of(structure) if own & set(network.members(structure, each.named))]


def _own_commitments(scope: Scope) -> list[Element]:
    return [each for each in _naming(scope) if _is_own(each, scope)]


def _is_own(element: Element, scope: Scope) -> bool:
    """Tell whether an element is a commitment that the unit answers for, or that goes through it."""
    own = own_units(scope.unit, scope.view)
    return element.kind is ElementKind.COMMITMENT and (element.lead in own or element.through in own)


def _above(element: Element, scope: Scope) -> tuple[Element, ...]:
    """List what an element leads up to, the nearest first: what it stands under, else what it supports."""
    network = scope.registers.goals
    supported = network.supported(element.ref)
    return network.above(element) or (*supported[:1], *(network.above(supported[0]) if supported else ()))


def _goal_over(element: Element, scope: Scope) -> Element:
    """Give the goal that an element serves; where there is none the topmost thing that is no head."""
    chain = [each for each in (element, *_above(element, scope)) if each.kind not in _HEADS]
    goals = (each for each in chain if each.kind is ElementKind.GOAL)
    return next(goals, chain[-1] if chain else element)


def _years(element: Element) -> str:
    """Write the years of an element: ``2013–2016``, one year alone, an end that is not said left open."""
    first, last = (str(year) if year else "" for year in element.years)
    return first if first == last else f"{first}–{last}"
