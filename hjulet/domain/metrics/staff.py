"""Metrics of the staff: man-years (årsarbetare) beside what they cost.

A man-year is one full-time employee for a year; a month's figure says how many full-time employees there
were. Over a period that is an average. What has been worked so far is the sum of the months' twelfths, so
that the pay cost of eight months is set against eight months' work.
"""

from decimal import Decimal

from hjulet.domain.figures import FigureRef, Formula, Leaf, Metric, Unit
from hjulet.domain.metrics.making import LINE_PARAMS, OWN, UNIT_PARAMS, kronor, like
from hjulet.domain.numbers import round_half_away

AVERAGE, WORKED = "average", "worked"
"""What the source ``staff`` is asked for: the months' average, or the sum of their twelfths."""


FEWEST = 5
"""Man-years below which what one costs is not told: it would be somebody's own pay."""


def _pay_and_work(ref: FigureRef) -> tuple[FigureRef, ...]:
    return (
        like(ref, "costs", *LINE_PARAMS, line="personnel"),
        like(ref, "man_years_worked", *UNIT_PARAMS),
        like(ref, "man_years", *UNIT_PARAMS),
    )


def _per_man_year(values: tuple[Decimal, ...]) -> Decimal | None:
    """Divide by the work, to the öre; too few to divide by give no value."""
    pay, worked, average = values
    return round_half_away(-pay / worked, decimals=2) if worked and average >= FEWEST else None


def _man_years(id: str, swedish: str, line: str) -> Metric:
    return Metric(
        id=id,
        swedish=swedish,
        unit=Unit.MAN_YEARS,
        params=UNIT_PARAMS,
        decimals=2,
        how=Leaf(source="staff", line=line),
        source=OWN,
    )


STAFF = (
    _man_years("man_years", "årsarbetare", AVERAGE),
    _man_years("man_years_worked", "årsverken", WORKED),
    kronor(
        "pay_cost_per_man_year",
        "personalkostnad_per_årsarbetare",
        Formula(
            inputs=_pay_and_work,
            compute=_per_man_year,
            text="-costs[personnel] / man_years_worked",
        ),
        params=UNIT_PARAMS,
        source=OWN,
    ),
)

STAFF_METRICS = frozenset(metric.id for metric in STAFF)
"""Metrics that tell of a unit's staff: to see them takes a permission of its own."""
