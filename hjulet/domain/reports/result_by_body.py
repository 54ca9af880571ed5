"""The table ``result-by-body``: appropriation, forecast of August, outcome and variance of a body's parts.

Ids by CONTRACT. The forecast is of the end of August: the statutory interim report's.
"""

from datetime import date

from hjulet.domain.metrics import REGISTRY
from hjulet.domain.reports.annual import units_with_money
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.scope import Scope

AUGUST = (8, 31)


def result_by_body(scope: Scope) -> TablePlan:
    """Plan the table: the single units of the body, those with parts, and the body last as their sum."""
    parts = units_with_money(scope.unit, scope.view)
    in_order = tuple(sorted(parts, key=lambda unit: bool(scope.view.children(unit))))
    columns = ("appropriation", "forecast_august", "outcome", "variance")
    return TablePlan(
        id="result-by-body",
        columns=tuple(ColumnPlan(id=column, unit="tkr") for column in columns),
        rows=(
            *(_row(unit, scope) for unit in in_order),
            _row(scope.unit, scope, parts=in_order),
        ),
    )


def _row(unit: str, scope: Scope, *, parts: tuple[str, ...] = ()) -> RowPlan:
    this = {"unit": unit, "period": str(scope.period)}
    made = date(scope.period.year, *AUGUST).isoformat()
    return RowPlan(
        id=unit,
        cells={
            "appropriation": REGISTRY.ref("appropriation", this),
            "forecast_august": REGISTRY.ref("forecast", {**this, "as_of": made}),
            "outcome": REGISTRY.ref("net_cost", this),
            "variance": REGISTRY.ref("budget_variance", this),
        },
        level=0 if parts else 1,
        parts=parts,
        blank=frozenset() if scope.view.units[unit].has_appropriation else frozenset({"appropriation"}),
    )
