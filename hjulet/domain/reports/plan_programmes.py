"""The programmes of an operating plan, with what the body is to do according to each of them."""

from collections.abc import Iterator

from hjulet.domain.goals.element import Element, ElementKind
from hjulet.domain.reports.plan import RowPlan, TablePlan, said_columns, word_columns
from hjulet.domain.reports.plan_goals import is_held, structure_of
from hjulet.domain.reports.scope import Scope, bodies_named, names_of, others, years_code

_COLUMNS = word_columns("years", "follow_up", "shares")


def plan_programmes(scope: Scope) -> TablePlan | None:
    """Plan the table ``plan-programmes``: those that concern the body in the year, and its part in them."""
    structure = structure_of(scope)
    held = scope.registers.goals.of(structure, ElementKind.PROGRAMME) if structure else ()
    programmes = [each for each in held if _holds(each, scope.period.year) and _concerns(each, scope)]
    if not programmes:
        return None
    rows = tuple(row for programme in programmes for row in _rows(programme, scope))
    return TablePlan(id="plan-programmes", columns=said_columns(_COLUMNS, rows), rows=rows)


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
    named = bodies_named(element, scope)
    over = () if named else scope.registers.goals.above(element)
    return scope.unit in named or any(scope.unit == scope.body_of.get(each.lead, each.lead) for each in over)


def _bodies(element: Element, scope: Scope) -> tuple[str, ...]:
    return scope.registers.goals.members(element.ref.structure, element.named)


def _rows(programme: Element, scope: Scope) -> Iterator[RowPlan]:
    """Give a programme and what it asks of the body; what others stand under is their head."""
    held = ((0, programme), *_parts(programme, scope))
    below = (*(level for level, _ in held[1:]), 0)
    for (level, each), following in zip(held, below, strict=True):
        yield _row(each, scope, level=level, is_head=following > level)


def _row(element: Element, scope: Scope, *, level: int, is_head: bool) -> RowPlan:
    """Give a row. How it is followed up stands in the note of a programme's goal; other notes do not."""
    return RowPlan(
        id=element.ref.key,
        label=element.name,
        cells={},
        level=level,
        is_head=is_head,
        words={
            "years": years_code(element),
            "follow_up": element.note if element.kind is ElementKind.PROGRAMME_GOAL else "",
            "shares": names_of(others(_bodies(element, scope), scope), scope),
        },
    )
