"""The staff file: text in, man-years and problems out."""

import io
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from hjulet.readers.staff import StaffContent, read_staff

HEAD = "unit;month;man_years\n"


def read(text: str) -> StaffContent:
    return read_staff(text.encode(), file="p.csv")


def written(content: StaffContent) -> list[tuple[str, str, str]]:
    return [(row.unit, row.month, str(row.man_years)) for row in content.rows]


def faults(content: StaffContent) -> list[tuple[str, int | None, dict[str, str]]]:
    return [(each.code, each.place.line, dict(each.params)) for each in content.problems]


def test_units_and_months() -> None:
    content = read(f"{HEAD}HR;2017-01;38,5\nHR;201702;39\nEKO;2017-01;0\n")
    assert written(content) == [
        ("HR", "2017-01", "38.50"),
        ("HR", "2017-02", "39.00"),
        ("EKO", "2017-01", "0.00"),
    ]
    assert content.problems == ()


def test_swedish_heads_in_any_order() -> None:
    assert written(read("Månad;Årsarbetare;Enhet\n2017-01;38,25;HR\n")) == [("HR", "2017-01", "38.25")]


def test_a_workbook_whose_months_are_dates() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["unit", "month", "man_years"])
        sheet.write_row(1, 0, ["HR", "2017-08-01", 38.25])
    assert written(read_staff(file.getvalue(), file="p.xlsx")) == [("HR", "2017-08", "38.25")]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("HR;2017;1", ("bad-staff-month", 2, {"value": "2017"})),
        ("HR;2017-13;1", ("bad-staff-month", 2, {"value": "2017-13"})),
        ("HR;2017-01;-1", ("bad-man-years", 2, {"value": "-1"})),
        ("HR;2017-01;1,234", ("bad-man-years", 2, {"value": "1,234"})),
        ("HR;2017-01;många", ("bad-man-years", 2, {"value": "många"})),
        ("HR;2017-01;", ("missing-value", 2, {"column": "man_years"})),
        (";2017-01;1", ("missing-value", 2, {"column": "unit"})),
    ],
)
def test_a_row_that_cannot_be_read_is_told_and_left_out(row: str, fault: object) -> None:
    content = read(f"{HEAD}{row}\nEKO;2017-01;2\n")
    assert faults(content) == [fault]
    assert written(content) == [("EKO", "2017-01", "2.00")]
    assert not content.accepted


def test_the_same_month_twice_is_refused() -> None:
    content = read(f"{HEAD}HR;2017-01;1\nHR;2017-01;2\n")
    assert faults(content) == [("duplicate-row", 3, {"first": "2"})]


def test_a_missing_and_an_unknown_column() -> None:
    content = read("unit;month;kommentar\nHR;2017-01;x\n")
    assert [each.code for each in content.problems] == ["unknown-column", "missing-rule-column"]
    assert content.problems[1].params["head"] == "unit;month;man_years"


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    content = read_staff(data, file="p.csv")
    assert content.accepted or content.problems
    assert all(row.man_years >= Decimal(0) for row in content.rows)
