"""A plan of a table: rows, columns and the figure of each cell, before any value or word.

Services fill a plan from a snapshot and give it words; the same plan serves page, PDF and JSON.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hjulet.domain.figures import Figure, FigureRef, Note, Unit
from hjulet.domain.numbers import NO_PERCENTAGE, SCALES, format_amount, format_number, round_half_away


@dataclass(frozen=True, kw_only=True)
class ColumnPlan:
    """A column: its id, the unit it is shown in (``tkr``, ``%``; empty: words), and the year its label names.

    ``label`` is for a column that the catalogue of labels does not know. ``only_if_known`` leaves the column
    out where none of its figures has a value.
    """

    id: str
    unit: str
    year: int | None = None
    label: str = ""
    only_if_known: bool = False


@dataclass(frozen=True, kw_only=True)
class RowPlan:
    """A row: its id, the figure of each column, and for a sum the rows that it sums.

    ``blank`` names columns that are not shown though they have a value, by definition (a unit without
    appropriation), ``blank_zero`` those that are so only while they are zero (what has not begun).
    ``words`` are the cells that hold words, ``typed`` amounts in kronor that somebody has written and no
    source gives. ``label`` is for a row that somebody has named, ``label_en``
    where they have named it in English too; else the row is called what its unit or its line is called.
    ``only_if_printed`` leaves the row out where all its amounts would be printed as zero. ``is_head``: the
    row is the heading of those that follow. ``structure`` is that of the goal whose key the id is.
    """

    id: str
    cells: Mapping[str, FigureRef]
    level: int = 1
    parts: tuple[str, ...] = ()
    blank: frozenset[str] = frozenset()
    blank_zero: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Decimal] = field(default_factory=dict)
    label: str = ""
    label_en: str = ""
    only_if_printed: bool = False
    is_head: bool = False
    structure: str = ""

    @property
    def is_commented(self) -> bool:
        """Tell whether it is commented on: parts explain a sum, the rows under it a heading."""
        return not (self.parts or self.is_head)


@dataclass(frozen=True, kw_only=True)
class TablePlan:
    """A table: CONTRACT's id, columns and rows. ``about`` is the unit it is about, where not the report's.

    ``notes`` are codes of what is said under it.
    """

    id: str
    columns: tuple[ColumnPlan, ...]
    rows: tuple[RowPlan, ...]
    about: str = ""
    notes: tuple[str, ...] = ()

    @property
    def refs(self) -> frozenset[FigureRef]:
        """Collect the figures that the table shows."""
        return frozenset(ref for row in self.rows for ref in row.cells.values())


def word_columns(*ids: str) -> tuple[ColumnPlan, ...]:
    """Plan columns of words."""
    return tuple(ColumnPlan(id=id, unit="") for id in ids)


def said_columns(columns: tuple[ColumnPlan, ...], rows: Sequence[RowPlan]) -> tuple[ColumnPlan, ...]:
    """Leave out the columns that say nothing in any row; the first one stands where none does."""
    said = (each for each in columns if any(each.id in row.cells or row.words.get(each.id) for row in rows))
    return tuple(said) or columns[:1]


def without_empty(plan: TablePlan, figures: Mapping[FigureRef, Figure]) -> TablePlan:
    """Leave out the rows and columns that are there only if they show something."""
    plan = replace(plan, columns=tuple(each for each in plan.columns if _is_shown(each, plan, figures)))
    empty = {
        row.id
        for row in plan.rows
        if row.only_if_printed and not any(_rounded(row, column, figures) for column in _amounts(plan))
    }
    if not empty:
        return plan
    rows = (row for row in plan.rows if row.id not in empty)
    return replace(
        plan,
        rows=tuple(
            replace(row, parts=tuple(part for part in row.parts if part not in empty)) for row in rows
        ),
    )


def _is_shown(column: ColumnPlan, plan: TablePlan, figures: Mapping[FigureRef, Figure]) -> bool:
    refs = (row.cells[column.id] for row in plan.rows if column.id in row.cells)
    return not column.only_if_known or any(figures[ref].value is not None for ref in refs)


def display(figure: Figure, *, unit: str, blank: bool = False) -> str:
    """Write a figure as a table cell: rounded, empty where it is not available.

    Its unit stands in the column's head; where that has none (``unit`` is empty), after the value.
    """
    if blank or figure.note == Note.MISSING or (figure.value is None and not figure.note):
        return ""
    if figure.value is None:
        return NO_PERCENTAGE
    if figure.measure is not None:
        return figure.measure.write(figure.value) if unit else figure.measure.said(figure.value)
    if figure.unit is not Unit.KRONOR:
        return format_number(figure.value, decimals=figure.decimals)
    return format_amount(figure.value, unit=unit)


def rounding_shows(plan: TablePlan, figures: Mapping[FigureRef, Figure]) -> bool:
    """Tell whether some printed rows do not add up to their printed sum."""
    rows = {row.id: row for row in plan.rows}
    return any(
        _rounded(row, column, figures)
        != sum((_rounded(rows[part], column, figures) for part in row.parts), Decimal(0))
        for row in plan.rows
        if row.parts
        for column in _amounts(plan)
        if column.id in row.cells and figures[row.cells[column.id]].value is not None
    )


def _amounts(plan: TablePlan) -> list[ColumnPlan]:
    return [column for column in plan.columns if column.unit in SCALES]


def _rounded(row: RowPlan, column: ColumnPlan, figures: Mapping[FigureRef, Figure]) -> Decimal:
    ref = row.cells.get(column.id)
    value = (figures[ref].value if ref else None) or Decimal(0)
    return round_half_away(value / SCALES[column.unit], decimals=0)
