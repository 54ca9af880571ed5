"""Metrics of what has changed: against the months before, the year before, and the budget to date.

Signs as in the statement: plus is better for the unit in a line and in a variance. A step of the net cost
is that of a cost: plus is dearer.
"""

from collections.abc import Callable

from hjulet.domain.figures import FigureRef, Formula, Metric, Unit
from hjulet.domain.metrics.making import (
    OWN,
    UNIT_PARAMS,
    difference,
    kronor,
    like,
    period_before,
    statement_row,
    year_before,
)
from hjulet.domain.rules.operating import SMALL_BASE, budget_adherence
from hjulet.domain.statement import STATEMENT_ROWS

_LINE_PARAMS = ("unit", "line", "period", "organisation")


def _budget_and_outcome(ref: FigureRef) -> tuple[FigureRef, ...]:
    return like(ref, "net_cost", version="budget"), like(ref, "net_cost")


def _line_against(id: str, swedish: str, part: str, other: Callable[[FigureRef], str]) -> Metric:
    """Make the change of a statement row since other months."""
    return Metric(
        id=id,
        swedish=swedish,
        unit=Unit.KRONOR,
        params=_LINE_PARAMS,
        how=Formula(
            inputs=lambda ref: (statement_row(ref), statement_row(ref, period=other(ref))),
            compute=difference,
            text=f"outcome - outcome[{part}]",
        ),
        source=OWN,
        better="up",
        lines=STATEMENT_ROWS,
    )


CHANGES = (
    kronor(
        "net_cost_step",
        "nettokostnadssteg",
        Formula(
            inputs=lambda ref: (like(ref, "net_cost"), like(ref, "net_cost", period=period_before(ref))),
            compute=difference,
            text="net_cost - net_cost[period before]",
        ),
        params=UNIT_PARAMS,
        better="down",
        source=OWN,
    ),
    _line_against("line_step", "radsteg", "period before", period_before),
    _line_against("line_change", "radförändring", "previous", year_before),
    Metric(
        id="net_cost_variance_share",
        swedish="nettokostnadsavvikelse_procent",
        unit=Unit.PERCENT,
        params=UNIT_PARAMS,
        decimals=1,
        how=Formula(
            inputs=_budget_and_outcome,
            compute=lambda values: None if values[0] < SMALL_BASE else budget_adherence(*values),
            text="(net_cost[budget] - net_cost) / net_cost[budget] * 100",
        ),
        source=OWN,
        better="up",
    ),
)
