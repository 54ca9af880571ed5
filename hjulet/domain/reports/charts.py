"""The charts that a report can have, as plans: which figures, in which places, before any value or word.

A place is named by its code (unit, line, month or year) and worded later. All charts take the year to the
end of the report's period: the whole year in an annual report, January to August in that of August.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hjulet.domain.budget import BudgetVersion
from hjulet.domain.figures import FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period, parse_period, year_period
from hjulet.domain.report import ChartKind
from hjulet.domain.reports.scope import Scope
from hjulet.domain.statement import COST_LINES, STATEMENT_ROWS, SUM_ROWS, metric_of_row

UNIT = "mnkr"
YEARS_BACK = 5
MOST_UNITS = 12
"""More bars or panels than so cannot be read: then the groups of units are shown instead."""

APPROPRIATION, NET_COST, BUDGET, RESULT, COSTS = "appropriation", "net_cost", "budget", "result", "costs"
_NOT_IN_MONEY = frozenset({"advisory", "function"})

Refs = tuple[FigureRef | None, ...]


@dataclass(frozen=True, kw_only=True)
class PointPlan:
    """A place of a chart: the code it is named by, and its figure in each series."""

    key: str
    refs: Refs
    panel: str = ""
    is_total: bool = False


@dataclass(frozen=True, kw_only=True)
class ChartPlan:
    """A chart before its values. ``series`` are codes too; the last one is what the sentence is about.

    ``period`` is what is shown, the year to date. ``table`` names the report's table that holds the same
    values; ``turned`` shows costs as positive.
    """

    id: str
    kind: ChartKind
    period: Period
    series: tuple[str, ...]
    points: tuple[PointPlan, ...]
    unit: str = UNIT
    table: str = ""
    turned: bool = False

    @property
    def refs(self) -> frozenset[FigureRef]:
        """Collect the figures that the chart shows."""
        return frozenset(ref for point in self.points for ref in point.refs if ref is not None)


def units_shown(scope: Scope) -> tuple[str, ...]:
    """List the units to tell apart: the lowest of two levels, or the groups where those are too many."""
    groups = _parts(scope.unit, scope)
    lowest = tuple(unit for group in groups for unit in _parts(group, scope) or (group,))
    return lowest if len(lowest) <= MOST_UNITS else groups


def net_cost_per_unit(scope: Scope) -> ChartPlan | None:
    """Plan the net cost of each unit, last year's and this year's."""
    years = _years(_to_date(scope), 2)
    return ChartPlan(
        id="net-cost-per-unit",
        kind=ChartKind.BARS,
        period=years[-1],
        series=tuple(str(year.year) for year in years),
        points=tuple(
            PointPlan(key=unit, refs=tuple(_figure(NET_COST, unit, year) for year in years))
            for unit in units_shown(scope)
        ),
        table=_table("net-cost-by-unit", scope),
    )


def outcome_against_budget(scope: Scope) -> ChartPlan | None:
    """Plan the appropriation and the net cost of each unit; a row without one by definition has none."""
    period = _to_date(scope)
    return ChartPlan(
        id="outcome-against-budget",
        kind=ChartKind.BARS,
        period=period,
        series=(APPROPRIATION, NET_COST),
        points=tuple(
            PointPlan(key=unit, refs=(_appropriation(unit, scope, period), _figure(NET_COST, unit, period)))
            for unit in units_shown(scope)
        ),
        table=_table("net-cost-by-unit", scope),
    )


def months_with_last_year(scope: Scope) -> ChartPlan | None:
    """Plan the net cost month by month: budget, last year and this year, which is empty after the period."""
    period = _to_date(scope)
    return ChartPlan(
        id="months-with-last-year",
        kind=ChartKind.MONTHS,
        period=period,
        series=(BUDGET, str(period.year - 1), str(period.year)),
        points=tuple(
            PointPlan(
                key=str(month),
                refs=(_budget(scope.unit, month, period), *_two_years(scope.unit, month, period)),
            )
            for month in _months(period)
        ),
    )


def net_cost_bridge(scope: Scope) -> ChartPlan | None:
    """Plan the way from last year's net cost to this year's, by the change of each unit."""
    before, period = _years(_to_date(scope), 2)
    units = units_shown(scope)
    if len(units) < 2:
        return None
    steps = (PointPlan(key=unit, refs=(_figure("net_cost_change", unit, period),)) for unit in units)
    return ChartPlan(
        id="net-cost-bridge",
        kind=ChartKind.BRIDGE,
        period=period,
        series=(NET_COST,),
        points=(
            PointPlan(key=str(before.year), refs=(_figure(NET_COST, scope.unit, before),), is_total=True),
            *steps,
            PointPlan(key=str(period.year), refs=(_figure(NET_COST, scope.unit, period),), is_total=True),
        ),
    )


def result_bridge(scope: Scope) -> ChartPlan | None:
    """Plan the way from the budgeted result to the outcome, by the variance of each line."""
    period = _to_date(scope)
    lines = (row for row in STATEMENT_ROWS if row not in SUM_ROWS)
    steps = (
        PointPlan(key=line, refs=(_figure("line_variance", scope.unit, period, line=line),)) for line in lines
    )
    budget = _figure(RESULT, scope.unit, period, version="budget")
    return ChartPlan(
        id="result-bridge",
        kind=ChartKind.BRIDGE,
        period=period,
        series=(RESULT,),
        points=(
            PointPlan(key=BUDGET, refs=(budget,), is_total=True),
            *steps,
            PointPlan(key=RESULT, refs=(_figure(RESULT, scope.unit, period),), is_total=True),
        ),
        table=_table("income-statement", scope),
    )


def cost_shares(scope: Scope) -> ChartPlan | None:
    """Plan the cost lines of the statement as parts of the costs."""
    period = _to_date(scope)
    return ChartPlan(
        id="cost-shares",
        kind=ChartKind.SHARE,
        period=period,
        series=(COSTS,),
        points=tuple(PointPlan(key=line, refs=(_line(scope.unit, line, period),)) for line in COST_LINES),
        turned=True,
    )


def budget_shares(scope: Scope) -> ChartPlan | None:
    """Plan what each unit gets of the appropriation, as it was decided before the year."""
    period, version = _to_date(scope), str(BudgetVersion.ORIGINAL)
    units = [unit for unit in units_shown(scope) if scope.view.units[unit].has_appropriation]
    if len(units) < 2:
        return None
    return ChartPlan(
        id="budget-shares",
        kind=ChartKind.SHARE,
        period=period,
        series=(APPROPRIATION,),
        points=tuple(
            PointPlan(key=unit, refs=(_figure(APPROPRIATION, unit, period, version=version),))
            for unit in units
        ),
        table=_table("internal-budget", scope),
    )


def net_cost_years(scope: Scope) -> ChartPlan | None:
    """Plan the net cost of each unit over the years; those before the ledger begins have no values."""
    years = _years(_to_date(scope), YEARS_BACK)
    units = units_shown(scope) or (scope.unit,)
    return ChartPlan(
        id="net-cost-years",
        kind=ChartKind.LINES,
        period=years[-1],
        series=units,
        points=tuple(
            PointPlan(key=str(year.year), refs=tuple(_figure(NET_COST, unit, year) for unit in units))
            for year in years
        ),
    )


def months_per_unit(scope: Scope) -> ChartPlan | None:
    """Plan the net cost month by month of each unit, last year's and this year's, all on one scale."""
    period = _to_date(scope)
    units = units_shown(scope)
    if len(units) < 2:
        return None
    return ChartPlan(
        id="months-per-unit",
        kind=ChartKind.MULTIPLES,
        period=period,
        series=(str(period.year - 1), str(period.year)),
        points=tuple(
            PointPlan(key=str(month), refs=_two_years(unit, month, period), panel=unit)
            for unit in units
            for month in _months(period)
        ),
    )


CHARTS: dict[str, Callable[[Scope], ChartPlan | None]] = {
    "net-cost-per-unit": net_cost_per_unit,
    "outcome-against-budget": outcome_against_budget,
    "months-with-last-year": months_with_last_year,
    "net-cost-bridge": net_cost_bridge,
    "result-bridge": result_bridge,
    "cost-shares": cost_shares,
    "budget-shares": budget_shares,
    "net-cost-years": net_cost_years,
    "months-per-unit": months_per_unit,
}
"""Id of a chart -> its plan for a scope; None where the unit has nothing to tell apart."""


def _parts(unit: str, scope: Scope) -> tuple[str, ...]:
    below = scope.view.children(unit)
    return tuple(part for part in below if scope.view.units[part].kind not in _NOT_IN_MONEY)


def _to_date(scope: Scope) -> Period:
    return scope.period.year_to_date()


def _table(id: str, scope: Scope) -> str:
    """Name the table that holds the values: that of an annual report is about the whole year."""
    return id if scope.period.is_year else ""


def _years(period: Period, count: int) -> tuple[Period, ...]:
    """List the same months of so many years, the latest last."""
    return tuple(period.previous(years=back) for back in reversed(range(count)))


def _months(period: Period) -> Iterable[Period]:
    """List all the months of the period's year."""
    return (parse_period(month) for month in year_period(period.year).months)


def _two_years(unit: str, month: Period, period: Period) -> Refs:
    this = _figure(NET_COST, unit, month) if period.contains(str(month)) else None
    return _figure(NET_COST, unit, month.previous()), this


def _budget(unit: str, month: Period, period: Period) -> FigureRef:
    """Refer to a month's budget as it was in force at its end; of months to come at the period's end."""
    day = min(month.last_day, period.last_day)
    return _figure(NET_COST, unit, month, version="budget", as_of=day.isoformat())


def _appropriation(unit: str, scope: Scope, period: Period) -> FigureRef | None:
    return _figure(APPROPRIATION, unit, period) if scope.view.units[unit].has_appropriation else None


def _line(unit: str, row: str, period: Period) -> FigureRef:
    metric, line = metric_of_row(row)
    return _figure(metric, unit, period, line=line)


def _figure(metric: str, unit: str, period: Period, **args: str) -> FigureRef:
    return REGISTRY.ref(metric, {"unit": unit, "period": str(period), **args})
