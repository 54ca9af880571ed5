"""The goal chapters of the council's decision on goals and budget (``goals``), in the order of the document.

Priority areas with what is prioritised; each area a chapter with its goals, their directions, what they are
measured by with the trend that is expected, and related programmes with their state; what the council tells
each committee to focus on. Its assignments stand in a module of their own.
"""

from collections.abc import Iterable, Iterator, Mapping

from hjulet.domain.goals.element import Element, ElementKind, FollowedBy, ProgrammeState
from hjulet.domain.goals.element import Scope as Reach
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.indicators.observation import latest
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period
from hjulet.domain.reports.assignments import goal_assignments
from hjulet.domain.reports.chapters import Chapters, Grid, Part, Place, Points, Slot, SlotTitle, Title
from hjulet.domain.reports.goal_measures import NOT_BOOKED, Measured
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan, said_columns, word_columns
from hjulet.domain.reports.plan_goals import ALL_COMMITTEES, DIRECTIONS, structure_of
from hjulet.domain.reports.scope import Scope

_PLAIN = frozenset({ProgrammeState.VALID, ProgrammeState.NOT_SAID})
"""States that the years of a programme say already, or that nobody has said."""


def goals_overview(scope: Scope) -> TablePlan | None:
    """Plan the table ``goals-overview``: the goals of each area by the group that it belongs to."""
    network, areas = scope.registers.goals, _of(scope, ElementKind.AREA)
    goals = _of(scope, ElementKind.GOAL)
    if not goals:
        return None
    rows: list[RowPlan] = []
    for group in (*_of(scope, ElementKind.AREA_GROUP), None):
        within = [area for area in areas if area.under == (group.ref.key if group else "")]
        held = [(area, goal) for area in within for goal in _goals_of(area, network)]
        if group and held:
            rows.append(RowPlan(id=group.ref.key, label=group.name, cells={}, level=0, is_head=True))
        rows += [_overview_row(goal, area.name, level=1 if group else 0) for area, goal in held]
    rows += [_overview_row(goal, "", level=0) for goal in goals if not goal.under]
    return TablePlan(
        id="goals-overview", columns=said_columns(word_columns("area", "followed_by"), rows), rows=tuple(rows)
    )


def council_goals(scope: Scope) -> Chapters:
    """Give a chapter for each area with its goals, and one for each goal that stands in none."""
    network, parts = scope.registers.goals, list[Part]()
    for area in _of(scope, ElementKind.AREA):
        goals = _goals_of(area, network)
        if goals:
            parts += [Title(id=area.ref.key, text=area.name), _about(area), *_beside(area, scope, level=1)]
        for goal in goals:
            parts += _goal(goal, scope, level=1)
    for goal in _of(scope, ElementKind.GOAL):
        if not goal.under:
            parts += _goal(goal, scope, level=0)
    return tuple(parts)


def priority_areas(scope: Scope) -> Chapters:
    """Give a section for each priority area, with its priorities."""
    network, parts = scope.registers.goals, list[Part]()
    for area in _of(scope, ElementKind.PRIORITY_AREA):
        key = area.ref.key
        parts += [Title(id=key, text=area.name, level=1), _about(area)]
        if points := tuple(each.name for each in network.below(area.ref)):
            parts.append(SlotTitle(id=f"{key}.{Slot.PRIORITIES}", slot=Slot.PRIORITIES))
            parts.append(Points(id=f"{key}.{Slot.PRIORITIES}.list", items=points))
    return tuple(parts)


def committee_focus(scope: Scope) -> Chapters:
    """Give a section for each body, or bodies together, with what the council tells it to focus on.

    Its place is named after the first of them and never after a body: the document is the council's, and a
    place of a unit's name is that unit's to write.
    """
    held: dict[tuple[str, ...], list[Element]] = {}
    for each in _of(scope, ElementKind.FOCUS):
        held.setdefault(each.named, []).append(each)
    names, parts = _names(scope), list[Part]()
    for bodies, points in held.items():
        key, structure = points[0].ref.key, points[0].ref.structure
        name = _in_a_row(bodies, names)
        parts.append(Title(id=key, text=name, level=1, note="" if name else ALL_COMMITTEES))
        parts.append(Points(id=f"{key}.list", items=tuple(each.name for each in points)))
        about, row = name or points[0].name, f"{key}.{Slot.FOCUS}"
        parts.append(Place(row=row, structure=structure, about=about, slot=Slot.FOCUS))
    return tuple(parts)


