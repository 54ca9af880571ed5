"""The people file: who has which role over which unit, from csv or xlsx.

One row is one role: ``username;name;role;unit;valid_from;valid_to``, Swedish heads accepted. Days are
written 2018-04-06; the last day is included, and an empty one is until further notice.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from hjulet.domain.people_file import LONGEST_NAME, PEOPLE_COLUMNS, PersonRow, is_username
from hjulet.domain.permission import ROLES, Grant
from hjulet.domain.problem import Problem
from hjulet.domain.validity import Validity
from hjulet.readers.keyed_rows import RowsContent, missing_values, read_rows, row_problem
from hjulet.readers.workbook import Cell

PeopleContent = RowsContent[PersonRow]

_OPTIONAL = ("valid_to",)


def read_people_file(data: bytes, *, file: str) -> PeopleContent:
    """Read a people file; never raises on bad input.

    Problems beside those of all such files (``hjulet.readers.keyed_rows``), all errors: ``missing-value``,
    ``bad-username``, ``bad-name``, ``unknown-role``, ``bad-day``, ``days-turned``, ``duplicate-role``.
    """
    return read_rows(data, file=file, columns=PEOPLE_COLUMNS, read_row=_read_row, twice="duplicate-role")


def _read_row(given: Mapping[str, Cell], problems: list[Problem]) -> PersonRow | None:
    """Read one row; None if any of its cells is at fault."""
    faults = _faults(given)
    problems.extend(faults)
    if faults:
        return None
    first, last = _day(given["valid_from"].text), _day(given["valid_to"].text)
    if first is None or (last is not None and last < first):
        place = given["valid_to"].place
        problems.append(row_problem("days-turned", place, first=str(first), last=str(last)))
        return None
    validity = Validity(first, last + timedelta(days=1) if last else None)
    grant = Grant(role=given["role"].text, unit=given["unit"].text, validity=validity)
    return PersonRow(username=given["username"].text.lower(), name=given["name"].text, grant=grant)


def _faults(given: Mapping[str, Cell]) -> list[Problem]:
    """List what is wrong with a row's cells, one by one."""
    faults = missing_values(given, optional=_OPTIONAL)
    username, name, role = given["username"], given["name"], given["role"]
    if username.text and not is_username(username.text.lower()):
        faults.append(row_problem("bad-username", username.place, value=username.text))
    if len(name.text) > LONGEST_NAME:
        faults.append(row_problem("bad-name", name.place, limit=str(LONGEST_NAME)))
    if role.text and role.text not in ROLES:
        faults.append(row_problem("unknown-role", role.place, role=role.text))
    faults += [
        row_problem("bad-day", cell.place, value=cell.text)
        for cell in (given["valid_from"], given["valid_to"])
        if cell.text and _day(cell.text) is None
    ]
    return faults


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
