"""A sheet of a workbook as frames of texts, with the questions that a workbook raises.

What a workbook hides, merges or counts in its own way is never read on a guess: it is a problem that the
column map answers, or that somebody mends in the sheet.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from hjulet.domain.column_map import CODES, Answers
from hjulet.domain.problem import Place
from hjulet.readers.lists.codes import Report, problem
from hjulet.readers.lists.layout import SEARCHED, Layout, Rows
from hjulet.readers.workbook import as_text
from hjulet.readers.xlsx_guard import inspect_workbook
from hjulet.readers.xlsx_scan import SheetFacts, UnsafeWorkbook

ROWS_AT_A_TIME = 50_000

_ZEROS = re.compile(r"0[0-9]+")
_Cells = Sequence[Sequence[Any]]


class XlsxTable:
    """The sheet of a workbook that a list is on."""

    in_cells = True
    delimiter = ""

    def __init__(self, cells: _Cells, facts: SheetFacts, merged: Sequence[Any], *, size: int) -> None:
        """Take a sheet's cells, from A1 on; ``size`` is that of the file."""
        self._cells, self._facts, self._merged, self._size = cells, facts, merged, size

    def first_rows(self) -> Rows:
        """Give the first rows, among which the head is."""
        return [
            (line, [as_text(value) for value in row]) for line, row in enumerate(self._cells[:SEARCHED], 1)
        ]

    def ask(self, layout: Layout, answers: Answers, report: Report) -> None:
        """Raise the questions of this sheet that have no answer, and name its faulty cells."""
        self._ask_hidden(layout, answers, report)
        self._ask_merged(layout, report)
        self._ask_zeros(layout, answers, report)
        mapped = {place + 1: name for name, place in layout.places.items()}
        for fault in self._facts.faults:
            if fault.row > layout.line and fault.column in mapped:
                report(problem(fault.code, layout.place(fault.row, mapped[fault.column]), value=fault.value))

    def frames(self, layout: Layout, answers: Answers) -> Iterator[tuple[pl.DataFrame, int]]:
        """Give the rows below the head as texts, ``c0``, ``c1`` ... and ``line``, with the bytes read."""
        widths = {
            layout.places[name]: width for name, width in answers.widths.items() if name in layout.places
        }
        for start in range(layout.line, len(self._cells), ROWS_AT_A_TIME):
            rows = self._cells[start : start + ROWS_AT_A_TIME]
            columns = {
                f"c{place}": _texts(values, widths.get(place, 0))
                for place, values in enumerate(zip(*rows, strict=True))
            }
            frame = pl.DataFrame(columns).with_columns(line=pl.int_range(start + 1, start + 1 + len(rows)))
            yield frame, self._size * (start + len(rows)) // len(self._cells)

    def _ask_hidden(self, layout: Layout, answers: Answers, report: Report) -> None:
        if answers.include_hidden:
            return
        rows = sorted(
            row
            for row in self._facts.hidden_rows
            if layout.line < row <= len(self._cells) and any(value != "" for value in self._cells[row - 1])
        )
        if rows:
            report(problem("hidden-rows", layout.place(rows[0]), count=len(rows)))
        for name, place in layout.places.items():
            if any(place + 1 in hidden for hidden in self._facts.hidden_columns):
                report(problem("hidden-column", layout.place(layout.line, name), value=layout.head(name)))

    def _ask_merged(self, layout: Layout, report: Report) -> None:
        """Refuse a mapped head over several columns, and cells merged downwards: all but one are empty."""
        down: list[int] = []
        for (top, left), (bottom, right) in self._merged:
            mapped = [name for name, place in layout.places.items() if left <= place <= right]
            if mapped and right > left and top + 1 <= layout.line <= bottom + 1:
                report(
                    problem("merged-head", layout.place(layout.line, mapped[0]), value=layout.head(mapped[0]))
                )
            elif mapped and bottom > top and bottom + 1 > layout.line:
                down.append(max(top + 1, layout.line + 1))
        if down:
            report(problem("merged-cells", layout.place(min(down)), count=len(down)))

    def _ask_zeros(self, layout: Layout, answers: Answers, report: Report) -> None:
        """Find code columns where texts begin with zeros and shorter numbers stand beside them."""
        for name in CODES:
            if name not in layout.places or name in answers.widths:
                continue
            place = layout.places[name]
            values = [row[place] for row in islice(self._cells, layout.line, None)]
            if set(map(type, values)) == {str}:  # no numbers, no question
                continue
            zeros = [len(value) for value in values if type(value) is str and _ZEROS.fullmatch(value)]
            if not zeros:
                continue
            short = [
                line
                for line, value in enumerate(values, layout.line + 1)
                if isinstance(value, float | int) and len(as_text(value)) < max(zeros)
            ]
            if short:
                about = {"column": layout.head(name), "value": as_text(values[short[0] - layout.line - 1])}
                report(
                    problem(
                        "zero-lost", layout.place(short[0], name), **about, count=len(short), width=max(zeros)
                    )
                )


def open_sheet(data: bytes, *, file: str, sheet: str, report: Report) -> XlsxTable | None:
    """Open the sheet that a list is on: the one named, else the only one that is seen and has cells.

    Problems: ``too-large``, ``not-readable``, ``empty-file``, ``several-sheets``; then there is no table.
    """
    seen = open_sheets(data, file=file, report=report)
    name = sheet if sheet in seen else next(iter(seen)) if len(seen) == 1 else None
    if name is None and seen:
        report(problem("several-sheets", Place(file=file), names=", ".join(seen), value=sheet))
    return seen[name] if name else None


def open_sheets(data: bytes, *, file: str, report: Report) -> Mapping[str, XlsxTable]:
    """Open all sheets that are seen and have cells, by name."""
    place = Place(file=file)
    try:
        facts = inspect_workbook(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        seen = {
            name: _open(book, name, about, size=len(data)) for name, about in _sheets(book, facts).items()
        }
        if not seen:
            report(problem("empty-file", place))
    except UnsafeWorkbook as unsafe:
        report(problem(unsafe.code, place, **unsafe.params))
    except (CalamineError, OSError, ValueError, IndexError) as error:
        report(problem("not-readable", place, cause="damaged", value=type(error).__name__))
    else:
        return seen
    return {}


def _open(book: CalamineWorkbook, name: str, facts: SheetFacts, *, size: int) -> XlsxTable:
    sheet = book.get_sheet_by_name(name)
    cells = sheet.to_python(skip_empty_area=False)
    return XlsxTable(cells, facts, sheet.merged_cell_ranges or (), size=size)


def _sheets(book: CalamineWorkbook, facts: Sequence[SheetFacts]) -> Mapping[str, SheetFacts]:
    """Name the sheets that are seen and have cells."""
    sheets = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    return {
        about.name: fact
        for about, fact in zip(sheets, facts, strict=True)
        if about.visible == SheetVisibleEnum.Visible and fact.rows
    }


def _texts(values: Sequence[Any], width: int) -> pl.Series:
    """Make a column's texts; its numbers are filled with zeros up to a width."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return pl.Series(values, dtype=pl.String).str.normalize("NFC")
    if width:
        texts = [as_text(value) if type(value) is str else as_text(value).zfill(width) for value in values]
    else:
        texts = [as_text(value) for value in values]
    return pl.Series([unicodedata.normalize("NFC", text) for text in texts], dtype=pl.String)
