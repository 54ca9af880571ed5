"""The annual report of a body (``annual``): its tables and its chart.

Ids by CONTRACT. Years follow the report's period. The first three rules of DOMAIN that bite here:
the body's net cost includes interest (5), common rows may lack appropriation by definition (10),
and no percentage is printed on a base of zero or below (9).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hjulet.domain.figures import FigureRef
from hjulet.domain.layout import LayoutRow
from hjulet.domain.layouts.operating import OPERATING
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan
from hjulet.domain.reports.scope import Scope
from hjulet.domain.statement import UNMAPPED, metric_of_row

KIND = "annual"


@dataclass(frozen=True, kw_only=True)
class UnitPlace:
    """A unit's row in a table of units: its level, and the rows that its own sums."""

    unit: str
    level: int
    parts: tuple[str, ...] = ()


def net_cost_by_unit_of(scope: Scope) -> TablePlan:
    """Plan ``net-cost-by-unit`` of a report."""
    return net_cost_by_unit(scope.unit, scope.period, scope.view)


def income_statement_of(scope: Scope) -> TablePlan:
    """Plan ``income-statement`` of a report."""
    return income_statement(scope.unit, scope.period, unmapped=scope.has_unmapped)


def net_cost_by_unit(body: str, period: Period, view: OrganisationView) -> TablePlan:
    """Plan the table ``net-cost-by-unit``: each unit of the body, sums after their parts."""
    years = (period, period.previous(), period.previous(years=2))
    columns = (
        ColumnPlan(id="appropriation", unit="tkr"),
        ColumnPlan(id="variance", unit="tkr", year=period.year),
        *(ColumnPlan(id=f"net_cost_{year}", unit="tkr", year=year.year) for year in years),
        ColumnPlan(id="growth", unit="%"),
    )
    rows = tuple(_unit_row(place, years, view) for place in unit_tree(body, view))
    return TablePlan(id="net-cost-by-unit", columns=columns, rows=rows)


def income_statement(unit: str, period: Period, *, unmapped: bool = False) -> TablePlan:
    """Plan the table ``income-statement``: last year, this year's budget and outcome, variance.

    With ``unmapped`` a last row shows what no mapping covers; it is in none of the sums.
    """
    before = period.previous()
    columns = (
        ColumnPlan(id=f"outcome_{before}", unit="tkr", year=before.year),
        ColumnPlan(id=f"budget_{period}", unit="tkr", year=period.year),
        ColumnPlan(id=f"outcome_{period}", unit="tkr", year=period.year),
        ColumnPlan(id="variance", unit="tkr"),
    )
    rows = tuple(
        RowPlan(
            id=row.id,
            cells=dict(
                zip((column.id for column in columns), _statement_refs(unit, row.id, period), strict=True)
            ),
            level=row.level,
            parts=row.parts,
        )
        for row in (*OPERATING.rows, *((LayoutRow(id=UNMAPPED),) if unmapped else ()))
    )
    return TablePlan(id="income-statement", columns=columns, rows=rows)


def statement_ref(
    unit: str, row: str, period: Period, *, version: str = "", as_of: date | None = None
) -> FigureRef:
    """Refer to the figure of a row of the statement, sums included; a budget may be asked of a day."""
    metric, line = metric_of_row(row)
    day = as_of.isoformat() if as_of else ""
    args = {"unit": unit, "line": line, "period": str(period), "version": version, "as_of": day}
    return REGISTRY.ref(metric, args)


def _statement_refs(unit: str, line: str, period: Period) -> Sequence[FigureRef]:
    return (
        statement_ref(unit, line, period.previous()),
        statement_ref(unit, line, period, version="budget"),
        statement_ref(unit, line, period),
        REGISTRY.ref("line_variance", {"unit": unit, "line": line, "period": str(period)}),
    )


def unit_tree(body: str, view: OrganisationView) -> Iterable[UnitPlace]:
    """List the units below a body, each sum after its parts, the body last."""
    in_order = sorted(units_with_money(body, view), key=lambda unit: not view.children(unit))
    for group in in_order:
        parts = view.children(group)
        for unit in parts:
            yield UnitPlace(unit=unit, level=2)
        yield UnitPlace(unit=group, level=1, parts=parts)
    yield UnitPlace(unit=body, level=0, parts=tuple(in_order))


def units_with_money(body: str, view: OrganisationView) -> tuple[str, ...]:
    """List the units right below a body that have money of their own, in order of display."""
    return tuple(unit for unit in view.children(body) if _is_shown(unit, view))


def _is_shown(unit: str, view: OrganisationView) -> bool:
    return view.units[unit].kind not in _NOT_IN_MONEY


_NOT_IN_MONEY = frozenset({"advisory", "function"})
"""Kinds of unit that have no money of their own in the political structure."""


def _unit_row(place: UnitPlace, years: tuple[Period, ...], view: OrganisationView) -> RowPlan:
    unit = place.unit
    this = {"unit": unit, "period": str(years[0])}
    return RowPlan(
        id=unit,
        cells={
            "appropriation": REGISTRY.ref("appropriation", this),
            "variance": REGISTRY.ref("budget_variance", this),
            **{
                f"net_cost_{year}": REGISTRY.ref("net_cost", {"unit": unit, "period": str(year)})
                for year in years
            },
            "growth": REGISTRY.ref("net_cost_growth", this),
        },
        level=place.level,
        parts=place.parts,
        blank=frozenset() if view.units[unit].has_appropriation else frozenset({"appropriation"}),
    )
