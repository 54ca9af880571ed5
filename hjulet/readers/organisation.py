"""The organisation from files: a workbook with up to three sheets, or up to three csv files.

A table is known by its heads, whatever its sheet or file is called: of units and their places, of whom
departments serve, and of who took over from whom. A table that is not there is left as it is.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
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
    OrganisationRows,
    OrganisationTable,
    ServiceRow,
    SuccessionRow,
    UnitRow,
)
from hjulet.domain.problem import Place, Problem, Severity, is_refused
from hjulet.readers.days import read_day, read_span
from hjulet.readers.keyed_rows import MAX_BYTES, by_column, find_columns, missing_values, row_problem
from hjulet.readers.workbook import Cell, Sheet, read_sheets

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
    def rows(self) -> OrganisationRows:
        """Give the tables; one that was not there is empty."""
        return self.over(OrganisationRows(units=()))

    def over(self, known: OrganisationRows) -> OrganisationRows:
        """Give the tables; one that was not there is as it is known."""
        return OrganisationRows(
            units=known.units if self.units is None else self.units,
            services=known.services if self.services is None else self.services,
            successions=known.successions if self.successions is None else self.successions,
        )

    @property
    def is_whole(self) -> bool:
        """Tell whether what the rows say together can be judged."""
        return not any(problem.severity is Severity.FATAL for problem in self.problems)

    @property
    def accepted(self) -> bool:
        """Tell whether the files may be let in: no problem is fatal or an error."""
        return not is_refused(self.problems)


def read_organisation(
    files: Iterable[tuple[str, bytes]],
    *,
    kind_words: Mapping[str, str] | None = None,
    not_read: Collection[str] = (),
) -> OrganisationContent:
    """Read files of an organisation, each a name and its bytes; never raises on bad input.

    ``kind_words`` are other names of kinds, in lower case, such as those that pages show; ``not_read`` are
    names of sheets, in lower case, that are for whoever fills a workbook in. Problems beside those of sheets
    (``hjulet.readers.workbook``): ``missing-rule-column``, ``no-table``, ``no-rows``, ``table-twice``,
    ``too-many-unit-rows`` (fatal); ``missing-value``, ``bad-unit-code``, ``bad-name``,
    ``name-not-printable``, ``unknown-kind``, ``unknown-structure``, ``not-yes-or-no``, ``bad-day``,
    ``days-turned`` (error); ``unknown-column``, ``sheet-not-read`` (warning). What rows say together is
    judged by ``hjulet.domain.organisation_faults``.
    """
    problems: list[Problem] = []
    tables = _tables(files, not_read, problems)
    kinds = {**{kind: kind for kind in UNIT_KINDS}, **(kind_words or {})}
    unread: set[str] = set()
    units = _read(tables.get(OrganisationTable.UNITS), UNIT_COLUMNS, _unit_reader(kinds, unread), problems)
    if units == () and not unread:
        problems.append(row_problem("no-rows", tables[OrganisationTable.UNITS].rows[0][0].place))
    return OrganisationContent(
        units=units,
        services=_read(tables.get(OrganisationTable.SERVICES), SERVICE_COLUMNS, _service, problems),
        successions=_read(
            tables.get(OrganisationTable.SUCCESSIONS), SUCCESSION_COLUMNS, _succession, problems
        ),
        problems=tuple(problems),
        unread=frozenset(unread),
    )


_TABLES: Mapping[OrganisationTable, tuple[str, Mapping[str, str]]] = {
    OrganisationTable.UNITS: ("code", UNIT_COLUMNS),
    OrganisationTable.SERVICES: ("department", SERVICE_COLUMNS),
    OrganisationTable.SUCCESSIONS: ("predecessor", SUCCESSION_COLUMNS),
}
"""Table -> the column without which it is not that one, and all its columns."""

_OPTIONAL = ("valid_to", "has_appropriation", "note")
_MAY_BE_EMPTY = (*_OPTIONAL, "parent")


def _tables(
    files: Iterable[tuple[str, bytes]], not_read: Collection[str], problems: list[Problem]
) -> dict[OrganisationTable, Sheet]:
    """Find the tables by name; a csv file whose heads are of none is taken for the units', and told so.

    What is wrong with a sheet that is not read is nobody's concern, unless its file has nothing to read.
    """
    tables: dict[OrganisationTable, Sheet] = {}
    for file, data in files:
        sheets = read_sheets(data, file=file, max_bytes=MAX_BYTES)
        filled = [sheet for sheet in sheets if sheet.rows]
        if not filled:
            problems.extend(problem for sheet in sheets for problem in sheet.problems)
        for sheet in filled:
            if sheet.name.lower() not in not_read:
                _take(sheet, tables, problems)
    if not tables and not is_refused(problems):
        problems.append(row_problem("no-table", Place(), head=";".join(UNIT_COLUMNS)))
    return tables


def _take(sheet: Sheet, tables: dict[OrganisationTable, Sheet], problems: list[Problem]) -> None:
    """Put a sheet among the tables, or tell why it is none of them."""
    table, place = _table_of(sheet), sheet.rows[0][0].place
    if table is None and sheet.name:
        problems.append(row_problem("sheet-not-read", place, value=sheet.name))
    elif (table or OrganisationTable.UNITS) in tables:
        problems.append(row_problem("table-twice", place))
    else:
        tables[table or OrganisationTable.UNITS] = sheet
        problems.extend(sheet.problems)


def _table_of(sheet: Sheet) -> OrganisationTable | None:
    """Tell which table a sheet holds: of those whose mark is there, the one with most of its heads."""
    heads = {cell.text.lower() for cell in sheet.rows[0]}
    found = {
        table: sum(not heads.isdisjoint(words) for words in columns.items())
        for table, (mark, columns) in _TABLES.items()
        if not heads.isdisjoint((mark, columns[mark]))
    }
    return max(found, key=found.__getitem__, default=None)


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
