"""Man-years over months: an average, or what has been worked; a missing month gives no value."""

from decimal import Decimal

import pytest

from hjulet.domain.metrics.staff import AVERAGE, WORKED
from hjulet.domain.staff import staff_in

HELD = {
    ("HR", "2017-01"): Decimal("10.00"),
    ("HR", "2017-02"): Decimal("11.00"),
    ("EKO", "2017-01"): Decimal("4.00"),
    ("EKO", "2017-02"): Decimal("4.00"),
    ("NY", "2017-02"): Decimal("1.00"),
}
MONTHS = ("2017-01", "2017-02")


@pytest.mark.parametrize(
    ("units", "months", "line", "value"),
    [
        (("HR",), MONTHS, AVERAGE, Decimal("10.5")),
        (("HR", "EKO"), MONTHS, AVERAGE, Decimal("14.5")),
        (("HR",), MONTHS, WORKED, Decimal("1.75")),
        (("HR", "KS-POL"), MONTHS, AVERAGE, Decimal("10.5")),  # no staff plan: no part of the sum
        (("HR", "NY"), MONTHS, AVERAGE, None),  # NY lacks January
        (("HR", "NY"), MONTHS[1:], AVERAGE, Decimal(12)),
        (("HR",), (*MONTHS, "2017-03"), AVERAGE, None),
        (("KS-POL",), MONTHS, AVERAGE, None),
    ],
)
def test_man_years(units: tuple[str, ...], months: tuple[str, ...], line: str, value: Decimal | None) -> None:
    assert staff_in(HELD, units=units, months=months, line=line) == value
