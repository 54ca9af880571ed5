"""Which units of a committee must say why they deviate: those over both of two thresholds.

The thresholds are ours, as a municipality would set them: a small unit's large share and a large unit's
small share are not worth a text.
"""

from decimal import Decimal

COMMENT_AMOUNT = Decimal(100_000)
"""Kronor, up or down."""

COMMENT_SHARE = Decimal(1)
"""Percent of the budget, up or down; without a budget the amount decides alone."""


def needs_comment(variance: Decimal | None, share: Decimal | None) -> bool:
    """Tell whether a deviation from the budget to date is to be explained."""
    if variance is None or abs(variance) < COMMENT_AMOUNT:
        return False
    return share is None or abs(share) >= COMMENT_SHARE
