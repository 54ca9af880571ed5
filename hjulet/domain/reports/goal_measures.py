"""What a goal is measured by, in a report: its indicators with their values of several years, target, trend.

Only what was observed by the end of the report's period counts: a later value is the next report's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hjulet.domain.figures import FigureRef
from hjulet.domain.goals.element import Element
from hjulet.domain.indicators.definition import Indicator
from hjulet.domain.indicators.observation import Observation, in_time, latest
from hjulet.domain.indicators.trend import is_better, trend_of
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.numbers import SCALES
from hjulet.domain.period import Period, year_period
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan

MOST_YEARS = 4
"""How many years a table shows at most: surveys are sparse, and a row without the year before says little."""

NOT_BOOKED = "not_booked"
"""What stands in the cell of a formula for a year whose twelve months are not booked."""

_WAYS = {True: "better", False: "worse", None: ""}


@dataclass(frozen=True, kw_only=True)
class Measured:
    """An indicator with what has been observed of it."""

    indicator: Indicator
    observations: tuple[Observation, ...]


def goal_indicators(goal: Element, measured: Mapping[str, Measured], period: Period) -> TablePlan | None:
    """Plan the table ``goal-indicators`` of one goal; None where none of its indicators is known.

    The years are those of a value, the last of them first to be kept; an indicator without a value of any of
    them (a survey of older years, a value of half a year) has its latest one beside. Of a formula only what
    was observed is shown: asked of a year under way it would give what is booked so far. A unit that all rows
    share is said once, else each value says its own; so it is of money, since the cells hold the indicator's
    own number and no kronor.
    """
    held = [measured[id] for id in goal.indicators if id in measured]
    if not held:
        return None
    years = _years(held, period)
    units = {each.indicator.unit for each in held}
    shared = min(units) if len(units) == 1 and not units & SCALES.keys() else ""
    rows = tuple(_row(each, years, period) for each in held)
    has_older = any("of" in row.words for row in rows)
    trend = (ColumnPlan(id="trend", unit=""),) if any(row.words["trend"] for row in rows) else ()
    return TablePlan(
        id="goal-indicators",
        columns=(
            *(ColumnPlan(id=f"value_{year}", unit=shared, year=year.year) for year in years),
            *(ColumnPlan(id=id, unit=unit) for id, unit in (("latest", shared), ("of", "")) if has_older),
            ColumnPlan(id="target", unit=shared, only_if_known=True),
            *trend,
        ),
        rows=rows,
    )


def _years(held: Sequence[Measured], period: Period) -> tuple[Period, ...]:
    found: set[Period] = set()
    for each in held:
        found |= {one.period for one in _by_then(each, period) if one.period.is_year}
    if not found and not any(_by_then(each, period) for each in held):
        found = {year_period(period.year)}
    return tuple(sorted(found)[-MOST_YEARS:])


def _by_then(each: Measured, period: Period) -> tuple[Observation, ...]:
    """List what was observed of the indicator's own series by the end of the period."""
    return tuple(one for one in in_time(each.observations) if one.period.end <= period.end)


def _row(each: Measured, years: tuple[Period, ...], period: Period) -> RowPlan:
    indicator, older = each.indicator, _older(each, years, period)
    unknown = _not_booked(each, years, period)
    return RowPlan(
        id=indicator.id,
        label=indicator.name,
        cells={
            **{f"value_{year}": _value(indicator, year) for year in years if year not in unknown},
            **({"latest": _value(indicator, older.period)} if older else {}),
            "target": REGISTRY.ref("indicator_target", {"id": indicator.id, "period": str(period)}),
        },
        words={
            "trend": _trend(each, period),
            **({"of": str(older.period)} if older else {}),
            **{f"value_{year}": NOT_BOOKED for year in unknown},
        },
    )


def _not_booked(each: Measured, years: tuple[Period, ...], period: Period) -> frozenset[Period]:
    """Tell of which years a formula has no value yet: their months are not all booked."""
    known = {one.period for one in _by_then(each, period)}
    return frozenset(year for year in years if year not in known) if each.indicator.formula else frozenset()


def _value(indicator: Indicator, period: Period) -> FigureRef:
    return REGISTRY.ref("indicator", {"id": indicator.id, "period": str(period)})


def _older(each: Measured, years: tuple[Period, ...], period: Period) -> Observation | None:
    """Find the latest value of an indicator that has none of the years; None for one that has."""
    known = _by_then(each, period)
    has_year = any(one.period in years for one in known)
    return None if has_year else latest(known)


def _trend(each: Measured, period: Period) -> str:
    """Tell which way it goes and whether that is right, as a code: ``up-better``; "" for nothing to say."""
    trend = trend_of(each.indicator, _by_then(each, period))
    if trend is None:
        return ""
    way = _WAYS[is_better(trend.movement, each.indicator.direction)]
    return f"{trend.movement}-{way}" if way else str(trend.movement)
