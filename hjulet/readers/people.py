"""The people file: who has which role over which unit, from csv or xlsx.

One row is one role: ``username;name;role;unit;valid_from;valid_to``, Swedish heads accepted. Days are
written 2018-04-06; the last day is included, and an empty one, or 9999-12-31, is until further notice.
"""

from collections.abc import Mapping

from hjulet.domain.people_file import LONGEST_NAME, PEOPLE_COLUMNS, PersonRow, is_username
from hjulet.domain.permission import ROLES, Grant
from hjulet.domain.problem import Problem
from hjulet.readers.days import read_span
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
    validity = read_span(given, faults)
    problems.extend(faults)
    if faults or validity is None:
        return None
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
    return faults
