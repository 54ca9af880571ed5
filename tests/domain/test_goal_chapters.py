"""The goal chapters of an annual report: whose goals, in which slots, measured by what, in which order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hjulet.domain.goals.assessment import Assessment, Level, assessed_by
from hjulet.domain.goals.element import ElementKind, FollowedBy
from hjulet.domain.goals.structure import GoalNetwork, Structure
from hjulet.domain.indicators.definition import Direction, Frequency, Indicator
from hjulet.domain.indicators.definition import Scope as Reach
from hjulet.domain.indicators.observation import Observation
from hjulet.domain.period import parse_period, year_period
from hjulet.domain.reports.chapters import Chapters, Grid, Place, Points, Title, Verdict, refs_of
from hjulet.domain.reports.goal_chapters import goal_assessments, goal_chapters
from hjulet.domain.reports.goal_measures import Measured, goal_indicators
from hjulet.domain.reports.scope import Registers, Scope
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
        ("HR", ["omrade", "mal-1", "mal-3"]),  # by its commitment
        ("EKO", ["mal-3"]),
    ],
)
def test_a_body_assesses_the_goals_it_answers_for_and_those_of_all_under_their_areas(
    body: str, held: list[str]
) -> None:
    found = assessed_by(NETWORK, "2020-2022", body, board="KS")
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
        "mal-1.actions.list",
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
        ("Fler vakter",),
        ("Även detta",),
    ]
    verdicts = [part.assessment for part in chapters if isinstance(part, Verdict)]
    assert [each and each.level for each in verdicts] == [Level.FAIR, Level.FAIR, None]
    assert len(refs_of(chapters)) == 3  # two years and a target


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
    (grid,) = (part for part in goal_chapters(scope(measured=measured)) if isinstance(part, Grid))
    assert (grid.about, grid.plan.id) == ("Trygghet", "goal-indicators")
