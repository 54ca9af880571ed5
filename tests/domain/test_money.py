"""Money is exact: it adds and subtracts, never rounds, and spreads without losing an öre."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.money import ZERO, Money, spread, total

amounts = st.decimals(min_value=-(10**13), max_value=10**13, places=2).map(Money)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("0.001"), 1.5, 1])
def test_only_a_whole_number_of_ore_is_money(value: Any) -> None:
    with pytest.raises(ValueError, match=r"amount|öre"):
        Money(value)


def test_money_is_written_with_two_decimals_and_zero_has_no_sign() -> None:
    assert str(Money(Decimal(38698000))) == "38698000.00"
    assert str(Money(Decimal("-0.00"))) == "0.00"
    assert Money(Decimal("274228500.00")).display() == "274\u00a0229"


@given(amounts, amounts)
def test_adding_and_taking_away_again_changes_nothing(one: Money, other: Money) -> None:
    assert one + other - other == one
    assert one - other == one + -other
    assert total([one, other, -one, -other]) == ZERO


@given(amounts, st.integers(min_value=1, max_value=60))
def test_spread_parts_sum_to_the_amount_and_differ_by_an_ore_at_most(amount: Money, parts: int) -> None:
    spread_out = spread(amount, parts=parts)
    assert len(spread_out) == parts
    assert total(spread_out) == amount
    kronor = [part.kronor for part in spread_out]
    assert max(kronor) - min(kronor) <= Decimal("0.01")


def test_the_sum_of_nothing_is_zero() -> None:
    assert total([]) == ZERO
