"""A deviation from the budget in words: which side, and a sentence with ``{amount}`` and ``{unit}``."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hjulet.domain.period import Period

WORDS = {1: gettext_noop("under budget"), 0: gettext_noop("enligt budget"), -1: gettext_noop("över budget")}
SIDES = {1: "surplus", 0: "", -1: "deficit"}

SO_FAR = {
    1: gettext_noop("{unit} har kostat {amount} mindre än budget"),
    0: gettext_noop("{unit} har kostat lika mycket som budget"),
    -1: gettext_noop("{unit} har kostat {amount} mer än budget"),
}
WHOLE_YEAR = {
    1: gettext_noop("{unit} kostade {amount} mindre än budget"),
    0: gettext_noop("{unit} kostade lika mycket som budget"),
    -1: gettext_noop("{unit} kostade {amount} mer än budget"),
}
"""Plus is a surplus -> sentence."""


def against_budget(variance: Decimal | None) -> str:
    """Say which side of the budget an outcome is on; nothing where that is not known."""
    return "" if variance is None else _(WORDS[_sign(variance)])


def side_of_variance(variance: Decimal | None) -> str:
    """Tell the side as a class of a cell."""
    return "" if variance is None else SIDES[_sign(variance)]


def deviation_sentence(variance: Decimal | None, period: Period) -> str:
    """Choose the sentence that says how a unit stands against its budget; nothing where it has none."""
    if variance is None:
        return ""
    sentences = WHOLE_YEAR if period.last_month.endswith("-12") else SO_FAR
    return _(sentences[_sign(variance)])


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
