"""A pivot of the ledger: sums by one or two axes, with the names and the order of what they are by."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.ledger import Dimension, GroupSum
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.pivot import Axis, Entry, Limits, Order, Orders, PivotTable, Sort, tabulate
from hjulet.domain.selection import Selection
from hjulet.domain.statement import BALANCE_LINES, STATEMENT_ROWS
from hjulet.services.errors import NotFoundError
from hjulet.services.explanation import Explanation, explained
from hjulet.services.saved_views import View, saved_views
from hjulet.services.selection import Selected, codes_met, select
from hjulet.texts.catalogue import translate
from hjulet.texts.pivot import OWN_ROWS, key_label

_LINE_PLACES = {line: place for place, line in enumerate((*STATEMENT_ROWS, *BALANCE_LINES))}


ON_PAGE = Limits()
"""How much is shown on a page."""

OWN_ORDER = Sort()
"""Rows in the order of the chart or the organisation."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How a pivot is laid out. Without columns it is one column of sums."""

    rows: Axis
    columns: Axis | None
    sort: Sort = OWN_ORDER
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Pivot:
    """A page of a pivot with all that stands around it.

    ``names`` are those of the rows and of the columns shown, ``levels`` how deep units lie.
    ``deeper`` are the units that have others below them; ``above`` the units over the one looked at
    that are the actor's too, from the top.
    """

    table: PivotTable
    row_names: Mapping[str, str]
    column_names: Mapping[str, str]
    levels: Mapping[str, int]
    deeper: Collection[str]
    above: tuple[tuple[str, str], ...]
    source: Explanation
    views: tuple[View, ...]


def pivot(
    selection: Selection,
    layout: Layout,
    *,
    limits: Limits = ON_PAGE,
    snapshot: int | None = None,
    language: str,
    by: Actor,
    at: datetime,
) -> Pivot:
    """Sum a selection by the layout's axes, in two questions to the ledger.

    Raises NotFoundError where the unit is not the actor's, and for a page beyond the last.
    """
    found = select(selection, permission=Permission.VIEW_FIGURES, snapshot=snapshot, by=by, at=at)
    axes = (layout.rows, *((layout.columns,) if layout.columns else ()))
    entries = _entries(found, axes)
    row_names = _names(found, layout.rows, {entry.row for entry in entries}, language=language)
    orders = Orders(
        rows=_order(found, layout.rows),
        columns=_order(found, layout.columns or layout.rows),
        names=row_names,
    )
    table = tabulate(
        entries,
        columns=_silent_months(layout, entries),
        orders=orders,
        sort=layout.sort,
        page=layout.page,
        limits=limits,
    )
    if layout.page > table.pages or layout.page < 1:
        raise NotFoundError(layout.page)
    return Pivot(
        table=table,
        row_names=row_names,
        column_names=_names(found, layout.columns, set(table.columns), language=language)
        if layout.columns
        else {},
        levels=_levels(found, row_names) if layout.rows is Axis.EACH_UNIT else {},
        deeper=frozenset(unit for unit in found.view.units if found.view.children(unit)),
        above=found.above(by=by, at=at),
        source=explained(found),
        views=saved_views(by=by, at=at),
    )


def _entries(found: Selected, axes: tuple[Axis, ...]) -> list[Entry]:
    sums = found.books.ledger.sums(found.where, by=_dimensions(axes))
    row_of, column_of = (_folding(found, axis) for axis in (axes[0], axes[-1]))
    if len(axes) == 1:
        return [_entry(row_of(each.keys[0]), "", each) for each in sums]
    last = len(_dimensions(axes)) - 1
    return [_entry(row_of(each.keys[0]), column_of(each.keys[last]), each) for each in sums]


def _dimensions(axes: tuple[Axis, ...]) -> tuple[Dimension, ...]:
    """Give what the ledger sums by: units next below and each unit are the same sums."""
    return tuple(dict.fromkeys(axis.dimension for axis in axes))


def _entry(row: str, column: str, group: GroupSum) -> Entry:
    return Entry(row=row, column=column, amount=group.amount, rows=group.rows)


def _folding(found: Selected, axis: Axis) -> Callable[[str], str]:
    """Give what puts a unit under the unit next below the one looked at; other keys stay."""
    if axis is not Axis.UNIT or found.selection.is_own_only:
        return str
    view, top = found.view, found.selection.unit
    below = {unit: child for child in view.children(top) for unit in view.subtree(child)}
    return lambda unit: below.get(unit, top)


def _silent_months(layout: Layout, entries: list[Entry]) -> tuple[str, ...]:
    """List the months from first to last: one without rows has its column, whose emptiness says something."""
    if layout.columns is not Axis.MONTH or not entries:
        return ()
    held = {entry.column for entry in entries}
    return parse_period(f"{min(held)}..{max(held)}").months


def _names(found: Selected, axis: Axis, keys: Collection[str], *, language: str) -> dict[str, str]:
    """Name keys: units, accounts, codes and companies by the books, other ones by their words."""
    known = _known_names(found, axis)
    named = {key: key_label(axis, key, language=language) or known.get(key, "") for key in keys}
    top = found.selection.unit
    if axis is Axis.UNIT and len(keys) > 1 and top in named:
        named[top] = translate(OWN_ROWS, language=language).format(unit=found.unit_name)
    return named


def _known_names(found: Selected, axis: Axis) -> Mapping[str, str]:
    match axis:
        case Axis.UNIT | Axis.EACH_UNIT:
            return {code: unit.name for code, unit in found.view.units.items()}
        case Axis.ACCOUNT:
            return found.books.account_names
        case Axis.COMPANY:
            return {batch.company.code: batch.company.name for batch in found.books.batches}
        case Axis.LINE | Axis.MONTH:
            return {}
        case _:
            return codes_met(found.books)[axis.value]


def _order(found: Selected, axis: Axis) -> Order:
    """Give the own order of an axis: the organisation's, the statement's, else that of the codes."""
    if axis in (Axis.UNIT, Axis.EACH_UNIT):
        places = {unit: place for place, unit in enumerate(found.view.subtree(found.selection.unit))}
        return lambda key: (places.get(key, len(places)), key)
    if axis is Axis.LINE:
        return lambda key: (_LINE_PLACES.get(key, len(_LINE_PLACES)), key)
    return lambda key: (0 if key else 1, key)  # rows without a code last


def _levels(found: Selected, shown: Collection[str]) -> dict[str, int]:
    """Tell below how many of the units shown each of them lies."""
    view = found.view
    below = {unit: set(view.subtree(unit)) - {unit} for unit in shown if unit in view}
    return {unit: sum(unit in others for others in below.values()) for unit in below}
