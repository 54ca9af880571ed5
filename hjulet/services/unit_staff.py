"""A unit's staff beside what it costs: man-years, pay cost, and the two together, this year and last."""

from dataclasses import dataclass

from hjulet.domain.figures import FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period


@dataclass(frozen=True, kw_only=True)
class StaffCost:
    """The staff of the year's months up to a period's end. ``pay`` has the statement's sign."""

    period: Period
    pay: FigureRef
    man_years: FigureRef
    per_man_year: FigureRef

    @property
    def refs(self) -> frozenset[FigureRef]:
        """Collect the figures that it rests on."""
        return frozenset({self.pay, self.man_years, self.per_man_year})


def staff_cost(unit: str, period: Period) -> StaffCost:
    """Plan what is asked of a unit's staff from the year's beginning to a period's end."""
    to_date = period.year_to_date()
    args = {"unit": unit, "period": str(to_date)}
    return StaffCost(
        period=to_date,
        pay=REGISTRY.ref("costs", {**args, "line": "personnel"}),
        man_years=REGISTRY.ref("man_years", args),
        per_man_year=REGISTRY.ref("pay_cost_per_man_year", args),
    )
