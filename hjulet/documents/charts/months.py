"""Months: this year as bars, last year as a thin line, what comes before (a budget) as a broken one.

The bars carry their values at their foot, where no line crosses them; the lines are named where they end.
"""

from hjulet.documents.charts.frame import (
    LABEL,
    NUMBER,
    WIDTH,
    Drawing,
    Json,
    framed,
    lines_of_text,
    texts,
    widest,
    zero_rule,
)
from hjulet.documents.charts.lettering import LINE
from hjulet.documents.charts.plane import Plane, amount_range, gaps
from hjulet.documents.charts.spread import spread
from hjulet.documents.charts.values import Value, of_series, values_of

_HEIGHT = 210.0
_HEADROOM = 22
_SHARE_OF_PLACE = 0.74
_TO_LABEL = 8
_ROOM_FOR_NUMBER = 18
_LETTERS = 3
"""Of a month's name, below its bar."""


def months(drawing: Drawing) -> Json:
    """Describe the months of a year."""
    chart, theme = drawing.chart, drawing.theme
    values = values_of(drawing.chart, drawing.figures)
    *context, this = chart.series
    named = [(series, each[-1]) for series in context if (each := of_series(values, series))]
    right = round(widest([series for series, _ in named], size=LABEL) + _TO_LABEL + 4)
    plane = Plane(
        places=len(chart.points),
        width=WIDTH - right,
        height=_HEIGHT,
        domain=amount_range(values),
        margin=0.5,
        top=_HEADROOM,
    )
    bars = of_series(values, this)
    return {
        **framed(drawing, left=0, right=right, height=plane.foot, bottom=26),
        "layer": [
            plane.bars(bars, width=_SHARE_OF_PLACE, colour=theme.accent),
            *(layer for series in context for layer in line_layers(series, values, plane, drawing)),
            zero_rule(theme, channel="y", amounts=plane.up),
            texts([_number(value, plane, drawing) for value in bars], align="center"),
            _name_of_bars(bars, values, plane, drawing),
            texts(_names_of_lines(named, plane, drawing), fontSize=LABEL),
            texts(
                plane.names([point.label[:_LETTERS] for point in chart.points], theme.quiet), align="center"
            ),
        ],
    }


def line_layers(series: str, values: list[Value], plane: Plane, drawing: Drawing) -> list[Json]:
    """Draw a thin line, with an edge of paper so that it is seen on the bars too."""
    theme, own = drawing.theme, of_series(values, series)
    missing = gaps(own, plane.places)
    dash = [] if series == drawing.chart.series[-2] else [5, 3]
    return [
        plane.line(own, missing=missing, color=theme.paper, strokeWidth=3.5),
        plane.line(own, missing=missing, color=theme.ink, strokeWidth=1.25, strokeDash=dash),
    ]


def _number(value: Value, plane: Plane, drawing: Drawing) -> Json:
    """Write a value at the foot of its bar, or beyond one that has no room for it."""
    height = abs(plane.y(value.kronor) - plane.y(value.kronor * 0))
    has_room = height >= _ROOM_FOR_NUMBER
    zero = plane.y(value.kronor * 0)
    side = -1 if value.kronor >= 0 else 1
    return {
        "text": value.shown,
        "x": plane.x(value.place),
        "y": zero + side * (9 if has_room else height + 9),
        "colour": drawing.theme.on_accent if has_room else drawing.theme.ink,
    }


def _name_of_bars(bars: list[Value], values: list[Value], plane: Plane, drawing: Drawing) -> Json:
    """Name the bars above the last one, and above the lines there."""
    last = bars[-1]
    top = min(plane.y(value.kronor) for value in values if value.place == last.place)
    row = {"text": last.series, "x": plane.x(last.place), "y": top - 10, "colour": drawing.theme.accent}
    return texts([row], align="center", fontWeight=600, fontSize=LABEL)


def _names_of_lines(named: list[tuple[str, Value]], plane: Plane, drawing: Drawing) -> list[Json]:
    heights = [LABEL * LINE for _ in named]
    wanted = [plane.y(value.kronor) for _, value in named]
    at = spread(wanted, heights, low=0, high=plane.foot)
    return [
        row
        for (series, _), middle in zip(named, at, strict=True)
        for row in lines_of_text(
            [series], x=plane.width + _TO_LABEL, middle=middle, colour=drawing.theme.ink, size=NUMBER
        )
    ]
