"""What a chart shows, found from its values: which unit grew most, how many months cost more than budget.

A finding is a code and its values, worded later. It is claimed only if every value that it rests on is there
and one is larger than all the others; else the chart is titled by what it shows, which is the code ``""``.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hjulet.domain.numbers import SCALES, round_half_away
from hjulet.domain.reports.chart_kept import Figures, values_at
from hjulet.domain.reports.charts import ChartPlan

ZERO = Decimal(0)
LEAST_MONTHS = 3
"""Fewer months have no pattern over the year."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A finding: its code, the code of what it is about, an amount (kronor, above zero), and a count."""

    code: str = ""
    about: str = ""
    amount: Decimal = ZERO
    percent: Decimal = ZERO
    count: int = 0
    of: int = 0


def find(plan: ChartPlan, figures: Figures) -> Finding:
    """Find what a chart shows. The plan is one that ``with_values`` gave."""
    return FINDERS[plan.id](plan, figures)


def _largest(amounts: Mapping[str, Decimal], unit: str) -> tuple[str, Decimal] | None:
    """Find what is larger than all the others, as printed; None where two are equal."""
    ordered = sorted(amounts.items(), key=lambda item: -item[1])
    if not ordered:
        return None
    shown = [_printed(amount, unit) for _, amount in ordered[:2]]
    return None if len(shown) == 2 and shown[0] == shown[1] else ordered[0]


def _printed(amount: Decimal, unit: str) -> Decimal:
    return round_half_away(amount / SCALES[unit], decimals=1)


def _changes(plan: ChartPlan, figures: Figures) -> dict[str, Decimal] | None:
    """Take the first series from the last one, place by place; None if a value is missing."""
    changes = {}
    for point in plan.points:
        values = values_at(point, figures)
        if values[0] is None or values[-1] is None:
            return None
        changes[point.key] = values[-1] - values[0]
    return changes


def _per_unit(plan: ChartPlan, figures: Figures) -> Finding:
    return _growth(_changes(plan, figures), plan.unit) if len(plan.series) > 1 else Finding()


def _growth(changes: Mapping[str, Decimal] | None, unit: str) -> Finding:
    """Tell which unit grew most; of one unit alone whether it grew."""
    if not changes:
        return Finding()
    if len(changes) == 1:
        ((_, change),) = changes.items()
        return _one_change(change, unit)
    if all(change <= 0 for change in changes.values()):
        return Finding(code="none-grew")
    most = _largest(changes, unit)
    if most is None or not _printed(most[1], unit):
        return Finding()
    return Finding(code="grew-most", about=most[0], amount=most[1])


def _one_change(change: Decimal, unit: str) -> Finding:
    if not _printed(change, unit):
        return Finding()
    return Finding(code="grew" if change > 0 else "fell", amount=abs(change))


def _against_budget(plan: ChartPlan, figures: Figures) -> Finding:
    """Tell how many units cost more than their budget; rows without one by definition are not counted."""
    budgeted = replace(plan, points=tuple(point for point in plan.points if point.refs[0] is not None))
    over = _changes(budgeted, figures)
    if not over:
        return Finding()
    above = {unit: amount for unit, amount in over.items() if amount > 0}
    if not above:
        return Finding(code="none-over-budget")
    most = _largest(above, plan.unit)
    if most is None or not _printed(most[1], plan.unit):
        return Finding(code="over-budget", count=len(above), of=len(over))
    code = "over-budget-alone" if len(above) == 1 else "over-budget-most"
    return Finding(code=code, about=most[0], amount=most[1], count=len(above), of=len(over))


def _months(plan: ChartPlan, figures: Figures) -> Finding:
    """Count the months above the budget, or without one above last year's; only months with both."""
    if len(plan.series) == 1:
        return Finding()
    rows = [(point.key, values_at(point, figures)) for point in plan.points]
    pairs = [(key, row[0], row[-1]) for key, row in rows]
    known = [(key, this - than) for key, than, this in pairs if than is not None and this is not None]
    than = "budget" if plan.series[0] == "budget" else "last-year"
    over = [key for key, change in known if change > 0]
    if not known:
        return Finding()
    if len(known) == 1:
        return _one_month(known[0], than)
    return Finding(
        code=f"months-over-{than}" if over else f"no-month-over-{than}", count=len(over), of=len(known)
    )


