"""A table that stands on a page as a workbook of one sheet: numbers as numbers, every text a text.

A cell holds the exact value where the page gives it, shown as the page shows it; else the number that
the page shows. There are no formulas: what is shown need not add up.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from hjulet.documents.book_looks import Looks
from hjulet.documents.book_table import UPRIGHT, set_paper
from hjulet.documents.sheet_cells import cell_text, number_shape, row_height, sheet_names, width_of
from hjulet.domain.numbers import SCALES, NotANumber, parse_number, round_half_away

_CAPTION, _HEAD, _FIRST_ROW = 0, 1, 2
_NARROWEST, _WIDEST = 8, 48
_UNITS = ("mnkr", "tkr", "mkr", "kr", "%")
"""A longer unit before the one that it ends with."""

_EXACT = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,6})?")


@dataclass(frozen=True)
class ShownCell:
    """What a cell shows (``38 698``), and its exact value (``38698000.00``) where the page gives it."""

    text: str
    exact: str = ""


@dataclass(frozen=True, kw_only=True)
class ShownColumn:
    """A column's head, and whether its cells are numbers; where they are not, ``050`` stays a text."""

    label: str
    is_number: bool


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """A row, with a cell for each column; ``is_sum`` sets it off as the page does."""

    cells: tuple[ShownCell, ...]
    is_sum: bool = False


@dataclass(frozen=True, kw_only=True)
class ShownTable:
    """A table as a page shows it, the unit in its caption."""

    caption: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow, ...]


def shown_workbook(table: ShownTable, *, date: date) -> bytes:
    """Write a table as a workbook (xlsx); nothing in it but ``date`` depends on a clock."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        created = datetime(date.year, date.month, date.day, tzinfo=UTC)
        book.set_properties({"title": cell_text(table.caption), "created": created})
        page = book.add_worksheet(sheet_names([table.caption])[0])
        _Page(page=page, table=table, looks=Looks(book)).write()
    return file.getvalue()


@dataclass(frozen=True, kw_only=True)
class _Page:
    """Writes the one sheet."""

    page: Any
    table: ShownTable
    looks: Looks

    def write(self) -> None:
        """Write caption, heads and rows, and how the sheet is printed."""
        page, table, widths = self.page, self.table, _widths(self.table)
        page.hide_gridlines(2)
        page.freeze_panes(_FIRST_ROW, 0)
        page.write_string(_CAPTION, 0, cell_text(table.caption), self.looks("caption"))
        page.set_row(_HEAD, row_height(zip((each.label for each in table.columns), widths, strict=True)))
        for at, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            side = {"align": "right"} if column.is_number else {}
            page.set_column(at, at, width)
            page.write_string(_HEAD, at, cell_text(column.label), self.looks("head", **side))
        for at, row in enumerate(table.rows, _FIRST_ROW):
            page.set_row(at, row_height(zip((cell.text for cell in row.cells), widths, strict=True)))
            for place, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
                self._cell((at, place), cell, column, "sum" if row.is_sum else "cell")
        if sum(widths) > UPRIGHT:
            page.set_landscape()
        page.repeat_rows(_HEAD)
        set_paper(page, footer="&C&8 &P / &N")

    def _cell(self, place: tuple[int, int], cell: ShownCell, column: ShownColumn, look: str) -> None:
        number = read_shown(cell) if column.is_number else None
        if number:
            self.page.write_number(*place, float(number[0]), self.looks(look, num_format=number[1]))
        else:
            side = {"align": "right"} if column.is_number else {"text_wrap": True}
            self.page.write_string(*place, cell_text(cell.text), self.looks(look, **side))


def read_shown(cell: ShownCell) -> tuple[Decimal, str] | None:
    """Read a cell as a number and the format that shows it as the page does; None for what is no number.

    An exact value counts only if it rounds to what is shown, in kronor, thousands or millions.
    """
    text = cell.text.rstrip()
    suffix = next((unit for unit in _UNITS if text.endswith(unit)), "")
    text = text.removesuffix(suffix).rstrip()
    try:
        shown = parse_number(text)
    except NotANumber:
        return None
    decimals = len(text.partition(",")[2])
    if _EXACT.fullmatch(cell.exact):
        exact = Decimal(cell.exact)
        for name, scale in SCALES.items():
            if round_half_away(exact / scale, decimals=decimals) == shown:
                return exact, number_shape(exact, unit=name, decimals=decimals, suffix=suffix)
    return shown, number_shape(shown, decimals=decimals, suffix=suffix)


def _widths(table: ShownTable) -> Sequence[int]:
    """Tell how wide each column is: as its longest cell and the longest word of its head, within reason."""
    return [
        max(
            _NARROWEST,
            min(_WIDEST, 1 + max((width_of(row.cells[at].text) for row in table.rows), default=0)),
            min(_WIDEST, 1 + max(map(width_of, column.label.split()), default=0)),
        )
        for at, column in enumerate(table.columns)
    ]
