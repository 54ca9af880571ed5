"""The staff file: how many man-years each unit has in each month, from csv or xlsx.

One row is one unit and month: ``unit;month;man_years``, Swedish heads accepted. It is what a payroll
system exports, or a sheet that somebody keeps.
"""

import re
from collections.abc import Mapping
from decimal import Decimal

from hjulet.domain.numbers import NotANumber, parse_number
from hjulet.domain.problem import Problem
from hjulet.domain.staff import STAFF_COLUMNS, StaffRow
from hjulet.readers.keyed_rows import RowsContent, missing_values, read_rows, row_problem
from hjulet.readers.workbook import Cell

StaffContent = RowsContent[StaffRow]

_MONTH = re.compile(r"((?:19|20|21)[0-9]{2})-?(0[1-9]|1[0-2])(?:-01)?")  # a workbook makes 2017-08 a date
_MOST = Decimal(1_000_000)
_CENT = Decimal("0.01")


def read_staff(data: bytes, *, file: str) -> StaffContent:
    """Read a staff file; never raises on bad input.

    Problems beside those of all such files (``hjulet.readers.keyed_rows``), all errors: ``missing-value``,
    ``bad-staff-month``, ``bad-man-years``, ``duplicate-row``.
    """
    return read_rows(data, file=file, columns=STAFF_COLUMNS, read_row=_read_row, twice="duplicate-row")


def _read_row(given: Mapping[str, Cell], problems: list[Problem]) -> StaffRow | None:
    """Read one row; None if any of its cells is at fault."""
    faults = missing_values(given)
    month, man_years = given["month"], given["man_years"]
    written = _MONTH.fullmatch(month.text)
    number = _man_years(man_years.text)
    if month.text and not written:
        faults.append(row_problem("bad-staff-month", month.place, value=month.text))
    if man_years.text and number is None:
        faults.append(row_problem("bad-man-years", man_years.place, value=man_years.text))
    problems.extend(faults)
    if faults or written is None or number is None:
        return None
    return StaffRow(unit=given["unit"].text, month=f"{written[1]}-{written[2]}", man_years=number)


def _man_years(text: str) -> Decimal | None:
    """Read a number of man-years: not negative, at most two decimals."""
    try:
        number = parse_number(text)
    except NotANumber:
        return None
    fits = 0 <= number < _MOST and number == number.quantize(_CENT)
    return number.quantize(_CENT) if fits else None
