"""The council's goals as chapters: in the order of the document, with trends expected and focus by body."""

from dataclasses import replace
from decimal import Decimal

from hjulet.domain.goals.element import ElementKind, FollowedBy, ProgrammeState
from hjulet.domain.goals.element import Scope as Reach
from hjulet.domain.goals.structure import BodyGroup, GoalNetwork, Structure
from hjulet.domain.indicators.definition import Expected, ExpectedTrend, Indicator
from hjulet.domain.indicators.observation import Observation
from hjulet.domain.period import parse_period, year_period
from hjulet.domain.reports.assignments import council_assignments
from hjulet.domain.reports.chapters import Grid, Place, Points, Title
from hjulet.domain.reports.council_goals import (
    committee_focus,
    council_goals,
    goals_overview,
    priority_areas,
)
from hjulet.domain.reports.goal_measures import Measured
from hjulet.domain.reports.scope import Registers, Scope
from hjulet.texts.chapters import title_words
from tests.domain.test_goal_chapters import VIEW
from tests.domain.test_goals import element

GROUP = BodyGroup(structure="2020-2022", key="namnderna", name="Nämnderna", members=("KS", "KFN"))
FUTURE = element("framtid", ElementKind.AREA_GROUP, name="Framtid")
AREA = element("omrade", ElementKind.AREA, under="framtid", name="Området")
GOAL = element("mal-1", under="omrade", number="1", name="Läsa", indicators=("hme",))
ALONE = element("mal-2", number="2", followed_by=FollowedBy.EXECUTIVE_BOARD, name="Rekrytera")
WAY = element("vag", ElementKind.PERIOD_DIRECTION, under="mal-1", name="Framåt")
PLAN = element("plan", ElementKind.PROGRAMME, under="mal-1", name="Plan", years=(2018, 2021))
COMING = replace(PLAN, ref=replace(PLAN.ref, key="plan-2"), years=(None, None), name="Policy")
PRIORITY_AREA = element("barn", ElementKind.PRIORITY_AREA, name="Barn")
PRIORITY = element("barn-1", ElementKind.PRIORITY, under="barn", name="Skola")
FOCUS = element("fokus", ElementKind.FOCUS, bodies=("namnderna",), name="Bemötande")
OURS = element("fokus-ks", ElementKind.FOCUS, bodies=("KS",), name="Uppsikt")
LED = element("fokus-kfn", ElementKind.FOCUS, lead="KFN", bodies=("KS",), name="Möten")
EVERYBODY = element("fokus-alla", ElementKind.FOCUS, name="Digitalt")
OWN = element("mal-9", scope=Reach.OWN_BODY, under="omrade", name="Eget")
TASK = element("uppdrag", ElementKind.ASSIGNMENT, lead="KFN", years=(2020, 2020), name="Utreda")
NETWORK = GoalNetwork(
    structures=(Structure(first_year=2020, last_year=2022, name="Nu", groups=(GROUP,)),),
    elements=(
        *(FUTURE, AREA, GOAL, ALONE, WAY, replace(PLAN, state=ProgrammeState.VALID)),
        replace(COMING, state=ProgrammeState.IN_PREPARATION),
        *(PRIORITY_AREA, PRIORITY, FOCUS, OURS, LED, EVERYBODY, OWN, TASK),
    ),
)
HME = Indicator(
    id="hme", name="HME", unit="index", owner="KS",
    expected=tuple(ExpectedTrend(year=year, expected=Expected.INCREASE) for year in (2019, 2020, 2021, 2023)),
)  # fmt: skip


def scope(year: int = 2020, goals: GoalNetwork = NETWORK) -> Scope:
    values = tuple(
        Observation(indicator="hme", period=parse_period(when), value=Decimal(value))
        for when, value in (("2017", 74), ("2018", 75), ("2020", 80))
    )
    measured = {"hme": Measured(indicator=HME, observations=values)}
    held = Registers(goals=goals, measured=measured)
    return Scope(unit="KS", period=year_period(year), view=VIEW, registers=held)


def test_areas_are_chapters_with_their_goals_and_a_goal_in_none_is_one_of_its_own() -> None:
    titles = [part for part in council_goals(scope()) if isinstance(part, Title)]
    assert [(each.text, each.level) for each in titles] == [
        ("Området", 0),
        ("1. Läsa", 1),
        ("2. Rekrytera", 0),
    ]
    lists = [part for part in council_goals(scope()) if isinstance(part, Points)]
    assert [(each.items, each.notes) for each in lists] == [
        (("Framåt",), ()),
        (("Plan 2018–2021", "Policy"), ("", "in_preparation")),
    ]
    assert council_goals(scope(2023)) == ()


def test_the_latest_value_is_the_one_that_the_decision_rested_on() -> None:
    (grid,) = (part for part in council_goals(scope()) if isinstance(part, Grid))
    (row,) = grid.plan.rows
    assert [column.id for column in grid.plan.columns] == ["latest", "of", "expected_2020", "expected_2021"]
    assert (row.label, row.words["of"], row.words["expected_2021"]) == ("HME", "2018", "increase")
    assert row.cells["latest"].get("period") == "2018"  # that of 2020 is not known yet


def test_the_overview_has_groups_over_their_goals_and_says_what_only_the_board_follows_up() -> None:
    plan = goals_overview(scope())
    assert plan is not None
    assert [(row.label, row.is_head, row.words.get("area", "")) for row in plan.rows] == [
        ("Framtid", True, ""),
        ("1. Läsa", False, "Området"),
        ("2. Rekrytera", False, ""),
    ]
    assert plan.rows[-1].words["followed_by"] == "executive_board"
    assert goals_overview(scope(2019)) is None


def test_priorities_focus_and_assignments_stand_by_whose_they_are() -> None:
    assert [part.id for part in priority_areas(scope()) if isinstance(part, Title)] == ["barn"]
    focus = committee_focus(scope())
    titles = [title_words(part, language="sv") for part in focus if isinstance(part, Title)]
    assert titles == ["Nämnderna", "KS", "KFN, KS", "Alla nämnder"]
    points = [part.items for part in focus if isinstance(part, Points)]
    assert points == [("Bemötande",), ("Uppsikt",), ("Möten",), ("Digitalt",)]
    places = [part.row for part in focus if isinstance(part, Place)]
    assert places == ["fokus.focus", "fokus-ks.focus", "fokus-kfn.focus", "fokus-alla.focus"]
    plan = council_assignments(scope())
    assert plan is not None
    assert [(row.label, row.words["bodies"], row.words["years"]) for row in plan.rows] == [
        ("Utreda", "KFN", "2020..2020")
    ]
    assert [column.id for column in plan.columns] == ["bodies", "years"]
    assert council_assignments(scope(2019)) is None


def test_a_table_with_nothing_to_say_beside_its_rows_has_a_column_all_the_same() -> None:
    alone = replace(NETWORK, elements=(element("mal-1"), element("uppdrag", ElementKind.ASSIGNMENT)))
    goals, assignments = goals_overview(scope(goals=alone)), council_assignments(scope(goals=alone))
    assert goals is not None
    assert assignments is not None
    assert [column.id for column in (*goals.columns, *assignments.columns)] == ["area", "bodies"]
