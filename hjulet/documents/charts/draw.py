"""Charts: one Vega-Lite specification each, as SVG for page and PDF and as PNG for Word.

The specification is a dict of ours, by kind. What is printed is formatted by the same rule as in the tables;
lengths are whole kronor. Drawing reads nothing outside the chart.
"""

from collections.abc import Callable
from typing import Any

from hjulet.documents.charts.bars import bars
from hjulet.documents.charts.bridge import bridge
from hjulet.documents.charts.frame import Drawing, Json
from hjulet.documents.charts.lines import lines
from hjulet.documents.charts.months import months
from hjulet.documents.charts.multiples import multiples
from hjulet.documents.charts.share import share
from hjulet.documents.charts.theme import LIGHT, Theme
from hjulet.documents.drawn import draw
from hjulet.documents.letters import legal_within
from hjulet.documents.words import words_of
from hjulet.domain.report import Chart, ChartKind, Report

KINDS: dict[ChartKind, Callable[[Drawing], Json]] = {
    ChartKind.BARS: bars,
    ChartKind.MONTHS: months,
    ChartKind.BRIDGE: bridge,
    ChartKind.SHARE: share,
    ChartKind.LINES: lines,
    ChartKind.MULTIPLES: multiples,
}


def chart_spec(chart: Chart, report: Report, *, theme: Theme = LIGHT) -> dict[str, Any]:
    """Describe a chart of a report in Vega-Lite 5, in letters that SVG can hold."""
    drawing = Drawing(chart=chart, figures=report.figures, theme=theme, words=words_of(report.language))
    spec: dict[str, Any] = legal_within(KINDS[chart.kind](drawing))
    return spec


def chart_svg(chart: Chart, report: Report, *, theme: Theme = LIGHT) -> str:
    """Draw a chart of a report as SVG, on white paper; the same chart gives the same text."""
    return draw(chart_spec(chart, report, theme=theme))


def chart_png(chart: Chart, report: Report, scale: float = 2, *, theme: Theme = LIGHT) -> bytes:
    """Draw a chart of a report as PNG, ``scale`` times as large as the SVG: for Word."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(chart_svg(chart, report, theme=theme), scale=scale))
