"""Charts: one Vega-Lite specification each, for the browser, and as SVG for documents.

The bars carry their values and the first group names the series, so there is neither legend nor
axis. The first series is context in grey, the last what the sentence is about. Lengths are whole
kronor; what is printed is formatted by the same rule as in the tables.
"""

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from hjulet.documents.content import Figures
from hjulet.domain.figures import FigureRef
from hjulet.domain.numbers import format_amount
from hjulet.domain.report import Chart, Point, Report

VEGA_LITE = "5.20"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_WIDTH = 420
_BAR = 15
_TITLE_LETTERS = 68
_SUBTITLE_LETTERS = 88


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours of a chart; the shades of context go from the first series towards the accent."""

    paper: str
    ink: str
    quiet: str
    rule: str
    context: tuple[str, ...]
    accent: str

    def colours(self, series: int) -> list[str]:
        """Give each series its colour: greys, and the accent last."""
        return [*self.context[-(series - 1) :][: series - 1], self.accent]


LIGHT = Theme(
    paper="#ffffff",
    ink="#1c1f23",
    quiet="#5b626b",
    rule="#9aa1aa",
    context=("#c9cdd3", "#b3b9c1", "#9aa1aa"),
    accent="#0b5a83",
)
DARK = Theme(
    paper="#16191d",
    ink="#eceef0",
    quiet="#a9b0b8",
    rule="#6b737d",
    context=("#4a5058", "#5b626b", "#6f7781"),
    accent="#5fb3df",
)


def chart_spec(chart: Chart, figures: Figures, *, theme: Theme) -> dict[str, Any]:
    """Describe a chart in Vega-Lite 5: grouped horizontal bars from zero, labelled directly."""
    return {
        "$schema": _SCHEMA,
        "description": chart.alt,
        "background": theme.paper,
        "padding": {"left": 0, "right": 8, "top": 4, "bottom": 4},
        "width": _WIDTH,
        "height": {"step": _BAR},
        "title": _title(chart, theme),
        "data": {"values": _values(chart, figures)},
        "encoding": {
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": None,
                "title": None,
                "scale": {"paddingInner": 0.32, "paddingOuter": 0.1},
                "axis": {"domain": False, "ticks": False, "labelPadding": 10, "labelLimit": 240},
            },
            "yOffset": {"field": "series", "sort": list(chart.series), "scale": {"paddingInner": 0.08}},
            "x": {"field": "kronor", "type": "quantitative", "axis": None, "scale": {"zero": True}},
        },
        "layer": [_bars(chart, theme), *_labels(chart, theme), _zero(theme)],
        "config": _config(theme),
    }


def chart_svg(chart: Chart, report: Report) -> str:
    """Draw a chart of a report as SVG, on white paper; the same chart gives the same text."""
    import vl_convert

    spec = chart_spec(chart, report.figures, theme=LIGHT)
    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[]))


def _title(chart: Chart, theme: Theme) -> dict[str, Any]:
    return {
        "text": wrap(chart.title, _TITLE_LETTERS),
        "subtitle": wrap(f"{chart.subtitle}, {chart.unit}", _SUBTITLE_LETTERS),
        "anchor": "start",
        "frame": "bounds",
        "offset": 14,
        "fontSize": 15,
        "fontWeight": 600,
        "color": theme.ink,
        "subtitleFontSize": 12.5,
        "subtitleColor": theme.quiet,
        "subtitlePadding": 5,
    }


def _values(chart: Chart, figures: Figures) -> list[dict[str, Any]]:
    return [
        _value(chart, point, series, ref, figures)
        for point in chart.points
        for series, ref in zip(chart.series, point.figures, strict=True)
        if ref is not None and figures[ref].value is not None
    ]


def _value(chart: Chart, point: Point, series: str, ref: FigureRef, figures: Figures) -> dict[str, Any]:
    value = figures[ref].value
    if value is None:
        raise ValueError(f"no value to draw: {ref}")
    shown = format_amount(value, unit=chart.unit)
    return {
        "label": point.label,
        "series": series,
        "kronor": int(value),
        "shown": f"{series}: {shown}" if point is chart.points[0] else shown,
        "figure": str(ref),
    }


def _bars(chart: Chart, theme: Theme) -> dict[str, Any]:
    scale = {"domain": list(chart.series), "range": theme.colours(len(chart.series))}
    return {
        "mark": {"type": "bar"},
        "encoding": {"color": {"field": "series", "type": "nominal", "scale": scale, "legend": None}},
    }


def _labels(chart: Chart, theme: Theme) -> list[dict[str, Any]]:
    return [
        _label("datum.kronor >= 0", chart, theme, align="left", dx=5),
        _label("datum.kronor < 0", chart, theme, align="right", dx=-5),
    ]


def _label(test: str, chart: Chart, theme: Theme, *, align: str, dx: int) -> dict[str, Any]:
    last = f"datum.series === {chart.series[-1]!r}"
    return {
        "transform": [{"filter": test}],
        "mark": {"type": "text", "align": align, "dx": dx, "baseline": "middle", "fontSize": 12},
        "encoding": {
            "text": {"field": "shown", "type": "nominal"},
            "color": {"condition": {"test": last, "value": theme.ink}, "value": theme.quiet},
        },
    }


def _zero(theme: Theme) -> dict[str, Any]:
    return {
        "data": {"values": [{"kronor": 0}]},
        "mark": {"type": "rule", "color": theme.rule, "strokeWidth": 1},
        "encoding": {"y": None, "yOffset": None, "x": {"field": "kronor", "type": "quantitative"}},
    }


def _config(theme: Theme) -> dict[str, Any]:
    return {
        "font": "Inter, sans-serif",
        "view": {"stroke": None},
        "axis": {"labelFontSize": 12.5, "labelColor": theme.ink, "aria": False},
        "text": {"font": "Inter, sans-serif", "aria": False},
        "bar": {"aria": False},
    }
