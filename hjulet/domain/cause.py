"""Causes: what a growth or a deviation is explained by, row by row (DOMAIN 11).

The causes must sum to what they explain; what they do not reach is shown as left to explain.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Explained(StrEnum):
    """The metric that causes explain."""

    GROWTH = "net_cost_change"
    VARIANCE = "budget_variance"


class Duration(StrEnum):
    """Whether what a cause did stays."""

    UNSAID = ""
    ONE_OFF = "one-off"
    LASTING = "lasting"


@dataclass(frozen=True, kw_only=True)
class Cause:
    """A cause of a unit and year, known by its number there (``row``).

    ``amount`` is kronor, with the sign of what it explains.
    """

    row: str
    unit: str
    year: int
    explains: Explained
    text: str
    amount: Decimal
    duration: Duration = Duration.UNSAID
