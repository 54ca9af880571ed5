"""The source of forecasts, and of the budget that was in force when they were made (DOMAIN 7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from hjulet.domain.figures import Fetched, FigureRef, Filter
from hjulet.domain.forecast import Forecast, Forecasts, day_made, month_made, total
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import parse_period
from hjulet.domain.statement import APPROPRIATION
from hjulet.services.sources import BudgetSource
from hjulet.store.known import known
from hjulet.store.models import ForecastVersion


@dataclass(frozen=True)
class ForecastSource:
    """Forecasts of the year that a period ends in. Where none was made there is no value, nor a budget.

    ``view`` gives the organisation that a reference means; ``budget`` is the source of appropriations. A unit
    that has one is waited for.
    """

    view: Callable[[FigureRef], OrganisationView]
    budget: BudgetSource
    known_at: datetime

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with one query, and one to the budget where its budget is asked for."""
        counted = {ref: self._counted(ref) for ref in refs}
        budgets = {
            ref: _appropriation(ref, found[0].month)
            for ref, found in counted.items()
            if ref.metric == "forecast_budget" and found
        }
        in_force = self.budget.fetch(frozenset(budgets.values())) if budgets else {}
        answers = {ref: _answer(ref, found) for ref, found in counted.items()}
        for ref, asked in budgets.items():
            there = in_force[asked]
            answers[ref] = Fetched(
                value=there.value,
                filter=_filter("budget", there.filter.units, counted[ref][0].month, line=APPROPRIATION),
                rows=there.rows,
            )
        return answers

    def _counted(self, ref: FigureRef) -> tuple[Forecast, ...]:
        """Find the forecasts that a reference counts: those of a month, or the latest at the period's end."""
        forecasts = self._forecasts(ref)
        period, unit = parse_period(ref.get("period")), ref.get("unit")
        if not ref.get("as_of"):
            return forecasts.latest(unit, period.last_month)
        month = month_made(ref.get("as_of"))
        return forecasts.after(unit, month) if month[:4] == str(period.year) else ()

    def _forecasts(self, ref: FigureRef) -> Forecasts:
        """Give the forecasts in the organisation that a reference means: gathered once for each."""
        key = (ref.get("period"), ref.get("organisation"))
        if key not in self._gathered:
            children = self.view(ref).children
            self._gathered[key] = Forecasts(made=self._made, children=children, expected=self._expected)
        return self._gathered[key]

    @cached_property
    def _gathered(self) -> dict[tuple[str, str], Forecasts]:
        return {}

    @cached_property
    def _expected(self) -> frozenset[tuple[str, str]]:
        rows = (row for row in self.budget.rows if row.line == APPROPRIATION and row.amount)
        return frozenset((row.unit, row.period[:4]) for row in rows)

    @cached_property
    def _made(self) -> tuple[Forecast, ...]:
        return tuple(row.to_domain() for row in ForecastVersion.objects.filter(known(at=self.known_at)))


def _appropriation(ref: FigureRef, month: str) -> FigureRef:
    args = {
        "unit": ref.get("unit"),
        "period": month[:4],
        "as_of": day_made(month).isoformat(),
        "organisation": ref.get("organisation"),
    }
    return REGISTRY.ref("appropriation", args)


def _answer(ref: FigureRef, found: tuple[Forecast, ...]) -> Fetched:
    month = found[0].month if found else parse_period(ref.get("period")).last_month
    units = tuple(one.unit for one in found)
    is_forecast = ref.metric == "forecast"
    return Fetched(
        value=total(found) if is_forecast else None,
        filter=_filter("forecast", units, month),
        rows=len(found),
    )


def _filter(source: str, units: tuple[str, ...], month: str, *, line: str = "") -> Filter:
    return Filter(source=source, line=line, units=units, accounts=(), first_month=month, last_month=month)
