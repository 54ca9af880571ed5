"""The tables of registers: rows that people have named, a sum, and nothing where nothing is registered."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hjulet.domain.cause import Cause, Duration, Explained
from hjulet.domain.figures import Figure, FigureRef, Unit
from hjulet.domain.follow_up import FollowUp, NotAccountRanges, parse_ranges, write_ranges
from hjulet.domain.period import year_period
from hjulet.domain.reports.plan import TablePlan, without_empty
from hjulet.domain.reports.registered import decided_savings, growth_explanations, special_follow_ups
from hjulet.domain.reports.result_by_body import result_by_body
from hjulet.domain.reports.scope import Registers, Scope
from hjulet.domain.saving import Saving, SavingStatus
from tests.services.people import ORGANISATION

EMPTY = Scope(unit="KS", period=year_period(2017), view=ORGANISATION.as_of(date(2017, 12, 31)))


def scope(**registers: object) -> Scope:
    return replace(EMPTY, registers=Registers(**registers))  # type: ignore[arg-type]


def cause(row: str, text: str, explains: Explained = Explained.GROWTH) -> Cause:
    return Cause(
        row=row,
        unit="KS",
        year=2017,
        explains=explains,
        text=text,
        amount=Decimal(1),
        duration=Duration.LASTING,
    )


def saving(unit: str, row: str) -> Saving:
    return Saving(
        row=row, unit=unit, year=2017, name="Färre lokaler", decision="KF § 1", amount=Decimal(5),
        status=SavingStatus.UNDER_WAY,
    )  # fmt: skip


def rows(plan: TablePlan | None) -> dict[str, list[str]]:
    """Read a plan: id of a row -> its figures."""
    assert plan is not None
    return {row.id: [str(ref) for ref in row.cells.values()] for row in plan.rows}


def test_a_register_without_rows_makes_no_table() -> None:
    assert growth_explanations(EMPTY) is None
    assert decided_savings(EMPTY) is None
    assert special_follow_ups(EMPTY) is None
    only_variance = scope(explanations=(cause("1", "Vakanser", Explained.VARIANCE),))
    assert growth_explanations(only_variance) is None


def test_the_result_has_single_units_then_those_with_parts_then_the_body() -> None:
    shown = rows(result_by_body(EMPTY))
    assert list(shown) == ["KS-POL", "KSK", "KS"]
    assert shown["KSK"][1] == "forecast unit=KSK period=2017 as_of=2017-08-31"
    assert list(rows(result_by_body(replace(EMPTY, unit="HR")))) == ["HR"]


def test_causes_are_followed_by_what_is_left_and_what_they_explain() -> None:
    plan = growth_explanations(scope(explanations=(cause("2", "Löner"), cause("1", "It"))))
    assert rows(plan) == {
        "cause-2": ["growth_explained unit=KS period=2017 row=2"],
        "cause-1": ["growth_explained unit=KS period=2017 row=1"],
        "unexplained": ["growth_unexplained unit=KS period=2017"],
        "net_cost_change": ["net_cost_change unit=KS period=2017"],
    }
    assert plan is not None
    assert plan.rows[-1].parts == ("cause-2", "cause-1", "unexplained")
    assert [row.words for row in plan.rows[:1]] == [{"duration": "lasting"}]


@pytest.mark.parametrize(
    ("left", "is_shown"), [("34550", True), ("-500", True), ("499.99", False), ("0", False)]
)
def test_what_is_left_stands_there_where_it_prints_as_something(left: str, is_shown: bool) -> None:
    plan = growth_explanations(scope(explanations=(cause("1", "It"),)))
    assert plan is not None
    figures = {ref: figure(ref, left) for ref in plan.refs}
    shown = without_empty(plan, figures)
    assert ("unexplained" in rows(shown)) is is_shown
    assert ("unexplained" in shown.rows[-1].parts) is is_shown


def figure(ref: FigureRef, value: str) -> Figure:
    return Figure(ref=ref, value=Decimal(value), unit=Unit.KRONOR, snapshot=1)


def test_savings_of_several_units_are_told_apart_by_unit_and_number() -> None:
    plan = decided_savings(scope(savings=(saving("EKO", "1"), saving("HR", "1"))))
    assert rows(plan)["HR-1"] == [
        "savings_decided unit=HR period=2017 row=1",
        "savings_effect unit=HR period=2017 row=1",
    ]
    assert plan is not None
    assert plan.rows[0].words == {"unit": "EKO", "decision": "KF § 1", "status": "under-way"}
    assert plan.rows[-1].parts == ("EKO-1", "HR-1")


def test_a_follow_up_has_the_single_units_and_their_sum() -> None:
    followed = FollowUp(
        id="konsulter",
        name="Konsulter",
        unit="KS",
        company="KOMMUN",
        accounts=(("74", "74"),),
        from_year=2017,
    )
    plan = special_follow_ups(scope(follow_ups=(followed, replace(followed, id="resor", name="Resor"))))
    shown = rows(plan)
    assert [id for id in shown if id.startswith("konsulter")] == [
        "konsulter-KS-POL", "konsulter-EKO", "konsulter-HR", "konsulter-KOM", "konsulter-KS",
    ]  # fmt: skip
    assert shown["resor-HR"] == [
        "account_cost unit=HR followup=resor period=2017",
        "account_cost unit=HR followup=resor period=2016",
        "account_cost_change unit=HR followup=resor period=2017",
    ]


@pytest.mark.parametrize(
    ("written", "settled"),
    [("7410-7420, 76", "7410-7420, 76"), ("7410 – 7420", "7410-7420"), ("76", "76"), ("76-77", "76-77")],
)
def test_accounts_are_read_as_people_write_them(written: str, settled: str) -> None:
    assert write_ranges(parse_ranges(written)) == settled


@pytest.mark.parametrize("written", ["", "konsulter", "77-76", "7410-", "76,,77", "7" * 11])
def test_what_is_no_account_is_refused(written: str) -> None:
    with pytest.raises(NotAccountRanges):
        parse_ranges(written)


@pytest.mark.parametrize(
    ("account", "is_covered"),
    [("7410", True), ("74200", True), ("7430", False), ("7610", True), ("77", False), ("7", False)],
)
def test_accounts_are_compared_as_those_of_a_mapping_are(account: str, is_covered: bool) -> None:
    followed = FollowUp(
        id="k", name="K", unit="KS", company="KOMMUN", accounts=parse_ranges("7410-7420, 76"), from_year=2017
    )
    assert followed.covers(account) is is_covered
