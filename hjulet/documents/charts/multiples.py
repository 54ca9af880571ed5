"""Multiples: the same small chart of months once a panel, all on one scale, each with its own title.

The last series are bars, the ones before it thin lines. Each panel says its highest value; the scale stands
beside the first panel of each row.
"""

from decimal import Decimal

from hjulet.documents.charts.frame import (
    LABEL,
    SCHEMA,
    WIDTH,
    Drawing,
    Json,
    config,
    lines_of_text,
    texts,
    title,
    widest,
    zero_rule,
)
from hjulet.documents.charts.lettering import LINE, text_width, wrapped
from hjulet.documents.charts.months import line_layers
from hjulet.documents.charts.plane import Plane, amount_range
from hjulet.documents.charts.values import Value, of_series, values_of, write_amount
from hjulet.domain.report import Chart

_COLUMNS = 3
_APART = 20
_BETWEEN_ROWS = 14
_PLOT = 84.0
_SHARE_OF_PLACE = 0.72
_BELOW = 20
_HEADROOM = 19
_SMALL = 10.5
_LETTERS = 3
_LEAST_APART = 0.3
"""Of the scale, between two amounts that it names."""


def multiples(drawing: Drawing) -> Json:
    """Describe the panels, row by row, on one scale."""
    chart = drawing.chart
    panels = list(dict.fromkeys(point.panel for point in chart.points))
    plane = _plane(panels, drawing)
    return {
        "$schema": SCHEMA,
        "description": chart.alt,
        "background": drawing.theme.paper,
        "padding": {"left": 0, "right": 4, "top": 2, "bottom": 0},
        "title": {**title(drawing), "frame": "bounds"},
        "columns": _COLUMNS,
        "bounds": "flush",
        "spacing": {"row": _BETWEEN_ROWS, "column": _APART},
        "concat": [
            _panel(panel, plane, drawing, names_scale=not place % _COLUMNS)
            for place, panel in enumerate(panels)
        ],
        "config": config(drawing.theme),
    }


def _plane(panels: list[str], drawing: Drawing) -> Plane:
    """Lay out the plane that all panels share, below a title in as many lines as the longest needs."""
    chart = drawing.chart
    domain = amount_range(values_of(chart, drawing.figures))
    left = widest([_tick_name(tick, chart.unit) for tick in _ticks(domain)], size=_SMALL) + 8
    width = round((WIDTH - left - _APART * (_COLUMNS - 1)) / _COLUMNS)
    lines = max(len(wrapped(panel, width=width, size=LABEL, bold=True)) for panel in panels)
    return Plane(
        places=max(_places(chart, panel) for panel in panels),
        width=width,
        height=_PLOT,
        domain=domain,
        margin=0.5,
        top=lines * LABEL * LINE + _HEADROOM,
    )


def _places(chart: Chart, panel: str) -> int:
    return sum(point.panel == panel for point in chart.points)


def _ticks(domain: tuple[int, int]) -> list[Decimal]:
    """List the amounts that the scale names: zero, a round one near the highest, and a low one apart."""
    low, high = domain
    ends = [end for end in (low, high) if abs(end) > (high - low) * _LEAST_APART]
    return [Decimal(0), *(_round_below(end) for end in ends)]


def _round_below(kronor: int) -> Decimal:
    """Give the largest of 1, 2 and 5 times a power of ten that is not beyond an amount."""
    digits = len(str(abs(kronor))) - 1
    step = max(step for step in (1, 2, 5) if step * 10**digits <= abs(kronor))
    return Decimal(step * 10**digits) * (1 if kronor > 0 else -1)


def _tick_name(tick: Decimal, unit: str) -> str:
    """Write a round amount without decimals that say nothing."""
    return write_amount(tick, unit).removesuffix(",0")


def _panel(panel: str, plane: Plane, drawing: Drawing, *, names_scale: bool) -> Json:
    """Describe one panel; a line for each round amount runs through all of them."""
    theme, chart = drawing.theme, drawing.chart
    points = [point for point in chart.points if point.panel == panel]
    first = chart.points.index(points[0])
    values = values_of(chart, drawing.figures)
    own = [value.moved(-first) for value in values if value.point.panel == panel]
    bars = of_series(own, chart.series[-1])
    ticks = _ticks(plane.domain)
    months = _months([point.label for point in points], plane, drawing)
    scale = _scale_names(ticks, plane, drawing) if names_scale else []
    return {
        "width": plane.width,
        "height": plane.foot + _BELOW,
        "layer": [
            _grid(ticks, plane, drawing),
            plane.bars(bars, width=_SHARE_OF_PLACE, colour=theme.accent),
            *(layer for series in chart.series[:-1] for layer in line_layers(series, own, plane, drawing)),
            zero_rule(theme, channel="y", amounts=plane.up),
            texts(_heading(panel, plane, drawing), fontSize=LABEL, fontWeight=600),
            texts(_highest(bars, own, plane, drawing), align="center", fontSize=_SMALL),
            texts(months, align="center", fontSize=_SMALL),
            texts(scale, align="right", fontSize=_SMALL),
        ],
    }


def _heading(panel: str, plane: Plane, drawing: Drawing) -> list[Json]:
    name = wrapped(panel, width=plane.width, size=LABEL, bold=True)
    return lines_of_text(name, x=0, middle=len(name) * LABEL * LINE / 2, colour=drawing.theme.ink)


def _grid(ticks: list[Decimal], plane: Plane, drawing: Drawing) -> Json:
    return {
        "data": {"values": [{"kronor": int(tick)} for tick in ticks]},
        "mark": {"type": "rule", "color": drawing.theme.hairline, "strokeWidth": 1},
        "encoding": {"y": plane.up},
    }


def _highest(bars: list[Value], own: list[Value], plane: Plane, drawing: Drawing) -> list[Json]:
    """Write the highest bar's value above it, and above the lines there."""
    if not bars:
        return []
    highest = max(bars, key=lambda value: value.kronor)
    near = [plane.y(value.kronor) for value in own if abs(value.place - highest.place) <= 1]
    half = text_width(highest.shown, size=_SMALL) / 2
    x = min(max(plane.x(highest.place), half), plane.width - half)
    return [{"text": highest.shown, "x": x, "y": min(near) - 8, "colour": drawing.theme.ink}]


def _months(labels: list[str], plane: Plane, drawing: Drawing) -> list[Json]:
    """Name the first, the middle and the last month."""
    named = sorted({0, len(labels) // 2, len(labels) - 1})
    return [
        {
            "text": labels[place][:_LETTERS],
            "x": plane.x(place),
            "y": plane.foot + 11,
            "colour": drawing.theme.quiet,
        }
        for place in named
    ]


def _scale_names(ticks: list[Decimal], plane: Plane, drawing: Drawing) -> list[Json]:
    return [
        {
            "text": _tick_name(tick, drawing.chart.unit),
            "x": -6,
            "y": plane.y(tick),
            "colour": drawing.theme.quiet,
        }
        for tick in ticks
    ]
