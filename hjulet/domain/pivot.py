"""The arithmetic of a pivot: sums by one or two axes become a table that always adds up.

What does not fit on the page is never left out of a sum: columns and rows that are not shown stand
together in one of their own. An empty cell (None) has no rows; 0 has rows that cancel.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from hjulet.domain.ledger import Dimension
from hjulet.domain.selection import Selection


class Axis(StrEnum):
    """What rows or columns can be. ``UNIT`` is the unit's own and those next below, with all below them."""

    UNIT = "unit"
    EACH_UNIT = "each-unit"
    LINE = "line"
    ACCOUNT = "account"
    MONTH = "month"
    RESPONSIBILITY = "responsibility"
    ACTIVITY_CODE = "activity_code"
    ACTIVITY = "activity"
    PROJECT = "project"
    COUNTERPARTY = "counterparty"
    COMPANY = "company"

    @property
    def dimension(self) -> Dimension:
        """Tell what the ledger sums by."""
        return Dimension.UNIT if self is Axis.EACH_UNIT else Dimension(self.value)


WAY_DOWN = (Axis.UNIT, Axis.LINE, Axis.ACCOUNT, Axis.MONTH)
"""The order in which the next axis is proposed when a cell is opened; after the last come the rows."""


_FIELDS = {Axis.LINE: "lines", Axis.ACCOUNT: "accounts", Axis.COMPANY: "companies"}


class SortBy(StrEnum):
    """What rows are sorted by: their own order (the chart's, the organisation's), name, sum or a column."""

    OWN = "own"
    NAME = "name"
    TOTAL = "total"
    COLUMN = "column"


@dataclass(frozen=True, kw_only=True)
class Sort:
    """An order of rows. Amounts go from the largest, whatever their sign, unless turned."""

    by: SortBy = SortBy.OWN
    column: str = ""
    is_turned: bool = False


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of a pivot is shown at a time."""

    rows: int = 200
    columns: int = 40


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The sum of one cell, kronor with the statement's sign, and how many rows it is of."""

    row: str
    column: str
    amount: Decimal
    rows: int


@dataclass(frozen=True, kw_only=True)
class PivotRow:
    """A row: a cell per shown column, the columns not shown in one sum, and the sum of all."""

    key: str
    cells: tuple[Decimal | None, ...]
    others: Decimal | None
    total: Decimal
    rows: int


@dataclass(frozen=True, kw_only=True)
class PivotTable:
    """A page of a pivot.

    ``rest`` sums the ``other_rows`` that stand on other pages; ``rows`` and ``rest`` make ``total``.
    """

    columns: tuple[str, ...]
    other_columns: int
    rows: tuple[PivotRow, ...]
    other_rows: int
    rest: PivotRow | None
    total: PivotRow
    page: int
    pages: int


Order = Callable[[str], tuple[int, str]]
"""Key -> its place, and itself among those of the same place."""


@dataclass(frozen=True, kw_only=True)
class Orders:
    """The own order of row and column keys, and the names of rows."""

    rows: Order
    columns: Order
    names: Mapping[str, str]


