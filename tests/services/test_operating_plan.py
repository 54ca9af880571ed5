"""The operating plan of 2014 against the published one: its money to the krona, its chapters, its calendar.

``demo/facts`` holds what the source prints; texts are our own words, and are not compared.
"""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.goals.element import ElementKind, Ref
from hjulet.domain.period import parse_period
from hjulet.domain.report import Chart, Heading, Paragraph, Report, Row, Table
from hjulet.services.drafts import save_draft
from hjulet.services.errors import NotFoundError
from hjulet.services.factcheck import check_report
from hjulet.services.figures import open_books
from hjulet.services.people import OPERATOR
from hjulet.services.registers import load_registers
from hjulet.services.report import build_report
from hjulet.store.goals import load_goals
from tests.command import Command
from tests.services.people import ALICE, AT, CHARLIE

FACTS = Path(__file__).resolve().parents[2] / "demo" / "facts"
SAID = "Nämndens kommunbidrag är 352,7 mnkr."  # what it became in August
FOR_OTHERS = "klimat-4-delmal-1"  # what the strategy asks of companies and other committees
GOALS = ("plan-goals", "plan-own-goals")


def facts(name: str, key: str) -> dict[str, Decimal]:
    """Read printed amounts in kronor: by what they are of."""
    with (FACTS / name).open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened, delimiter=";")
        return {row[key]: Decimal(row["appropriation_tkr"]) * 1000 for row in rows}


def plan(year: str = "2014", unit: str = "KS", language: str = "sv") -> Report:
    return build_report("plan", unit, parse_period(year), language=language, by=OPERATOR, at=AT).report


@pytest.fixture
def report(demo: Path) -> Report:
    return plan()


def table(report: Report, id: str) -> Table:
    return next(each for each in report.tables if each.id == id)


def amounts(report: Report, id: str, column: str, *, is_wanted: Callable[[Row], bool]) -> dict[str, Decimal]:
    rows = (row for row in table(report, id).rows if is_wanted(row))
    values = {row.id: report.value(row.cells[column]) for row in rows}
    return {row: value for row, value in values.items() if value is not None}


def words(shown: Table) -> list[tuple[str, ...]]:
    """Read a table of words as it is printed, empty cells too."""
    columns = [column.id for column in shown.columns]
    return [
        (row.label, *(row.cells[id].display if id in row.cells else "" for id in columns))
        for row in shown.rows
    ]


def test_each_row_of_the_internal_budget_is_the_published_one_to_the_krona(report: Report) -> None:
    column = "appropriation_2014"
    given = amounts(report, "internal-budget", column, is_wanted=lambda row: row.kind == "row")
    assert given == facts("internal_budget_2014.csv", "unit")
    sums = amounts(report, "internal-budget", column, is_wanted=lambda row: row.kind == "sum")
    assert sums == {"KSK": Decimal("230692000.00"), "KS": Decimal("302179000.00")}
    printed = table(report, "internal-budget").rows[-1]
    assert (printed.label, printed.cells[column].display) == ("Nämnden totalt", "302\u00a0179")


def test_the_investments_are_the_published_ones_to_the_krona(report: Report) -> None:
    column = "original_2014"
    given = amounts(report, "investment-budget", column, is_wanted=lambda row: row.kind == "row")
    assert given == facts("investments_2014.csv", "project")
    shown = table(report, "investment-budget").rows
    assert [row.label for row in shown if row.kind == "head"] == ["KS/KF-investeringar", "Nämndinvesteringar"]
    assert report.value(shown[-1].cells[column]) == sum(given.values())


def test_the_chapters_stand_in_the_order_of_the_published_plan(report: Report) -> None:
    chapters = [each.text for each in report.blocks if isinstance(each, Heading) and each.level == 2]
    assert chapters == [
        "Ansvar och uppdrag",
        "Verksamhetsidé",
        "Värdegrund",
        "Föregående år",
        "Mål och åtaganden",
        "Nämnden som arbetsgivare",
        "Ekonomi och investeringar",
        "Uppföljning",
        "Program och planer",
    ]
    assert not report.preliminary


