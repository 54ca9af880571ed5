"""A table out of a csv file or the first sheet of an xlsx workbook, as text cells with their places.

Every cell becomes the text that a person would have written, so that what reads the table has one kind
of input: a number is written with a point, a date as YYYY-MM-DD. Sizes are checked before anything is
unpacked (``hjulet.readers.xlsx_guard``).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from itertools import repeat

from python_calamine import CalamineError, CalamineWorkbook

from hjulet.domain.problem import Place, Problem, Severity
from hjulet.readers.xlsx_guard import inspect_workbook
from hjulet.readers.xlsx_scan import MAX_CELLS, SheetFacts, SheetFault, UnsafeWorkbook

MAX_BYTES = 50_000_000
MAX_ROWS = 1_000_000

ZIP = b"PK\x03\x04"
NOT_TEXT = {b"\xd0\xcf\x11\xe0": "xls", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"%PDF": "pdf"}
_DELIMITERS = (";", ",", "\t")
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, blanks around it removed, and where it is."""

    text: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table's rows, blank ones left out, and what is wrong with the file as such.

    ``name`` is that of a workbook's sheet, where the workbook has several.
    """

    rows: tuple[tuple[Cell, ...], ...]
    problems: tuple[Problem, ...]
    name: str = ""


def read_sheet(data: bytes, *, file: str, max_bytes: int = MAX_BYTES) -> Sheet:
    """Read a csv file or the first sheet of an xlsx workbook; never raises on bad input.

    Problems: ``empty-file``, ``too-large``, ``not-readable``, ``unclosed-quote`` (fatal);
    ``error-in-cell``, ``formula-without-value`` (error).
    """
    return _read(data, file, max_bytes, slice(1))[0]


def read_sheets(data: bytes, *, file: str, max_bytes: int = MAX_BYTES) -> tuple[Sheet, ...]:
    """Read a csv file, or every sheet of an xlsx workbook that holds anything; as ``read_sheet`` does.

    Where a workbook has several sheets, a place names the sheet after the file: ``a.xlsx, Blad2``.
    """
    return _read(data, file, max_bytes, slice(None))


def _read(data: bytes, file: str, max_bytes: int, wanted: slice) -> tuple[Sheet, ...]:
    if len(data) > max_bytes:
        return (_refused("too-large", file, size=len(data), limit=max_bytes),)
    for mark, cause in NOT_TEXT.items():
        if data.startswith(mark):
            return (_refused("not-readable", file, cause=cause),)
    sheets = _read_xlsx(data, file, wanted) if data.startswith(ZIP) else (_read_csv(data, file),)
    return tuple(sheet for sheet in sheets if sheet.rows or sheet.problems) or (_refused("empty-file", file),)


def _read_xlsx(data: bytes, file: str, wanted: slice) -> tuple[Sheet, ...]:
    try:
        facts = inspect_workbook(data)[wanted]
        _check_reach(facts)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_index(place) for place in range(max(1, len(facts)))]
        values = [sheet.to_python(skip_empty_area=False) for sheet in sheets]
        faults = [facts[place].faults for place in range(len(sheets))]
    except UnsafeWorkbook as unsafe:
        return (_refused(unsafe.code, file, at=None, **unsafe.params),)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        return (_refused("not-readable", file, cause="damaged", value=type(error).__name__),)
    names = [""] if len(sheets) == 1 else [sheet.name for sheet in sheets]
    return tuple(map(_sheet, repeat(file), names, values, faults))


def _check_reach(facts: Iterable[SheetFacts]) -> None:
    """Refuse sheets that together reach over more cells than one may."""
    cells = sum(each.rows * each.columns for each in facts)
    if cells > MAX_CELLS:
        raise UnsafeWorkbook("too-large", cells=cells, limit=MAX_CELLS)


def _sheet(file: str, name: str, values: Iterable[Iterable[object]], faults: Iterable[SheetFault]) -> Sheet:
    where = f"{file}, {name}" if name else file
    letters = cache(column_letters)
    rows = _without_blank(
        tuple(
            Cell(as_text(value), Place(file=where, line=line, cell=f"{letters(column)}{line}"))
            for column, value in enumerate(row)
        )
        for line, row in enumerate(values, start=1)
    )
    # no database keeps a nul, and no form sends one
    nuls = (cell.place for row in rows for cell in row if "\x00" in cell.text)
    problems = (
        *(_cell_problem(fault, where) for fault in faults),
        *(Problem(code="nul-in-cell", severity=Severity.ERROR, place=place) for place in nuls),
    )
    return Sheet(rows=rows, problems=problems, name=name)


def _read_csv(data: bytes, file: str) -> Sheet:
    if b"\x00" in data:
        return _refused("not-readable", file, cause="nul")
    text = _decode(data)
    rows: list[tuple[Cell, ...]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for number, row in enumerate(reader):
            if number >= MAX_ROWS:
                return _refused("too-large", file, rows=number, limit=MAX_ROWS)
            place = Place(file=file, line=line)
            rows.append(tuple(Cell(value.strip(), place) for value in row))
            line = reader.line_num + 1
    except csv.Error as error:
        return _refused("unclosed-quote", file, at=line, cause=str(error))
    return Sheet(rows=_without_blank(iter(rows)), problems=())


def _decode(data: bytes) -> str:
    """Read UTF-8 (with or without mark), else Windows-1252, as Excel writes csv."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """Choose the delimiter that splits the head row most; ``;`` at a draw."""
    head = next((line for line in _LINE_END.split(text) if line.strip()), "")
    return max(_DELIMITERS, key=head.count)


def as_text(value: object) -> str:
    """Write a cell's value as a person would have: a number with a point, a day as YYYY-MM-DD."""
    match value:
        case str():
            return value.strip()
        case float():
            return _number_text(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
    return str(value)


def _number_text(value: float) -> str:
    """Write a workbook's number with the 15 digits that Excel itself shows and computes with."""
    text = f"{value:.15g}"
    if "e" not in text:
        return text
    number = Decimal(text)
    return f"{number:f}" if number.is_finite() else str(value)


def _without_blank(rows: Iterator[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(row for row in rows if any(cell.text for cell in row))


def column_letters(column: int) -> str:
    """Name a column, counted from 0, as a workbook does: A, B ... Z, AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _cell_problem(fault: SheetFault, file: str) -> Problem:
    return Problem(
        code=fault.code,
        severity=Severity.ERROR,
        place=Place(file=file, line=fault.row, cell=fault.cell),
        params={"value": fault.value},
    )


def _refused(code: str, file: str, *, at: int | None = None, **params: object) -> Sheet:
    """Give no rows, and the one fatal problem that is the reason."""
    problem = Problem(
        code=code,
        severity=Severity.FATAL,
        place=Place(file=file, line=at),
        params={name: str(value) for name, value in params.items()},
    )
    return Sheet(rows=(), problems=(problem,))
