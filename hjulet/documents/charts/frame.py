"""What all charts share: the width, the title that says the finding, and the marks that they are drawn with.

A chart is laid out here and not by the program that draws it (``autosize: none``), so that all are equally
wide, their letters equally large in a document, and the same on every machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hjulet.documents.charts.lettering import LINE, text_width, wrapped
from hjulet.documents.charts.theme import Theme
from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.report import Chart

Json = dict[str, Any]

WIDTH = 580
"""Of every chart, in pixels: 118 mm in the PDF, where the letters become 7 points."""

TITLE, SUBTITLE, LABEL, NUMBER = 15.0, 12.0, 12.0, 11.5
_FONT = "Inter, sans-serif"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_BELOW_TITLE = 16
_EDGE = 4
NAME_WIDTH = 168
GAP = 10


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What a chart is drawn from: itself, its figures, the colours and the words around it."""

    chart: Chart
    figures: Mapping[FigureRef, Figure]
    theme: Theme
    words: Mapping[str, str]


def framed(drawing: Drawing, *, left: float, right: float, height: float, bottom: float = _EDGE) -> Json:
    """Describe the chart around the plot: title above, so much room beside and below it."""
    return {
        "$schema": SCHEMA,
        "description": drawing.chart.alt,
        "background": drawing.theme.paper,
        "autosize": "none",
        "padding": {"left": left, "right": right, "top": head_height(drawing), "bottom": bottom},
        "width": WIDTH - left - right,
        "height": height,
        "title": {**title(drawing), "frame": "group", "dx": -left},
        "config": config(drawing.theme),
    }


def title(drawing: Drawing) -> Json:
    """Describe the title, in lines that fit."""
    lines, under = _head(drawing)
    return {
        "text": lines,
        "subtitle": under,
        "anchor": "start",
        "offset": _BELOW_TITLE,
        "fontSize": TITLE,
        "lineHeight": TITLE * LINE,
        "fontWeight": 600,
        "color": drawing.theme.ink,
        "subtitleFontSize": SUBTITLE,
        "subtitleLineHeight": SUBTITLE * LINE,
        "subtitleColor": drawing.theme.quiet,
        "subtitlePadding": 5,
    }


def head_height(drawing: Drawing) -> float:
    """Tell how much room the title takes above the plot."""
    lines, under = _head(drawing)
    return len(lines) * TITLE * LINE + 5 + len(under) * SUBTITLE * LINE + _BELOW_TITLE


def _head(drawing: Drawing) -> tuple[list[str], list[str]]:
    chart = drawing.chart
    return (
        wrapped(chart.title, width=WIDTH - 8, size=TITLE, bold=True),
        wrapped(", ".join(filter(None, (chart.subtitle, chart.unit))), width=WIDTH - 8, size=SUBTITLE),
    )


def config(theme: Theme) -> Json:
    """Give the settings of all marks: the font, no frame, and nothing read aloud but the description."""
    return {
        "font": _FONT,
        "view": {"stroke": None},
        "text": {"font": _FONT, "aria": False, "lineBreak": "\n", "fontSize": NUMBER, "color": theme.ink},
        "bar": {"aria": False},
        "line": {"aria": False},
        "rule": {"aria": False},
        "axis": {"aria": False},
    }


def pixels(field: str) -> Json:
    """Place by a field that holds pixels of the plot."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def texts(rows: Sequence[Json], *, align: str = "left", **mark: Any) -> Json:
    """Describe texts that stand at pixels ``x`` and ``y``, each in its colour."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "text", "align": align, "baseline": "middle", **mark},
        "encoding": {
            "x": pixels("x"),
            "y": pixels("y"),
            "text": {"field": "text", "type": "nominal"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def lines_of_text(
    lines: Sequence[str], *, x: float, middle: float, colour: str, size: float = LABEL
) -> list[Json]:
    """Place the lines of a text around the pixel that is their middle."""
    first = middle - (len(lines) - 1) * size * LINE / 2
    return [
        {"text": line, "x": x, "y": first + number * size * LINE, "colour": colour}
        for number, line in enumerate(lines)
    ]


def widest(shown: Sequence[str], *, size: float, bold: bool = False) -> float:
    """Measure the widest of some texts; none have no width."""
    return max((text_width(each, size=size, bold=bold) for each in shown), default=0.0)


def zero_rule(theme: Theme, *, channel: str, amounts: Json) -> Json:
    """Draw the line that bars begin at."""
    return {
        "data": {"values": [{"kronor": 0}]},
        "mark": {"type": "rule", "color": theme.rule, "strokeWidth": 1},
        "encoding": {channel: amounts},
    }