def expected_trends(goal: Element, scope: Scope) -> TablePlan | None:
    """Plan the table ``expected-trends`` of a goal: the latest value of each indicator, and what is expected.

    The latest value is the one before the report's year: what the decision rested on. What is expected is of
    the years from then on that the structure holds.
    """
    measured = scope.registers.measured
    held = [measured[id] for id in goal.indicators if id in measured]
    if not held:
        return None
    first, last = scope.period.year, scope.registers.goals.structure(goal.ref.structure).last_year
    expected = {each.year for one in held for each in one.indicator.expected}
    years = [year for year in sorted(expected) if first <= year <= last]
    rows = tuple(_trend_row(each, scope.period) for each in held)
    return TablePlan(
        id="expected-trends",
        columns=(
            ColumnPlan(id="latest", unit=""),
            *((ColumnPlan(id="of", unit=""),) if any("of" in row.words for row in rows) else ()),
            *(ColumnPlan(id=f"expected_{year}", unit="", year=year) for year in years),
        ),
        rows=rows,
    )


def _trend_row(measured: Measured, period: Period) -> RowPlan:
    indicator = measured.indicator
    last = latest(each for each in measured.observations if each.period.end <= period.start)
    args = {"id": indicator.id, "period": str(last.period) if last else str(period.previous())}
    is_booked = last is not None or not indicator.formula
    return RowPlan(
        id=indicator.id,
        label=indicator.name,
        cells={"latest": REGISTRY.ref("indicator", args)} if is_booked else {},
        level=0,
        words={
            **({"of": str(last.period)} if last else {}),
            **({} if is_booked else {"latest": NOT_BOOKED}),
            **{f"expected_{each.year}": str(each.expected) for each in indicator.expected},
        },
    )


def _goal(goal: Element, scope: Scope, *, level: int) -> Iterator[Part]:
    yield Title(id=goal.ref.key, text=goal.titled, level=level)
    yield _about(goal)
    yield from _beside(goal, scope, level=level + 1)


def _about(element: Element) -> Place:
    """Give the place for what an element is about: it follows the heading, without one of its own."""
    row, structure = f"{element.ref.key}.{Slot.WHAT}", element.ref.structure
    return Place(row=row, structure=structure, about=element.name, slot=Slot.WHAT)


def _beside(element: Element, scope: Scope, *, level: int) -> Iterator[Part]:
    """Give what the council has decided beside a goal or an area: directions, measures, programmes."""
    key = element.ref.key
    below = scope.registers.goals.below(element.ref)
    if directions := tuple(each.name for each in below if each.kind in DIRECTIONS):
        yield SlotTitle(id=f"{key}.{Slot.FOCUS}", slot=Slot.FOCUS, level=level)
        yield Points(id=f"{key}.{Slot.FOCUS}.list", items=directions)
    assignments = goal_assignments(element, scope, of_body=False)
    if assignments is not None:
        id = f"{key}.{Slot.ASSIGNMENTS}"
        yield SlotTitle(id=id, slot=Slot.ASSIGNMENTS, level=level)
        yield Grid(id=f"{id}.list", plan=assignments, about=element.name)
        yield Place(row=id, structure=element.ref.structure, about=element.name, slot=Slot.ASSIGNMENTS)
    trends = expected_trends(element, scope)
    if trends is not None:
        yield Grid(id=f"{key}.{Slot.INDICATORS}", plan=trends, about=element.name)
    if programmes := [each for each in below if each.kind is ElementKind.PROGRAMME]:
        yield SlotTitle(id=f"{key}.{Slot.PROGRAMMES}", slot=Slot.PROGRAMMES, level=level)
        yield Points(
            id=f"{key}.{Slot.PROGRAMMES}.list",
            items=tuple(" ".join(filter(None, (each.name, _years(each)))) for each in programmes),
            notes=tuple("" if each.state in _PLAIN else str(each.state) for each in programmes),
        )


def _overview_row(goal: Element, area: str, *, level: int) -> RowPlan:
    alone = goal.followed_by is FollowedBy.EXECUTIVE_BOARD
    words = {"area": area, "followed_by": str(goal.followed_by) if alone else ""}
    return RowPlan(id=goal.ref.key, label=goal.titled, cells={}, level=level, words=words)


def _goals_of(area: Element, network: GoalNetwork) -> list[Element]:
    return [each for each in network.below(area.ref) if each.kind is ElementKind.GOAL and _is_ours(each)]


def _of(scope: Scope, kind: ElementKind) -> tuple[Element, ...]:
    structure = structure_of(scope)
    held = scope.registers.goals.of(structure, kind) if structure else ()
    return tuple(each for each in held if _is_ours(each))


def _is_ours(element: Element) -> bool:
    """Tell whether it is the whole municipality's: a body's own the council has not decided."""
    return element.scope is Reach.MUNICIPALITY


def _years(element: Element) -> str:
    first, last = (str(year) if year else "" for year in element.years)
    return first if first == last else f"{first}–{last}"


def _names(scope: Scope) -> dict[str, str]:
    """Name the groups of the structure, and the units of the time."""
    structure = structure_of(scope)
    groups = scope.registers.goals.structure(structure).groups if structure else ()
    units = {code: unit.name for code, unit in scope.view.units.items()}
    return {group.key: group.name for group in groups} | units


def _in_a_row(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """Name bodies in a row, one that no longer exists by its code."""
    return ", ".join(names.get(code, code) for code in codes)
