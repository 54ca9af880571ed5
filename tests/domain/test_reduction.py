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
    Reduction,
    Verdict,
    checks,
    implied_now,
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
