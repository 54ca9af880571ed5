"""The organisation from files: a workbook with up to three sheets, or up to three csv files.

A table is known by its heads, whatever its sheet or file is called: of units and their places, of whom
departments serve, and of who took over from whom. A table that is not there is left as it is.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from hjulet.domain.organisation_file import (
    LONGEST_CODE,
    LONGEST_NAME,
    MOST_ROWS,
    SERVICE_COLUMNS,
    STRUCTURE_WORDS,
    SUCCESSION_COLUMNS,
    UNIT_COLUMNS,
    UNIT_KINDS,
    ServiceRow,
    SuccessionRow,
    UnitRow,
)
from hjulet.domain.problem import Place, Problem, Severity, is_refused
from hjulet.readers.days import read_day, read_span
from hjulet.readers.keyed_rows import MAX_BYTES, by_column, find_columns, missing_values, row_problem
from hjulet.readers.workbook import Cell, Sheet, read_sheets

NOT_READ = frozenset({"förklaring", "explanation"})
"""Sheets that files of ours have for whoever fills them in."""

_CODE = re.compile(rf"[0-9A-Za-zÅÄÖåäö][0-9A-Za-zÅÄÖåäö_.-]{{0,{LONGEST_CODE - 1}}}")
_YES_AND_NO = {"yes": True, "ja": True, "no": False, "nej": False, "": True}
_ESCAPED = re.compile(r"'(?=[=+\-@'])")
"""What a csv file of ours puts before a name that a sheet would take for a formula."""

Row = TypeVar("Row", UnitRow, ServiceRow, SuccessionRow)
_RowReader = Callable[[Mapping[str, Cell], list[Problem]], Row | None]
_Words = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class OrganisationContent:
    """The tables that were there, None for one that was not, and the problems; faulty rows are left out.

    ``unread`` are the codes of the units whose rows were left out; ``is_whole`` tells that every table that
    was there could be read, faulty rows aside.
    """

    units: tuple[UnitRow, ...] | None = None
    services: tuple[ServiceRow, ...] | None = None
    successions: tuple[SuccessionRow, ...] | None = None
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Tell whether what the rows say together can be judged."""
        return not any(problem.severity is Severity.FATAL for problem in self.problems)

    @property
    def accepted(self) -> bool:
        """Tell whether the files may be let in: no problem is fatal or an error."""
        return not is_refused(self.problems)


def read_organisation(
    files: Iterable[tuple[str, bytes]], *, kind_words: Mapping[str, str] | None = None
) -> OrganisationContent:
    """Read files of an organisation, each a name and its bytes; never raises on bad input.

    ``kind_words`` are other names of kinds, in lower case, such as those that pages show. Problems beside
    those of sheets (``hjulet.readers.workbook``): ``missing-rule-column``, ``no-table``, ``no-rows``,
    ``table-twice``, ``too-many-unit-rows`` (fatal); ``missing-value``, ``bad-unit-code``, ``bad-name``,
    ``name-not-printable``, ``unknown-kind``, ``unknown-structure``, ``not-yes-or-no``, ``bad-day``,
    ``days-turned`` (error);
    ``unknown-column``, ``sheet-not-read`` (warning). What rows say together is judged by
    ``hjulet.domain.organisation_faults``.
    """
    problems: list[Problem] = []
    tables = _tables(files, problems)
    kinds = {**{kind: kind for kind in UNIT_KINDS}, **(kind_words or {})}
    unread: set[str] = set()
    units = _read(tables.get("units"), UNIT_COLUMNS, _unit_reader(kinds, unread), problems)
    if units == () and not unread:
        problems.append(row_problem("no-rows", tables["units"].rows[0][0].place))
    return OrganisationContent(
        units=units,
        services=_read(tables.get("services"), SERVICE_COLUMNS, _service, problems),
        successions=_read(tables.get("successions"), SUCCESSION_COLUMNS, _succession, problems),
        problems=tuple(problems),
        unread=frozenset(unread),
    )


_MARKS = {
    "services": {"department", SERVICE_COLUMNS["department"]},
    "successions": {"predecessor", SUCCESSION_COLUMNS["predecessor"]},
    "units": {"code", UNIT_COLUMNS["code"]},
}
"""Table -> a head that no other table has."""

_OPTIONAL = ("valid_to", "has_appropriation", "note")
_MAY_BE_EMPTY = (*_OPTIONAL, "parent")


def _tables(files: Iterable[tuple[str, bytes]], problems: list[Problem]) -> dict[str, Sheet]:
    """Find the tables by name; a csv file whose heads are of none is taken for the units', and told so."""
    tables: dict[str, Sheet] = {}
    for sheet in _sheets(files, problems):
        name = _table_of(sheet)
        if name == "" and sheet.name:
            problems.append(row_problem("sheet-not-read", sheet.rows[0][0].place, value=sheet.name))
        elif (name or "units") in tables:
            problems.append(row_problem("table-twice", sheet.rows[0][0].place))
        else:
            tables[name or "units"] = sheet
    if not tables and not is_refused(problems):
        problems.append(row_problem("no-table", Place(), head=";".join(UNIT_COLUMNS)))
    return tables


