"""What is left of a chart where values are missing: the places, series and panels that have some."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.report import ChartKind
from hjulet.domain.reports.charts import APPROPRIATION, ChartPlan, PointPlan

Figures = Mapping[FigureRef, Figure]
Values = tuple[Decimal | None, ...]


def with_values(plan: ChartPlan, figures: Figures) -> ChartPlan | None:
    """Leave out what has no value: places, series and panels; None if too little is left for a chart.

    The months of a year all keep their places. In a bridge a step of exactly nothing is no step.
    """
    kept = _with_series(plan, figures)
    if kept.series[-1:] != plan.series[-1:] and plan.kind is not ChartKind.LINES:
        return None
    match plan.kind:
        case ChartKind.BARS | ChartKind.SHARE | ChartKind.LINES:
            kept = _only(kept, lambda point: _has_value(point, figures))
        case ChartKind.BRIDGE:
            kept = _only(kept, lambda point: point.is_total or bool(values_at(point, figures)[0]))
        case ChartKind.MULTIPLES:
            panels = {point.panel for point in kept.points if values_at(point, figures)[-1] is not None}
            kept = _only(kept, lambda point: point.panel in panels)
    return kept if _is_enough(kept, plan, figures) else None


def values_at(point: PointPlan, figures: Figures) -> Values:
    """Look up the values of a place, one for each series."""
    return tuple(figures[ref].value if ref else None for ref in point.refs)


def _has_value(point: PointPlan, figures: Figures) -> bool:
    return any(value is not None for value in values_at(point, figures))


def _only(plan: ChartPlan, keep: Callable[[PointPlan], bool]) -> ChartPlan:
    return replace(plan, points=tuple(point for point in plan.points if keep(point)))


def _with_series(plan: ChartPlan, figures: Figures) -> ChartPlan:
    """Leave out the series that have no value anywhere."""
    rows = [values_at(point, figures) for point in plan.points]
    held = [index for index in range(len(plan.series)) if any(row[index] is not None for row in rows)]
    return replace(
        plan,
        series=tuple(plan.series[index] for index in held),
        points=tuple(
            replace(point, refs=tuple(point.refs[index] for index in held)) for point in plan.points
        ),
    )


def _is_enough(kept: ChartPlan, plan: ChartPlan, figures: Figures) -> bool:
    """Tell whether there is a chart left: two places to compare, two ends and a step, two small charts."""
    match kept.kind:
        case ChartKind.MULTIPLES:
            return len({point.panel for point in kept.points}) > 1
        case ChartKind.BRIDGE:
            ends = [values_at(point, figures)[0] for point in kept.points if point.is_total]
            return None not in ends and len(kept.points) > len(ends)
        case _:
            has_budget = plan.series[0] != APPROPRIATION or kept.series == plan.series
            return len(kept.points) > 1 and has_budget
