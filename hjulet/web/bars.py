"""The geometry of bars: thin ones in table cells, and the months of a year. Lengths only, no words.

Bars start at zero, and all bars of a column or a chart share one scale. A bar without a value is None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 100
"""A cell's bar is drawn on a line of 100 units, whatever the cell's width."""

HUNDRED = 80
"""Where the whole budget ends on that line: what lies beyond it is overspent."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A bar on a line of ``WIDTH`` units: where it starts, how long it is, and what it means (a class)."""

    x: int
    width: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A month's two bars: the upper edges and heights, in units of the chart."""

    x: int
    budget_y: int
    budget_height: int
    outcome_y: int
    outcome_height: int

    @property
    def top(self) -> int:
        """Tell the upper edge of the higher one."""
        return min(self.budget_y, self.outcome_y)


def used_bars(used: Decimal | None, of: Decimal | None) -> tuple[Bar, ...]:
    """Draw how much of a budget is used; what is beyond it is a deficit. Amounts are positive kronor."""
    if not used or used < 0 or of is None or of < 0:
        return ()
    share = int(used / of * HUNDRED) if of else WIDTH
    within = Bar(x=0, width=min(share, HUNDRED if of else 0), kind="fill")
    beyond = Bar(x=within.width, width=min(share, WIDTH) - within.width, kind="deficit")
    return (within, beyond) if beyond.width > 0 else (within,)


def variance_bars(values: Sequence[Decimal | None]) -> tuple[Bar | None, ...]:
    """Draw deviations from a zero in the middle: deficits to the left, surpluses to the right."""
    largest = max((abs(value) for value in values if value is not None), default=Decimal(0))
    return tuple(_variance(value, largest) for value in values)


def _variance(value: Decimal | None, largest: Decimal) -> Bar | None:
    if not value:
        return None
    middle = WIDTH // 2
    width = max(1, int(abs(value) / largest * middle))
    return Bar(
        x=middle if value > 0 else middle - width, width=width, kind="surplus" if value > 0 else "deficit"
    )


def month_pairs(
    pairs: Sequence[tuple[Decimal | None, Decimal | None]], *, step: int, height: int
) -> tuple[Pair, ...]:
    """Draw budget and outcome by month as standing bars from zero; a missing or negative value has no bar."""
    values = [value for pair in pairs for value in pair if value is not None]
    largest = max((value for value in values if value > 0), default=Decimal(1))
    drawn = []
    for place, (budget, outcome) in enumerate(pairs):
        budget_height, outcome_height = (_height(value, largest, height) for value in (budget, outcome))
        drawn.append(
            Pair(
                x=place * step,
                budget_y=height - budget_height,
                budget_height=budget_height,
                outcome_y=height - outcome_height,
                outcome_height=outcome_height,
            )
        )
    return tuple(drawn)


def _height(value: Decimal | None, largest: Decimal, height: int) -> int:
    return int(value / largest * height) if value is not None and value > 0 else 0