def test_every_goal_of_the_period_is_there_under_its_area(report: Report) -> None:
    goals = load_goals().of("2014-2016", ElementKind.GOAL)
    shown = {row.id for id in GOALS for row in table(report, id).rows if row.kind == "row"}
    assert shown == {goal.ref.key for goal in goals}
    assert [row.label for row in table(report, "plan-goals").rows if row.kind == "head"] == [
        "Växthuset",
        "Södertälje kommun som arbetsgivare (kommunen totalt)",
        "Ekologisk, ekonomisk och social hållbarhet",
        "Näringsliv och högskola",
        "Ekonomi och styrning",
    ]
    assert [row.id for row in table(report, "plan-own-goals").rows if row.kind == "row"] == [
        f"arbetsgivare-{number}" for number in (5, 6, 7, 8)
    ]


def test_a_goal_has_its_direction_and_a_goal_of_ones_own_the_goal_that_it_supports(report: Report) -> None:
    said = {row[0]: row[1:] for id in GOALS for row in words(table(report, id))}
    assert said["3. Upplevd trygghet ska öka"] == ("Samverkan mot brott, med en starkare social insatsgrupp",)
    assert said["8. Sjukfrånvaro"] == ("Sjukfrånvaron ska minska varje år, på sikt högst 5 %",)


def test_a_goal_has_its_indicators_with_their_last_value_before_the_year_and_their_target(
    report: Report,
) -> None:
    shown = table(report, "plan-indicators")
    assert [column.label for column in shown.columns] == [
        "Senaste värde",
        "Avser",
        "Mål 2014",
        "Mål på sikt",
    ]
    said = {row[0]: row[1:] for row in words(shown)}
    assert said["Upplevd trygghet"] == ("41", "2013", "", "")
    assert said["Företagens syn på service och bemötande (NKI)"] == ("67", "2013", "", "75")
    assert said["Studenter vid Campus Telge"] == ("935", "juli–december 2013", "", "")
    assert said["Kommunens resultat utan jämförelsestörande poster"] == ("", "", "25\u00a0mnkr", "")
    assert said["Hållbart medarbetarengagemang (HME)"] == ("", "", "", "")  # nobody knows more than its name


def test_what_another_body_measures_for_itself_is_not_in_a_plan(demo: Path) -> None:
    shown = {}
    for unit in ("KS", "UN"):
        found = load_registers(open_books(), unit, parse_period("2014"), tables=("plan-own-indicators",))
        shown[unit] = found.measured.keys()
    assert shown["KS"] - shown["UN"] == {"sick_leave_office"}


def test_commitments_stand_under_their_goal_and_the_goal_under_its_area(report: Report) -> None:
    headings = [(each.level, each.text) for each in report.blocks if isinstance(each, Heading)]
    at = headings.index((3, "Näringsliv och högskola"))
    assert headings[at : at + 3] == [
        (3, "Näringsliv och högskola"),
        (4, "1. Arbetsställen och anställda ska öka"),
        (4, "2. Inflyttade arbetsställen ska öka"),
    ]
    assert headings.count((3, "Näringsliv och högskola")) == 1


def test_the_calendar_of_follow_up_is_the_published_one(report: Report) -> None:
    assert words(table(report, "follow-up-calendar")) == [
        ("Årsbokslut per den 31 december", "mars", "april", "Inte avgjort"),
        (
            "Månadsrapport",
            "4 april, 25 april, 23 maj, 26 september, 31 oktober, 21 november",
            "",
            "",
        ),
        ("Delårsrapport per den 30 april", "juni", "juni", ""),
        ("Delårsrapport per den 31 augusti", "oktober", "oktober", ""),
        ("Miljöbokslut per den 31 december", "april 2015", "maj 2015", "Inte avgjort"),
    ]


