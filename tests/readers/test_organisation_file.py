"""The organisation's files: tables known by their heads, rows and problems, each at its place."""

import io
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.organisation import Structure
from hjulet.domain.organisation_faults import row_faults
from hjulet.domain.organisation_file import MOST_ROWS, UNIT_KINDS, OrganisationRows, OrganisationTable
from hjulet.domain.problem import Problem
from hjulet.domain.validity import Validity
from hjulet.readers.organisation import OrganisationContent, read_organisation
from hjulet.texts.labels import KINDS
from hjulet.texts.problems import sentence

HEAD = "code;kind;structure;name;parent;valid_from;valid_to"
SERVES = "department;committee;valid_from;valid_to"
FOLLOWS = "predecessor;successor;day"
TREE = """
KF;council;political;Fullmäktige;;2014-01-01;
KS;executive_board;political;Styrelsen;KF;2014-01-01;
KSK;department;both;Kontoret;;2014-01-01;
HR;unit;both;HR;KSK;2014-01-01;
"""


def read(text: str, *others: str, head: str = HEAD) -> OrganisationContent:
    return read_organisation(
        (f"{name}.csv", table.encode())
        for name, table in zip("abc", (f"{head}\n{text}", *others), strict=False)
    )


def faults(text: str, *others: str) -> list[tuple[str, int | None, str]]:
    """List what is wrong with rows that come after a small tree, by code, row and the first value."""
    content = read(TREE.strip() + "\n" + text, *others)
    return [_told(problem) for problem in (*content.problems, *row_faults(content.rows))]


def _told(problem: Problem) -> tuple[str, int | None, str]:
    return problem.code, problem.place.line, next(iter(problem.params.values()), "")


def test_a_row_is_a_unit_in_a_place_and_its_last_day_is_included() -> None:
    found = read("hr;Enhet;Politisk;HR;KSK;2014-01-01;2018-12-31\n", head=HEAD)
    assert found.problems[0].code == "unknown-kind"  # a label is a kind only where whoever asks says so
    found = read_organisation(
        [
            (
                "o.csv",
                b"Kod;Slag;Struktur;Namn;Under;Fr\xe5n;Till\nhr;ENHET;Politisk;HR;KSK;2014-01-01;2018-12-31\n",
            )
        ],
        kind_words={"enhet": "unit"},
    )
    assert found.problems == ()
    (row,) = found.units or ()
    assert (row.code, row.kind, row.parent, row.structures) == ("hr", "unit", "KSK", (Structure.POLITICAL,))
    assert row.validity == Validity(date(2014, 1, 1), date(2019, 1, 1))
    assert row.has_appropriation


def test_the_last_day_of_all_is_until_further_notice() -> None:
    (row,) = read("HR;unit;both;HR;;2014-01-01;9999-12-31\n").units or ()
    assert row.validity.end is None


def test_a_small_tree_has_no_faults() -> None:
    assert faults("") == []
    assert faults("", f"{SERVES}\nKSK;KS;2014-01-01;\n", f"{FOLLOWS}\nHR;KSK;2018-01-01\n") == []


