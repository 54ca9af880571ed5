"""The staff file: how many man-years each unit has in each month, from csv or xlsx.

One row is one unit and month: ``unit;month;man_years``, Swedish heads accepted. It is what a payroll
system exports, or a sheet that somebody keeps.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.numbers import NotANumber, parse_number
from hjulet.domain.problem import Place, Problem, Severity, is_refused
from hjulet.domain.staff import STAFF_COLUMNS, StaffRow
from hjulet.readers.workbook import Cell, read_sheet

MAX_BYTES = 2_000_000

_HEADS = {head: column for column, swedish in STAFF_COLUMNS.items() for head in (column, swedish)}
_MONTH = re.compile(r"((?:19|20|21)[0-9]{2})-?(0[1-9]|1[0-2])(?:-01)?")  # a workbook makes 2017-08 a date
_MOST = Decimal(1_000_000)
_CENT = Decimal("0.01")
_SEVERITIES = {
    "missing-rule-column": Severity.FATAL,
    "no-rows": Severity.FATAL,
    "unknown-column": Severity.WARNING,
}
_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class StaffContent:
    """A staff file's rows, the place of each, and the problems."""

    rows: tuple[StaffRow, ...]
    places: tuple[Place, ...]
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> bool:
        """Tell whether the file may be let in: no problem is fatal or an error."""
        return not is_refused(self.problems)


def read_staff(data: bytes, *, file: str) -> StaffContent:
    """Read a staff file; never raises on bad input.

    Problems, each at its line or cell: those of the sheet (``hjulet.readers.workbook``);
    ``missing-rule-column``, ``no-rows`` (fatal); ``missing-value``, ``bad-staff-month``, ``bad-man-years``,
    ``duplicate-row`` (error); ``unknown-column`` (warning). Rows with a problem are left out.
    """
    sheet = read_sheet(data, file=file, max_bytes=MAX_BYTES)
    problems = list(sheet.problems)
    found: dict[tuple[str, str], tuple[StaffRow, Place]] = {}
    if sheet.rows:
        head, *below = sheet.rows
        places = _find_columns(head, problems)
        if not below:
            problems.append(_problem("no-rows", head[0].place))
        for cells in below if places else ():
            row = _read_row(cells, places, problems)
            if row is None:
                continue
            if row.key in found:
                first = found[row.key][1].line
                problems.append(_problem("duplicate-row", cells[0].place, first=str(first)))
                continue
            found[row.key] = row, cells[0].place
    return StaffContent(
        rows=tuple(row for row, _ in found.values()),
        places=tuple(place for _, place in found.values()),
        problems=tuple(sorted(problems, key=lambda each: each.place.line or 0)),
    )


def _find_columns(head: Sequence[Cell], problems: list[Problem]) -> dict[str, int]:
    """Find each column's place; none at all if one is missing."""
    places: dict[str, int] = {}
    for place, cell in enumerate(head):
        column = _HEADS.get(cell.text.lower())
        if column is None or column in places:
            problems.append(_problem("unknown-column", cell.place, value=cell.text))
        else:
            places[column] = place
    missing = [column for column in STAFF_COLUMNS if column not in places]
    written = ";".join(STAFF_COLUMNS)
    problems.extend(
        _problem("missing-rule-column", head[0].place, column=column, head=written) for column in missing
    )
    return {} if missing else places


def _read_row(cells: Sequence[Cell], places: Mapping[str, int], problems: list[Problem]) -> StaffRow | None:
    """Read one row; None if any of its cells is at fault."""
    blank = Cell("", cells[0].place)
    unit, month, man_years = (
        cells[places[column]] if places[column] < len(cells) else blank for column in STAFF_COLUMNS
    )
    faults = [
        _problem("missing-value", cell.place, column=column)
        for column, cell in zip(STAFF_COLUMNS, (unit, month, man_years), strict=True)
        if not cell.text
    ]
    written = _MONTH.fullmatch(month.text)
    number = _man_years(man_years.text)
    if month.text and not written:
        faults.append(_problem("bad-staff-month", month.place, value=month.text))
    if man_years.text and number is None:
        faults.append(_problem("bad-man-years", man_years.place, value=man_years.text))
    problems.extend(faults)
    if faults or written is None or number is None:
        return None
    return StaffRow(unit=unit.text, month=f"{written[1]}-{written[2]}", man_years=number)


def _man_years(text: str) -> Decimal | None:
    """Read a number of man-years: not negative, at most two decimals."""
    try:
        number = parse_number(text)
    except NotANumber:
        return None
    fits = 0 <= number < _MOST and number == number.quantize(_CENT)
    return number.quantize(_CENT) if fits else None


def _problem(code: str, place: Place, **params: str) -> Problem:
    severity = _SEVERITIES.get(code, Severity.ERROR)
    shown = {name: value[:_SHOWN] for name, value in params.items()}
    return Problem(code=code, severity=severity, place=place, params=shown)