def _sheets(files: Iterable[tuple[str, bytes]], problems: list[Problem]) -> list[Sheet]:
    """Read the sheets of all files; those that hold rows of a table."""
    found = [sheet for file, data in files for sheet in read_sheets(data, file=file, max_bytes=MAX_BYTES)]
    problems.extend(problem for sheet in found for problem in sheet.problems)
    return [sheet for sheet in found if sheet.rows and sheet.name.lower() not in NOT_READ]


def _table_of(sheet: Sheet) -> str:
    """Tell which table a sheet holds by its heads; empty if none."""
    heads = {cell.text.lower() for cell in sheet.rows[0]}
    return next((name for name, marks in _MARKS.items() if marks & heads), "")


def _read(
    sheet: Sheet | None,
    columns: Mapping[str, str],
    read_row: _RowReader[Row],
    problems: list[Problem],
) -> tuple[Row, ...] | None:
    """Read a table's rows; None without a table, or where its columns are not there."""
    if sheet is None:
        return None
    head, *below = sheet.rows
    places = find_columns(head, columns, problems, optional=_OPTIONAL)
    if len(below) > MOST_ROWS:
        place = below[MOST_ROWS][0].place
        problems.append(row_problem("too-many-unit-rows", place, rows=str(len(below)), limit=str(MOST_ROWS)))
        return None
    if not places:
        return None
    rows = (read_row(by_column(cells, places), problems) for cells in below)
    return tuple(row for row in rows if row is not None)


def _unit_reader(kinds: _Words, unread: set[str]) -> _RowReader[UnitRow]:
    """Give a reader of units' rows that notes the codes of those that it leaves out."""

    def read(given: Mapping[str, Cell], problems: list[Problem]) -> UnitRow | None:
        row = _unit(given, kinds, problems)
        if row is None:
            unread.add(given["code"].text)
        return row

    return read


def _unit(given: Mapping[str, Cell], kinds: _Words, problems: list[Problem]) -> UnitRow | None:
    found = len(problems)
    problems += missing_values(given, optional=_MAY_BE_EMPTY)
    code, parent = (_code(given[column], problems) for column in ("code", "parent"))
    kind = _one_of(given["kind"], kinds, "unknown-kind", problems)
    structures = _one_of(given["structure"], STRUCTURE_WORDS, "unknown-structure", problems)
    has = _one_of(given["has_appropriation"], _YES_AND_NO, "not-yes-or-no", problems)
    name = _name(given["name"], problems)
    validity = read_span(given, problems)
    if len(problems) > found or validity is None or kind is None or structures is None:
        return None
    return UnitRow(
        code=code,
        kind=kind,
        structures=structures,
        name=name,
        parent=parent,
        validity=validity,
        has_appropriation=has is not False,
        place=given["code"].place,
    )


def _service(given: Mapping[str, Cell], problems: list[Problem]) -> ServiceRow | None:
    found = len(problems)
    problems += missing_values(given, optional=_MAY_BE_EMPTY)
    validity = read_span(given, problems)
    if len(problems) > found or validity is None:
        return None
    department, committee = given["department"], given["committee"]
    return ServiceRow(
        department=department.text, committee=committee.text, validity=validity, place=department.place
    )


def _succession(given: Mapping[str, Cell], problems: list[Problem]) -> SuccessionRow | None:
    found = len(problems)
    problems += missing_values(given, optional=("note",))
    day = read_day(given["day"], problems)
    if len(problems) > found or day is None:
        return None
    predecessor, successor = given["predecessor"], given["successor"]
    return SuccessionRow(
        predecessor=predecessor.text, successor=successor.text, day=day, place=predecessor.place
    )


def _code(cell: Cell, problems: list[Problem]) -> str:
    if cell.text and not _CODE.fullmatch(cell.text):
        problems.append(row_problem("bad-unit-code", cell.place, value=cell.text, limit=str(LONGEST_CODE)))
    return cell.text


def _name(cell: Cell, problems: list[Problem]) -> str:
    is_escaped = cell.place.cell is None and _ESCAPED.match(cell.text)
    name = cell.text[1:] if is_escaped else cell.text
    if len(name) > LONGEST_NAME:
        problems.append(row_problem("bad-name", cell.place, limit=str(LONGEST_NAME)))
    if not name.isprintable():
        problems.append(row_problem("name-not-printable", cell.place, value=repr(name)))
    return name


Value = TypeVar("Value")


def _one_of(cell: Cell, values: Mapping[str, Value], code: str, problems: list[Problem]) -> Value | None:
    """Give what a cell's text stands for; None with a problem if it is not known, without one if empty."""
    found = values.get(cell.text.lower())
    if found is None and cell.text:
        problems.append(row_problem(code, cell.place, value=cell.text))
    return found
