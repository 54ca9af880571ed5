"""What changed in a unit's last month, line by line: since the month before, and since last year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period, parse_period
from hjulet.domain.statement import COST_LINES, DEPRECIATION, NET_INTEREST

CHANGE_LINES = (*COST_LINES, "total_income", DEPRECIATION, NET_INTEREST)
"""The rows that a net cost is made of."""

MOST = 3
"""How many changes are told of."""

_SMALL = 10
"""A change below a tenth of the largest is not told of."""


@dataclass(frozen=True, kw_only=True)
class LineChange:
    """How a row of the statement changed: kronor with the statement's sign, plus is better."""

    line: str
    change: FigureRef


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A month against another: how the net cost changed (plus is dearer), and the rows that moved it."""

    other: Period
    net_cost: FigureRef
    lines: tuple[LineChange, ...]

    @property
    def refs(self) -> frozenset[FigureRef]:
        """Collect the figures that it rests on."""
        return frozenset({self.net_cost, *(line.change for line in self.lines)})

    def told(self, figures: Mapping[FigureRef, Figure]) -> "Comparison":
        """Keep the largest changes, at most three, the largest first."""
        return Comparison(other=self.other, net_cost=self.net_cost, lines=largest(self.lines, figures))


@dataclass(frozen=True, kw_only=True)
class MonthChanges:
    """A unit's month: what it cost, and that against the month before and the same month last year."""

    month: Period
    net_cost: FigureRef
    before: Comparison
    last_year: Comparison

    @property
    def refs(self) -> frozenset[FigureRef]:
        """Collect the figures that it rests on."""
        return frozenset({self.net_cost}) | self.before.refs | self.last_year.refs

    def told(self, figures: Mapping[FigureRef, Figure]) -> "MonthChanges":
        """Keep the largest changes of each."""
        return MonthChanges(
            month=self.month,
            net_cost=self.net_cost,
            before=self.before.told(figures),
            last_year=self.last_year.told(figures),
        )


def month_changes(unit: str, period: Period) -> MonthChanges:
    """Plan what is asked of a period's last month."""
    month = parse_period(period.last_month)
    return MonthChanges(
        month=month,
        net_cost=REGISTRY.ref("net_cost", {"unit": unit, "period": str(month)}),
        before=_comparison(unit, month, month.before(), total="net_cost_step", row="line_step"),
        last_year=_comparison(unit, month, month.previous(), total="net_cost_change", row="line_change"),
    )


def largest(lines: Sequence[LineChange], figures: Mapping[FigureRef, Figure]) -> tuple[LineChange, ...]:
    """Choose the largest changes, at most three, and none that is small beside the largest."""
    sizes = {line.line: abs(figures[line.change].value or Decimal(0)) for line in lines}
    ordered = sorted((line for line in lines if sizes[line.line]), key=lambda line: -sizes[line.line])
    return tuple(line for line in ordered[:MOST] if sizes[line.line] * _SMALL >= sizes[ordered[0].line])


def _comparison(unit: str, month: Period, other: Period, *, total: str, row: str) -> Comparison:
    args = {"unit": unit, "period": str(month)}
    return Comparison(
        other=other,
        net_cost=REGISTRY.ref(total, args),
        lines=tuple(
            LineChange(line=line, change=REGISTRY.ref(row, {**args, "line": line})) for line in CHANGE_LINES
        ),
    )
