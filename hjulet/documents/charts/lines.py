"""Lines: several years, a line for each series, named where it ends. The last series has the accent."""

from typing import Any

from hjulet.documents.charts.frame import (
    LABEL,
    WIDTH,
    Drawing,
    Json,
    framed,
    lines_of_text,
    pixels,
    texts,
    widest,
    zero_rule,
)
from hjulet.documents.charts.lettering import LINE, wrapped
from hjulet.documents.charts.plane import Plane, amount_range, close_range, gaps
from hjulet.documents.charts.spread import spread
from hjulet.documents.charts.values import Value, of_series, values_of

_NAME_WIDTH = 172
_BETWEEN = 4
_TO_LABEL = 22
_APART = 12
_LEFT = 22
_HEIGHT = 230.0
_HEADROOM = 14.0
_HALO = 3.5
_VALUE: dict[str, Any] = {"align": "center", "fontWeight": 600}


def lines(drawing: Drawing) -> Json:
    """Describe the lines, each with its name and last value at its end, the accent's values along it."""
    chart, theme = drawing.chart, drawing.theme
    values = values_of(drawing.chart, drawing.figures)
    last = [each[-1] for series in chart.series if (each := of_series(values, series))]
    names = [_name(value, drawing) for value in last]
    heights = [len(each) * LABEL * LINE + _BETWEEN for each in names]
    right = round(widest([line for each in names for line in each], size=LABEL, bold=True) + _TO_LABEL + 4)
    plane = Plane(
        places=len(chart.points),
        width=WIDTH - _LEFT - right,
        height=max(_HEIGHT, sum(heights)),
        domain=amount_range(values) if chart.measure is None else close_range(values),
        margin=0,
        top=_HEADROOM,
    )
    at = spread([plane.y(value.kronor) for value in last], heights, low=0, high=plane.foot)
    placed = list(zip(last, names, at, strict=True))
    along = _along(values, plane, drawing)
    return {
        **framed(drawing, left=_LEFT, right=right, height=plane.foot, bottom=26),
        "layer": [
            *([zero_rule(theme, channel="y", amounts=plane.up)] if plane.domain[0] <= 0 else []),
            _leaders([(value, middle) for value, _, middle in placed], plane, drawing),
            *(_line(series, of_series(values, series), plane, drawing) for series in chart.series),
            *(_label(value, name, middle, plane, drawing) for value, name, middle in placed),
            texts(along, **_VALUE, stroke=theme.paper, strokeWidth=_HALO, strokeJoin="round"),
            texts(along, **_VALUE),
            texts(plane.names([point.label for point in chart.points], theme.quiet), align="center"),
        ],
    }


def _name(value: Value, drawing: Drawing) -> list[str]:
    """Name a line and say its last value, which stands on the last line of the name."""
    return wrapped(f"{value.series} {value.shown}", width=_NAME_WIDTH, size=LABEL, bold=True)


def _is_accent(series: str, drawing: Drawing) -> bool:
    return series == drawing.chart.series[-1]


def _line(series: str, values: list[Value], plane: Plane, drawing: Drawing) -> Json:
    is_accent = _is_accent(series, drawing)
    colour = drawing.theme.accent if is_accent else drawing.theme.context[-1]
    return plane.line(
        values,
        missing=() if drawing.chart.measure else gaps(values, plane.places),
        color=colour,
        strokeWidth=2.5 if is_accent else 1.25,
        point={"filled": True, "size": 30 if is_accent else 14, "color": colour},
    )


def _leaders(placed: list[tuple[Value, float]], plane: Plane, drawing: Drawing) -> Json:
    """Lead from the end of each line to its label, which may stand higher or lower."""
    data = [
        {
            "x": plane.x(value.place) + 4,
            "y": plane.y(value.kronor),
            "x2": plane.width + _TO_LABEL - 4,
            "y2": middle,
        }
        for value, middle in placed
    ]
    return {
        "data": {"values": data},
        "mark": {"type": "rule", "color": drawing.theme.context[0], "strokeWidth": 0.75},
        "encoding": {"x": pixels("x"), "y": pixels("y"), "x2": {"field": "x2"}, "y2": {"field": "y2"}},
    }


def _label(value: Value, name: list[str], middle: float, plane: Plane, drawing: Drawing) -> Json:
    is_accent = _is_accent(value.series, drawing)
    colour = drawing.theme.ink if is_accent else drawing.theme.quiet
    rows = lines_of_text(name, x=plane.width + _TO_LABEL, middle=middle, colour=colour)
    return texts(rows, fontSize=LABEL, fontWeight=600 if is_accent else 400)


def _along(values: list[Value], plane: Plane, drawing: Drawing) -> list[Json]:
    """Write the accent's values along its line, but for the last, which its name says."""
    accent = of_series(values, drawing.chart.series[-1])
    return [
        {
            "text": value.shown,
            "x": plane.x(value.place),
            "y": plane.y(value.kronor) + _side(value, values, plane) * _APART,
            "colour": drawing.theme.accent,
        }
        for value in accent[:-1]
    ]


def _side(value: Value, values: list[Value], plane: Plane) -> int:
    """Tell on which side of a line there is more room for its value: -1 above, 1 below."""
    own = plane.y(value.kronor)
    others = [plane.y(each.kronor) for each in values if each.place == value.place and each is not value]
    above = min((own - other for other in others if other <= own), default=own)
    below = min((other - own for other in [*others, plane.foot] if other > own), default=0.0)
    return -1 if above >= below else 1
