"""The people file: who has which role over which unit, from csv or xlsx.

One row is one role: ``username;name;role;unit;valid_from;valid_to``, Swedish heads accepted. Days are
written 2018-04-06; the last day is included, and an empty one is until further notice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.domain.people_file import LONGEST_NAME, PEOPLE_COLUMNS, PersonRow, is_username
from hjulet.domain.permission import ROLES, Grant
from hjulet.domain.problem import Place, Problem, Severity, is_refused
from hjulet.domain.validity import Validity
from hjulet.readers.workbook import Cell, read_sheet

MAX_BYTES = 2_000_000

_HEADS = {head: column for column, swedish in PEOPLE_COLUMNS.items() for head in (column, swedish)}
_OPTIONAL = ("valid_to",)
_SEVERITIES = {
    "missing-rule-column": Severity.FATAL,
    "no-rows": Severity.FATAL,
    "unknown-column": Severity.WARNING,
}
_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class PeopleContent:
    """A people file's rows, the place of each, and the problems."""

    rows: tuple[PersonRow, ...]
    places: tuple[Place, ...]
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> bool:
        """Tell whether the file may be let in: no problem is fatal or an error."""
        return not is_refused(self.problems)


def read_people_file(data: bytes, *, file: str) -> PeopleContent:
    """Read a people file; never raises on bad input.

    Problems, each at its line or cell: those of the sheet (``hjulet.readers.workbook``);
    ``missing-rule-column``, ``no-rows`` (fatal); ``missing-value``, ``bad-username``, ``bad-name``,
    ``unknown-role``, ``bad-day``, ``days-turned``, ``duplicate-role`` (error); ``unknown-column`` (warning).
    Rows with a problem are left out.
    """
    sheet = read_sheet(data, file=file, max_bytes=MAX_BYTES)
    problems = list(sheet.problems)
    found: dict[tuple[str, ...], tuple[PersonRow, Place]] = {}
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
                problems.append(_problem("duplicate-role", cells[0].place, first=str(first)))
                continue
            found[row.key] = row, cells[0].place
    return PeopleContent(
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
    missing = [column for column in PEOPLE_COLUMNS if column not in places]
    written = ";".join(PEOPLE_COLUMNS)
    problems.extend(
        _problem("missing-rule-column", head[0].place, column=column, head=written) for column in missing
    )
    return {} if missing else places


def _read_row(cells: Sequence[Cell], places: Mapping[str, int], problems: list[Problem]) -> PersonRow | None:
    """Read one row; None if any of its cells is at fault."""
    blank = Cell("", cells[0].place)
    given = {
        column: cells[places[column]] if places[column] < len(cells) else blank for column in PEOPLE_COLUMNS
    }
    faults = list(_faults(given))
    problems.extend(faults)
    if faults:
        return None
    first, last = _day(given["valid_from"].text), _day(given["valid_to"].text)
    if first is None or (last is not None and last < first):
        problems.append(_problem("days-turned", given["valid_to"].place, first=str(first), last=str(last)))
        return None
    validity = Validity(first, last + timedelta(days=1) if last else None)
    grant = Grant(role=given["role"].text, unit=given["unit"].text, validity=validity)
    return PersonRow(username=given["username"].text.lower(), name=given["name"].text, grant=grant)


def _faults(given: Mapping[str, Cell]) -> list[Problem]:
    """List what is wrong with a row's cells, one by one."""
    faults = [
        _problem("missing-value", cell.place, column=column)
        for column, cell in given.items()
        if not cell.text and column not in _OPTIONAL
    ]
    username, name, role = given["username"], given["name"], given["role"]
    if username.text and not is_username(username.text.lower()):
        faults.append(_problem("bad-username", username.place, value=username.text))
    if len(name.text) > LONGEST_NAME:
        faults.append(_problem("bad-name", name.place, limit=str(LONGEST_NAME)))
    if role.text and role.text not in ROLES:
        faults.append(_problem("unknown-role", role.place, role=role.text))
    faults += [
        _problem("bad-day", cell.place, value=cell.text)
        for cell in (given["valid_from"], given["valid_to"])
        if cell.text and _day(cell.text) is None
    ]
    return faults


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _problem(code: str, place: Place, **params: str) -> Problem:
    severity = _SEVERITIES.get(code, Severity.ERROR)
    shown = {name: value[:_SHOWN] for name, value in params.items()}
    return Problem(code=code, severity=severity, place=place, params=shown)
