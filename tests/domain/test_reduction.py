"""A target as a reduction: what it comes to, and which stated figures do not follow from it."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.reduction import (
    Derived,
    Inhabitants,
    Pace,
    Per,
    Reduction,
    Verdict,
    checks,
    implied_now,
    inhabitants_for,
    path,
    printed_step,
)

CLIMATE = Reduction(
    of=Ref("2014-2016", "klimatstrategin"),
    name="Växthusgaser",
    unit="ton",
    base=Decimal(764_300),
    base_year=1990,
    percent=Decimal(65),
    year=2020,
    now=Decimal(428_800),
    now_year=2009,
    stated={
        Derived.CHANGE: Decimal(44),
        Derived.LEVEL: Decimal(267_500),
        Derived.REMAINING: Decimal(160_500),
    },
)


def test_the_level_and_what_remains_follow_from_base_and_percent() -> None:
    assert (CLIMATE.level, CLIMATE.remaining) == (Decimal(267_505), Decimal(161_295))
    assert round(CLIMATE.change or 0, 1) == Decimal("43.9")
    without = replace(CLIMATE, now=None, now_year=None)
    assert (without.remaining, without.change) == (Decimal(496_795), None)


def test_a_stated_figure_that_does_not_follow_is_told_with_both_numbers() -> None:
    change, level, remaining = checks(CLIMATE)
    assert (change.verdict, level.verdict) == (Verdict.FOLLOWS, Verdict.FOLLOWS)
    assert (remaining.verdict, remaining.stated, remaining.computed) == (
        Verdict.DIFFERS,
        Decimal(160_500),
        Decimal(161_295),
    )
    assert implied_now(CLIMATE) == Decimal(428_000)


def test_nothing_is_said_of_what_is_not_stated_or_cannot_be_computed() -> None:
    quiet = replace(CLIMATE, now=None, stated={Derived.CHANGE: Decimal(44)})
    assert [each.verdict for each in checks(quiet)] == [
        Verdict.UNKNOWN,
        Verdict.NOT_STATED,
        Verdict.NOT_STATED,
    ]
    assert implied_now(quiet) is None
    right = replace(CLIMATE, stated={**CLIMATE.stated, Derived.REMAINING: Decimal(161_300)})
    assert implied_now(right) is None
    other = replace(CLIMATE, stated={**CLIMATE.stated, Derived.LEVEL: Decimal(300_000)})
    assert implied_now(other) is None  # the level itself does not follow: nothing can be told of the rest


@pytest.mark.parametrize(
    ("stated", "follows"),
    [
        ("161295", True),
        ("161300", True),
        ("161000", False),  # 295 off, and printed to hundreds
        ("161400", True),  # base and latest value are themselves rounded: 161 295 ± 67
        ("161500", False),
    ],
)
def test_what_is_printed_rounded_is_judged_as_rounded(stated: str, follows: bool) -> None:
    target = replace(CLIMATE, stated={Derived.REMAINING: Decimal(stated)})
    assert (checks(target)[2].verdict is Verdict.FOLLOWS) == follows


@pytest.mark.parametrize(
    ("value", "step"),
    [
        ("267500", "100"),
        ("44", "1"),
        ("5.1", "0.1"),
        ("200000", "100"),
        ("1064", "1"),
        ("100", "1"),
        ("0", "1"),
    ],
)
def test_a_printed_number_tells_to_what_it_is_rounded(value: str, step: str) -> None:
    assert printed_step(Decimal(value)) == Decimal(step)


@given(
    base=st.integers(1, 10**7),
    now=st.integers(0, 10**7),
    percent=st.decimals(1, 100, places=1),
)
def test_what_is_computed_always_follows(base: int, now: int, percent: Decimal) -> None:
    target = replace(CLIMATE, base=Decimal(base), now=Decimal(now), percent=percent, stated={})
    stated = {derived: value for derived in Derived if (value := target.derive(derived)) is not None}
    assert {each.verdict for each in checks(replace(target, stated=stated))} == {Verdict.FOLLOWS}


def test_the_figures_of_the_climate_strategy(shared_data: Callable[[str], Path]) -> None:
    source = json.loads(shared_data("001_klimat_tal.json").read_text("utf-8"))
    stated, again = source["stated"], source["recomputed"]
    for year in ("2020", "2030"):
        target = replace(
            CLIMATE,
            base=Decimal(stated["utslapp_1990_ton"]),
            now=Decimal(stated["utslapp_2009_ton"]),
            percent=Decimal(stated[f"mal_{year}_pct"]),
            stated={
                Derived.CHANGE: Decimal(stated["minskning_2009_pct"]),
                Derived.LEVEL: Decimal(stated[f"niva_{year}_ton"]),
                Derived.REMAINING: Decimal(stated[f"minskning_till_{year}_ton"]),
            },
        )
        assert [each.verdict for each in checks(target)] == [
            Verdict.FOLLOWS,
            Verdict.FOLLOWS,
            Verdict.DIFFERS,
        ]
        assert target.level == again[f"niva_{year}_ton"]
        assert target.remaining == again[f"minskning_till_{year}_ton"]
        assert implied_now(target) == again["base_that_reproduces_stated_reductions"]


HALF = replace(
    CLIMATE,
    base=Decimal(100),
    base_year=2010,
    percent=Decimal(50),
    year=2020,
    now=Decimal(80),
    now_year=2015,
    stated={},
)


def said(target: Reduction) -> list[str]:
    """Write the path of a target: ``2011 95``."""
    return [f"{year} {round(level, 4).normalize():f}" for year, level in path(target)]


def test_evenly_is_as_much_each_year() -> None:
    assert said(HALF)[:3] == ["2010 100", "2011 95", "2012 90"]
    assert said(HALF)[-1] == "2020 50"
    assert HALF.level_in(2015) == 75
    assert HALF.ahead == -5
    assert replace(HALF, now=Decimal(70)).ahead == 5


def test_at_the_same_rate_is_the_same_percentage_each_year() -> None:
    quarter = replace(HALF, percent=Decimal(75), year=2012, pace=Pace.SAME_RATE)
    assert said(quarter) == ["2010 100", "2011 50", "2012 25"]
    nothing = replace(quarter, percent=Decimal(100))
    assert said(nothing) == ["2010 100", "2011 0", "2012 0"]


def test_a_percentage_of_each_year_is_of_what_was_left_the_year_before() -> None:
    yearly = replace(HALF, percent=Decimal(10), year=2013, pace=Pace.YEARLY)
    assert said(yearly) == ["2010 100", "2011 90", "2012 81", "2013 72.9"]
    assert yearly.level == Decimal("72.9")
    assert checks(yearly)[1].computed == Decimal("72.9")


def test_a_target_within_its_base_year_is_its_level() -> None:
    assert said(replace(HALF, year=2010)) == ["2010 50"]
    all_of_it = replace(HALF, year=2010, percent=Decimal(100))
    assert said(all_of_it) == ["2010 0"]
    assert said(replace(all_of_it, pace=Pace.YEARLY)) == ["2010 100"]  # no year has gone


@pytest.mark.parametrize("year", [None, 2009, 2021])
def test_a_latest_value_outside_the_way_is_neither_ahead_nor_behind(year: int | None) -> None:
    assert replace(HALF, now_year=year).ahead is None


PER_HEAD = replace(HALF, base=Decimal(5), percent=Decimal(40), year=2030, now=None, per=Per.INHABITANT)
KNOWN = {2016: 90_000, 2017: 100_000, 2031: 7}


def test_per_inhabitant_the_total_is_the_level_times_the_inhabitants() -> None:
    *_others, total = checks(PER_HEAD, known=KNOWN)
    assert (total.derived, total.computed) == (Derived.TOTAL, PER_HEAD.level * 100_000)
    assert PER_HEAD.level == 3
    assert inhabitants_for(PER_HEAD, KNOWN) == Inhabitants(number=100_000, year=2017, is_stated=False)
    forecast = replace(PER_HEAD, inhabitants=120_000)
    assert checks(forecast, known=KNOWN)[-1].computed == 360_000
    assert inhabitants_for(forecast, KNOWN) == Inhabitants(number=120_000, year=2030, is_stated=True)


def test_without_inhabitants_no_total_is_computed() -> None:
    assert checks(PER_HEAD, known={2031: 7})[-1].verdict is Verdict.UNKNOWN
    assert inhabitants_for(HALF, KNOWN) is None
    assert Derived.TOTAL not in [each.derived for each in checks(HALF, known=KNOWN)]
    stated = replace(HALF, stated={Derived.TOTAL: Decimal(1)})
    assert checks(stated, known=KNOWN)[-1].verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("stated", "follows"), [("300000", True), ("330000", True), ("330100", False), ("269900", False)]
)
def test_a_stated_total_is_judged_by_how_the_base_is_rounded(stated: str, follows: bool) -> None:
    target = replace(PER_HEAD, stated={Derived.TOTAL: Decimal(stated)})
    total = checks(target, known=KNOWN)[-1]
    assert (total.verdict is Verdict.FOLLOWS) == follows
    # 4.5 to 5.5 per head are 2.7 to 3.3, times 100 000; and half of what it is printed to
    half = printed_step(Decimal(stated)) / 2
    assert total.allowed == (270_000 - half, 330_000 + half)
