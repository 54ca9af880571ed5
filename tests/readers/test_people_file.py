"""The people file: rows and problems, each at its line."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from hjulet.domain.permission import Grant
from hjulet.domain.validity import Validity
from hjulet.readers.people import PeopleContent, read_people_file

HEAD = "username;name;role;unit;valid_from;valid_to"


def read(*rows: str, head: str = HEAD) -> PeopleContent:
    return read_people_file("\n".join((head, *rows)).encode(), file="p.csv")


def test_a_row_is_a_role_and_its_last_day_is_included() -> None:
    found = read("mia;Mia Chef;unit_manager;HR;2018-01-01;2018-12-31", "mia;Mia Chef;auditor;KS;2018-01-01;")
    assert found.problems == ()
    ends, goes_on = found.rows
    span = Validity(date(2018, 1, 1), date(2019, 1, 1))
    assert (ends.username, ends.name) == ("mia", "Mia Chef")
    assert ends.grant == Grant(role="unit_manager", unit="HR", validity=span)
    assert (ends.last, goes_on.last) == (date(2018, 12, 31), None)


def test_the_last_day_of_all_is_until_further_notice() -> None:
    assert read("mia;Mia;auditor;KS;2018-01-01;9999-12-31").rows[0].last is None


def test_a_username_is_in_small_letters() -> None:
    """Else two people could differ by a capital alone, and neither would sign in."""
    found = read("MIA;Mia;auditor;HR;2018-01-01;", "mia;Mia;auditor;HR;2018-01-01;")
    assert ([row.username for row in found.rows], [each.code for each in found.problems]) == (
        ["mia"],
        ["duplicate-role"],
    )


def test_swedish_heads_in_any_order_say_the_same() -> None:
    found = read("HR;2018-01-01;;mia;Mia;auditor", head="Enhet;Från;Till;Användarnamn;Namn;Roll")
    assert [(row.username, row.grant.unit) for row in found.rows] == [("mia", "HR")]


def test_a_workbook_is_read_as_csv_is() -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet()
    for number, row in enumerate((HEAD, "mia;Mia;auditor;HR;2018-01-01;")):
        sheet.write_row(number, 0, row.split(";"))
    book.close()
    found = read_people_file(made.getvalue(), file="p.xlsx")
    assert (found.problems, [row.username for row in found.rows]) == ((), ["mia"])


@pytest.mark.parametrize(
    ("row", "code", "params"),
    [
        (";Mia;auditor;HR;2018-01-01;", "missing-value", {"column": "username"}),
        ("mia;;auditor;HR;2018-01-01;", "missing-value", {"column": "name"}),
        ("mia;Mia;auditor;HR;;", "missing-value", {"column": "valid_from"}),
        ("mia chef;Mia;auditor;HR;2018-01-01;", "bad-username", {"value": "mia chef"}),
        ("Operator;Mia;auditor;HR;2018-01-01;", "bad-username", {"value": "Operator"}),
        ("mia;" + "M" * 121 + ";auditor;HR;2018-01-01;", "bad-name", {"limit": "120"}),
        ("mia;Mia;kejsare;HR;2018-01-01;", "unknown-role", {"role": "kejsare"}),
        ("mia;Mia;auditor;HR;2018-02-30;", "bad-day", {"value": "2018-02-30"}),
        ("mia;Mia;auditor;HR;2018-01-01;snart", "bad-day", {"value": "snart"}),
        (
            "mia;Mia;auditor;HR;2018-01-02;2018-01-01",
            "days-turned",
            {"first": "2018-01-02", "last": "2018-01-01"},
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(row: str, code: str, params: dict[str, Any]) -> None:
    found = read(row)
    assert [(one.code, one.place.line, dict(one.params)) for one in found.problems] == [(code, 2, params)]
    assert (found.rows, found.accepted) == ((), False)


def test_the_same_role_twice_is_said() -> None:
    found = read("mia;Mia;auditor;HR;2018-01-01;", "mia;Mia;auditor;HR;2018-01-01;2019-01-01")
    assert [(one.code, one.place.line) for one in found.problems] == [("duplicate-role", 3)]


def test_a_missing_column_is_named_and_an_unknown_one_is_not_read() -> None:
    assert [one.code for one in read(head="username;name").problems][:1] == ["missing-rule-column"]
    more = read("mia;Mia;auditor;HR;2018-01-01;;x", head=f"{HEAD};telefon")
    assert ([one.code for one in more.problems], more.accepted) == (["unknown-column"], True)
