"""The programmes of an operating plan, with what the body is to do according to each of them."""

from collections.abc import Iterator

from hjulet.domain.goals.element import Element, ElementKind
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.plan_goals import is_held, structure_of
from hjulet.domain.reports.scope import Scope


def plan_programmes(scope: Scope) -> TablePlan | None:
    """Plan the table ``plan-programmes``: those that concern the body in the year, and its part in them."""
    structure = structure_of(scope)
    held = scope.registers.goals.of(structure, ElementKind.PROGRAMME) if structure else ()
    programmes = [each for each in held if _holds(each, scope.period.year) and _concerns(each, scope)]
    if not programmes:
        return None
    columns = tuple(ColumnPlan(id=column, unit="") for column in ("years", "what", "shares"))
    return TablePlan(
        id="plan-programmes",
        columns=columns,
        rows=tuple(row for programme in programmes for row in _rows(programme, scope)),
    )


def _holds(programme: Element, year: int) -> bool:
    first, last = programme.years
    return (first or year) <= year <= (last or year)


def _concerns(programme: Element, scope: Scope) -> bool:
    """Tell whether a programme or a part of it names the body.

    One that names nobody is for those that answer for the goal it stands under.
    """
    network = scope.registers.goals
    if programme.named or network.below(programme.ref):
        return _names(programme, scope) or any(_parts(programme, scope))
    over = network.above(programme)
    return bool(over) and over[0].kind is ElementKind.GOAL and is_held(over[0], scope)


def _parts(over: Element, scope: Scope, *, level: int = 1) -> Iterator[tuple[int, Element]]:
    """List what a programme asks of the body, with how deep it stands.

    What names nobody is for whoever leads what it stands under; a goal is there for what stands under it.
    """
    for each in scope.registers.goals.below(over.ref):
        below = tuple(_parts(each, scope, level=level + 1))
        if below or _names(each, scope):
            yield level, each
            yield from below


def _names(element: Element, scope: Scope) -> bool:
    named = _named(element, scope)
    over = () if named else scope.registers.goals.above(element)
    return scope.unit in named or any(scope.unit == each.lead for each in over)


def _named(element: Element, scope: Scope) -> tuple[str, ...]:
    return scope.registers.goals.members(element.ref.structure, element.named)


def _rows(programme: Element, scope: Scope) -> Iterator[RowPlan]:
    parts = tuple(_parts(programme, scope))
    yield _row(programme, scope, level=0, is_head=bool(parts))
    yield from (_row(each, scope, level=level) for level, each in parts)


def _row(element: Element, scope: Scope, *, level: int, is_head: bool = False) -> RowPlan:
    units = scope.view.units
    others = (code for code in _named(element, scope) if code != scope.unit)
    return RowPlan(
        id=element.ref.key,
        label=element.name,
        cells={},
        level=level,
        is_head=is_head,
        words={
            "years": _years(element),
            "what": element.note,
            "shares": ", ".join(units[code].name if code in units else code for code in others),
        },
    )


def _years(element: Element) -> str:
    first, last = (str(year) if year else "" for year in element.years)
    return first if first == last else f"{first}–{last}"
