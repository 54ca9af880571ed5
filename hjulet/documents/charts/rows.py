"""Horizontal rows with a name to the left and bars from zero: what bars, shares and bridges are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hjulet.documents.charts.frame import (
    GAP,
    LABEL,
    NAME_WIDTH,
    NUMBER,
    WIDTH,
    Json,
    lines_of_text,
    pixels,
    texts,
    widest,
)
from hjulet.documents.charts.lettering import LINE, wrapped

_AIR = 9
"""Between two rows, in pixels."""
_EDGE = 0.5
"""Around a bar, in its own colour: a step of almost nothing is seen too."""
_BESIDE = 5
"""Between a bar and its number."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """A number beside a bar that ends at ``kronor``; ``middle`` is its pixel from above."""

    text: str
    kronor: Decimal
    middle: float
    colour: str


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The layout of rows: names in lines, the height of each row, the room for names and for numbers."""

    names: tuple[tuple[str, ...], ...]
    step: float
    left: float
    right: float
    domain: tuple[int, int]

    @property
    def height(self) -> float:
        """Tell the height of all rows."""
        return self.step * len(self.names)

    @property
    def width(self) -> float:
        """Tell the width of the plot."""
        return WIDTH - self.left - self.right

    def middle(self, place: int) -> float:
        """Tell the pixel in the middle of a row."""
        return self.step * (place + 0.5)

    def x(self, kronor: Decimal) -> float:
        """Tell the pixel of an amount."""
        low, high = self.domain
        return round((int(kronor) - low) / ((high - low) or 1) * self.width, 2)

    @property
    def amounts(self) -> Json:
        """Describe the scale of amounts, which always holds zero."""
        return {
            "field": "kronor",
            "type": "quantitative",
            "axis": None,
            "scale": {"domain": list(self.domain), "nice": False, "zero": True},
        }


def rows_for(
    labels: Sequence[str],
    *,
    amounts: Sequence[tuple[Decimal, str]],
    bar: float,
    levels: Sequence[Decimal] = (),
) -> Rows:
    """Lay out rows for these names, and amounts as written; ``bar`` is the height of a row's bars.

    ``levels`` are amounts that the scale holds too.
    """
    names = tuple(tuple(wrapped(label, width=NAME_WIDTH, size=LABEL)) for label in labels)
    below = widest([shown for kronor, shown in amounts if kronor < 0], size=NUMBER)
    reached = [Decimal(0), *levels, *(kronor for kronor, _ in amounts)]
    return Rows(
        names=names,
        step=max(bar, max(len(lines) for lines in names) * LABEL * LINE) + _AIR,
        left=round(
            widest([line for lines in names for line in lines], size=LABEL) + GAP + below + GAP * bool(below)
        ),
        right=round(widest([shown for kronor, shown in amounts if kronor >= 0], size=NUMBER) + GAP),
        domain=(int(min(reached)), int(max(reached))),
    )


def name_layer(rows: Rows, *, colour: str) -> Json:
    """Write the names, left of the plot and all from the same edge."""
    return texts(
        [
            line
            for place, lines in enumerate(rows.names)
            for line in lines_of_text(lines, x=-rows.left, middle=rows.middle(place), colour=colour)
        ],
        fontSize=LABEL,
    )


def number_layers(written: Sequence[Written], rows: Rows) -> list[Json]:
    """Write the numbers at the ends of the bars: right of those above zero, left of those below."""
    above = [_beside(each, rows, _BESIDE) for each in written if each.kronor >= 0]
    below = [_beside(each, rows, -_BESIDE) for each in written if each.kronor < 0]
    return [texts(above), *([texts(below, align="right")] if below else [])]


def _beside(written: Written, rows: Rows, apart: float) -> Json:
    return {
        "text": written.text,
        "x": rows.x(written.kronor) + apart,
        "y": written.middle,
        "colour": written.colour,
    }


def bar_layer(data: Sequence[Json], rows: Rows, *, start: str = "") -> Json:
    """Draw bars at the pixels ``top`` to ``foot``, from zero or the field ``start``, each in its colour."""
    along: dict[str, Any] = {"x": rows.amounts, "x2": {"field": start} if start else {"datum": 0}}
    return {
        "data": {"values": list(data)},
        "mark": {"type": "rect", "aria": False, "strokeWidth": _EDGE},
        "encoding": {
            **along,
            "y": pixels("top"),
            "y2": {"field": "foot"},
            "fill": {"field": "colour", "type": "nominal", "scale": None},
            "stroke": {"field": "colour", "type": "nominal", "scale": None},
        },
    }
