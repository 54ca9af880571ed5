"""The month report (``month``): the year to date against its share of the budget, and last year.

A report of August shows January to August. The budget is the one in force at the month's end, spread over
the months as it was decided to be (DOMAIN 7).
"""

from hjulet.domain.figures import FigureRef
from hjulet.domain.layout import LayoutRow
from hjulet.domain.layouts.operating import OPERATING
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period, year_period
from hjulet.domain.reports.annual import statement_ref, unit_tree
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.scope import Scope
from hjulet.domain.statement import UNMAPPED

KIND = "month"


def month_by_line(scope: Scope) -> TablePlan:
    """Plan ``month-by-line``: each row of the statement to date, against budget and last year."""
    to_date = scope.period.year_to_date()
    columns = (
        ColumnPlan(id="outcome", unit="tkr"),
        ColumnPlan(id="budget", unit="tkr"),
        ColumnPlan(id="variance", unit="tkr"),
        ColumnPlan(id="last_year", unit="tkr", year=to_date.year - 1),
        ColumnPlan(id="budget_year", unit="tkr"),
    )
    rows = (*OPERATING.rows, *((LayoutRow(id=UNMAPPED),) if scope.has_unmapped else ()))
    return TablePlan(
        id="month-by-line",
        columns=columns,
        rows=tuple(
            RowPlan(id=row.id, cells=_line(scope.unit, row.id, to_date), level=row.level, parts=row.parts)
            for row in rows
        ),
    )


def month_by_unit(scope: Scope) -> TablePlan:
    """Plan ``month-by-unit``: each unit's net cost to date, and what is left of its appropriation."""
    to_date = scope.period.year_to_date()
    columns = (
        ColumnPlan(id="net_cost", unit="tkr"),
        ColumnPlan(id="budget", unit="tkr"),
        ColumnPlan(id="variance", unit="tkr"),
        ColumnPlan(id="last_year", unit="tkr", year=to_date.year - 1),
        ColumnPlan(id="appropriation", unit="tkr"),
        ColumnPlan(id="remaining", unit="tkr"),
    )
    return TablePlan(
        id="month-by-unit",
        columns=columns,
        rows=tuple(
            RowPlan(
                id=place.unit,
                cells=_unit(place.unit, to_date),
                level=place.level,
                parts=place.parts,
                blank=frozenset()
                if scope.view.units[place.unit].has_appropriation
                else frozenset({"appropriation"}),
            )
            for place in unit_tree(scope.unit, scope.view)
        ),
    )


def _line(unit: str, row: str, to_date: Period) -> dict[str, FigureRef]:
    year = year_period(to_date.year)
    return {
        "outcome": statement_ref(unit, row, to_date),
        "budget": statement_ref(unit, row, to_date, version="budget"),
        "variance": REGISTRY.ref("line_variance", {"unit": unit, "line": row, "period": str(to_date)}),
        "last_year": statement_ref(unit, row, to_date.previous()),
        "budget_year": statement_ref(unit, row, year, version="budget", as_of=to_date.last_day),
    }


def _unit(unit: str, to_date: Period) -> dict[str, FigureRef]:
    this = {"unit": unit, "period": str(to_date)}
    year = {"unit": unit, "period": str(to_date.year), "as_of": to_date.last_day.isoformat()}
    return {
        "net_cost": REGISTRY.ref("net_cost", this),
        "budget": REGISTRY.ref("net_cost", {**this, "version": "budget"}),
        "variance": REGISTRY.ref("net_cost_variance", this),
        "last_year": REGISTRY.ref("net_cost", {**this, "period": str(to_date.previous())}),
        "appropriation": REGISTRY.ref("appropriation", year),
        "remaining": REGISTRY.ref("remaining", this),
    }
