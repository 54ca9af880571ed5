"""Files of rows that each are about one thing: columns found by their heads, and no thing twice."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from hjulet.domain.problem import Place, Problem, Severity, is_refused
from hjulet.readers.workbook import Cell, read_sheet

MAX_BYTES = 2_000_000

_SEVERITIES = {
    "missing-rule-column": Severity.FATAL,
    "no-rows": Severity.FATAL,
    "no-table": Severity.FATAL,
    "table-twice": Severity.FATAL,
    "too-many-unit-rows": Severity.FATAL,
    "sheet-not-read": Severity.WARNING,
    "unknown-column": Severity.WARNING,
}
_SHOWN = 200


class Keyed(Protocol):
    """A row that tells what it is about."""

    @property
    def key(self) -> Hashable:
        """Tell what the row is about."""


Row = TypeVar("Row", bound=Keyed)
RowReader = Callable[[Mapping[str, Cell], list[Problem]], Row | None]
"""Reads a row's cells by their columns; None where any is at fault, which is added to the problems."""


@dataclass(frozen=True, kw_only=True)
class RowsContent(Generic[Row]):
    """A file's rows, the place of each, and the problems."""

    rows: tuple[Row, ...]
    places: tuple[Place, ...]
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> bool:
        """Tell whether the file may be let in: no problem is fatal or an error."""
        return not is_refused(self.problems)


def read_rows(
    data: bytes,
    *,
    file: str,
    columns: Mapping[str, str],
    read_row: RowReader[Row],
    twice: str,
    optional: tuple[str, ...] = (),
) -> RowsContent[Row]:
    """Read a csv or xlsx file; never raises on bad input.

    ``columns`` -> their Swedish heads, of which those that are not ``optional`` are needed; ``twice`` is the
    problem of a row that is about the same as an earlier one. Problems, each at its line or cell: those of
    the sheet (``hjulet.readers.workbook``); ``missing-rule-column``, ``no-rows`` (fatal); ``twice``, and what
    ``read_row`` finds, with its column as the file heads it; ``unknown-column`` (warning). Rows with a
    problem are left out.
    """
    sheet = read_sheet(data, file=file, max_bytes=MAX_BYTES)
    problems = list(sheet.problems)
    found: dict[Hashable, tuple[Row, Place]] = {}
    if sheet.rows:
        head, *below = sheet.rows
        places = find_columns(head, columns, problems, optional=optional)
        if not below:
            problems.append(row_problem("no-rows", head[0].place))
        for cells in below if places else ():
            at_fault: list[Problem] = []
            row = read_row(by_column(cells, places), at_fault)
            problems.extend(_headed(each, head, places) for each in at_fault)
            if row is None:
                continue
            if row.key in found:
                first = found[row.key][1].line
                problems.append(row_problem(twice, cells[0].place, first=str(first)))
                continue
            found[row.key] = row, cells[0].place
    return RowsContent(
        rows=tuple(row for row, _ in found.values()),
        places=tuple(place for _, place in found.values()),
        problems=tuple(sorted(problems, key=lambda each: each.place.line or 0)),
    )


def _headed(problem: Problem, head: Sequence[Cell], places: Mapping[str, int | None]) -> Problem:
    """Name the column of a problem as its own file does."""
    place = places.get(problem.params.get("column", ""))
    return (
        problem if place is None else replace(problem, params={**problem.params, "column": head[place].text})
    )


def missing_values(given: Mapping[str, Cell], *, optional: tuple[str, ...] = ()) -> list[Problem]:
    """List the cells of a row that are empty and must not be (``missing-value``)."""
    return [
        row_problem("missing-value", cell.place, column=column)
        for column, cell in given.items()
        if not cell.text and column not in optional
    ]


def row_problem(code: str, place: Place, **params: str) -> Problem:
    """Make a problem of a row; what was written is shown shortened."""
    severity = _SEVERITIES.get(code, Severity.ERROR)
    shown = {name: value[:_SHOWN] for name, value in params.items()}
    return Problem(code=code, severity=severity, place=place, params=shown)


def find_columns(
    head: Sequence[Cell],
    columns: Mapping[str, str],
    problems: list[Problem],
    *,
    optional: tuple[str, ...] = (),
) -> dict[str, int | None]:
    """Find each column's place; None for an optional one that is not there.

    No places at all where one that is needed is missing (``missing-rule-column``).
    """
    heads = {word: column for column, swedish in columns.items() for word in (column, swedish)}
    places: dict[str, int] = {}
    for place, cell in enumerate(head):
        column = heads.get(cell.text.lower())
        if column is None or column in places:
            problems.append(row_problem("unknown-column", cell.place, value=cell.text))
        else:
            places[column] = place
    missing = [column for column in columns if column not in places and column not in optional]
    written = ";".join(columns)
    problems.extend(
        row_problem("missing-rule-column", head[0].place, column=column, head=written) for column in missing
    )
    return {} if missing else {column: places.get(column) for column in columns}


def by_column(cells: Sequence[Cell], places: Mapping[str, int | None]) -> dict[str, Cell]:
    """Give a row's cells by their columns; a column without place is blank, as the end of a short row is."""
    blank = Cell("", cells[0].place)
    return {
        column: blank if place is None or place >= len(cells) else cells[place]
        for column, place in places.items()
    }
