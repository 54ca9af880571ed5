"""The tables of investments and grants of the example, against what was published, to the öre."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.period import parse_period
from hjulet.domain.report import Row, Table
from hjulet.domain.reports.investments import government_grants, investments
from hjulet.domain.reports.plan import TablePlan
from hjulet.domain.reports.scope import Scope
from hjulet.services.figures import figure, open_books
from hjulet.services.people import OPERATOR
from hjulet.services.registers import load_registers
from hjulet.services.tables import TableWords
from tests.demo_home import LOADED_AT, demo, demo_data, home

__all__ = ["demo", "demo_data", "home"]

FACTS = Path(__file__).resolve().parents[2] / "demo" / "facts" / "annual_2017.csv"
NOT_PRINTED = {("committee_investments", "over_appropriation_2017")}
"""The source says it in a sentence (45), and has no column for it in that table."""


def facts() -> list[dict[str, str]]:
    with FACTS.open(encoding="utf-8", newline="") as opened:
        return [row for row in csv.DictReader(opened, delimiter=";") if row["table"] == "investments"]


def value(reference: str) -> str:
    found = figure(reference, by=OPERATOR, at=LOADED_AT)[0].value
    return "" if found is None else f"{found:f}"


def filled(build: Callable[[Scope], TablePlan | None], year: str) -> tuple[TablePlan, Table]:
    books, period = open_books(), parse_period(year)
    view = books.view(period)
    plan = build(Scope(unit="KS", period=period, view=view, registers=load_registers(books, "KS", period)))
    assert plan is not None
    words = TableWords(view=view, body="KS", period=period, language="sv")
    return plan, words.table(plan, books.resolve(plan.refs), has_note=False)


def cells(row: Row, *columns: str) -> list[str]:
    shown = (row.cells[column].display if column in row.cells else "" for column in columns)
    return [text.replace("\u00a0", " ") for text in shown]


def test_every_figure_of_the_investments_is_the_published_one(demo: Path) -> None:
    plan, _ = filled(investments, "2017")
    refs = {(row.id, column): ref for row in plan.rows for column, ref in row.cells.items()}
    wanted = facts()
    assert len(wanted) == 24
    for fact in wanted:
        assert value(str(refs[fact["row"], fact["column"]])) == fact["exact_kr"], fact


def test_the_investments_are_printed_as_the_source_prints_them(demo: Path) -> None:
    _, table = filled(investments, "2017")
    rows = {row.id: row for row in table.rows}
    assert list(rows) == list(dict.fromkeys(fact["row"] for fact in facts()))
    for fact in facts():
        if (fact["row"], fact["column"]) not in NOT_PRINTED:
            shown = rows[fact["row"]].cells[fact["column"]].display
            assert shown.replace("\u00a0", "").replace("\u2212", "-") == fact["printed_tkr"], fact
    assert {row.cells["carry_over_2018"].display for row in table.rows} == {""}


def test_the_frames_over_appropriation_is_its_own_and_not_the_sum_of_the_rows_shown(demo: Path) -> None:
    _, table = filled(investments, "2017")
    frame, *others = table.rows
    assert cells(frame, "over_appropriation_2017") == ["1 076"]
    shown = [cells(row, "over_appropriation_2017")[0] for row in others if row.id in frame.parts]
    assert sum(int(text.replace("\u2212", "-").replace(" ", "") or 0) for text in shown) == 1367


def test_the_change_of_august_is_in_the_revised_appropriation_and_not_in_the_original(demo: Path) -> None:
    _, table = filled(investments, "2017")
    rows = {row.id: row for row in table.rows}
    columns = ("original_2017", "change_2017", "appropriation_2017")
    assert cells(rows["ks_kf_frame"], *columns) == ["11 264", "2 300", "13 564"]
    assert cells(rows["laptops"], *columns) == ["0", "2 300", "2 300"]
    assert value("investment_appropriation project=ks_kf_frame period=2017-08") == "11264000.00"


@pytest.mark.parametrize(
    ("grant", "booked"),
    [("matlust", "3900000.00"), ("msb", "3500000.00"), ("finnish", "1300000.00")],
)
def test_the_three_largest_grants_are_booked_as_published(demo: Path, grant: str, booked: str) -> None:
    assert value(f"grant_booked grant={grant} period=2017") == booked


@pytest.mark.parametrize("year", ["2015", "2016", "2017"])
def test_the_grants_add_up_to_the_line_of_the_statement_and_differ_nowhere(demo: Path, year: str) -> None:
    plan, table = filled(government_grants, year)
    figures = open_books().resolve(plan.refs)
    *parts, whole = (figures[row.cells["booked"]].value or Decimal(0) for row in plan.rows)
    assert sum(parts) == whole == Decimal(value(f"income unit=KS line=grants period={year}"))
    assert {cells(row, "difference")[0] for row in table.rows} == {"0", ""}


def test_the_grants_of_2017_as_a_table(demo: Path) -> None:
    _, table = filled(government_grants, "2017")
    columns = ("granted", "claimed", "received", "accrued", "booked", "difference")
    assert [(row.label, *cells(row, *columns)) for row in table.rows] == [
        ("Matlust", "4 300", "3 700", "3 700", "1 700", "3 900", "0"),
        ("Krisberedskap", "3 500", "0", "3 500", "0", "3 500", "0"),
        ("Finskt förvaltningsområde", "1 300", "0", "1 300", "0", "1 300", "0"),
        ("Övriga driftbidrag", "", "", "", "", "2 133", ""),
        ("Summa driftbidrag", "9 100", "3 700", "8 500", "1 700", "10 833", "0"),
    ]
    assert cells(table.rows[0], "decision", "period") == [
        "Europeiska unionen: Beslut om EU-stöd (2015-02-16)",
        "2015–2018",
    ]


def test_a_body_with_nothing_registered_has_no_tables(demo: Path) -> None:
    books, period = open_books(), parse_period("2017")
    scope = Scope(
        unit="KFN", period=period, view=books.view(period), registers=load_registers(books, "KFN", period)
    )
    assert investments(scope) is None
    assert government_grants(scope) is None
