"""A body's forecast: the sum of its units' where all have made one, else its own."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hjulet.domain.figures import ReferenceFault
from hjulet.domain.forecast import Forecast, Forecasts, month_made, total
from hjulet.domain.metrics import REGISTRY

BELOW = {"KS": ("KS-POL", "KSK"), "KSK": ("EKO", "HR", "ÖVRIGT")}


def forecasts(text: str) -> Forecasts:
    """Read lines of unit, month and amount."""
    made = (line.split() for line in text.strip().splitlines())
    return Forecasts(
        made=tuple(Forecast(unit=unit, month=month, amount=Decimal(amount)) for unit, month, amount in made),
        children=lambda unit: BELOW.get(unit, ()),
    )


def shown(book: Forecasts, unit: str, month: str) -> str:
    amount = total(book.after(unit, month))
    return "" if amount is None else f"{amount:f}"


def test_a_body_has_the_sum_of_its_units() -> None:
    book = forecasts("""
        EKO    2017-08 40
        HR     2017-08 30
        KS-POL 2017-08 5
        KS     2017-08 99
    """)
    assert shown(book, "KSK", "2017-08") == "70.00"
    assert shown(book, "KS", "2017-08") == "75.00"
    assert shown(book, "ÖVRIGT", "2017-08") == ""  # makes no forecasts, and nobody waits for it


def test_where_a_unit_that_makes_forecasts_has_not_made_one_the_bodys_own_holds() -> None:
    book = forecasts("""
        EKO    2017-04 41
        HR     2017-04 31
        EKO    2017-08 40
        KSK    2017-08 72
        KS-POL 2017-08 5
    """)
    assert shown(book, "KSK", "2017-04") == "72.00"
    assert shown(book, "KSK", "2017-08") == "72.00"  # its own: HR is late
    assert shown(book, "KS", "2017-08") == "77.00"


def test_where_a_unit_is_late_and_the_body_has_none_of_its_own_there_is_no_sum() -> None:
    book = forecasts("""
        EKO 2017-04 41
        HR  2017-04 31
        EKO 2017-08 40
    """)
    assert shown(book, "KSK", "2017-08") == ""
    assert total(book.latest("KSK", "2017-12")) == Decimal("72.00")  # that of April is whole


def test_a_unit_with_an_appropriation_is_waited_for() -> None:
    made = forecasts("EKO 2017-08 40").made
    book = Forecasts(
        made=made, children=lambda unit: BELOW.get(unit, ()), expected=frozenset({("HR", "2017")})
    )
    assert shown(book, "EKO", "2017-08") == "40.00"
    assert shown(book, "KSK", "2017-08") == ""
    assert shown(replace(book, expected=frozenset({("HR", "2016")})), "KSK", "2017-08") == "40.00"


def test_the_latest_is_of_the_same_year_and_no_later_than_asked() -> None:
    book = forecasts("""
        HR 2016-11 20
        HR 2017-03 30
        HR 2017-08 31
    """)
    assert [one.month for one in book.latest("HR", "2017-12")] == ["2017-08"]
    assert [one.month for one in book.latest("HR", "2017-07")] == ["2017-03"]
    assert book.latest("HR", "2017-02") == ()


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ("2017-08-31", "2017-08"),
        ("2017-08-15", "2017-07"),
        ("2017-02-28", "2017-02"),
        ("2016-02-28", "2016-01"),
        ("2017-12-31", "2017-12"),
        ("2017-01-01", "2016-12"),
    ],
)
def test_a_forecast_was_made_after_the_month_that_had_ended_last(day: str, month: str) -> None:
    assert month_made(day) == month


def test_a_forecasts_day_is_kept_and_a_budgets_is_not_where_it_says_nothing() -> None:
    args = {"unit": "KS", "period": "2017", "as_of": "2017-12-31"}
    for day in ("9999-12-31", "0001-01-01"):
        with pytest.raises(ReferenceFault, match="bad-date"):
            REGISTRY.ref("forecast", {**args, "as_of": day})
    assert str(REGISTRY.ref("forecast", args)) == "forecast unit=KS period=2017 as_of=2017-12-31"
    assert str(REGISTRY.ref("appropriation", args)) == "appropriation unit=KS period=2017"
    with pytest.raises(ReferenceFault, match="unknown-parameter"):
        REGISTRY.ref("result", args)
    assert REGISTRY.parse("prognosavvikelse enhet=KS period=2017 per=2017-08-31") == REGISTRY.ref(
        "forecast_variance", {**args, "as_of": "2017-08-31"}
    )
