"""The budget in force: original, revised after August, as of a day; a year spread over its months."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.budget import BudgetRow, BudgetVersion
from hjulet.domain.budget_in_force import amount_in, rows_in_force
from hjulet.domain.period import parse_period


def row(text: str) -> BudgetRow:
    """Read ``unit line account period amount version decided``; ``-`` is empty."""
    unit, line, account, period, amount, version, decided = (
        "" if word == "-" else word for word in text.split()
    )
    return BudgetRow(
        unit=unit,
        line=line,
        account=account,
        period=period,
        amount=Decimal(amount),
        version=BudgetVersion(version),
        decided=date.fromisoformat(decided) if decided else None,
    )


def rows(text: str) -> list[BudgetRow]:
    return [row(line) for line in text.strip().splitlines()]


# DOMAIN 7: the appropriation is raised by 5 mkr after the August forecast.
YEAR = rows("""
    KSK appropriation - 2017 347701000.00 original 2016-12-12
    KSK appropriation - 2017 352701000.00 revised  2017-10-02
""")


def in_force(held: list[BudgetRow], *, on: str, version: str = "budget", period: str = "2017") -> str | None:
    chosen = rows_in_force(held, version=version, on=date.fromisoformat(on))
    amount = amount_in(chosen, parse_period(period))
    return None if amount is None else f"{amount:.2f}"


@pytest.mark.parametrize(
    ("on", "version", "amount"),
    [
        ("2016-12-11", "budget", None),
        ("2016-12-12", "budget", "347701000.00"),
        ("2017-08-31", "budget", "347701000.00"),
        ("2017-10-01", "budget", "347701000.00"),
        ("2017-10-02", "budget", "352701000.00"),
        ("2017-12-31", "budget", "352701000.00"),
        ("2017-12-31", "original", "347701000.00"),
        ("2016-12-11", "original", None),
    ],
)
def test_a_revised_amount_counts_from_the_day_it_was_decided(
    on: str, version: str, amount: str | None
) -> None:
    assert in_force(YEAR, on=on, version=version) == amount


def test_the_order_of_decided_rows_does_not_matter_and_of_equals_the_last_stands() -> None:
    assert in_force(YEAR[::-1], on="2017-12-31") == "352701000.00"
    corrected = [*YEAR, row("KSK appropriation - 2017 352702000.00 revised 2017-10-02")]
    assert in_force(corrected, on="2017-12-31") == "352702000.00"


def test_a_row_without_a_day_has_always_been_in_force() -> None:
    undated = rows("HR personnel - 2017 -12.00 original -")
    assert in_force(undated, on="1900-01-01") == "-12.00"


def test_months_count_where_they_are_given_and_a_years_amount_is_spread_where_they_are_not() -> None:
    months = rows("""
        HR personnel - 2017-01 -100.00 original 2016-12-12
        HR personnel - 2017-12 -300.00 original 2016-12-12
    """)
    assert in_force(months, on="2017-12-31") == "-400.00"
    assert in_force(months, on="2017-12-31", period="2017-01..2017-06") == "-100.00"
    year = rows("HR personnel - 2017 -1200.00 original 2016-12-12")
    assert in_force(year, on="2017-12-31", period="2017-01..2017-06") == "-600.00"
    assert in_force(year, on="2017-12-31", period="2017-T2") == "-400.00"


def test_one_account_by_month_does_not_hide_another_by_year() -> None:
    mixed = rows("""
        HR - 5010 2017    -1200.00 original 2016-12-12
        HR - 5020 2017-03   -50.00 original 2016-12-12
    """)
    assert in_force(mixed, on="2017-12-31") == "-1250.00"
    assert in_force(mixed, on="2017-12-31", period="2017-03") == "-150.00"
    assert in_force(mixed, on="2017-12-31", period="2017-04") == "-100.00"


def test_years_without_rows_have_no_budget_and_several_years_add_up() -> None:
    assert in_force(YEAR, on="2018-12-31", period="2018") is None
    two = [*YEAR, row("KSK appropriation - 2018 100.00 original 2017-12-11")]
    assert in_force(two, on="2018-12-31", period="2017..2018") == "352701100.00"


amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@given(amounts, st.integers(min_value=1, max_value=11))
def test_the_months_of_a_year_sum_to_the_year_and_any_cut_sums_to_the_whole(
    amount: Decimal, cut: int
) -> None:
    year = [row(f"HR personnel - 2017 {amount:.2f} original -")]
    months = [amount_in(year, parse_period(f"2017-{month:02d}")) for month in range(1, 13)]
    assert sum(month for month in months if month is not None) == amount
    first = amount_in(year, parse_period(f"2017-01..2017-{cut:02d}"))
    rest = amount_in(year, parse_period(f"2017-{cut + 1:02d}..2017-12"))
    assert first is not None
    assert rest is not None
    assert first + rest == amount
