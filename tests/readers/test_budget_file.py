"""The budget file: a table in, rows and problems out, the same from csv and from xlsx."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.budget import BudgetRow, BudgetVersion
from hjulet.domain.problem import Severity
from hjulet.readers import xlsx_scan
from hjulet.readers.budget import BudgetContent, read_budget
from hjulet.readers.workbook import column_letters

BUDGET = """\
unit;line;account;period;amount;version;decided
HR;appropriation;;2017;38698000;original;2016-11-28
HR;appropriation;;2017;40123500,50;revised;2017-06-19
EKO;;5010;2017-08;-1 250 000;original;
"""

ROWS = [
    BudgetRow(
        unit="HR",
        line="appropriation",
        account="",
        period="2017",
        amount=Decimal("38698000.00"),
        version=BudgetVersion.ORIGINAL,
        decided=date(2016, 11, 28),
    ),
    BudgetRow(
        unit="HR",
        line="appropriation",
        account="",
        period="2017",
        amount=Decimal("40123500.50"),
        version=BudgetVersion.REVISED,
        decided=date(2017, 6, 19),
    ),
    BudgetRow(
        unit="EKO",
        line="",
        account="5010",
        period="2017-08",
        amount=Decimal("-1250000.00"),
        version=BudgetVersion.ORIGINAL,
        decided=None,
    ),
]


def budget(text: str | bytes) -> BudgetContent:
    return read_budget(text.encode() if isinstance(text, str) else text, file="budget.csv")


def found(content: BudgetContent) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.place.line, problem.place.cell) for problem in content.problems]


def workbook(write: Callable[[Any, Any], None]) -> bytes:
    """Make a workbook whose first sheet ``write`` fills."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        write(book, book.add_worksheet("Budget"))
        book.add_worksheet("Annat").write(0, 0, "unit")
    return stream.getvalue()


def typed_budget(book: Any, sheet: Any) -> None:
    """Write BUDGET as a person would in Excel: numbers, dates, a month that has become a date."""
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for line, text in enumerate(BUDGET.splitlines()):
        sheet.write_row(line, 0, text.split(";"))
    sheet.write_number(1, 3, 2017)
    sheet.write_number(1, 4, 38698000)
    sheet.write_datetime(1, 6, date(2016, 11, 28), day)
    sheet.write_formula(2, 4, "=40123500+0.5", None, 40123500.5)
    sheet.write_datetime(3, 3, date(2017, 8, 1), day)
    sheet.write_number(3, 2, 5010)


def test_a_file_with_a_head_and_nothing_below_it_is_refused() -> None:
    (found,) = budget(BUDGET.splitlines()[0]).problems
    assert (found.code, found.severity, found.place.line) == ("no-rows", Severity.FATAL, 1)


def test_each_row_knows_its_place() -> None:
    assert [place.line for place in budget(BUDGET.replace("38698000", "x")).places] == [3, 4]


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n\n"])
def test_a_csv_is_read_whatever_wrote_it(delimiter: str, encoding: str, line_end: str) -> None:
    text = BUDGET.replace(";", delimiter).replace("\n", line_end)
    content = budget(text.encode(encoding))
    assert (list(content.rows), content.problems) == (ROWS, ())


def test_a_csv_with_commas_has_its_amounts_with_a_point() -> None:
    assert list(budget(BUDGET.replace(",", ".").replace(";", ",")).rows) == ROWS


def test_swedish_heads_and_words_are_read() -> None:
    text = BUDGET.replace(
        "unit;line;account;period;amount;version;decided", "Enhet;Rad;Konto;Period;Belopp;Version;Beslutad"
    )
    text = text.replace("original", "ursprunglig").replace("revised", "Reviderad")
    assert list(budget(text).rows) == ROWS


def test_a_workbook_says_the_same_as_the_csv() -> None:
    content = read_budget(workbook(typed_budget), file="budget.xlsx")
    assert (list(content.rows), content.problems) == (ROWS, ())
    assert content.content == budget(BUDGET).content
    assert content.sha256 != budget(BUDGET).sha256


def test_the_order_of_rows_and_columns_makes_no_difference_but_an_amount_does() -> None:
    head, first, *rest = BUDGET.splitlines()
    assert budget("\n".join((head, *rest, first))).content == budget(BUDGET).content
    turned = "\n".join(";".join(reversed(line.split(";"))) for line in BUDGET.splitlines())
    assert budget(turned).content == budget(BUDGET).content
    assert budget(BUDGET.replace("38698000", "38698001")).content != budget(BUDGET).content


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("38698000", "38.698.000", "bad-amount", 2),
        ("38698000", "NaN", "bad-amount", 2),
        ("38698000", "1_000", "bad-amount", 2),
        ("38698000", "1e5", "bad-amount", 2),
        ("38698000", "0,001", "bad-amount", 2),
        ("38698000", "9" * 17, "bad-amount", 2),
        ("38698000", "9" * 39, "bad-amount", 2),
        ("38698000", "", "missing-value", 2),
        ("HR;", ";", "missing-value", 2),
        (";;5010", ";;", "missing-value", 4),
        ("2017;38", "2017-13;38", "not-year-or-month", 2),
        ("2017;38", "２０１７;38", "not-year-or-month", 2),
        ("2017;38", "2017-T2;38", "not-year-or-month", 2),
        ("original", "prognos", "bad-version", 2),
        ("2016-11-28", "2016-11-31", "bad-date", 2),
        ("2016-11-28", "28/11 2016", "bad-date", 2),
        ("revised;2017-06-19", "original;2016-11-28", "duplicate-row", 3),
        ("decided", "notering", "unknown-column", 1),
        ("unit;", "unit;unit;", "unknown-column", 1),
        ("amount", "summa", "missing-column", 1),
        ("line;account", "x;y", "missing-column", 1),
        ("original;2016", '"original;2016', "unclosed-quote", 2),
        ("original;2016-11-28", '"original"s;2016', "unclosed-quote", 2),
    ],
)
def test_a_faulty_cell_is_named_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert old in BUDGET
    content = budget(BUDGET.replace(old, new, 1))
    assert (code, line, None) in found(content)
    assert content.accepted == (code == "unknown-column" and "notering" in new)


