"""The indicators of an operating plan: under each goal of the body what it is measured by, and what is known.

The last value is that of a period that had ended when the year began. What nobody has published or decided
is left out, so of some indicators there is the name alone.
"""

from collections.abc import Iterator

from hjulet.domain.figures import FigureRef
from hjulet.domain.goals.element import Element
from hjulet.domain.goals.element import Scope as Reach
from hjulet.domain.indicators.definition import Indicator
from hjulet.domain.indicators.observation import latest
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period
from hjulet.domain.reports.goal_measures import Measured
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan, said_columns
from hjulet.domain.reports.plan_goals import held_goals
from hjulet.domain.reports.scope import Scope

LAST = "last"
_LONG_TERM = "long_term"


def plan_indicators(scope: Scope) -> TablePlan | None:
    """Plan the table ``plan-indicators``: of the council's goals for the whole municipality."""
    return _indicators(scope, "plan-indicators", Reach.MUNICIPALITY)


def plan_own_indicators(scope: Scope) -> TablePlan | None:
    """Plan the table ``plan-own-indicators``: of the body's own goals."""
    return _indicators(scope, "plan-own-indicators", Reach.OWN_BODY)


def _indicators(scope: Scope, id: str, reach: Reach) -> TablePlan | None:
    rows = tuple(row for goal in held_goals(scope, reach) for row in _rows(goal, scope))
    return indicator_table(id, rows, scope.period.year)


def indicator_table(id: str, rows: tuple[RowPlan, ...], year: int) -> TablePlan | None:
    """Plan a table of indicators, with the columns that some row has something in; None without rows."""
    if not rows:
        return None
    columns = (
        ColumnPlan(id=LAST, unit=""),
        ColumnPlan(id="of", unit=""),
        ColumnPlan(id=f"target_{year}", unit="", year=year),
        ColumnPlan(id=_LONG_TERM, unit=""),
        ColumnPlan(id="expected", unit=""),
    )
    return TablePlan(id=id, columns=said_columns(columns, rows), rows=rows)


def _rows(goal: Element, scope: Scope) -> Iterator[RowPlan]:
    """Give a goal, by its name alone since areas number theirs, and what measures it; nothing without any."""
    known = scope.registers.measured
    measured = [known[id] for id in goal.indicators if id in known]
    if measured:
        yield RowPlan(id=goal.ref.key, label=goal.name, cells={}, level=0, is_head=True)
        for each in measured:
            yield indicator_row(each, scope.period, id=f"{goal.ref.key}.{each.indicator.id}")


def indicator_row(measured: Measured, period: Period, *, id: str) -> RowPlan:
    """Give an indicator's row; ``of`` is the period of its last value, as a code that the labels word."""
    indicator = measured.indicator
    last = latest(each for each in measured.observations if each.period.end <= period.start)
    expected = next((each.expected for each in indicator.expected if each.year == period.year), None)
    words = {"of": str(last.period) if last else "", "expected": expected or ""}
    return RowPlan(
        id=id,
        label=indicator.name,
        cells={
            **({LAST: _ref("indicator", indicator, last.period)} if last else {}),
            **_target(indicator, period),
        },
        words={column: word for column, word in words.items() if word},
    )


def _target(indicator: Indicator, year: Period) -> dict[str, FigureRef]:
    """Give what is to be reached in a year, under its column, else what is to be reached in the long run."""
    days = [each.on for each in indicator.targets_of()]
    if any(day and year.start <= day < year.end for day in days):
        return {f"target_{year}": _ref("indicator_target", indicator, year)}
    return {_LONG_TERM: _ref("indicator_target", indicator, year)} if None in days else {}


def _ref(metric: str, indicator: Indicator, period: Period) -> FigureRef:
    return REGISTRY.ref(metric, {"id": indicator.id, "period": str(period)})
