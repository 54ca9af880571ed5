"""The work plan of a unit and the business plan of a company: what they show, who writes, who confirms."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hjulet.documents.content import canonical
from hjulet.domain.assignments.assignment import Assignment, Origin
from hjulet.domain.goals.element import Ref
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.domain.report import Decider, Heading, Paragraph, Report, Table
from hjulet.domain.reports.catalogue import KNOWN
from hjulet.domain.reports.standard_unit_plans import BUSINESS_PLAN, WORK_PLAN
from hjulet.domain.reports.template import template_faults
from hjulet.domain.reports.template_document import parse_template, template_document
from hjulet.services.access import organisation
from hjulet.services.action_rows import find_action
from hjulet.services.actions import add_action, change_action
from hjulet.services.assignments import register_assignment
from hjulet.services.decided import decision_on, reopen
from hjulet.services.drafts import draft, may_write, save_draft
from hjulet.services.edition import seal_report
from hjulet.services.editions import EditionFacts, list_editions
from hjulet.services.errors import DecidedError, NotFoundError, RefusedError
from hjulet.services.people import OPERATOR, actor_of
from hjulet.services.protection import Protection, protect
from hjulet.services.report import build_report, made_from_document, made_from_now, parse_made_from
from hjulet.services.report_list import list_reports
from hjulet.services.report_view import view_report
from hjulet.services.verification import verify
from hjulet.store.models import BoardDeviation, User
from tests.command import Command
from tests.services.people import ALICE, AT, BOB, CHARLIE, ELSA, person

YEAR, OLD = parse_period("2017"), parse_period("2014")
HANNA = person("Hanna", "contributor", "HR")
ABOVE = person("Kim", "unit_manager", "KSK")
BESIDE = person("David", "unit_manager", "EKO")
KARL = person("Karl", "company_representative", "TELGE-INK")
GIVEN = Assignment(name="Utreda", origin=Origin.MOTION, giver="KS", receiver="HR", given=date(2017, 3, 1))
BOARD = "Telge Inköps styrelse 2013-12-09 § 84"
CONFIRMED = "Fastställd av Bob den 6 april 2018"


def built(unit: str = "HR", kind: str = "work_plan", year: str = "2017", language: str = "sv") -> Report:
    period = parse_period(year)
    return build_report(kind, unit, period, language=language, by=OPERATOR, at=AT).report


def table(report: Report, id: str) -> Table:
    return next(each for each in report.tables if each.id == id)


def said(report: Report, id: str) -> str:
    return next(each.plain for each in report.blocks if isinstance(each, Paragraph) and each.id == id)


def words(shown: Table) -> list[tuple[str, ...]]:
    return [(row.label, *(cell.display for cell in row.cells.values())) for row in shown.rows]


def confirm(by: Actor = BOB) -> EditionFacts:
    return seal_report("work_plan", "HR", YEAR, by=by, at=AT)


def refusals(raised: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    return [problem.code for problem in raised.value.problems]


def test_the_templates_are_whole_and_written_and_read_again() -> None:
    for template in (WORK_PLAN, BUSINESS_PLAN):
        assert template_faults(template, known=KNOWN) == ()
        assert parse_template(template_document(template)) == template


def test_a_work_plan_tells_what_the_unit_is_to_do_by_goal_with_owner_days_and_milestones(demo: Path) -> None:
    report = built()
    assert report.title == "HR:s arbetsplan"
    assert words(table(report, "goal-work.2017-2019.arbetsgivare-1.actions.table"))[0] == (
        "Utbilda alla chefer i tidig rehabilitering",
        "Cecilia Låtsberg, HR-chef",
        "15 januari–15 december 2017",
        "31 mars: Utbildningen framtagen, nådd; 30 juni: Hälften av cheferna utbildade, nådd; "
        "15 december: Alla chefer utbildade",
        "◐\N{NO-BREAK SPACE}Pågår",
    )
    assert words(table(report, "asked-of-unit"))[0][:3] == (
        "1. Hållbar arbetshälsa ska öka",
        "KF-mål",
        "Södertälje kommun som arbetsgivare",
    )
    assert "Sjukfrånvaro" in [row.label for row in table(report, "unit-indicators").rows]
    assert ("Rehabsamtal", "Första samtalet inom 14 dagar", "● Som det ska") in words(
        table(report, "unit-board.rows")
    )
    improvements = words(table(report, "unit-board.improvements"))
    assert improvements[1] == (
        "Telefonvakt på schema mellan 12 och 14",
        "Planera",
        "Lönegruppen",
        "22 september 2017",
    )
    budget = table(report, "unit-budget")
    values = {row.id: report.value(row.cells["budget_2017"]) or 0 for row in budget.rows}
    income = next(row for row in budget.rows if row.id == "total_income")
    assert values["total_income"] == sum(values[part] for part in income.parts) > 0


def test_a_unit_without_money_goals_board_or_actions_is_told_so_plainly(demo: Path) -> None:
    report = built("KRK", year="2014")
    assert report.tables == ()
    assert said(report, "unit-budget") == (
        "Enheten har ingen egen budget 2014. Pengarna står i budgeten för det som enheten är en del av."
    )
    assert said(report, "asked-of-unit") == "Inga mål och åtaganden ovanför nämner enheten 2014."
    assert said(report, "unit-board") == "Det finns inget på förbättringstavlan för 2014."


def test_an_english_plan_words_its_codes(demo: Path) -> None:
    report = built(language="en")
    assert report.title == "Work plan of HR"
    shown = words(table(report, "goal-work.2017-2019.arbetsgivare-1.actions.table"))[0]
    assert shown[2:] == (
        "15 January–15 December 2017",
        "31 March: Utbildningen framtagen, reached; 30 June: Hälften av cheferna utbildade, reached; "
        "15 December: Alla chefer utbildade",
        "◐\N{NO-BREAK SPACE}Under way",
    )


def test_a_plan_is_asked_in_the_same_number_of_questions_however_many_actions(demo: Path) -> None:
    counts = []
    for more in (1, 20):
        for number in range(more):
            goal, name = Ref("2017-2019", "arbetsgivare-3"), f"Ny {more} {number}"
            new = replace(find_action("A5"), key="", version=0, name=name, goals=(goal,))
            add_action(new, by=ALICE, at=AT)
        built()
        with CaptureQueriesContext(connection) as asked:
            built()
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_committee_gives_no_work_plan_and_a_unit_no_business_plan(demo: Path) -> None:
    for kind, unit in (("work_plan", "KS"), ("business_plan", "HR"), ("work_plan", "TELGE-INK")):
        with pytest.raises(RefusedError) as raised:
            built(unit, kind)
        assert refusals(raised) == ["not-its-report"]


def test_the_business_plan_shows_what_programmes_ask_of_the_company_and_no_money_that_is_not_here(
    demo: Path,
) -> None:
    report = built("TELGE-INK", "business_plan", "2014")
    assert report.title == "Telge Inköps affärsplan"
    shown = table(report, "company-programmes")
    assert [row.label for row in shown.rows if row.level == 0] == [
        "Klimatstrategi och energiplan 2013–2016",
        "Miljöprogram 2013–2016",
    ]
    assert "Samordnade leveranser" in [row.label for row in shown.rows]
    assert said(report, "company-budget") == (
        "Bolagets budget 2014 är inte inläst. Bolaget har sin egen bokföring."
    )
    assert report.decided_by is Decider.BOARD


def test_whoever_comments_on_the_unit_writes_all_of_its_plan_and_nobody_beside_does(demo: Path) -> None:
    view = organisation().as_of(YEAR.last_day)
    everybody = (BOB, HANNA, ABOVE, ALICE, BESIDE, ELSA)
    writing = [by for by in everybody if may_write(WORK_PLAN, "HR", "task-text", by=by, at=AT, view=view)]
    assert writing == [BOB, HANNA, ABOVE, ALICE]
    annual = made_from_now("annual", "KS", YEAR).template
    at_top = person("Åsa", "unit_manager", "KS")
    assert not may_write(
        annual, "KS", "result-text", by=at_top, at=AT, view=view
    )  # a body's report is no plan


def test_a_contributor_saves_a_text_of_the_plan_and_another_unit_does_not(demo: Path) -> None:
    place = ("work_plan", "HR", YEAR, "risks-text")
    version = draft(*place, by=HANNA, at=AT).version
    assert save_draft(*place, source="Ny text", version=version, by=HANNA, at=AT).source == "Ny text"
    with pytest.raises(NotFoundError):
        save_draft(*place, source="Inte min", version=version + 1, by=BESIDE, at=AT)


def test_the_manager_confirms_and_the_edition_says_who_and_when(demo: Path) -> None:
    edition = confirm()
    assert edition.decision == CONFIRMED
    assert CONFIRMED in (edition.path / "report.html").read_text(encoding="utf-8")
    assert f"Beslut {CONFIRMED}" not in (edition.path / "report.html").read_text(encoding="utf-8")
    content = json.loads((edition.path / "content.json").read_text(encoding="utf-8"))
    assert (content["decision"], content["decided_by"]) == (CONFIRMED, "manager")
    assert confirm().number == edition.number  # pressed twice
    later = AT + timedelta(days=9)
    again = seal_report("work_plan", "HR", YEAR, by=BOB, at=later)
    assert (again.number, again.decision) == (edition.number, edition.decision)  # until it is opened
    with pytest.raises(DecidedError):
        save_draft("work_plan", "HR", YEAR, "risks-text", source="x", version=1, by=BOB, at=AT)


@pytest.mark.parametrize("by", [ABOVE, ALICE])
def test_the_manager_above_and_the_controller_may_confirm_it_too(demo: Path, by: Actor) -> None:
    assert confirm(by).decision == f"Fastställd av {by.name} den 6 april 2018"


@pytest.mark.parametrize("by", [HANNA, BESIDE, ELSA, CHARLIE])
def test_nobody_else_may(demo: Path, by: Actor) -> None:
    with pytest.raises(NotFoundError):
        confirm(by)
    assert list_editions(by=OPERATOR, at=AT) == ()


def test_a_manager_seals_no_report_of_a_body(demo: Path) -> None:
    at_top = person("Åsa", "unit_manager", "KS")
    with pytest.raises(NotFoundError):
        seal_report("annual", "KS", YEAR, decision="x", by=at_top, at=AT)
    assert not view_report("annual", "KS", YEAR, language="sv", by=at_top, at=AT).may_seal
    assert view_report("work_plan", "HR", YEAR, language="sv", by=BOB, at=AT).may_seal


def test_what_is_confirmed_takes_no_decision_of_a_meeting(demo: Path) -> None:
    with pytest.raises(RefusedError) as raised:
        seal_report("work_plan", "HR", YEAR, decision="KS § 1", by=BOB, at=AT)
    assert refusals(raised) == ["confirmed-without-decision"]


def test_a_plan_can_be_sent_for_comment_and_then_be_confirmed_and_opened_again(demo: Path) -> None:
    sent = seal_report("work_plan", "HR", YEAR, referral="Facken, svar senast 1 mars", by=BOB, at=AT)
    assert (sent.referral, sent.decision) == ("Facken, svar senast 1 mars", "")
    confirm()
    with pytest.raises(NotFoundError):
        reopen("work_plan", "HR", YEAR, reason="x", by=HANNA, at=AT)
    reopen("work_plan", "HR", YEAR, reason="Nytt uppdrag", by=BOB, at=AT)
    found = decision_on("work_plan", "HR", YEAR)
    assert found is not None
    assert not found.is_shut


def test_a_required_text_is_asked_for_before_it_is_confirmed(demo: Path) -> None:
    with pytest.raises(RefusedError) as raised:
        seal_report("work_plan", "EKO", YEAR, by=BESIDE, at=AT)
    assert refusals(raised) == ["missing-text"]


def test_a_protected_manager_confirms_by_the_signature_that_others_see(demo: Path) -> None:
    version = User.objects.get(username="cecilia").version
    wanted = Protection(is_protected=True, signature="HR-chefen", version=version)
    protect("cecilia", wanted, by=OPERATOR, at=AT)
    cecilia = actor_of("cecilia")
    assert cecilia is not None
    edition = confirm(cecilia)
    assert edition.decision == "Fastställd av HR-chefen den 6 april 2018"
    page = (edition.path / "report.html").read_text(encoding="utf-8")
    assert "HR-chefen, HR-chef" in page  # the owner of actions too
    assert "Låtsberg" not in page


def test_a_company_names_its_boards_decision_and_seals_its_own_plan_alone(demo: Path) -> None:
    with pytest.raises(RefusedError) as raised:
        seal_report("business_plan", "TELGE-INK", OLD, by=KARL, at=AT)
    assert refusals(raised) == ["decided-by-board"]
    edition = seal_report("business_plan", "TELGE-INK", OLD, decision=BOARD, by=KARL, at=AT)
    assert f"Beslut {BOARD}" in (edition.path / "report.html").read_text(encoding="utf-8")
    with pytest.raises(NotFoundError):
        seal_report("business_plan", "TELGE-NAT", OLD, decision=BOARD, by=KARL, at=AT)


def test_what_no_snapshot_knows_is_kept_with_the_edition(demo: Path) -> None:
    made = made_from_now("work_plan", "HR", YEAR)
    assert made.beside.rows
    assert made.beside.improvements
    assert "cecilia" in made.beside.people
    document = json.loads(canonical(made_from_document(made)))
    assert parse_made_from(document) == made


def test_an_edition_is_rebuilt_though_actions_names_assignments_and_the_board_go_on(demo: Path) -> None:
    confirm()
    action = find_action("A5")
    change_action(replace(action, name="Något annat"), by=ALICE, at=AT)
    User.objects.filter(username="cecilia").update(name="Cecilia Nyman")
    BoardDeviation.objects.filter(unit="HR", closed_on=None).update(closed_on="2018-05-01")
    register_assignment(GIVEN, by=ALICE, at=AT)
    now = {row.label for shown in built().tables for row in shown.rows}
    assert {"Något annat", "Utreda"} <= now  # the draft goes on
    assert verify(again=True, by=OPERATOR, at=AT).drift == ()


def test_a_plan_that_is_begun_stands_among_the_reports_and_the_others_do_not(demo: Path) -> None:
    years = {found.year: found for found in list_reports(language="sv", by=OPERATOR, at=AT)}
    assert [each.unit for each in years[2017].whole if each.kind == "work_plan"] == ["HR"]
    assert [each.unit for each in years[2014].whole if each.kind == "business_plan"] == ["TELGE-INK"]
    assert [each.unit for each in years[2016].whole if each.kind == "work_plan"] == []


def test_the_command_gives_both_kinds(demo: Path, hjulet: Command) -> None:
    for kind, unit, year in (("work_plan", "HR", "2018"), ("business_plan", "TELGE-INK", "2014")):
        document = hjulet("report", kind, "--unit", unit, "--period", year)
        assert (document["kind"], document["unit"]) == (kind, unit)


def test_the_chapters_stand_in_order(demo: Path) -> None:
    chapters = [each.text for each in built().blocks if isinstance(each, Heading) and each.level == 2]
    assert chapters == [
        "Vårt uppdrag",
        "Vad planerna ovanför begär",
        "Åtaganden och åtgärder",
        "Uppdrag",
        "Indikatorer",
        "Ekonomi",
        "Medarbetare",
        "Förbättringstavlan",
        "Uppföljning",
        "Risker",
    ]