def tabulate(
    entries: Iterable[Entry],
    *,
    columns: Iterable[str] = (),
    orders: Orders,
    sort: Sort,
    page: int = 1,
    limits: Limits,
) -> PivotTable:
    """Make a page of a pivot; pages are counted from 1. A page beyond the last has no rows.

    ``columns`` stand there even where no entry is in them.
    """
    found = tuple(entries)
    shown_columns, other_columns = _columns(found, columns, orders.columns, limits.columns)
    every = _rows(found, shown_columns)
    in_order = _in_order(every, shown_columns, orders, sort)
    start = (page - 1) * limits.rows
    shown = in_order[start : start + limits.rows]
    elsewhere = in_order[:start] + in_order[start + limits.rows :]
    return PivotTable(
        columns=shown_columns,
        other_columns=other_columns,
        rows=tuple(shown),
        other_rows=len(elsewhere),
        rest=_sum_of(elsewhere, shown_columns) if elsewhere else None,
        total=_sum_of(every, shown_columns),
        page=page,
        pages=max(1, -(-len(every) // limits.rows)),
    )


def narrowed(selection: Selection, axis: Axis, key: str) -> Selection:
    """Add what one row or column of a pivot stands for to a selection."""
    if axis in (Axis.UNIT, Axis.EACH_UNIT):
        is_own = axis is Axis.EACH_UNIT or key == selection.unit or selection.is_own_only
        return replace(selection, unit=key, is_own_only=is_own)
    if axis is Axis.MONTH:
        return replace(selection, month=key)
    if field := _FIELDS.get(axis):
        return replace(selection, **{field: (key,)})  # type: ignore[arg-type]
    return selection.with_codes(axis.value, (key,))


def next_axis(fixed: Iterable[Axis]) -> Axis | None:
    """Propose what to look at next when some axes have one value left; None when it is time for the rows."""
    taken = set(fixed)
    return next((axis for axis in WAY_DOWN if axis not in taken), None)


def _columns(
    entries: Sequence[Entry], wanted: Iterable[str], order: Order, most: int
) -> tuple[tuple[str, ...], int]:
    """List the columns in their own order; of too many, those with the largest sums."""
    sums: dict[str, Decimal] = dict.fromkeys(wanted, Decimal(0))
    for entry in entries:
        sums[entry.column] = sums.get(entry.column, Decimal(0)) + abs(entry.amount)
    largest = sorted(sums, key=lambda key: (-sums[key], key))[:most]
    return tuple(sorted(largest, key=order)), len(sums) - len(largest)


def _rows(entries: Sequence[Entry], columns: tuple[str, ...]) -> list[PivotRow]:
    place = {key: number for number, key in enumerate(columns)}
    by_row: dict[str, list[Entry]] = {}
    for entry in entries:
        by_row.setdefault(entry.row, []).append(entry)
    rows = []
    for key, own in by_row.items():
        cells: list[Decimal | None] = [None] * len(columns)
        others: Decimal | None = None
        for entry in own:
            if (at := place.get(entry.column)) is not None:
                cells[at] = _add(cells[at], entry.amount)
            else:
                others = _add(others, entry.amount)
        total = sum((entry.amount for entry in own), Decimal("0.00"))
        counted = sum(entry.rows for entry in own)
        rows.append(PivotRow(key=key, cells=tuple(cells), others=others, total=total, rows=counted))
    return rows


def _in_order(
    rows: Sequence[PivotRow], columns: tuple[str, ...], orders: Orders, sort: Sort
) -> list[PivotRow]:
    own = sorted(rows, key=lambda row: orders.rows(row.key))
    if sort.by is SortBy.OWN:
        return own[::-1] if sort.is_turned else own
    if sort.by is SortBy.NAME:
        return sorted(
            own, key=lambda row: orders.names.get(row.key, row.key).casefold(), reverse=sort.is_turned
        )
    if sort.by is SortBy.TOTAL or sort.column not in columns:
        return sorted(own, key=lambda row: abs(row.total), reverse=not sort.is_turned)
    at = columns.index(sort.column)
    return sorted(own, key=lambda row: abs(row.cells[at] or Decimal(0)), reverse=not sort.is_turned)


def _sum_of(rows: Sequence[PivotRow], columns: tuple[str, ...]) -> PivotRow:
    cells: list[Decimal | None] = [None] * len(columns)
    others: Decimal | None = None
    for row in rows:
        for at, value in enumerate(row.cells):
            cells[at] = _add(cells[at], value)
        others = _add(others, row.others)
    return PivotRow(
        key="",
        cells=tuple(cells),
        others=others,
        total=sum((row.total for row in rows), Decimal("0.00")),
        rows=sum(row.rows for row in rows),
    )


def _add(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    if first is None or second is None:
        return second if first is None else first
    return first + second
