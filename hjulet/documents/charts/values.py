"""A chart's values: which there are, and how each is written. The rule of rounding is that of the tables."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.numbers import MINUS, format_amount, format_number
from hjulet.domain.report import Chart, Point

_DECIMALS = {"mnkr": 1, "mkr": 1}

FINE = 1_000_000
"""How many steps an indicator's unit is drawn in."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value of a chart: its place, its series, the amount in kronor, and how it is written.

    Lengths are whole numbers, so what an indicator measures is an amount of millionths (``FINE``).
    """

    place: int
    point: Point
    series: str
    ref: FigureRef
    kronor: Decimal
    shown: str

    @property
    def datum(self) -> dict[str, object]:
        """Give what a specification holds of the value; lengths are whole kronor."""
        return {
            "place": self.place,
            "label": self.point.label,
            "series": self.series,
            "kronor": int(self.kronor),
            "shown": self.shown,
            "figure": str(self.ref),
        }

    def moved(self, places: int) -> "Value":
        """Stand so many places further on."""
        return replace(self, place=self.place + places)


def values_of(chart: Chart, figures: Mapping[FigureRef, Figure]) -> list[Value]:
    """List the values that exist, point by point."""
    found = []
    for place, point in enumerate(chart.points):
        for series, ref in zip(chart.series, point.figures, strict=True):
            kronor = figures[ref].value if ref else None
            if ref and kronor is not None:
                amount = turned(kronor, chart)
                shown = write_value(amount, chart)
                amount = amount if chart.measure is None else amount * FINE
                found.append(
                    Value(place=place, point=point, series=series, ref=ref, kronor=amount, shown=shown)
                )
    return found


def of_series(values: list[Value], series: str) -> list[Value]:
    """Pick the values of one series."""
    return [value for value in values if value.series == series]


def turned(kronor: Decimal, chart: Chart) -> Decimal:
    """Show a cost as positive where the chart does."""
    return -kronor if chart.turned and kronor else kronor


def write_value(amount: Decimal, chart: Chart) -> str:
    """Write a value in the chart's unit, or as an indicator measures."""
    return chart.measure.write(amount) if chart.measure else write_amount(amount, chart.unit)


def write_amount(kronor: Decimal, unit: str) -> str:
    """Write an amount as charts do: whole thousands, or millions with one decimal."""
    return format_amount(kronor, unit=unit, decimals=_DECIMALS.get(unit, 0))


def write_change(kronor: Decimal, unit: str) -> str:
    """Write a change with its sign; what is rounded to nothing has none."""
    shown = write_amount(kronor, unit)
    is_zero = not any(digit in "123456789" for digit in shown)
    return shown if is_zero or shown.startswith(MINUS) else f"+{shown}"


def write_share(part: Decimal, whole: Decimal) -> str:
    """Write a part in percent of the whole; of a whole of zero or below there is no percentage (DOMAIN 9)."""
    return f"{format_number(part / whole * 100, decimals=1)}\u00a0%" if whole > 0 else ""


def whole_of(values: list[Value], chart: Chart) -> Decimal | None:
    """Add the parts of a whole; None where one of them has no value."""
    if len(values) < len(chart.points):
        return None
    return sum((value.kronor for value in values), Decimal(0))
