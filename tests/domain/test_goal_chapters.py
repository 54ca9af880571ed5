"""The goal chapters of an annual report: whose goals, in which slots, measured by what, in which order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hjulet.domain.goals.assessment import Assessment, Level, assessed_by
from hjulet.domain.goals.element import Element, ElementKind, FollowedBy
from hjulet.domain.goals.element import Scope as Aim
from hjulet.domain.goals.structure import GoalNetwork, Structure
from hjulet.domain.indicators.definition import Direction, Frequency, Indicator
from hjulet.domain.indicators.definition import Scope as Reach
from hjulet.domain.indicators.observation import Observation
from hjulet.domain.period import parse_period, year_period
from hjulet.domain.reports.chapters import Chapters, Grid, Place, Points, Title, Verdict, refs_of
from hjulet.domain.reports.goal_chapters import goal_assessments, goal_chapters
from hjulet.domain.reports.goal_measures import Measured, goal_indicators
from hjulet.domain.reports.scope import Registers, Scope
from hjulet.texts.chapters import title_words
from tests.domain.test_goals import element
from tests.services.people import ORGANISATION

VIEW = ORGANISATION.as_of(date(2021, 12, 31))
AREA = element("omrade", ElementKind.AREA, name="Området")
EMPTY = element("tomt", ElementKind.AREA, name="Utan mål")
SAFE = element("mal-1", under="omrade", number="1", lead="KS", indicators=("NTI",), name="Trygghet")
THEIRS = element("mal-2", under="omrade", number="2", lead="KFN")
ALL = element("mal-3", followed_by=FollowedBy.ALL_COMMITTEES)
WAY = element("vag", ElementKind.PERIOD_DIRECTION, under="mal-1", name="Samverka")
ALSO = element("aven", ElementKind.PERIOD_DIRECTION, under="omrade", name="Även detta")
DONE = element("atagande-1", ElementKind.COMMITMENT, under="mal-1", lead="HR", name="Fler vakter")
NETWORK = GoalNetwork(
    structures=(Structure(first_year=2020, last_year=2022, name="Nu"),),
    elements=(AREA, EMPTY, SAFE, THEIRS, ALL, WAY, ALSO, DONE),
)
INDICATOR = Indicator(
    id="NTI", name="Trygghet", unit="index", direction=Direction.UP, decimals=0, owner="KS",
    scope=Reach.MUNICIPALITY, frequency=Frequency.YEAR,
)  # fmt: skip


def values(**by_year: int) -> tuple[Observation, ...]:
    return tuple(
        Observation(indicator="NTI", period=parse_period(year[1:]), value=Decimal(value))
        for year, value in by_year.items()
    )


def said(of: str, level: Level = Level.FAIR) -> Assessment:
    ref = replace(SAFE.ref, key=of)
    return Assessment(of=ref, body="KS", period=year_period(2021), level=level, reason="Så.")


def scope(unit: str = "KS", year: int = 2021, **registers: object) -> Scope:
    held = Registers(**{"goals": NETWORK, **registers})  # type: ignore[arg-type]
    return Scope(unit=unit, period=year_period(year), view=VIEW, registers=held)


def ids(chapters: Chapters) -> list[str]:
    return [part.row if isinstance(part, Place) else part.id for part in chapters]


@pytest.mark.parametrize(
    ("body", "held"),
    [
        ("KS", ["omrade", "mal-1", "mal-3"]),
        ("KFN", ["omrade", "mal-2", "mal-3"]),
        ("HR", ["mal-3"]),  # its commitment is its body's to answer for
    ],
)
def test_a_body_assesses_the_goals_it_answers_for_and_those_of_all_under_their_areas(
    body: str, held: list[str]
) -> None:
    found = assessed_by(NETWORK, "2020-2022", body, board="KS", body_of=VIEW.body_of)
    assert [each.ref.key for each in found] == held


def test_a_goal_has_its_six_slots_and_an_area_ends_with_what_is_said_of_it_whole() -> None:
    measured = {"NTI": Measured(indicator=INDICATOR, observations=values(y2020=40, y2021=44))}
    chapters = goal_chapters(scope(measured=measured, assessments=(said("mal-1"), said("omrade"))))
    assert ids(chapters) == [
        "omrade",
        "mal-1",
        "mal-1.indicators",
        "mal-1.follow-up",
        "mal-1.follow-up",
        "mal-1.assessment",
        "mal-1.assessment.said",
        "mal-1.direction",
        "mal-1.direction.list",
        "mal-1.direction",
        "mal-1.actions",
        "mal-1.actions.table",
        "mal-1.actions",
        "mal-1.other",
        "mal-1.other",
        "omrade.other",
        "omrade.other.list",
        "omrade.other",
        "omrade.together",
        "omrade.assessment.said",
        "mal-3",
        "mal-3.follow-up",
        "mal-3.follow-up",
        "mal-3.assessment",
        "mal-3.assessment.said",
        "mal-3.direction",
        "mal-3.direction",
        "mal-3.actions",
        "mal-3.actions",
        "mal-3.other",
        "mal-3.other",
    ]
    levels = [(part.id, part.level) for part in chapters if isinstance(part, Title)]
    assert levels == [("omrade", 0), ("mal-1", 1), ("mal-3", 0)]
    assert [part.items for part in chapters if isinstance(part, Points)] == [
        ("Samverka",),
        ("Även detta",),
    ]
    verdicts = [part.assessment for part in chapters if isinstance(part, Verdict)]
    assert [each and each.level for each in verdicts] == [Level.FAIR, Level.FAIR, None]
    assert len(refs_of(chapters)) == 3  # two years and a target


def more(*elements: Element) -> GoalNetwork:
    return replace(NETWORK, elements=(*NETWORK.elements, *elements))


@pytest.mark.parametrize(("body", "undertaken"), [("KS", ("Vårt",)), ("KFN", ("Deras",))])
def test_of_a_goal_that_all_follow_up_a_body_shows_what_it_has_undertaken_itself(
    body: str, undertaken: tuple[str, ...]
) -> None:
    network = more(
        element("atagande-2", ElementKind.COMMITMENT, under="mal-3", lead="KFN", name="Deras"),
        element("atagande-3", ElementKind.COMMITMENT, under="mal-3", lead="HR", name="Vårt"),
    )
    chapters = goal_chapters(scope(body, goals=network))
    grids = {part.id: part.plan for part in chapters if isinstance(part, Grid)}
    assert tuple(row.label for row in grids["mal-3.actions.table"].rows) == undertaken


def test_a_goal_that_a_unit_leads_is_its_bodys_and_a_bodys_own_goal_is_marked() -> None:
    led = element("mal-4", lead="HR")
    own = element("mal-5", scope=Aim.OWN_BODY, lead="KS", number="5", name="Index")
    chapters = goal_chapters(scope(goals=more(led, own)))
    titles = {part.id: title_words(part, language="sv") for part in chapters if isinstance(part, Title)}
    assert (titles["mal-4"], titles["mal-5"]) == ("mal-4", "5. Index (eget mål)")
    plan, without = goal_assessments(scope(goals=more(led, own))), goal_assessments(scope(goals=more(led)))
    assert plan is not None
    assert without is not None
    assert [column.id for column in plan.columns] == ["about", "level", "reason"]
    assert [row.words["about"] for row in plan.rows][-2:] == ["municipality", "own_body"]
    assert [column.id for column in without.columns] == ["level", "reason"]


def test_a_unit_that_does_not_answer_to_the_council_has_no_chapters() -> None:
    assert goal_chapters(scope("KFN"))  # everybody follows mal-3 up
    assert goal_chapters(scope("EKO")) == ()
    assert goal_assessments(scope("EKO")) is None


def test_an_area_that_nobody_has_assessed_says_nothing_and_a_year_without_goals_has_no_chapters() -> None:
    assert "omrade.together" not in ids(goal_chapters(scope()))
    assert goal_chapters(scope(year=2019)) == ()
    assert goal_assessments(scope(year=2019)) is None


def test_the_table_of_assessments_tells_what_is_not_assessed_from_what_cannot_be() -> None:
    plan = goal_assessments(scope(assessments=(said("mal-1", Level.NONE),)))
    assert plan is not None
    assert [(row.id, row.is_head, row.words["level"], row.words["reason"]) for row in plan.rows] == [
        ("omrade", True, "", ""),
        ("mal-1", False, "none", "Så."),
        ("mal-3", False, "not_assessed", ""),
    ]


@pytest.mark.parametrize(
    ("given", "years", "trend"),
    [
        (values(y2019=40, y2021=44), ["value_2019", "value_2021"], "up-better"),
        (values(y2019=40, y2021=44, y2022=10), ["value_2019", "value_2021"], "up-better"),  # later: next time
        (values(y2019=44, y2021=40), ["value_2019", "value_2021"], "down-worse"),
        (values(y2019=44, y2021=45), ["value_2019", "value_2021"], "level"),
        (
            values(y2012=1, y2014=1, y2016=1, y2018=1, y2020=1),
            [f"value_{year}" for year in (2014, 2016, 2018, 2020)],
            "level",
        ),
        (values(y2021=44), ["value_2021"], ""),
        ((), ["value_2021"], ""),
    ],
)  # fmt: skip
def test_a_goal_is_measured_by_the_values_of_several_years_up_to_the_reports(
    given: tuple[Observation, ...], years: list[str], trend: str
) -> None:
    plan = goal_indicators(
        SAFE, {"NTI": Measured(indicator=INDICATOR, observations=given)}, year_period(2021)
    )
    assert plan is not None
    assert [each.id for each in plan.columns] == [*years, "target", *(["trend"] if trend else [])]
    (row,) = plan.rows
    assert row.words["trend"] == trend
    assert {column.unit for column in plan.columns if column.id != "trend"} == {"index"}


def observed(id: str, *periods: str) -> Measured:
    values = (Observation(indicator=id, period=parse_period(each), value=Decimal(50)) for each in periods)
    return Measured(indicator=replace(INDICATOR, id=id), observations=tuple(values))


def test_an_indicator_without_a_value_of_the_years_has_its_latest_one_beside() -> None:
    yearly, survey = observed("NTI", "2018", "2019", "2020", "2021"), observed("survey", "2011", "2013")
    goal = replace(SAFE, indicators=("NTI", "survey"))
    plan = goal_indicators(goal, {"NTI": yearly, "survey": survey}, year_period(2021))
    assert plan is not None
    assert [each.id for each in plan.columns][4:6] == ["latest", "of"]
    assert "latest" not in plan.rows[0].cells
    assert (plan.rows[1].cells["latest"].get("period"), plan.rows[1].words["of"]) == ("2013", "2013")
    halves = goal_indicators(SAFE, {"NTI": observed("NTI", "2021-H1")}, year_period(2021))
    assert halves is not None
    assert [each.id for each in halves.columns] == ["latest", "of", "target"]


@pytest.mark.parametrize(
    ("given", "cells", "words"),
    [
        (values(y2019=1, y2020=2), ["value_2019", "value_2020", "target"], {}),
        (values(y2012=1), ["value_2012", "target"], {}),
        ((), ["target"], {"value_2021": "not_booked"}),
    ],
)
def test_a_formula_shows_the_years_that_are_booked_and_nothing_of_the_one_under_way(
    given: tuple[Observation, ...], cells: list[str], words: dict[str, str]
) -> None:
    formula = replace(INDICATOR, formula="net_cost / inhabitants")
    for period in (year_period(2021), parse_period("2021-08")):
        plan = goal_indicators(SAFE, {"NTI": Measured(indicator=formula, observations=given)}, period)
        assert plan is not None
        (row,) = plan.rows
        assert list(row.cells) == cells
        assert {column: word for column, word in row.words.items() if column != "trend"} == words


def test_a_formula_says_nothing_of_a_year_that_another_indicator_has_a_value_of() -> None:
    formula = replace(INDICATOR, id="formula", formula="net_cost / inhabitants")
    measured = {
        "NTI": Measured(indicator=INDICATOR, observations=values(y2020=1, y2021=2)),
        "formula": Measured(indicator=formula, observations=values(y2020=1)),
    }
    plan = goal_indicators(replace(SAFE, indicators=("NTI", "formula")), measured, year_period(2021))
    assert plan is not None
    assert (list(plan.rows[1].cells), plan.rows[1].words["value_2021"]) == (
        ["value_2020", "target"],
        "not_booked",
    )


def test_units_that_differ_and_money_stand_in_the_rows() -> None:
    other = replace(INDICATOR, id="result", name="Resultat", unit="mnkr")
    goal = replace(SAFE, indicators=("NTI", "result", "unknown"))
    measured = {each.id: Measured(indicator=each, observations=()) for each in (INDICATOR, other)}
    plan = goal_indicators(goal, measured, year_period(2021))
    assert plan is not None
    assert [row.label for row in plan.rows] == ["Trygghet", "Resultat"]
    alone = goal_indicators(replace(goal, indicators=("result",)), measured, year_period(2021))
    assert alone is not None
    assert (alone.rows[0].label, alone.columns[0].unit) == ("Resultat", "")
    assert goal_indicators(replace(goal, indicators=("unknown",)), measured, year_period(2021)) is None


def test_a_table_of_a_chapter_is_about_its_goal() -> None:
    measured = {"NTI": Measured(indicator=INDICATOR, observations=())}
    grids = [part for part in goal_chapters(scope(measured=measured)) if isinstance(part, Grid)]
    assert [(grid.about, grid.plan.id) for grid in grids] == [
        ("Trygghet", "goal-indicators"),
        ("Trygghet", "goal-actions"),
    ]
