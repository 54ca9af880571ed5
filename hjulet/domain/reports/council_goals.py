"""The goal chapters of the council's decision on goals and budget (``goals``), in the order of the document.

Priority areas with what is prioritised; each area a chapter with its goals, their directions, what they are
measured by with the trend that is expected, and related programmes with their state; what the council tells
each committee to focus on; and the assignments.
"""

from collections.abc import Iterable, Iterator

from hjulet.domain.goals.element import Element, ElementKind, FollowedBy, ProgrammeState
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.indicators.observation import Observation
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period
from hjulet.domain.reports.chapters import Chapters, Grid, Part, Place, Points, Slot, SlotTitle, Title
from hjulet.domain.reports.goal_chapters import DIRECTIONS, titled
from hjulet.domain.reports.goal_measures import Measured
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.plan_goals import structure_of
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
    columns = ("area", "followed_by")
    said = [column for column in columns if any(row.words.get(column) for row in rows)]
    return TablePlan(
        id="goals-overview", columns=tuple(ColumnPlan(id=each, unit="") for each in said), rows=tuple(rows)
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
    """Give a section for each body, or bodies together, with what the council tells it to focus on."""
    held: dict[tuple[str, ...], list[Element]] = {}
    for each in _of(scope, ElementKind.FOCUS):
        held.setdefault(each.bodies or each.named, []).append(each)
    parts: list[Part] = []
    for bodies, points in held.items():
        key = "-".join(bodies)
        name = _named(bodies, scope)
        parts.append(Title(id=key, text=name, level=1))
        parts.append(Points(id=f"{key}.list", items=tuple(each.name for each in points)))
        parts.append(Place(row=key, about=name, slot=Slot.FOCUS))
    return tuple(parts)


def council_assignments(scope: Scope) -> TablePlan | None:
    """Plan the table ``council-assignments``: what is to be done, by whom, and when."""
    assignments = _of(scope, ElementKind.ASSIGNMENT)
    if not assignments:
        return None
    rows = tuple(
        RowPlan(
            id=each.ref.key,
            label=each.name,
            cells={},
            level=0,
            words={"bodies": _named(each.named, scope), "years": _years(each), "note": each.note},
        )
        for each in assignments
    )
    said = [id for id in ("bodies", "years", "note") if any(row.words[id] for row in rows)]
    columns = tuple(ColumnPlan(id=id, unit="") for id in said)
    return TablePlan(id="council-assignments", columns=columns, rows=rows)


def expected_trends(goal: Element, scope: Scope) -> TablePlan | None:
    """Plan the table ``expected-trends`` of a goal: the latest value of each indicator, and what is expected.

    The latest value is the one before the report's year: what the decision rested on.
    """
    measured = scope.registers.measured
    held = [measured[id] for id in goal.indicators if id in measured]
    if not held:
        return None
    years = sorted({each.year for one in held for each in one.indicator.expected})
    return TablePlan(
        id="expected-trends",
        columns=(
            ColumnPlan(id="latest", unit=""),
            ColumnPlan(id="year", unit=""),
            *(ColumnPlan(id=f"expected_{year}", unit="", year=year) for year in years),
        ),
        rows=tuple(_trend_row(each, scope.period) for each in held),
    )


def _trend_row(measured: Measured, period: Period) -> RowPlan:
    indicator = measured.indicator
    last = _last(measured.observations, period)
    args = {"id": indicator.id, "period": str(last.period) if last else str(period.previous())}
    return RowPlan(
        id=indicator.id,
        label=indicator.name,
        cells={"latest": REGISTRY.ref("indicator", args)},
        level=0,
        words={
            "year": str(last.period) if last else "",
            **{f"expected_{each.year}": str(each.expected) for each in indicator.expected},
        },
    )


def _last(observations: Iterable[Observation], period: Period) -> Observation | None:
    before = (
        each
        for each in observations
        if not each.series and each.value is not None and each.period.end <= period.start
    )
    return max(before, key=lambda each: each.period.end, default=None)


def _goal(goal: Element, scope: Scope, *, level: int) -> Iterator[Part]:
    yield Title(id=goal.ref.key, text=titled(goal), level=level)
    yield _about(goal)
    yield from _beside(goal, scope, level=level + 1)


def _about(element: Element) -> Place:
    """Give the place for what an element is about: it follows the heading, without one of its own."""
    return Place(row=f"{element.ref.key}.{Slot.WHAT}", about=element.name, slot=Slot.WHAT)


def _beside(element: Element, scope: Scope, *, level: int) -> Iterator[Part]:
    """Give what the council has decided beside a goal or an area: directions, measures, programmes."""
    key = element.ref.key
    below = scope.registers.goals.below(element.ref)
    if directions := tuple(each.name for each in below if each.kind in DIRECTIONS):
        yield SlotTitle(id=f"{key}.{Slot.FOCUS}", slot=Slot.FOCUS, level=level)
        yield Points(id=f"{key}.{Slot.FOCUS}.list", items=directions)
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
    return RowPlan(id=goal.ref.key, label=titled(goal), cells={}, level=level, words=words)


def _goals_of(area: Element, network: GoalNetwork) -> list[Element]:
    return [each for each in network.below(area.ref) if each.kind is ElementKind.GOAL]


def _of(scope: Scope, kind: ElementKind) -> tuple[Element, ...]:
    structure = structure_of(scope)
    return scope.registers.goals.of(structure, kind) if structure else ()


def _years(element: Element) -> str:
    first, last = (str(year) if year else "" for year in element.years)
    return first if first == last else f"{first}–{last}"


def _named(codes: Iterable[str], scope: Scope) -> str:
    """Name bodies: a group of the structure by its own name, one that no longer exists by its code."""
    structure = structure_of(scope)
    groups = scope.registers.goals.structure(structure).groups if structure else ()
    names = {group.key: group.name for group in groups}
    names |= {code: unit.name for code, unit in scope.view.units.items()}
    return ", ".join(names.get(code, code) for code in codes)