def _one_month(known: tuple[str, Decimal], than: str) -> Finding:
    month, change = known
    if not change:
        return Finding()
    return Finding(code=f"month-{'over' if change > 0 else 'under'}-{than}", about=month)


def _bridge(plan: ChartPlan, figures: Figures, *, up: str, down: str) -> Finding:
    """Tell how far it is from one end to the other, and which step did most of it."""
    ends = [values_at(point, figures)[0] for point in plan.points if point.is_total]
    steps = {
        point.key: value
        for point in plan.points
        if not point.is_total and (value := values_at(point, figures)[0]) is not None
    }
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return Finding()
    change = ends[1] - ends[0]
    if not _printed(change, plan.unit):
        return Finding()
    side = 1 if change > 0 else -1
    most = _largest({key: side * step for key, step in steps.items()}, plan.unit)
    code = up if change > 0 else down
    if most is None or most[1] <= 0 or sum(steps.values(), ZERO) != change:
        return Finding(code=code, amount=abs(change))
    return Finding(code=f"{code}-mainly", about=most[0], amount=abs(change))


def _net_cost_bridge(plan: ChartPlan, figures: Figures) -> Finding:
    return _bridge(plan, figures, up="grew", down="fell")


def _result_bridge(plan: ChartPlan, figures: Figures) -> Finding:
    return _bridge(plan, figures, up="better", down="worse")


def _shares(plan: ChartPlan, figures: Figures) -> Finding:
    """Tell the largest part and its percent of the whole."""
    sign = -1 if plan.turned else 1
    values = {point.key: values_at(point, figures)[0] for point in plan.points}
    parts = {key: sign * value for key, value in values.items() if value is not None}
    whole = sum(parts.values(), ZERO)
    largest = _largest(parts, plan.unit)
    if largest is None or whole <= 0:
        return Finding()
    return Finding(
        code="largest-share", about=largest[0], amount=largest[1], percent=largest[1] / whole * 100
    )


def _budget_shares(plan: ChartPlan, figures: Figures) -> Finding:
    found = _shares(plan, figures)
    return replace(found, code="largest-share-of-budget") if found.code else found


def _years(plan: ChartPlan, figures: Figures) -> Finding:
    """Tell which unit has grown most from the first year to the last."""
    first, last = (values_at(point, figures) for point in (plan.points[0], plan.points[-1]))
    changes = {
        unit: after - before
        for unit, before, after in zip(plan.series, first, last, strict=True)
        if before is not None and after is not None
    }
    if len(changes) < len(plan.series):
        return Finding()
    found = _growth(changes, plan.unit)
    return replace(found, code=f"{found.code}-since") if found.code else found


def _seasons(plan: ChartPlan, figures: Figures) -> Finding:
    """Tell which month was the dearest in most units."""
    dearest = [month for panel in _panels(plan) if (month := _dearest(plan, panel, figures))]
    held = {point.key for point in plan.points if values_at(point, figures)[-1] is not None}
    counted = Counter(dearest).most_common(2)
    if len(held) < LEAST_MONTHS or not counted:
        return Finding()
    (month, count), *others = counted
    if count < 2 or (others and others[0][1] == count):
        return Finding()
    return Finding(code="dearest-month", about=month, count=count, of=len(_panels(plan)))


def _panels(plan: ChartPlan) -> list[str]:
    return list(dict.fromkeys(point.panel for point in plan.points))


def _dearest(plan: ChartPlan, panel: str, figures: Figures) -> str:
    months = {
        point.key: value
        for point in plan.points
        if point.panel == panel and (value := values_at(point, figures)[-1]) is not None
    }
    most = max(months.values(), default=ZERO)
    named = [month for month, value in months.items() if value == most]
    return named[0] if len(named) == 1 else ""


FINDERS: dict[str, Callable[[ChartPlan, Figures], Finding]] = {
    "net-cost-per-unit": _per_unit,
    "outcome-against-budget": _against_budget,
    "months-with-last-year": _months,
    "net-cost-bridge": _net_cost_bridge,
    "result-bridge": _result_bridge,
    "cost-shares": _shares,
    "budget-shares": _budget_shares,
    "net-cost-years": _years,
    "months-per-unit": _seasons,
}
"""Id of a chart -> how its finding is found."""
