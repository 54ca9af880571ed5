"""A plan from draft to decision: sent for comment, written on, decided, and compared with what was sent."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hjulet.domain.budget import BudgetVersion
from hjulet.domain.calendar.recurrence import parse_recurrence
from hjulet.domain.period import parse_period
from hjulet.domain.report_difference import CellChange
from hjulet.services.calendar import find_step, save_step
from hjulet.services.decided import decision_on, reopen
from hjulet.services.drafts import draft, save_draft
from hjulet.services.edition import seal_report
from hjulet.services.editions import EditionFacts, list_editions
from hjulet.services.errors import DecidedError, NotFoundError, RefusedError
from hjulet.services.people import OPERATOR
from hjulet.services.report_comparison import DRAFT, ReportComparison, compare_report
from hjulet.services.report_list import ReportEntry, list_reports
from hjulet.services.verification import verify
from hjulet.store.models import BudgetAmount
from tests.command import Command
from tests.services.people import ALICE, AT, CHARLIE

YEAR = parse_period("2014")
SENT = "Nämnderna, svar senast 1 november 2013"
DECISION = "KS 2013-12-13 § 210"
LATER = "Bokslutssiffror för 2013 lämnas senare"


def send() -> EditionFacts:
    return seal_report("plan", "KS", YEAR, referral=SENT, by=ALICE, at=AT)


def decide() -> EditionFacts:
    return seal_report("plan", "KS", YEAR, decision=DECISION, open_points=[f" {LATER} ", ""], by=ALICE, at=AT)


def write(section: str, text: str) -> None:
    version = draft("plan", "KS", YEAR, section, by=ALICE, at=AT).version
    save_draft("plan", "KS", YEAR, section, source=text, version=version, by=ALICE, at=AT)


def compare(*numbers: int) -> ReportComparison:
    chosen = (numbers[0], numbers[1]) if numbers else None
    return compare_report("plan", "KS", YEAR, numbers=chosen, by=ALICE, at=AT)


def entry() -> ReportEntry:
    years = {found.year: found for found in list_reports(language="sv", by=OPERATOR, at=AT)}
    return next(one for one in years[2014].whole if one.unit == "KS")


def page(edition: EditionFacts) -> str:
    return (edition.path / "report.html").read_text(encoding="utf-8")


def drifted() -> int:
    return len(verify(again=True, by=OPERATOR, at=AT).drift)


def test_a_plan_out_for_comment_is_kept_and_written_on_until_it_is_decided(demo: Path) -> None:
    assert (entry().referral, entry().editions, entry().months) == (None, (), None)
    before = draft("plan", "KS", YEAR, "staff-text", by=ALICE, at=AT).source
    sent = send()
    assert (sent.referral, sent.decision) == (SENT, "")
    assert f"Remissversion, inte beslutad: {SENT}" in page(sent)
    assert decision_on("plan", "KS", YEAR) is None
    assert (entry().referral, entry().editions) == (1, ())
    write("staff-text", "När året börjar beräknas kontoret ha 181 anställda.")
    decided = decide()
    assert (decided.number, decided.replaces, decided.referral) == (2, 1, "")
    assert "Remissversion" not in page(decided)
    assert decided.open_points == (LATER,)
    assert f"Kompletteras senare: {LATER}" in page(decided)
    assert json.loads((decided.path / "content.json").read_bytes())["open_points"] == [LATER]
    assert (entry().referral, entry().editions) == (None, (2,))
    with pytest.raises(DecidedError):
        write("staff-text", "Ännu en ändring.")
    reopen("plan", "KS", YEAR, reason="Ny remiss.", by=ALICE, at=AT)
    write("staff-text", before)
    assert send().number == 3  # though it says what edition 1 said
    assert send().number == 3
    assert (entry().referral, entry().editions) == (3, (2,))
    assert drifted() == 0


def test_only_plans_are_reports_of_a_year_without_books(demo: Path) -> None:
    years = {found.year: found for found in list_reports(language="sv", by=OPERATOR, at=AT)}
    assert {one.kind for one in years[2014].whole} == {"plan", "goals", "business_plan"}
    assert years[2014].monthly == ()
    assert {one.kind for one in years[2016].whole} == {"annual", "plan"}
    assert {one.kind for one in years[2018].whole} == {"plan", "goals"}  # next year's, before its budget
    assert max(years) == 2020  # the goals that begin then
    assert {(one.kind, one.unit) for one in years[2020].whole} == {("goals", "KF"), ("goals", "KS")}


def test_a_referral_is_no_decision(demo: Path) -> None:
    with pytest.raises(RefusedError, match="referral-is-no-decision"):
        seal_report("plan", "KS", YEAR, decision=DECISION, referral=SENT, by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="referral-leaves-open"):
        seal_report("plan", "KS", YEAR, referral=SENT, open_points=[LATER], by=ALICE, at=AT)


def test_what_is_sent_to_nobody_is_neither_sent_nor_decided(demo: Path) -> None:
    with pytest.raises(RefusedError, match="referral-to-nobody"):
        seal_report("plan", "KS", YEAR, referral=" ", by=ALICE, at=AT)


def test_the_draft_is_compared_with_what_was_sent_word_by_word_and_cell_by_cell(demo: Path) -> None:
    send()
    assert compare().found.is_empty
    write("staff-text", "När året börjar beräknas kontoret ha 181 anställda.")
    step, version = find_step("2014-delar-april-ks", by=OPERATOR, at=AT)
    save_step(replace(step, when=parse_recurrence("05")), version=version, by=OPERATOR, at=AT)
    found = compare()
    assert [found.labels[each.section] for each in found.found.texts] == ["Anställda"]
    assert (
        "".join(piece.text for piece in found.found.texts[0].pieces if piece.side == "new").strip() == "181"
    )
    assert [table.cells for table in found.found.tables] == [
        (
            CellChange(
                row="Delårsrapport per den 30 april", column="Kommunstyrelsen", before="juni", after="maj"
            ),
        )
    ]
    assert drifted() == 0  # the edition keeps the calendar that it was made from
    decide()
    assert compare(2, DRAFT).found.is_empty
    assert len(compare(1, 2).found.tables) == 1


def test_only_editions_of_the_report_itself_are_compared_and_only_by_its_body(demo: Path) -> None:
    with pytest.raises(NotFoundError):
        compare()  # nothing is sealed
    number = send().number
    with pytest.raises(NotFoundError):
        compare(number + 1, DRAFT)
    with pytest.raises(NotFoundError):
        compare_report("plan", "KS", YEAR, numbers=None, by=CHARLIE, at=AT)


def test_a_plan_without_money_is_not_sealed(demo: Path) -> None:
    for section in ("mandate-text", "budget-text"):
        save_draft("plan", "UN", YEAR, section, source="Text.", version=0, by=OPERATOR, at=AT)
    with pytest.raises(RefusedError, match="no-budget"):
        seal_report("plan", "UN", YEAR, by=OPERATOR, at=AT)


def test_a_plan_without_money_from_the_start_is_not_sealed(demo: Path) -> None:
    BudgetAmount.objects.filter(period__startswith="2014").update(version=BudgetVersion.REVISED)
    with pytest.raises(RefusedError, match="no-budget"):
        decide()


def test_the_command_sends_and_seals(demo: Path, hjulet: Command) -> None:
    asked = ("seal", "plan", "--unit", "KS", "--period", "2014")
    refused = hjulet(*asked, "--referral", SENT, "--open-point", LATER, exit_code=1)
    assert refused["error"]["code"] == "referral-leaves-open"
    assert hjulet(*asked, "--referral", SENT)["number"] == 1
    assert [one.referral for one in list_editions(by=OPERATOR, at=AT)] == [SENT]
    refused = hjulet(*asked, "--referral", SENT, "--decision", DECISION, exit_code=1)
    assert refused["error"]["code"] == "referral-is-no-decision"
    assert hjulet(*asked, "--referral", "", exit_code=1)["error"]["code"] == "referral-to-nobody"
