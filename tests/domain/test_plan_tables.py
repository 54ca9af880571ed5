"""The tables of an operating plan: whose goals and programmes, whose focus, which days, which money."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hjulet.domain.calendar.recurrence import parse_recurrence
from hjulet.domain.calendar.step import About, Step, StepKind, What, occurrences
from hjulet.domain.figures import Figure, FigureRef, Unit
from hjulet.domain.goals.element import ElementKind, FollowedBy, LinkKind
from hjulet.domain.goals.element import Scope as Reach
from hjulet.domain.goals.structure import GoalNetwork, Structure
from hjulet.domain.indicators.definition import Expected, ExpectedTrend, Indicator, Target
from hjulet.domain.indicators.observation import Observation
from hjulet.domain.period import year_period
from hjulet.domain.reports.goal_measures import Measured
from hjulet.domain.reports.operating_plan import internal_budget, investment_budget
from hjulet.domain.reports.plan import TablePlan, without_empty
from hjulet.domain.reports.plan_calendar import follow_up_calendar, follow_ups_of
from hjulet.domain.reports.plan_goals import plan_goals, plan_own_goals
from hjulet.domain.reports.plan_indicators import plan_indicators, plan_own_indicators
from hjulet.domain.reports.plan_programmes import plan_programmes
from hjulet.domain.reports.scope import Registers, Scope
from tests.domain.test_goal_chapters import VIEW
from tests.domain.test_goals import element, link

AREA = element("omrade", ElementKind.AREA, name="Området")
OURS = element("mal-1", under="omrade", number="1", lead="KFN", bodies=("KS",))
EVERYBODY = element("mal-2", followed_by=FollowedBy.ALL_COMMITTEES)
BOARD = element("mal-3", followed_by=FollowedBy.EXECUTIVE_BOARD)
OWN = element("mal-4", scope=Reach.OWN_BODY, lead="KS")
DIRECTION = element("inriktning", ElementKind.PERIOD_DIRECTION, under="mal-1", name="Framåt")
FOCUS = element("fokus-ks", ElementKind.FOCUS, lead="KS", name="Vårt fokus")
THEIRS = element("fokus-kfn", ElementKind.FOCUS, lead="KFN", name="Deras fokus")
PROGRAMME = element("program", ElementKind.PROGRAMME, under="mal-1", years=(2018, 2021))
LED = element("plan", ElementKind.PROGRAMME, lead="KFN")
SOUGHT = element(
    "programmal", ElementKind.PROGRAMME_GOAL, under="plan", note="Mäts med: något.", years=(None, 2021)
)
PART = element(
    "atgard", ElementKind.ACTION, under="programmal", lead="KFN", bodies=("KS",), note="Ur källan."
)
NETWORK = GoalNetwork(
    structures=(Structure(first_year=2020, last_year=2022, name="Nu"),),
    elements=(AREA, OURS, EVERYBODY, BOARD, OWN, DIRECTION, FOCUS, THEIRS, PROGRAMME, LED, SOUGHT, PART),
    links=(
        link(LinkKind.SUPPORTS, FOCUS, OURS),
        link(LinkKind.SUPPORTS, THEIRS, OURS),
        link(LinkKind.SUPPORTS, OWN, OURS),
    ),
)


def scope(unit: str = "KS", year: int = 2021, **registers: object) -> Scope:
    held = Registers(**{"goals": NETWORK, **registers})  # type: ignore[arg-type]
    return Scope(unit=unit, period=year_period(year), view=VIEW, registers=held)


def ids(plan: TablePlan | None) -> list[str]:
    assert plan is not None
    return [row.id for row in plan.rows]


def test_the_board_has_its_goals_those_of_all_committees_and_its_own_apart() -> None:
    assert ids(plan_goals(scope())) == ["omrade", "mal-1", "mal-2", "mal-3"]
    assert ids(plan_own_goals(scope())) == ["mal-4"]
    assert ids(plan_goals(scope("KFN"))) == ["omrade", "mal-1", "mal-2"]
    assert plan_own_goals(scope("KFN")) is None


def test_a_goal_says_its_direction_the_bodys_own_focus_and_who_shares_it() -> None:
    plan = plan_goals(scope())
    assert plan is not None
    assert [column.id for column in plan.columns] == ["direction", "shares"]
    head, goal, *_ = plan.rows
    assert (head.label, head.is_head) == ("Området", True)
    assert (goal.label, goal.words["direction"], goal.words["shares"]) == (
        "1. mal-1",
        "Framåt · Vårt fokus",
        "KFN",
    )


def test_what_a_unit_leads_its_body_has_in_its_plan_and_shares_with_other_bodies_alone() -> None:
    led = element("mal-5", lead="HR", bodies=("EKO", "KFN"))
    plan = plan_goals(scope(goals=replace(NETWORK, elements=(led,), links=())))
    assert ids(plan) == ["mal-5"]
    assert plan is not None
    assert plan.rows[0].words["shares"] == "KFN"


@pytest.mark.parametrize(("unit", "shares"), [("KS", "KFN"), ("HR", "KFN"), ("KFN", "KS, HR, EKO")])
def test_nothing_is_shared_with_oneself_ones_body_or_a_unit_below(unit: str, shares: str) -> None:
    goal = replace(EVERYBODY, lead="KS", bodies=("KFN",))
    programme = element(
        "program", ElementKind.PROGRAMME, under="mal-2", lead="KS", bodies=("HR", "EKO", "KFN")
    )
    within = replace(NETWORK, elements=(goal, programme), links=())
    goals, programmes = plan_goals(scope(unit, goals=within)), plan_programmes(scope(unit, goals=within))
    assert goals is not None
    assert goals.rows[0].words["shares"] == ("KS" if unit == "KFN" else "KFN")
    assert programmes is None or programmes.rows[0].words["shares"] == shares


def test_goals_stand_together_by_area_and_those_of_no_area_last() -> None:
    second = element("omrade-2", ElementKind.AREA)
    more = (replace(EVERYBODY, under="omrade-2"), element("mal-5", under="omrade", lead="KS"))
    apart = replace(NETWORK, elements=(BOARD, AREA, second, OURS, *more))
    assert ids(plan_goals(scope(goals=apart))) == ["omrade", "mal-1", "mal-5", "omrade-2", "mal-2", "mal-3"]


def test_where_there_is_nothing_else_to_say_it_stands_who_answers() -> None:
    alone = replace(NETWORK, elements=(EVERYBODY,), links=())
    plan = plan_goals(scope(goals=alone))
    assert plan is not None
    assert [column.id for column in plan.columns] == ["bodies"]
    assert plan.rows[0].words["bodies"] == "all_committees"


@pytest.mark.parametrize("year", [2019, 2023])
def test_a_year_that_no_structure_holds_in_has_no_goals(year: int) -> None:
    assert plan_goals(scope(year=year)) is None
    assert plan_programmes(scope(year=year)) is None


def test_programmes_that_only_have_a_name_have_a_column_all_the_same() -> None:
    alone = element("program", ElementKind.PROGRAMME, lead="KS")
    plan = plan_programmes(scope(goals=replace(NETWORK, elements=(alone,), links=())))
    assert plan is not None
    assert [column.id for column in plan.columns] == ["years"]


def test_programmes_are_those_of_the_bodys_goals_and_those_that_ask_something_of_it() -> None:
    assert ids(plan_programmes(scope())) == ["program", "plan", "programmal", "atgard"]
    later = plan_programmes(scope(year=2022))
    assert ids(later) == ["plan", "programmal", "atgard"]  # the other one has ended


def test_a_programme_says_how_its_goals_are_followed_up_and_what_stands_under_others_heads_them() -> None:
    plan = plan_programmes(scope())
    assert plan is not None
    assert [column.id for column in plan.columns] == ["years", "follow_up", "shares"]
    assert [(row.id, row.is_head) for row in plan.rows] == [
        ("program", False),
        ("plan", True),
        ("programmal", True),
        ("atgard", False),
    ]
    assert [row.words for row in plan.rows[2:]] == [
        {"years": "..2021", "follow_up": "Mäts med: något.", "shares": ""},
        {"years": "", "follow_up": "", "shares": "KFN"},
    ]
    without = replace(NETWORK, elements=(*NETWORK.elements[:-2], replace(SOUGHT, note=""), PART))
    said = plan_programmes(scope(goals=without))
    assert said is not None
    assert [column.id for column in said.columns] == ["years", "shares"]


def observed(id: str, **values: str) -> tuple[Observation, ...]:
    return tuple(
        Observation(indicator=id, period=year_period(int(year[1:])), value=Decimal(value))
        for year, value in values.items()
    )


NII = Indicator(
    id="NII",
    name="Inflytande",
    unit="index",
    owner="KS",
    targets=(Target(on=None, value=Decimal(50)), Target(on=date(2021, 12, 31), value=Decimal(40))),
    expected=(ExpectedTrend(year=2021, expected=Expected.INCREASE),),
)
SICK_LEAVE = Indicator(
    id="sick", name="Sjukfrånvaro", unit="%", owner="KS", targets=(Target(on=None, value=Decimal(5)),)
)


def test_a_goal_has_its_indicators_with_what_was_known_when_the_year_began() -> None:
    measured = (replace(OURS, indicators=("NII", "sick", "anothers")), replace(OWN, indicators=("sick",)))
    goals = replace(NETWORK, elements=(AREA, *measured, EVERYBODY))
    known: dict[str, Any] = {
        "measured": {
            "NII": Measured(indicator=NII, observations=observed("NII", y2018="31", y2020="35", y2021="40")),
            "sick": Measured(indicator=SICK_LEAVE, observations=()),
        }
    }
    plan = plan_indicators(scope(goals=goals, **known))
    assert plan is not None
    assert [column.id for column in plan.columns] == ["last", "of", "target_2021", "long_term", "expected"]
    head, first, second = plan.rows
    assert (head.label, head.is_head) == (OURS.name, True)
    assert {column: str(ref) for column, ref in first.cells.items()} == {
        "last": "indicator id=NII period=2020",
        "target_2021": "indicator_target id=NII period=2021",
    }
    assert first.words == {"of": "2020", "expected": "increase"}
    assert {column: str(ref) for column, ref in second.cells.items()} == {
        "long_term": "indicator_target id=sick period=2021"
    }
    own = plan_own_indicators(scope(goals=goals, **known))
    assert own is not None
    assert [column.id for column in own.columns] == ["long_term"]


def test_where_nothing_is_known_an_indicator_is_its_name_and_goals_without_any_have_no_table() -> None:
    goals = replace(NETWORK, elements=(replace(OWN, indicators=("NII",)),))
    alone = {"NII": Measured(indicator=replace(NII, targets=(), expected=()), observations=())}
    plan = plan_own_indicators(scope(goals=goals, measured=alone))
    assert plan is not None
    assert [row.label for row in plan.rows] == [OWN.name, "Inflytande"]
    assert plan_own_indicators(scope(goals=goals)) is None


def step(key: str, unit: str, when: str, what: What = What.HANDLED, *, year: int = 2021) -> Step:
    return Step(
        key=key, title="Rapporten", title_en="The report", kind=StepKind.REPORT, unit=unit,
        when=parse_recurrence(when), from_year=year, to_year=year, what=what,
        about=About(report="annual", years_back=year - 2021),
    )  # fmt: skip


def test_the_calendar_has_the_days_of_the_body_and_those_above_also_of_the_year_after() -> None:
    steps = (
        step("a", "KS", "04-04"),
        step("b", "KS", "06"),
        step("c", "KFN", "05"),
        step("d", "KS", "05-01..05-09", What.TEXTS),
        step("e", "KS", "02-01..02-03", year=2022),
    )
    found = [one for year in (2021, 2022) for one in occurrences(steps, year, open_questions=frozenset())]
    kept = follow_ups_of(found, "KS", year_period(2021), VIEW)
    plan = follow_up_calendar(scope(steps=kept))
    assert plan is not None
    assert [row.words for row in plan.rows] == [{"when_KS": "2021-04-04 2021-06 !2022-02-01..2022-02-03"}]
    assert (plan.rows[0].label, plan.rows[0].label_en) == ("Rapporten", "The report")
    assert follow_up_calendar(scope()) is None


def test_a_report_keeps_its_id_when_another_is_added_and_a_body_that_is_gone_goes_by_its_code() -> None:
    first, other = step("b", "KS", "06"), replace(step("a", "KS", "05"), title="En till")
    gone = step("c", "GONE", "06")
    one = occurrences((first, gone), 2021, open_questions=frozenset())
    both = occurrences((other, first, gone), 2021, open_questions=frozenset())
    assert ids(follow_up_calendar(scope(steps=tuple(one)))) == ["b"]
    plan = follow_up_calendar(scope(steps=tuple(both)))
    assert ids(plan) == ["a", "b"]
    assert plan is not None
    assert [column.label for column in plan.columns] == ["KS", "GONE"]


def figure(ref: FigureRef, kronor: int | None) -> Figure:
    value = None if kronor is None else Decimal(kronor)
    return Figure(ref=ref, value=value, unit=Unit.KRONOR, snapshot=1)


def test_a_year_before_without_a_budget_has_no_column_and_a_unit_without_money_no_row() -> None:
    plan = internal_budget(scope())
    given = {ref: (100_000 if ref.get("unit") in ("KS", "HR") else 0) for ref in plan.refs}
    known = {ref: figure(ref, given[ref] if ref.get("period") == "2021" else None) for ref in plan.refs}
    shown = without_empty(plan, known)
    assert [column.id for column in shown.columns] == ["appropriation_2021"]
    assert [row.id for row in shown.rows] == ["HR", "KS"]
    both = without_empty(plan, {ref: figure(ref, 100_000) for ref in plan.refs})
    assert [column.id for column in both.columns] == ["appropriation_2020", "appropriation_2021"]
    assert investment_budget(scope()) is None