@pytest.mark.parametrize(
    ("row", "code", "value"),
    [
        (";unit;both;Ny;KSK;2014-01-01;", "missing-value", "code"),
        ("NY;;both;Ny;KSK;2014-01-01;", "missing-value", "kind"),
        ("NY;unit;;Ny;KSK;2014-01-01;", "missing-value", "structure"),
        ("NY;unit;both;;KSK;2014-01-01;", "missing-value", "name"),
        ("NY;unit;both;Ny;KSK;;", "missing-value", "valid_from"),
        ("N Y;unit;both;Ny;KSK;2014-01-01;", "bad-unit-code", "N Y"),
        ("a/b;unit;both;Ny;KSK;2014-01-01;", "bad-unit-code", "a/b"),
        ("=A1;unit;both;Ny;KSK;2014-01-01;", "bad-unit-code", "=A1"),
        ("N" * 41 + ";unit;both;Ny;KSK;2014-01-01;", "bad-unit-code", "N" * 41),
        ("NY;kejsare;both;Ny;KSK;2014-01-01;", "unknown-kind", "kejsare"),
        ("NY;unit;sidledes;Ny;KSK;2014-01-01;", "unknown-structure", "sidledes"),
        ("NY;unit;both;" + "N" * 121 + ";KSK;2014-01-01;", "bad-name", "120"),
        ("NY;unit;both;N\x07y;KSK;2014-01-01;", "name-not-printable", r"'N\x07y'"),
        ("NY;unit;both;Ny;KSK;2014-02-30;", "bad-day", "2014-02-30"),
        ("NY;unit;both;Ny;KSK;0214-02-03;", "bad-day", "0214-02-03"),
        ("NY;unit;both;Ny;KSK;2014-01-01;snart", "bad-day", "snart"),
        ("NY;unit;both;Ny;KSK;2014-01-02;2014-01-01", "days-turned", "2014-01-02"),
        ("NY;unit;both;Ny;NEJ;2014-01-01;", "unknown-parent", "NY"),
        ("NY;unit;both;Ny;NY;2014-01-01;", "under-itself", "NY"),
        ("HR;unit;political;HR;KSK;2014-01-01;", "place-twice", "HR"),
        ("HR;unit;political;HR;KSK;2018-01-01;2018-12-31", "place-twice", "HR"),
        ("hr;unit;both;HR;KSK;2014-01-01;", "code-alike", "hr"),
        ("NY;unit;political;Ny;KSK;2013-01-01;", "parent-without-place", "NY"),
        ("NY;unit;administrative;Ny;KS;2014-01-01;", "parent-without-place", "NY"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_at_its_row(row: str, code: str, value: str) -> None:
    assert faults(f"{row}\n")[0] == (code, 6, value)


def test_a_unit_does_not_outlive_the_place_of_what_it_lies_under() -> None:
    ends = "SERVICE;department;political;Service;KS;2014-01-01;2018-12-31\n"
    below = "STAD;unit;political;Städ;SERVICE;2014-01-01;\n"
    assert faults(ends + below) == [("parent-without-place", 7, "STAD")]
    assert faults(ends + below.replace("2014-01-01;", "2014-01-01;2018-12-31")) == []
    goes_on = "SERVICE;department;political;Service;KF;2019-01-01;\n"
    assert faults(ends + below + goes_on) == []  # it moved, and took the unit with it


def test_where_and_when_a_place_is_missing_is_said() -> None:
    text = "S;unit;political;S;KS;2014-01-01;2015-12-31\nS;unit;political;S;KS;2018-01-01;\n"
    text += "B;unit;both;B;S;2014-01-01;\n"
    said = [sentence(one, language="sv") for one in row_faults(read(TREE.strip() + "\n" + text).rows)]
    assert said == [
        "a.csv, rad 8: B ligger under S, som inte har någon plats i den politiska strukturen från och med "
        "2016-01-01 till och med 2017-12-31. Ändra dagarna, eller lägg till en rad för S.",
        "a.csv, rad 8: B ligger under S, som inte har någon plats i den administrativa strukturen från och "
        "med 2014-01-01. Ändra dagarna, eller lägg till en rad för S.",
    ]


def test_a_circle_is_told_at_each_of_its_rows_with_the_way_round() -> None:
    content = read(
        "A;unit;political;A;B;2014-01-01;\nB;unit;political;B;C;2014-01-01;\nC;unit;political;C;A;2014-01-01;\n"
    )
    found = row_faults(OrganisationRows(units=content.units or ()))
    assert [(one.code, one.params["value"]) for one in found] == [
        ("under-itself", "A → B → C → A"),
        ("under-itself", "B → C → A → B"),
        ("under-itself", "C → A → B → C"),
    ]


def test_two_that_change_places_at_different_times_are_no_circle() -> None:
    assert (
        faults(
            "A;unit;political;A;KF;2014-01-01;2015-12-31\nA;unit;political;A;B;2016-01-01;\n"
            "B;unit;political;B;A;2014-01-01;2015-12-31\nB;unit;political;B;KF;2016-01-01;\n"
        )
        == []
    )


def test_names_kinds_and_appropriations_agree_in_both_structures() -> None:
    text = (
        "EKO;unit;political;Ekonomi;KSK;2014-01-01;\nEKO;function;administrative;Ekonomin;KSK;2015-01-01;\n"
    )
    content = read(TREE.strip() + "\n" + text)
    found = row_faults(OrganisationRows(units=content.units or ()))
    assert [(one.code, one.place.line, one.params["column"], one.params["first"]) for one in found] == [
        ("row-differs", 7, "name", "6"),
        ("row-differs", 7, "kind", "6"),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("KSK;NEJ;2014-01-01;", "unknown-unit"),
        ("KSK;KS;2013-01-01;", "unit-not-there"),
        ("KSK;KSK;2014-01-01;", "serves-itself"),
        ("KSK;KF;2014-01-01;\nKSK;KF;2018-01-01;", "service-twice"),
    ],
)
def test_whom_a_department_serves_is_judged(row: str, code: str) -> None:
    assert {told for told, _, _ in faults("", f"{SERVES}\n{row}\n")} == {code}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("NEJ;KS;2018-01-01", "unknown-unit"),
        ("KS;KS;2018-01-01", "follows-itself"),
        ("HR;KS;2014-01-01", "unit-not-there"),  # nobody was there to be followed
        ("HR;KS;2018-01-01\nHR;KS;2018-01-01", "succession-twice"),
        ("HR;KS;i fjol", "bad-day"),
    ],
)
def test_who_took_over_from_whom_is_judged(row: str, code: str) -> None:
    assert [told for told, _, _ in faults("", f"{FOLLOWS}\n{row}\n")] == [code]


