"""The formulas of a report's table in a workbook: sums of rows, and differences of two columns.

A formula is written only where the report says what adds up (``Row.parts``, or the two figures that a
figure rests on) and the exact values of the cells really do. Else the number stands alone.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from xlsxwriter.utility import xl_rowcol_to_cell

from hjulet.documents.content import Figures, value_text
from hjulet.domain.figures import FigureRef, Unit
from hjulet.domain.report import Cell, Row, Table

ZERO = Decimal(0)

Held = Decimal | str | None
"""What a cell of the sheet holds: a number, a text, or nothing, which counts as zero."""


def held(cell: Cell | None, figures: Figures) -> Held:
    """Tell what a cell holds: the exact value, or what is printed of a rating and where there is none."""
    if cell is None or not cell.display:
        return None
    if cell.typed is not None:
        return cell.typed
    figure = figures[cell.figure] if cell.figure else None
    text = value_text(figure) if figure else None
    is_step = figure is not None and figure.measure is not None and figure.measure.scale
    return cell.display if text is None or is_step else Decimal(text)


@dataclass(frozen=True, kw_only=True)
class Sums:
    """The formulas of one table, whose first row and column of figures lie at these places of the sheet."""

    table: Table
    figures: Figures
    first_row: int
    first_column: int

    def formula(self, row: Row, column: str) -> str:
        """Give the formula of a cell; empty where nothing is sure to add up to it."""
        value = held(row.cells.get(column), self.figures)
        if not isinstance(value, Decimal):
            return ""
        return self._difference(row, column, value) or self._sum(row, column, value)

    def _sum(self, row: Row, column: str, value: Decimal) -> str:
        """Add the rows that are this one's parts: ``=SUM(C5:C9)+C12``."""
        places = self._row_places
        if not row.parts or not places.keys() - {row.id} >= set(row.parts):
            return ""
        parts = [held(self._rows[part].cells.get(column), self.figures) for part in set(row.parts)]
        numbers = [part or ZERO for part in parts if not isinstance(part, str)]
        if len(numbers) < len(parts) or sum(numbers, ZERO) != value or self._is_percent(row, column):
            return ""
        at = self._column_places[column]
        return "=" + "+".join(_run(run, at) for run in _runs({places[part] for part in row.parts}))

    def _difference(self, row: Row, column: str, value: Decimal) -> str:
        """Take one cell of the row from another, where the figure rests on just these two: ``=C5-D5``."""
        ref = row.cells[column].figure
        inputs = self.figures[ref].inputs if ref else ()
        shown = {cell.figure: id for id, cell in row.cells.items() if id in self._column_places}
        if len(inputs) != 2 or not set(inputs) <= shown.keys() or inputs[0] == inputs[1]:
            return ""
        first, second = (self._amount(row, shown, needed) for needed in inputs)
        if first is None or second is None or first[0] - second[0] != value:
            return ""
        at = self._row_places[row.id]
        return f"={xl_rowcol_to_cell(at, first[1])}-{xl_rowcol_to_cell(at, second[1])}"

    def _amount(
        self, row: Row, shown: Mapping[FigureRef | None, str], ref: FigureRef
    ) -> tuple[Decimal, int] | None:
        """Find a figure's cell in the row: what it counts as, and its column; None for a text."""
        found = held(row.cells[shown[ref]], self.figures)
        return None if isinstance(found, str) else (found or ZERO, self._column_places[shown[ref]])

    def _is_percent(self, row: Row, column: str) -> bool:
        ref = row.cells[column].figure
        return ref is not None and self.figures[ref].unit is Unit.PERCENT

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {row.id: row for row in self.table.rows}

    @cached_property
    def _row_places(self) -> dict[str, int]:
        return {row.id: at for at, row in enumerate(self.table.rows, self.first_row)}

    @cached_property
    def _column_places(self) -> dict[str, int]:
        return {column.id: at for at, column in enumerate(self.table.columns, self.first_column)}


def _runs(places: Set[int]) -> list[tuple[int, int]]:
    """Gather places into runs, first and last inclusive."""
    ordered = sorted(places)
    starts = [ordered[0], *(after for before, after in pairwise(ordered) if after > before + 1)]
    ends = [*(before for before, after in pairwise(ordered) if after > before + 1), ordered[-1]]
    return list(zip(starts, ends, strict=True))


def _run(run: tuple[int, int], column: int) -> str:
    first, last = (xl_rowcol_to_cell(row, column) for row in run)
    return first if first == last else f"SUM({first}:{last})"