def test_the_programmes_show_what_the_body_answers_for_and_with_whom(report: Report) -> None:
    network, shown = load_goals(), table(report, "plan-programmes").rows
    programmes = [network[Ref("2014-2016", key)] for key in ("klimatstrategin", "miljoprogrammet")]
    held = [each for over in programmes for each in (over, *network.broken_down(over.ref))]
    assert [row.id for row in shown] == [each.ref.key for each in held if each.ref.key != FOR_OTHERS]
    heads = {each.ref.key for each in held if network.below(each.ref)}
    assert {row.id for row in shown if row.kind == "head"} == heads
    assert [row.label for row in shown if row.level == 0] == [each.name for each in programmes]
    said = {row[0]: row[1:] for row in words(table(report, "plan-programmes"))}
    assert said["Sammanhängande grönstruktur"] == (
        "",
        "Mäts med: De gröna sambandens status.",
        "Tekniska nämnden, Stadsbyggnadsnämnden, Kommundelsnämnderna",
    )


def test_the_chart_of_the_budget_says_who_gets_most(report: Report) -> None:
    charts = [each for each in report.blocks if isinstance(each, Chart)]
    assert [each.title for each in charts] == [
        "Administration och utredning får 38,6 procent av kommunbidraget"
    ]
    assert charts[0].table == "internal-budget"


def test_another_year_has_the_year_before_beside_it(demo: Path) -> None:
    columns = [column.label for column in table(plan("2017"), "internal-budget").columns]
    assert columns == ["Kommunbidrag 2016", "Kommunbidrag 2017"]
    assert [column.id for column in table(plan(), "internal-budget").columns] == ["appropriation_2014"]


def test_another_body_has_its_own_part_of_the_programmes_and_sentences_for_what_it_lacks(demo: Path) -> None:
    report = plan(unit="UN")
    said = [each.plain for each in report.blocks if isinstance(each, Paragraph)]
    assert "Det finns ingen beslutad budget för 2014." in said
    assert "Nämnden har inga egna mål för 2014." in said
    assert "plan-own-indicators" not in {each.id for each in report.blocks}  # which need not be said twice
    shared = words(table(report, "plan-programmes"))
    assert len(shared) == 2 + 6
    assert all("Kommunstyrelsen" in row[-1] for row in shared if row[-1])


@pytest.mark.parametrize("year", ["2014", "2015", "2017"])
def test_the_fact_check_has_nothing_against_the_plans_of_the_example(demo: Path, year: str) -> None:
    built = build_report("plan", "KS", parse_period(year), by=OPERATOR, at=AT)
    assert check_report(built, by=OPERATOR, at=AT).findings == ()


def test_a_plan_is_judged_by_the_money_that_it_was_decided_on(demo: Path) -> None:
    save_draft("plan", "KS", parse_period("2017"), "budget-text", source=SAID, version=0, by=OPERATOR, at=AT)
    built = build_report("plan", "KS", parse_period("2017"), by=OPERATOR, at=AT)
    found = check_report(built, by=OPERATOR, at=AT).findings
    assert [(each.claim, each.data) for each in found] == [("352,7 mnkr", "347,7 mnkr")]


def test_a_plan_is_seen_by_its_own_body_alone(demo: Path) -> None:
    assert build_report("plan", "KS", parse_period("2014"), by=ALICE, at=AT).report.unit == "KS"
    with pytest.raises(NotFoundError):
        build_report("plan", "KS", parse_period("2014"), by=CHARLIE, at=AT)


def test_the_command_gives_the_plan_in_swedish_and_in_english(demo: Path, hjulet: Command) -> None:
    asked = ("report", "plan", "--unit", "KS", "--period", "2014", "--format", "json")
    given = hjulet(*asked)
    budget = next(each for each in given["blocks"] if each["id"] == "internal-budget")
    assert budget["rows"][-1]["cells"]["appropriation_2014"]["value"] == "302179000.00"
    english = hjulet(*asked, "--lang", "en")
    assert english["title"] == "Operating plan of Kommunstyrelsen"
    calendar = next(each for each in english["blocks"] if each["id"] == "follow-up-calendar")
    assert calendar["rows"][1]["label"] == "Month report"
