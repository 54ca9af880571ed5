"""Money: an exact amount in Swedish kronor.

It adds and subtracts and never rounds; thousands and millions exist only in display
(``hjulet.domain.numbers``). Two decimals, as the ledger has them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from hjulet.domain.numbers import format_amount

_ORE = Decimal("0.01")


@dataclass(frozen=True, order=True)
class Money:
    """An amount in kronor, exact to the öre."""

    kronor: Decimal

    def __post_init__(self) -> None:
        """Refuse what is no exact number of öre: a float, NaN, Infinity or a third decimal."""
        given: object = self.kronor  # a float would pass unseen at run time
        if not isinstance(given, Decimal) or not given.is_finite():
            raise ValueError(f"not an amount: {given!r}")
        exact = self.kronor.quantize(_ORE)
        if exact != self.kronor:
            raise ValueError(f"not a whole number of öre: {self.kronor}")
        object.__setattr__(self, "kronor", abs(exact) if exact.is_zero() else exact)

    def __add__(self, other: "Money") -> "Money":
        """Add two amounts."""
        return Money(self.kronor + other.kronor)

    def __sub__(self, other: "Money") -> "Money":
        """Subtract one amount from another."""
        return Money(self.kronor - other.kronor)

    def __neg__(self) -> "Money":
        """Turn the sign."""
        return Money(-self.kronor)

    def __str__(self) -> str:
        """Write kronor with two decimals and a point, as files and JSON have it."""
        return f"{self.kronor:.2f}"

    def display(self, *, unit: str = "tkr", decimals: int = 0) -> str:
        """Write the amount as a document prints it, in ``kr``, ``tkr`` or ``mnkr``."""
        return format_amount(self.kronor, unit=unit, decimals=decimals)


ZERO = Money(Decimal(0))


def total(amounts: Iterable[Money]) -> Money:
    """Sum amounts; the sum of none is zero."""
    return sum(amounts, ZERO)


def spread(amount: Money, *, parts: int) -> tuple[Money, ...]:
    """Spread an amount evenly, öre for öre: the parts always sum to the amount.

    Used for a year's budget over twelve months where no accrual over months is given.
    """
    ore = int(amount.kronor / _ORE)
    cut = [ore * step // parts for step in range(parts + 1)]
    return tuple(Money(Decimal(after - before) * _ORE) for before, after in pairwise(cut))
