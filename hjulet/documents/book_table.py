"""A table of a report as a sheet of its workbook, to read, to reckon on and to read in again.

The first row and the first column hold the ids of columns and rows, grey and outside the print; the
table's own id stands in the corner. The cells hold kronor, whatever unit the column is shown in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from hjulet.documents.book_looks import SIDES, Looks
from hjulet.documents.book_sums import Sums, held
from hjulet.documents.sheet_cells import cell_text, number_shape, row_height, width_of
from hjulet.documents.variance import side_of
from hjulet.domain.numbers import SCALES
from hjulet.domain.report import Cell, Column, Report, Row, Table

IDS, CAPTION, SAYS, HEAD, FIRST_ROW = range(5)
LABEL, FIRST_COLUMN = 1, 2

_ID_WIDTH, _NUMBER_WIDTH, _WORDS_WIDTH = 9, 13, 34
_NARROWEST, _WIDEST = 22, 44
UPRIGHT = 92
"""Characters across that an upright A4 holds; a wider table lies down."""


@dataclass(frozen=True, kw_only=True)
class TableSheet:
    """Writes one table into its sheet."""

    page: Any
    table: Table
    report: Report
    words: Mapping[str, str]
    looks: Looks
    contents: str
    footer: str

    def write(self) -> None:
        """Write the sheet: ids, caption, heads, rows, notes, and how it is printed."""
        self._head()
        for at, row in enumerate(self.table.rows, FIRST_ROW):
            self._row(at, row)
        below = FIRST_ROW + len(self.table.rows)
        for at, note in enumerate(self.table.notes, below):
            self.page.write_string(at, LABEL, cell_text(note), self.looks("quiet"))
        self._print(below + len(self.table.notes) - 1)

    @cached_property
    def _sums(self) -> Sums:
        return Sums(
            table=self.table,
            figures=self.report.figures,
            first_row=FIRST_ROW,
            first_column=FIRST_COLUMN,
        )

    def _head(self) -> None:
        page, looks, table = self.page, self.looks, self.table
        page.hide_gridlines(2)
        page.freeze_panes(FIRST_ROW, FIRST_COLUMN)
        page.write_string(IDS, 0, cell_text(table.id), looks("id"))
        page.write_string(CAPTION, LABEL, cell_text(table.caption), looks("caption"))
        page.write_string(SAYS, LABEL, self._says(), looks("quiet"))
        page.write_url(
            IDS, LABEL, f"internal:'{self.contents}'!A1", looks("link", font_size=8), self.words["contents"]
        )
        page.write_string(HEAD, LABEL, "", looks("head"))
        page.set_column(0, 0, _ID_WIDTH, looks("id"))
        page.set_column(LABEL, LABEL, self._label_width)
        heads = [_head_of(column, self._common_unit) for column in table.columns]
        page.set_row(HEAD, row_height(zip(heads, self._widths, strict=True)))
        for at, (column, head) in enumerate(zip(table.columns, heads, strict=True), FIRST_COLUMN):
            side = {"align": "right"} if column.is_number else {}
            page.set_column(at, at, self._widths[at - FIRST_COLUMN])
            page.write_string(IDS, at, cell_text(column.id), looks("id", **side))
            page.write_string(HEAD, at, cell_text(head), looks("head", **side))

    def _says(self) -> str:
        """Say the unit, and that the cells hold more than they show."""
        unit = self._common_unit
        said = self.words["exact_cells"].format(unit=unit) if unit in SCALES and unit != "kr" else unit
        return f"{said} {self.words['preliminary']}" if self.report.preliminary else said

    @cached_property
    def _common_unit(self) -> str:
        units = [column.unit for column in self.table.columns if column.unit]
        return max(units, key=units.count, default="")

    @cached_property
    def _widths(self) -> list[int]:
        """Tell how wide the columns are: as their numbers or words need, and the longest word of the head."""
        return [
            max(
                _NUMBER_WIDTH if column.is_number else _WORDS_WIDTH,
                1 + max(map(width_of, column.label.split() or [""])),
            )
            for column in self.table.columns
        ]

    @cached_property
    def _label_width(self) -> int:
        longest = max((width_of(row.label) + 2 * row.level for row in self.table.rows), default=0)
        return max(_NARROWEST, min(_WIDEST, longest + 2))

    def _row(self, at: int, row: Row) -> None:
        look = {"sum": "sum", "head": "group"}.get(row.kind, "cell")
        words = [
            (row.cells[column.id].display if column.id in row.cells else "", width)
            for column, width in zip(self.table.columns, self._widths, strict=True)
            if not column.is_number
        ]
        self.page.set_row(at, row_height([(row.label, self._label_width - 2 * row.level), *words]))
        label = self.looks(look, align="left", indent=row.level, text_wrap=True)
        self.page.write_string(at, 0, cell_text(row.id), self.looks("id"))
        self.page.write_string(at, LABEL, cell_text(row.label), label)
        for place, column in enumerate(self.table.columns, FIRST_COLUMN):
            self._cell((at, place), row, column, "cell" if look == "group" else look)

    def _cell(self, place: tuple[int, int], row: Row, column: Column, look: str) -> None:
        cell = row.cells.get(column.id)
        value = held(cell, self.report.figures)
        if isinstance(value, Decimal) and cell is not None:
            shape = self._shape(cell, value, column, look)
            formula = self._sums.formula(row, column.id)
            if formula:
                self.page.write_formula(*place, formula, shape, float(value))
            else:
                self.page.write_number(*place, float(value), shape)
        elif isinstance(value, str):
            side = {"align": "right"} if column.is_number else {"text_wrap": True}
            self.page.write_string(*place, cell_text(value), self.looks(look, **side))
        else:
            self.page.write_blank(*place, None, self.looks(look))

    def _shape(self, cell: Cell, value: Decimal, column: Column, look: str) -> Any:
        """Choose the format that shows the number as the report does; a deviation has sign and colour."""
        figure = self.report.figures[cell.figure] if cell.figure else None
        side = side_of(figure) if figure else ""
        word = figure.measure.word if column.mixed and figure and figure.measure else ""
        decimals = len(cell.display.removesuffix(word).rstrip().partition(",")[2])
        plus = side == "surplus"
        shape = number_shape(value, unit=column.unit, decimals=decimals, plus=plus, suffix=word)
        colour = {"font_color": SIDES[side]} if side else {}
        return self.looks(look, num_format=shape, **colour)

    def _print(self, last: int) -> None:
        page = self.page
        if self._label_width + sum(self._widths) > UPRIGHT:
            page.set_landscape()
        page.print_area(CAPTION, LABEL, last, FIRST_COLUMN + len(self.table.columns) - 1)
        page.repeat_rows(HEAD)
        set_paper(page, footer=self.footer)


def _head_of(column: Column, common: str) -> str:
    """Word a head; the unit that most columns have is said once, above."""
    return column.label if column.unit in {"", common} else f"{column.label}, {column.unit}"


def set_paper(page: Any, *, footer: str) -> None:
    """Print a sheet on A4, as many pages as it needs but never wider than one."""
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.8, right=0.8, top=0.8, bottom=0.9)
    page.set_footer(footer)
