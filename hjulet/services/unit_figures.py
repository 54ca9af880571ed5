"""The figures of a unit that several pages ask for: its grant for the year, and its months."""

from dataclasses import dataclass

from hjulet.domain.figures import FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period, year_period


@dataclass(frozen=True, kw_only=True)
class MonthPair:
    """A month's budgeted and actual net cost; months after the period have no outcome."""

    month: str
    budget: FigureRef
    outcome: FigureRef | None

    @property
    def refs(self) -> frozenset[FigureRef]:
        """Collect its figures."""
        return frozenset(ref for ref in (self.budget, self.outcome) if ref)


def year_appropriation(unit: str, period: Period) -> FigureRef:
    """Refer to the whole year's appropriation, as it is at a period's end."""
    args = {"unit": unit, "period": str(period.year), "as_of": period.last_day.isoformat()}
    return REGISTRY.ref("appropriation", args)


def month_pairs(unit: str, period: Period) -> tuple[MonthPair, ...]:
    """Plan the months of a period's year."""
    return tuple(_month_pair(unit, month, period) for month in year_period(period.year).months)


def _month_pair(unit: str, month: str, period: Period) -> MonthPair:
    args = {"unit": unit, "period": month}
    return MonthPair(
        month=month,
        budget=REGISTRY.ref("net_cost", {**args, "version": "budget"}),
        outcome=REGISTRY.ref("net_cost", args) if month <= period.last_month else None,
    )