def test_all_faults_are_told_at_once() -> None:
    told = faults("A;kejsare;both;A;;2014-01-01;\nB;unit;upp;B;;2014;\n", f"{SERVES}\nKSK;NEJ;2014-01-01;\n")
    assert {code for code, _, _ in told} == {"unknown-kind", "unknown-structure", "bad-day", "unknown-unit"}


def test_a_workbook_has_its_tables_on_sheets_and_a_place_names_its_own() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name, rows in {
            "Läs mig": ["Hej"],
            "Räknat": ["Kostnad;#N/A", "1;#N/A"],
            "Enheter": [HEAD, *TREE.strip().split("\n")],
            "Betjänar": [SERVES, "KSK;KS;2014-01-01;", "KSK;KF;snart;"],
            "Förklaring": ["Slag;Vad det är"],
        }.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, text in enumerate(row.split(";")):
                    write = sheet.write_formula if text.startswith("#") else sheet.write_string
                    write(number, column, *(("=NA()", None, text) if text.startswith("#") else (text,)))
    found = read_organisation([("o.xlsx", made.getvalue())], not_read={"förklaring"})
    assert (len(found.units or ()), len(found.services or ()), found.successions) == (4, 1, None)
    assert [(one.code, one.place.file, one.place.cell) for one in found.problems] == [
        ("sheet-not-read", "o.xlsx, Läs mig", "A1"),
        ("sheet-not-read", "o.xlsx, Räknat", "A1"),
        ("bad-day", "o.xlsx, Betjänar", "C3"),
    ]


def test_a_workbook_without_any_of_the_tables_is_refused() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name in ("Ett", "Två"):
            book.add_worksheet(name).write_row(0, 0, ["Hej", "hopp"])
    found = read_organisation([("o.xlsx", made.getvalue())])
    assert [one.code for one in found.problems] == ["sheet-not-read", "sheet-not-read", "no-table"]
    assert not found.accepted


@pytest.mark.parametrize(
    ("head", "rows", "table"),
    [
        (f"{HEAD};kontor;nämnd", "A;unit;both;A;;2014-01-01;;KSK;KS", "units"),  # notes of somebody's own
        (f"{SERVES};kod", "KSK;KS;2014-01-01;;7", "services"),
        ("efter;före;dag;kod", "A;B;2018-01-01;7", "successions"),
    ],
)
def test_a_table_is_the_one_most_of_whose_heads_are_there(head: str, rows: str, table: str) -> None:
    found = read(rows, head=head)
    assert {name for name in OrganisationTable if getattr(found, name)} == {table}


def test_a_cell_too_many_is_no_column_that_is_not_there() -> None:
    (row,) = read("A;unit;both;A;;2014-01-01;;no\n").units or ()
    assert row.has_appropriation


def test_the_same_table_twice_and_one_without_rows_are_refused() -> None:
    assert [one.code for one in read(TREE, f"{HEAD}\n{TREE}").problems] == ["table-twice"]
    assert [one.code for one in read("").problems] == ["no-rows"]
    assert not read("").accepted
    assert read(TREE, SERVES).services == ()  # nobody serves anybody: a table of its own


def test_a_missing_column_is_named_and_more_rows_than_can_be_are_refused() -> None:
    assert read("A;unit\n", head="code;kind").problems[0].params["column"] == "structure"
    many = "\n".join(f"U{number};unit;political;U;;2014-01-01;" for number in range(MOST_ROWS + 1))
    assert [one.code for one in read(many).problems] == ["too-many-unit-rows"]


def test_the_kinds_are_those_that_have_a_name() -> None:
    assert set(UNIT_KINDS) == set(KINDS)


@given(st.binary(max_size=200), st.sampled_from([b"", HEAD.encode() + b"\n", b"PK\x03\x04"]))
def test_no_bytes_make_it_raise(data: bytes, start: bytes) -> None:
    read_organisation([("x", start + data)])
