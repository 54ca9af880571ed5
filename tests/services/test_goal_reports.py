"""Goals in reports: the council's decision in the order of its document, and the year's follow-up of each."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hjulet.domain.goals.assessment import Level
from hjulet.domain.goals.element import Ref
from hjulet.domain.period import Period, parse_period, year_period
from hjulet.domain.report import BulletList, Heading, Paragraph, Report, Table, plain_text
from hjulet.domain.reports.blocks import chart as chart_block
from hjulet.domain.reports.blocks import table as table_block
from hjulet.domain.reports.catalogue import rests_on_goals
from hjulet.domain.reports.chapters import Place
from hjulet.domain.reports.council_goals import committee_focus
from hjulet.domain.reports.standard_goals import GOALS
from hjulet.domain.reports.template import BlockType
from hjulet.domain.talk import Part, Spot
from hjulet.services.assessments import assess, assessment_page
from hjulet.services.drafts import may_write
from hjulet.services.edition import seal_report
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.people import OPERATOR
from hjulet.services.report import build_report, made_from_now
from hjulet.services.report_parts import Text
from hjulet.services.report_view import view_report
from hjulet.services.spots import Ground
from tests.domain.test_council_goals import scope as council
from tests.domain.test_goal_chapters import VIEW
from tests.services.people import ALICE, AT, BOB, CHARLIE, person

POOR = Ref("2017-2019", "hallbara-3")


def built(kind: str, year: str, *, unit: str = "KS", snapshot: int | None = None) -> Report:
    period = parse_period(year)
    return build_report(kind, unit, period, snapshot=snapshot, by=OPERATOR, at=AT).report


def table(report: Report, id: str) -> Table:
    return next(each for each in report.tables if each.id == id)


def levels_alone(kind: str, period: Period) -> set[int]:
    """Tell how deep headings are where the template has chapters alone, with no heading over them."""
    made = made_from_now(kind, "KS", period)
    chapters = tuple(each for each in made.template.blocks if each.type is BlockType.CHAPTERS)
    alone = replace(made, template=replace(made.template, blocks=chapters))
    report = build_report(kind, "KS", period, made_from=alone, by=OPERATOR, at=AT).report
    return {each.level for each in report.blocks if isinstance(each, Heading)}


def faults(goal: str, text: str) -> list[str]:
    """List what is wrong with the annual report where this is all that is written, of a goal."""
    period = parse_period("2017")
    texts = {f"goal-chapters.{goal}.follow-up": Text(source=text)}
    written = replace(made_from_now("annual", "KS", period), texts=texts)
    built = build_report("annual", "KS", period, made_from=written, by=OPERATOR, at=AT)
    return [problem.code for problem in built.problems]


def label(section: str) -> str:
    """Name a text of the annual report as it is named where it is talked of."""
    ground = Ground()
    subject = ground.new(Spot(part=Part.TEXT, key=f"annual KS 2017 {section}"))
    return ground.labels([subject], language="sv")[subject.spot]


def asked(table: str, do: Callable[[], object]) -> int:
    """Count how often a table is asked."""
    with CaptureQueriesContext(connection) as queries:
        do()
    return sum(f'FROM "{table}"' in each["sql"] for each in queries.captured_queries)


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


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (("2018-2020.mal-3",), []),  # of another goal that was called so in the same year
        (("2020-2022.mal-3",), ["2020-2022.mal-3"]),
        (("mal-3",), ["mal-3"]),  # written before places named the years
        (("mal-3", "2020-2022.mal-3"), ["2020-2022.mal-3"]),
    ],
)
def test_a_text_of_a_goal_is_not_anothers_with_its_key(
    demo: Path, written: tuple[str, ...], shown: list[str]
) -> None:
    texts = {f"council-goals.{each}.what": Text(source=each) for each in written}
    period = parse_period("2020")
    made = replace(made_from_now("goals", "KS", period), texts=texts)
    built = build_report("goals", "KS", period, made_from=made, by=OPERATOR, at=AT)
    found = [each for each in built.report.paragraphs if each.id.startswith("council-goals.")]
    assert [each.plain for each in found] == shown
    assert {each.id for each in found} <= {"council-goals.mal-3.what-1"}
    places = [each.id for each in built.sections if each.is_written and each.row == "mal-3.what"]
    assert places == [f"council-goals.{each}.what" for each in shown]


@pytest.mark.parametrize("place", ["goal-chapters.2017-2019.hallbara-1", "goal-chapters.hallbara-1"])
def test_a_text_of_a_goal_is_named_by_it_where_it_is_talked_of(demo: Path, place: str) -> None:
    assert label(f"{place}.follow-up") == (
        "1. Upplevd trygghet ska öka: uppföljning av målet, Kommunstyrelsens årsrapport"
    )


def test_what_the_council_tells_a_committee_is_not_the_committees_to_write() -> None:
    manager = person("Kim", "unit_manager", "KS")
    places = [part.row for part in committee_focus(council()) if isinstance(part, Place)]
    sections = ["unit-comments.KS", *(f"committee-focus.{place}" for place in places)]
    written = [each for each in sections if may_write(GOALS, "KF", each, by=manager, at=AT, view=VIEW)]
    assert (len(places), written) == (4, ["unit-comments.KS"])


def test_a_decision_on_goals_may_show_what_they_become_but_no_money() -> None:
    assert rests_on_goals(replace(GOALS, blocks=(*GOALS.blocks, table_block("plan-goals"))))
    for money in (table_block("internal-budget"), chart_block("budget-shares")):
        assert not rests_on_goals(replace(GOALS, blocks=(*GOALS.blocks, money)))


def test_the_decision_is_the_councils_and_the_boards_and_needs_goals(demo: Path) -> None:
    assert built("goals", "2020", unit="KF").unit == "KF"
    assert levels_alone("goals", parse_period("2020")) == {2, 3, 4}
    with pytest.raises(RefusedError, match="not-its-report"):
        built("goals", "2020", unit="UN")
    with pytest.raises(NotFoundError):
        build_report("goals", "KS", parse_period("2020"), by=CHARLIE, at=AT)
    for year in ("2021", "2030"):  # those of 2021 were decided for 2020
        with pytest.raises(RefusedError, match="no-goals"):
            seal_report("goals", "KS", parse_period(year), by=ALICE, at=AT)


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
    assert faults("hallbara-3", "{nej}") == ["unknown-metric"]
    assert faults("no-longer-shown", "{nej}") == []
    assert "Det finns inga mål som nämnden svarar för 2017." in [
        each.plain for each in built("annual", "2017", unit="UN").paragraphs
    ]


def test_a_report_asks_twice_what_is_known_of_the_organisation_and_its_page_once_more(demo: Path) -> None:
    about = ("annual", "KS", year_period(2017))  # as the snapshot knows it, and now: whose owners are
    assert asked("store_unit", lambda: build_report(*about, by=ALICE, at=AT)) == 2
    assert asked("store_unit", lambda: view_report(*about, language="sv", by=ALICE, at=AT)) == 3


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
