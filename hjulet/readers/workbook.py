"""A table out of a csv file or the first sheet of an xlsx workbook, as text cells with their places.

Every cell becomes the text that a person would have written, so that what reads the table has one kind
of input: a number is written with a point, a date as YYYY-MM-DD. Sizes are checked before anything is
unpacked (``hjulet.readers.xlsx_guard``).
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook

from hjulet.domain.problem import Place, Problem, Severity
from hjulet.readers.xlsx_guard import inspect_workbook
from hjulet.readers.xlsx_scan import SheetFault, UnsafeWorkbook

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
    """A table's rows, blank ones left out, and what is wrong with the file as such."""

    rows: tuple[tuple[Cell, ...], ...]
    problems: tuple[Problem, ...]


def read_sheet(data: bytes, *, file: str, max_bytes: int = MAX_BYTES) -> Sheet:
    """Read a csv file or the first sheet of an xlsx workbook; never raises on bad input.

    Problems: ``empty-file``, ``too-large``, ``not-readable``, ``unclosed-quote`` (fatal);
    ``error-in-cell``, ``formula-without-value`` (error).
    """
    if len(data) > max_bytes:
        return _refused("too-large", file, size=len(data), limit=max_bytes)
    for mark, cause in NOT_TEXT.items():
        if data.startswith(mark):
            return _refused("not-readable", file, cause=cause)
    sheet = _read_xlsx(data, file) if data.startswith(ZIP) else _read_csv(data, file)
    if sheet.rows or sheet.problems:
        return sheet
    return _refused("empty-file", file)


def _read_xlsx(data: bytes, file: str) -> Sheet:
    try:
        faults = inspect_workbook(data)[0].faults
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        values = sheet.to_python(skip_empty_area=False)
    except UnsafeWorkbook as unsafe:
        return _refused(unsafe.code, file, at=None, **unsafe.params)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        return _refused("not-readable", file, cause="damaged", value=type(error).__name__)
    rows = (
        tuple(
            Cell(as_text(value), Place(file=file, line=line, cell=f"{column_letters(column)}{line}"))
            for column, value in enumerate(row)
        )
        for line, row in enumerate(values, start=1)
    )
    return Sheet(rows=_without_blank(rows), problems=tuple(_cell_problem(fault, file) for fault in faults))


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
