"""A file of assignments, from csv or xlsx: one row is one, by its number; without one it is new."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from hjulet.domain.assignments.assignment import Origin
from hjulet.domain.assignments.files import ASSIGNMENT_COLUMNS, LONGEST, MAY_BE_EMPTY, ORIGINS
from hjulet.domain.problem import Place, Problem
from hjulet.readers.days import read_day
from hjulet.readers.keyed_rows import RowsContent, missing_values, read_rows, row_problem
from hjulet.readers.workbook import Cell


@dataclass(frozen=True, kw_only=True)
class AssignmentRow:
    """A row: the ``number`` of the assignment (0: new), what it says of it, and the place of each column.

    ``giver`` and ``receiver`` are codes or names, as they are written.
    """

    number: int
    said: Mapping[str, Any]
    places: Mapping[str, Place]

    @property
    def key(self) -> Hashable:
        """Tell what the row is about: a new assignment is all that it says."""
        return self.number or tuple(self.said.values())


def read_assignment_file(data: bytes, *, file: str) -> RowsContent[AssignmentRow]:
    """Read a file of assignments; never raises on bad input.

    Problems beside those of ``read_rows``, each at its cell: ``said-twice``, ``missing-value``,
    ``unknown-assignment`` (of what is no number), ``not-one-of``, ``bad-day``, ``too-long-cell`` (errors).
    """
    return read_rows(data, file=file, columns=ASSIGNMENT_COLUMNS, read_row=_read_row, twice="said-twice")


def _read_row(given: Mapping[str, Cell], problems: list[Problem]) -> AssignmentRow | None:
    found = len(problems)
    problems.extend(missing_values(given, optional=MAY_BE_EMPTY))
    number = _number(given["number"], problems)
    said = {
        "name": _line("name", given["name"], problems),
        "origin": _origin(given["origin"], problems),
        "decision": _line("decision", given["decision"], problems),
        "given": read_day(given["given"], problems),
        "giver": given["giver"].text,
        "receiver": given["receiver"].text,
        "first_due": read_day(given["first_due"], problems),
    }
    if len(problems) > found:
        return None
    return AssignmentRow(
        number=number, said=said, places={column: cell.place for column, cell in given.items()}
    )


def _number(cell: Cell, problems: list[Problem]) -> int:
    text = cell.text.removesuffix(".0")
    if text and not (text.isascii() and text.isdecimal() and 0 < len(text) < 10 and int(text)):
        problems.append(row_problem("unknown-assignment", cell.place, number=cell.text))
        return 0
    return int(text or 0)


def _line(column: str, cell: Cell, problems: list[Problem]) -> str:
    text = " ".join(cell.text.split())
    plain = text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text
    if len(plain) > LONGEST[column]:
        limit = str(LONGEST[column])
        problems.append(row_problem("too-long-cell", cell.place, column=column, limit=limit))
    return plain


def _origin(cell: Cell, problems: list[Problem]) -> Origin:
    text = cell.text.lower() or Origin.DECISION.value
    known = ORIGINS | {origin.value: origin for origin in Origin}
    if text not in known:
        said = ", ".join(ORIGINS)
        problems.append(row_problem("not-one-of", cell.place, value=cell.text, column="origin", known=said))
    return known.get(text, Origin.DECISION)
