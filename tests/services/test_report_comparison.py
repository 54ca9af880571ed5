"""What two states of a report are compared as: each in the edition's language, built only where asked for."""

from dataclasses import replace

import pytest

from hjulet.domain.goals.assessment import Level
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.period import parse_period
from hjulet.domain.report_difference import TextChange
from hjulet.domain.reports.standard import ANNUAL
from hjulet.domain.reports.template import PeriodKind
from hjulet.domain.text_difference import Side
from hjulet.services.assessments import assess, assessment_page
from hjulet.services.commitments import add_commitment
from hjulet.services.decided import reopen
from hjulet.services.drafts import draft, save_draft
from hjulet.services.edition import seal_report
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.report_comparison import DRAFT, ReportComparison, compare_report
from hjulet.services.templates import save_template
from hjulet.store.models import Edition
from tests.demo_home import SEALED_YEARS
from tests.services.people import ALICE, AT, CHARLIE

YEAR = parse_period("2017")
REPORT = ("annual", "KS", YEAR)
EDITION = len(SEALED_YEARS)
"""Its number in the home where it is sealed."""

GOAL = Ref("2017-2019", "hallbara-3")

pytestmark = pytest.mark.usefixtures("sealed")


def write(section: str, source: str) -> None:
    version = draft(*REPORT, section, by=ALICE, at=AT).version
    save_draft(*REPORT, section, source=source, version=version, by=ALICE, at=AT)


def added(change: TextChange) -> str:
    """Read what a text has that it had not."""
    return "".join(piece.text for piece in change.pieces if piece.side is Side.NEW)


def compare(*numbers: int) -> ReportComparison:
    chosen = (numbers[0], numbers[1]) if numbers else None
    return compare_report(*REPORT, numbers=chosen, by=ALICE, at=AT)


def test_the_draft_is_compared_in_the_language_that_the_edition_was_made_in() -> None:
    assert Edition.objects.get(number=EDITION).language == "sv"
    found = compare()
    assert (found.title, found.found.is_empty) == ("Kommunstyrelsens årsrapport", True)


def test_two_editions_are_compared_though_the_draft_cannot_be_built() -> None:
    reopen(*REPORT, reason="Fel", by=ALICE, at=AT)
    write("result-text", "Nytt.")
    seal_report(*REPORT, by=ALICE, at=AT)
    monthly = replace(ANNUAL, from_year=2017, period=PeriodKind.MONTH)
    save_template(monthly, version=0, by=ALICE, at=AT)
    assert [each.section for each in compare(EDITION, EDITION + 1).found.texts] == ["result-text"]
    with pytest.raises(RefusedError, match="not-a-month"):
        compare(EDITION, DRAFT)


def test_what_the_goal_chapters_say_is_compared() -> None:
    reopen(*REPORT, reason="Fel", by=ALICE, at=AT)
    write("goal-chapters.2017-2019.hallbara-3.other", "En ny väg.")
    said = assessment_page(GOAL, "KS", YEAR, by=ALICE, at=AT).now
    assert said is not None
    assess(replace(said, level=Level.NONE, reason="Värden saknas."), by=ALICE, at=AT)
    meetings = Element(
        ref=replace(GOAL, key=""), kind=ElementKind.COMMITMENT, name="Fler möten", under=GOAL.key, lead="KS"
    )
    add_commitment(meetings, by=ALICE, at=AT)
    found = compare()
    goal = "3. Barn och ungas livsvillkor ska förbättras"
    assert {found.labels[each.section]: added(each) for each in found.found.texts} == {
        f"{goal}: lägesbedömning": "– Ingen bedömning. Värden saknas.",
        f"{goal[3:]}: övriga inriktningar": "En ny väg.",
    }
    levels, actions = found.found.tables
    assert actions.caption == f"Åtgärder: {goal[3:]}"
    assert [(each.row, each.column, each.after) for each in actions.cells] == [
        ("Fler möten", "Ansvarig", "Kommunstyrelsen")
    ]
    assert levels.caption == "Lägesbedömning av målen 2017"
    assert [(each.row, each.column, each.after) for each in levels.cells] == [
        (goal, "Lägesbedömning", "– Ingen bedömning"),
        (goal, "Grund", "Värden saknas."),
    ]


def test_another_committee_has_nothing_to_compare() -> None:
    with pytest.raises(NotFoundError):
        compare_report(*REPORT, numbers=None, by=CHARLIE, at=AT)
