"""A table for a spreadsheet, as csv for Swedish Excel or as an xlsx workbook with working sums.

Numbers are numbers, and texts never anything else: in a workbook each text is written as a string,
and in csv a text that a sheet would take for a formula (it begins with ``= + - @``, a tab or a line
break) gets an apostrophe before it. Csv is UTF-8 with a mark at the start, ``;`` between cells and a
decimal comma. A sheet's rows are read once, a row at a time.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from typing import IO, Any

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from hjulet.documents.sheet_cells import cell_text, csv_text

_PIECE = 2_000
"""Rows of csv given at a time."""

Value = str | Decimal | int | date | None


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    AMOUNT = "amount"
    NUMBER = "number"  # exactly as it is, and not to be summed
    COUNT = "count"
    DATE = "date"


_WIDTHS = {Kind.TEXT: 24, Kind.AMOUNT: 16, Kind.NUMBER: 12, Kind.COUNT: 10, Kind.DATE: 11}


@dataclass(frozen=True, kw_only=True)
class SheetColumn:
    """A column. One that ``sums`` others, counted from 0 and inclusive, is a formula in a workbook."""

    label: str
    kind: Kind = Kind.TEXT
    sums: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table and what was asked for: pairs of a word and its value, which get a sheet of their own.

    A workbook sums the columns of amounts, if it has any, in a last row under ``total``.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[Sequence[Value]]
    total: str
    asked_name: str
    asked: tuple[tuple[str, str], ...]


def write_csv(sheet: Sheet) -> Iterator[bytes]:
    """Write a sheet as csv, a piece at a time, without the row of sums."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([csv_text(column.label) for column in sheet.columns])
    yield b"\xef\xbb\xbf"
    for number, row in enumerate(sheet.rows, 1):
        writer.writerow(
            [_csv_value(value, column.kind) for value, column in zip(row, sheet.columns, strict=True)]
        )
        if number % _PIECE == 0:
            yield written.getvalue().encode()
            written.seek(0)
            written.truncate()
    yield written.getvalue().encode()


def write_xlsx(sheet: Sheet, file: IO[bytes]) -> None:
    """Write a sheet as a workbook: frozen head, filters, sums as formulas that carry their values."""
    options = {"constant_memory": True, "in_memory": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(file, options) as book:
        _Writer(book, sheet).write()
        asked = book.add_worksheet(sheet.asked_name)
        asked.set_column(0, 0, 22)
        asked.set_column(1, 1, 80)
        for number, (word, value) in enumerate(sheet.asked):
            asked.write_string(number, 0, cell_text(word))
            asked.write_string(number, 1, cell_text(value))


class _Writer:
    """Writes the table of a workbook, and adds up what its sums carry."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.sheet = sheet
        self.page = book.add_worksheet(sheet.name)
        self.formats = {
            kind: book.add_format({"num_format": shape})
            for kind, shape in (
                (Kind.AMOUNT, "#,##0.00"),
                (Kind.NUMBER, "General"),
                (Kind.COUNT, "#,##0"),
                (Kind.DATE, "yyyy-mm-dd"),
            )
        }
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
        self.foot = book.add_format({"bold": True, "top": 1, "num_format": "#,##0.00"})
        self.sums = [Decimal(0)] * len(sheet.columns)

    def write(self) -> None:
        columns = self.sheet.columns
        self.page.freeze_panes(1, next((at for at, one in enumerate(columns) if one.kind is Kind.AMOUNT), 0))
        for at, column in enumerate(columns):
            self.page.set_column(at, at, _WIDTHS[column.kind])
            self.page.write_string(0, at, cell_text(column.label), self.head)
        last = 0
        for last, row in enumerate(self.sheet.rows, 1):
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(last, at, column, value)
        self.page.autofilter(0, 0, last, len(columns) - 1)
        if last and any(column.kind is Kind.AMOUNT for column in columns):
            self._foot(last)

    def _cell(self, row: int, at: int, column: SheetColumn, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            self.page.write_string(row, at, cell_text(value))
        elif isinstance(value, date):
            self.page.write_datetime(row, at, value, self.formats[Kind.DATE])
        else:
            self.sums[at] += value
            shape = self.formats[column.kind]
            if column.sums:
                formula = f"=SUM({xl_range(row, column.sums[0], row, column.sums[1])})"
                self.page.write_formula(row, at, formula, shape, float(value))
            else:
                self.page.write_number(row, at, float(value), shape)

    def _foot(self, last: int) -> None:
        """Sum the amounts of the rows that a filter leaves, a row below the filtered ones."""
        self.page.write_string(last + 1, 0, self.sheet.total, self.foot)
        for at, column in enumerate(self.sheet.columns):
            if column.kind is Kind.AMOUNT:
                cells = f"{xl_rowcol_to_cell(1, at)}:{xl_rowcol_to_cell(last, at)}"
                self.page.write_formula(
                    last + 1, at, f"=SUBTOTAL(109,{cells})", self.foot, float(self.sums[at])
                )


def _csv_value(value: Value, kind: Kind) -> str:
    match value:
        case None:
            return ""
        case str():
            return csv_text(value)
        case Decimal():
            return (f"{value:f}" if kind is Kind.NUMBER else f"{value:.2f}").replace(".", ",")
        case _:
            return str(value)