def test_all_problems_are_told_at_once_and_the_good_rows_are_read() -> None:
    content = budget(BUDGET.replace("38698000;original", "mycket;snart"))
    assert found(content) == [("bad-amount", 2, None), ("bad-version", 2, None)]
    assert list(content.rows) == ROWS[1:]


def test_a_faulty_cell_of_a_workbook_is_named_by_its_place() -> None:
    def write(book: Any, sheet: Any) -> None:
        typed_budget(book, sheet)
        sheet.write(1, 4, "mycket")
        sheet.write_formula(2, 4, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 4, "=E2", None, "")

    content = read_budget(workbook(write), file="budget.xlsx")
    assert ("bad-amount", 2, "E2") in found(content)
    assert ("error-in-cell", 3, "E3") in found(content)
    assert ("missing-value", 4, "E4") in found(content)


def test_a_formula_that_was_never_computed_is_named() -> None:
    data = rewritten(workbook(typed_budget), "xl/worksheets/sheet1.xml", b"<v>40123500.5</v>", b"")
    assert ("formula-without-value", 3, "E3") in found(read_budget(data, file="budget.xlsx"))


def rewritten(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Replace bytes of one part of a workbook."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.namelist():
            part = source.read(entry)
            if entry == name:
                assert old in part
                part = part.replace(old, new)
            target.writestr(entry, part)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "cause"),
    [
        (b"", "empty-file", None),
        (b"\n \n;;\n", "empty-file", None),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 60, "not-readable", "xls"),
        (BUDGET.encode("utf-16"), "not-readable", "utf-16"),
        (b"unit;\x00", "not-readable", "nul"),
        (b"PK\x03\x04 damaged", "not-readable", "damaged"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, code: str, cause: str | None) -> None:
    [problem] = read_budget(data, file="budget").problems
    assert (problem.code, problem.params.get("cause")) == (code, cause)


def test_a_file_over_the_limit_is_not_read() -> None:
    content = read_budget(BUDGET.encode(), file="budget.csv", max_bytes=20)
    assert [problem.code for problem in content.problems] == ["too-large"]


def test_a_workbook_that_unpacks_to_too_much_is_not_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    [problem] = read_budget(stream.getvalue(), file="bomb.xlsx").problems
    assert problem.code == "too-large"
    assert len(stream.getvalue()) < 100_000


def test_one_cell_far_away_does_not_make_a_table_of_billions() -> None:
    def write(book: Any, sheet: Any) -> None:
        typed_budget(book, sheet)
        sheet.write(1_048_575, 16_383, "långt bort")

    [problem] = read_budget(workbook(write), file="budget.xlsx").problems
    assert (problem.code, problem.params["limit"]) == ("too-large", str(xlsx_scan.MAX_CELLS))


@pytest.mark.parametrize("reference", [b"G99999999", b"G4294967297", b"XFDA4", b"g9999999"])
def test_a_cell_that_cannot_be_placed_is_refused(reference: bytes) -> None:
    data = rewritten(workbook(typed_budget), "xl/worksheets/sheet1.xml", b'r="F4"', b'r="' + reference + b'"')
    [problem] = read_budget(data, file="budget.xlsx").problems
    assert (problem.code, problem.params["cause"]) == ("not-readable", "damaged")


def test_a_workbook_with_a_document_type_is_refused() -> None:
    data = rewritten(
        workbook(typed_budget), "xl/workbook.xml", b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook'
    )
    [problem] = read_budget(data, file="budget.xlsx").problems
    assert (problem.code, problem.params["cause"]) == ("not-readable", "doctype")


def test_a_workbook_in_an_unknown_encoding_is_refused() -> None:
    data = rewritten(workbook(typed_budget), "xl/workbook.xml", b'"UTF-8"', b'"UTF-99"')
    [problem] = read_budget(data, file="budget.xlsx").problems
    assert (problem.code, problem.params["cause"]) == ("not-readable", "damaged")


def test_columns_are_named_as_a_workbook_names_them() -> None:
    assert [column_letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert budget(data).rows == ()


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_workbook_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WORKBOOK)
    for place, value in changes:
        data[place % len(data)] = value
    content = read_budget(bytes(data), file="budget.xlsx")
    assert content.problems or list(content.rows) == ROWS


WORKBOOK = workbook(typed_budget)
