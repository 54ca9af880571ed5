"""The budget file: a table of units, lines, periods and amounts, from csv or xlsx (CONTRACT, "Files")."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from hjulet.domain.budget import BudgetRow, BudgetVersion
from hjulet.domain.numbers import parse_amount
from hjulet.domain.problem import Place, Problem, Severity, is_refused
from hjulet.readers.workbook import MAX_BYTES, Cell, read_sheet

COLUMNS: dict[str, str] = {
    "unit": "enhet",
    "line": "rad",
    "account": "konto",
    "period": "period",
    "amount": "belopp",
    "version": "version",
    "decided": "beslutad",
}
"""Column -> its Swedish head. A file needs all but one of ``line`` and ``account``, and ``decided``."""

_REQUIRED = ("unit", "period", "amount", "version")
_HEADS = {head: column for column, swedish in COLUMNS.items() for head in (column, swedish)}
_VERSIONS = {
    "original": BudgetVersion.ORIGINAL,
    "ursprunglig": BudgetVersion.ORIGINAL,
    "revised": BudgetVersion.REVISED,
    "reviderad": BudgetVersion.REVISED,
}
_YEAR = re.compile(r"[12][0-9]{3}")
_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])(?:-01)?")  # a workbook makes 2017-08 a date
_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
_LARGEST = Decimal(10) ** 16  # DECIMAL(18, 2)

_Value = TypeVar("_Value")

_LONGEST = 200  # characters of a value that a message shows

_SEVERITIES = {
    "missing-column": Severity.FATAL,
    "no-rows": Severity.FATAL,
    "unknown-column": Severity.WARNING,
}


@dataclass(frozen=True, kw_only=True)
class BudgetContent:
    """A budget file's rows and problems; ``content`` is the same for a csv and an xlsx that say the same."""

    file: str
    sha256: str
    content: str
    rows: tuple[BudgetRow, ...]
    places: tuple[Place, ...]  # of each row
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> bool:
        """Tell whether the file may be imported: no problem is fatal or an error."""
        return not is_refused(self.problems)


def read_budget(data: bytes, *, file: str, max_bytes: int = MAX_BYTES) -> BudgetContent:
    """Read a budget file; never raises on bad input.

    Problems, each at its line or cell: those of the sheet (``hjulet.readers.workbook``);
    ``missing-column``, ``no-rows`` (fatal); ``bad-amount``, ``bad-date``, ``not-year-or-month``,
    ``bad-version``, ``missing-value``, ``duplicate-row`` (error); ``unknown-column`` (warning). Rows with
    a problem are left out.
    """
    sheet = read_sheet(data, file=file, max_bytes=max_bytes)
    problems = list(sheet.problems)
    read: tuple[tuple[BudgetRow, Place], ...] = ()
    if sheet.rows:
        head, *below = sheet.rows
        columns = _find_columns(head, problems)
        read = tuple(_read_rows(below, columns, problems)) if columns else ()
        if not below:
            problems.append(_problem("no-rows", head[0].place))
    rows = tuple(row for row, _ in read)
    return BudgetContent(
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        content=_hash_content(rows),
        rows=rows,
        places=tuple(place for _, place in read),
        problems=tuple(sorted(problems, key=lambda found: found.place.line or 0)),
    )


def _find_columns(head: tuple[Cell, ...], problems: list[Problem]) -> dict[str, int]:
    """Find each column's place; none at all if one that is needed is missing."""
    places: dict[str, int] = {}
    for place, cell in enumerate(head):
        column = _HEADS.get(cell.text.lower())
        if column is None or column in places:
            problems.append(_problem("unknown-column", cell.place, value=cell.text))
        else:
            places[column] = place
    missing = [column for column in _REQUIRED if column not in places]
    if "line" not in places and "account" not in places:
        missing.append("line")
    problems.extend(_problem("missing-column", head[0].place, column=column) for column in missing)
    return {} if missing else places


def _read_rows(
    rows: Sequence[tuple[Cell, ...]], places: Mapping[str, int], problems: list[Problem]
) -> Iterator[tuple[BudgetRow, Place]]:
    seen: dict[object, Place] = {}
    for cells in rows:
        row = _RowReader(cells, places, problems).read()
        if row is None:
            continue
        key = (row.unit, row.line, row.account, row.period, row.version, row.decided)
        if key in seen:
            first = seen[key]
            problems.append(_problem("duplicate-row", cells[0].place, first=str(first.line)))
            continue
        seen[key] = cells[0].place
        yield row, replace(cells[0].place, cell=None)


class _RowReader:
    """Reads one row's cells; a cell that cannot be read is a problem, and the row is left out."""

    def __init__(self, cells: tuple[Cell, ...], places: Mapping[str, int], problems: list[Problem]) -> None:
        self._cells = cells
        self._places = places
        self._problems = problems
        self._sound = True

    def read(self) -> BudgetRow | None:
        """Read the row, or None if any of its cells is at fault."""
        unit = self._needed("unit")
        line, account = self._cell("line").text, self._cell("account").text
        if not line and not account:
            self._needed("line")
        period = self._value("period", "not-year-or-month", _read_period)
        amount = self._value("amount", "bad-amount", _read_amount)
        version = self._value("version", "bad-version", lambda text: _VERSIONS.get(text.lower()))
        decided = self._value("decided", "bad-date", _read_day) if self._cell("decided").text else None
        if not self._sound or period is None or amount is None or version is None:
            return None
        return BudgetRow(
            unit=unit,
            line=line,
            account=account,
            period=period,
            amount=amount,
            version=version,
            decided=decided,
        )

    def _cell(self, column: str) -> Cell:
        place = self._places.get(column, len(self._cells))
        return self._cells[place] if place < len(self._cells) else Cell("", self._cells[0].place)

    def _needed(self, column: str) -> str:
        cell = self._cell(column)
        if not cell.text:
            self._fault("missing-value", cell, column=column)
        return cell.text

    def _value(self, column: str, code: str, read: Callable[[str], _Value | None]) -> _Value | None:
        text = self._needed(column)
        value = read(text) if text else None
        if text and value is None:
            self._fault(code, self._cell(column), value=text)
        return value

    def _fault(self, code: str, cell: Cell, **params: str) -> None:
        self._problems.append(_problem(code, cell.place, **params))
        self._sound = False


def _read_amount(text: str) -> Decimal | None:
    try:
        amount = parse_amount(text)
    except (ValueError, ArithmeticError):
        return None
    return amount if abs(amount) < _LARGEST else None


def _read_period(text: str) -> str | None:
    if _YEAR.fullmatch(text):
        return text
    match = _MONTH.fullmatch(text)
    return f"{match[1]}-{match[2]}" if match else None


def _read_day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _hash_content(rows: tuple[BudgetRow, ...]) -> str:
    lines = sorted(
        json.dumps(
            [
                row.unit,
                row.line,
                row.account,
                row.period,
                str(row.amount),
                row.version,
                str(row.decided or ""),
            ],
            ensure_ascii=False,
        )
        for row in rows
    )
    return hashlib.sha256("\n".join(("budget-content/1", *lines)).encode()).hexdigest()


def _problem(code: str, place: Place, **params: str) -> Problem:
    severity = _SEVERITIES.get(code, Severity.ERROR)
    shown = {name: value[:_LONGEST] for name, value in params.items()}
    return Problem(code=code, severity=severity, place=place, params=shown)
