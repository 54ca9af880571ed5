"""Goals in reports: the council's decision in the order of its document, and the year's follow-up of each."""

from dataclasses import replace
from pathlib import Path

import pytest

from hjulet.domain.goals.assessment import Level
from hjulet.domain.goals.element import Ref
from hjulet.domain.period import parse_period, year_period
from hjulet.domain.report import BulletList, Heading, Paragraph, Report, Table, plain_text
from hjulet.services.assessments import assess, assessment_page
from hjulet.services.edition import seal_report
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.people import OPERATOR
from hjulet.services.report import build_report
from tests.services.people import ALICE, AT, BOB, CHARLIE

POOR = Ref("2017-2019", "hallbara-3")


def built(kind: str, year: str, *, unit: str = "KS", snapshot: int | None = None) -> Report:
    period = parse_period(year)
    return build_report(kind, unit, period, snapshot=snapshot, by=OPERATOR, at=AT).report


def table(report: Report, id: str) -> Table:
    return next(each for each in report.tables if each.id == id)


def below(report: Report, heading: str) -> list[str]:
    """Read what stands under a heading until the next: tables by their caption, points one by one."""
    blocks = iter(report.blocks)
    for block in blocks:
        if isinstance(block, Heading) and block.id == heading:
            break
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                break
            case Paragraph():
                found.append(block.plain)
            case BulletList():
                found += [plain_text(item) for item in block.items]
            case Table():
                found.append(block.caption)
    return found


def test_the_chapters_of_the_decision_stand_in_the_order_of_the_document(demo: Path) -> None:
    report = built("goals", "2020")
    assert [each.text for each in report.blocks if isinstance(each, Heading) and each.level == 2] == [
        "Gemensamt ansvar",
        "Prioriterade områden",
        "Vår gemensamma framtid",
        "Fullmäktiges mål",
        "Kunskapskommunen Södertälje",
        "Södertäljes medborgare och välfärd – social hållbarhet",
        "Attraktiva Södertälje",
        "Ekologiskt hållbara kommunen Södertälje",
        "God ekonomi och effektiv organisation",
        "Attraktiv arbetsgivare",
        "Fler utvecklingsområden",
        "Nämndspecifik inriktning",
        "Uppdrag",
        "Uppföljning",
    ]
    focus = [each.text for each in report.blocks if isinstance(each, Heading) and "e-focus." in each.id]
    assert (len(focus), focus[:2], focus[-1]) == (
        9,
        ["Kommunstyrelsen", "Utbildningsnämnderna"],
        "Miljönämnden",
    )
    assert len(below(report, "priority-areas.attraktiv-kommun.priorities")) == 7
    assert "Folkhälsoprogrammet (◐ Revidering pågår)" in below(report, "council-goals.mal-3.programmes")
    rows = table(report, "council-goals.mal-7.indicators").rows
    assert [row.cells["latest"].display for row in rows] == [
        "32,5\u00a0%",
        "209\u00a0mnkr",
        "449\u00a0mnkr",
        "141,0\u00a0tkr/inv",
        "AA+",
    ]
    assert [row.cells["expected_2021"].display for row in rows][:3] == [
        "→ Oförändrad",
        "↗ Öka",
        "↘ Minska",
    ]
    assert len(table(report, "council-assignments").rows) == 6


def test_the_decision_is_the_councils_and_the_boards_and_needs_goals(demo: Path) -> None:
    assert built("goals", "2020", unit="KF").unit == "KF"
    with pytest.raises(RefusedError, match="not-its-report"):
        built("goals", "2020", unit="UN")
    with pytest.raises(NotFoundError):
        build_report("goals", "KS", parse_period("2020"), by=CHARLIE, at=AT)
    with pytest.raises(RefusedError, match="no-goals"):
        seal_report("goals", "KS", parse_period("2030"), by=ALICE, at=AT)


def test_the_annual_report_follows_up_each_goal_in_its_slots(demo: Path) -> None:
    report = built("annual", "2017")
    levels = table(report, "goal-assessments")
    said = [row.cells["level"].display for row in levels.rows if row.kind == "row"]
    assert (len(said), said.count("● Bra"), said.count("◐ Ok"), said.count("○ Har brister")) == (18, 6, 8, 4)
    assert [row.cells["level"].display for row in levels.rows if row.kind == "head"] == [
        "● Bra",
        "◐ Ok",
        "◐ Ok",
        "◐ Ok",
    ]
    slots = [each.text for each in report.blocks if isinstance(each, Heading) and "hallbara-3." in each.id]
    assert slots == [
        "Uppföljning av målet",
        "Lägesbedömning",
        "Inriktning och uppföljning av den",
        "Åtgärder och uppföljning av dem",
    ]
    assert below(report, "goal-chapters.hallbara-3.direction")[:2] == [
        "Barnfattigdomen ska minska på lång sikt",
        "Samverkan mot våld i nära relationer fortsätter",
    ]
    measured = table(report, "goal-chapters.hallbara-1.indicators")
    assert measured.caption == "Indikatorer: Upplevd trygghet ska öka"
    assert [cell.display for cell in measured.rows[0].cells.values()] == [
        "37",
        "41",
        "45",
        "44",
        "→ Oförändrad",
    ]
    assert "Det finns inga mål som nämnden svarar för 2017." in [
        each.plain for each in built("annual", "2017", unit="UN").paragraphs
    ]


def test_an_older_snapshot_has_the_assessment_that_was_known_then(demo: Path) -> None:
    before = built("annual", "2017").snapshot
    now = assessment_page(POOR, "KS", year_period(2017), by=ALICE, at=AT).now
    assert now is not None
    assess(replace(now, level=Level.NONE, reason="Värden saknas."), by=ALICE, at=AT)
    heading = "goal-chapters.hallbara-3.assessment"
    assert below(built("annual", "2017"), heading) == ["– Ingen bedömning. Värden saknas."]
    (then,) = below(built("annual", "2017", snapshot=before), heading)
    assert then.startswith("○ Har brister. Barnfattigdomen")
    with pytest.raises(NotFoundError):
        assess(replace(now, reason="x"), by=BOB, at=AT)
