"""Which numbers are deviations, and to which side: shown in a pair of colours, always with the sign."""

from hjulet.domain.figures import Figure

VARIANCES = frozenset({"budget_variance", "line_variance", "net_cost_variance", "forecast_variance"})
"""Metrics whose plus is a surplus and whose minus is a deficit, whatever the line."""

OVERSPENT = frozenset({"investment_over_appropriation"})
"""Metrics whose plus is spent beyond what was given; what is left is no news and is not marked."""


def side_of(figure: Figure) -> str:
    """Tell ``surplus`` or ``deficit`` for a deviation that is not zero; else an empty text."""
    if figure.value and figure.value > 0 and figure.ref.metric in OVERSPENT:
        return "deficit"
    if figure.ref.metric not in VARIANCES or not figure.value:
        return ""
    return "surplus" if figure.value > 0 else "deficit"


def signed(display: str, figure: Figure) -> str:
    """Give a surplus its plus, where it is printed at all: a deviation carries its sign both ways."""
    is_printed = any(digit in display for digit in "123456789")
    return f"+{display}" if is_printed and side_of(figure) == "surplus" and display[0].isdigit() else display
