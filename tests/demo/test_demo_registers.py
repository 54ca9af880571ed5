"""The example's registers give the published table of results, and the growth that its causes explain."""

from pathlib import Path

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.period import year_period
from hjulet.domain.report import Row, Table
from hjulet.domain.reports.plan import TablePlan
from hjulet.domain.reports.registered import decided_savings, growth_explanations, special_follow_ups
from hjulet.domain.reports.result_by_body import result_by_body
from hjulet.domain.reports.scope import Scope
from hjulet.services.figures import open_books
from hjulet.services.registers import load_registers
from hjulet.services.tables import TableWords
from tests.demo.books import table
from tests.demo_home import demo, demo_data, home

__all__ = ["demo", "demo_data", "home"]

YEAR = year_period(2017)


def scope(year: int = 2017) -> Scope:
    books, period = open_books(), year_period(year)
    return Scope(
        unit="KS", period=period, view=books.view(period), registers=load_registers(books, "KS", period)
    )


def filled(plan: TablePlan | None, *, language: str = "sv") -> tuple[Table, dict[FigureRef, Figure]]:
    assert plan is not None
    books = open_books()
    figures = books.resolve(plan.refs)
    words = TableWords(view=books.view(YEAR), body="KS", period=YEAR, language=language)
    return words.table(plan, figures, has_note=False), figures


def printed(shown: Table) -> list[list[str]]:
    """Read a table as it is printed, ordinary blanks; a cell that is not there is empty."""
    return [[row.label, *(_cell(row, column.id) for column in shown.columns)] for row in shown.rows]


def _cell(row: Row, column: str) -> str:
    return row.cells[column].display.replace("\u00a0", " ") if column in row.cells else ""


def test_every_cell_of_the_result_is_the_published_one_to_the_ore(demo: Path) -> None:
    shown, figures = filled(result_by_body(scope()))
    exact = {
        (row.id, column): f"{figures[cell.figure].value:.2f}"
        for row in shown.rows
        for column, cell in row.cells.items()
        if cell.figure
    }
    facts = [row for row in table("facts/annual_2017.csv") if row["table"] == "result-by-body"]
    assert exact == {(row["row"], row["column"]): row["exact_kr"] for row in facts}
    assert [row.id for row in shown.rows] == ["KS-POL", "KSK", "KS"]
    assert printed(shown) == [
        ["Politisk ledning", "73 481", "73 481", "73 442", "39"],
        ["Kommunstyrelsens kontor", "279 220", "266 509", "274 229", "4 992"],
        ["Nämnden totalt", "352 701", "339 990", "347 671", "5 030"],
    ]
    assert [column.label for column in shown.columns] == [
        "Kommunbidrag", "Prognos augusti", "Bokslut", "Budgetavvikelse",
    ]  # fmt: skip


def test_a_year_without_forecasts_has_them_blank(demo: Path) -> None:
    shown, _ = filled(result_by_body(scope(2016)))
    assert [row.cells["forecast_august"].display for row in shown.rows] == ["", "", ""]
    assert all(row.cells["outcome"].display for row in shown.rows)


def test_the_causes_as_published_and_what_their_rounding_leaves(demo: Path) -> None:
    shown, _ = filled(growth_explanations(scope()))
    assert printed(shown) == [
        ["Ändrad finansieringsmodell för internbanken", "Varaktig", "4 100"],
        ["Lönekostnader och bemanningstjänster", "–", "4 400"],
        ["Ökade IT-kostnader", "Varaktig", "4 400"],
        ["Ökad kostnad för Södertörns brandförsvarsförbund", "Varaktig", "900"],
        ["Högre löner och arvoden för politisk ledning", "Varaktig", "600"],
        ["Diverse övriga kostnader, netto", "–", "3 200"],
        ["Återstår att förklara", "", "35"],
        ["Nettokostnadens förändring", "", "17 635"],
    ]


def test_nothing_decided_to_save_is_no_table(demo: Path) -> None:
    assert decided_savings(scope()) is None
    assert growth_explanations(scope(2016)) is None
    assert special_follow_ups(scope(2015)) is None


def test_consultants_are_followed_over_all_units(demo: Path) -> None:
    shown, figures = filled(special_follow_ups(scope()))
    assert [column.label for column in shown.columns] == ["Kostnad 2017", "Kostnad 2016", "Förändring"]
    labels = [row.label for row in shown.rows]
    assert (labels[0], labels[-2:]) == ("Stadsdirektörens kansli", ["Politisk ledning", "Konsulter"])
    for column in ("cost_2017", "cost_2016", "change"):
        amounts = [figures[ref].value for row in shown.rows if (ref := row.cells[column].figure)]
        assert sum(amount or 0 for amount in amounts[:-1]) == amounts[-1] != 0
