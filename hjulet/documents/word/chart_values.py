"""A chart in a Word file: a picture of points, since pandoc turns no SVG into one."""

from typing import Any

from hjulet.documents.charts.draw import chart_spec
from hjulet.documents.drawn import draw
from hjulet.domain.report import Chart, Report

_SCALE = 2
_ABOVE = 6
_POINTS_TO_AN_INCH = 96


def chart_png(chart: Chart, report: Report) -> bytes:
    """Draw a chart at twice its size, without its title: that is text in the document."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(draw(word_chart_spec(chart, report)), scale=_SCALE))


def word_chart_spec(chart: Chart, report: Report) -> dict[str, Any]:
    """Describe a chart as it stands in a Word file."""
    spec = chart_spec(chart, report)
    spec.pop("title")
    spec["padding"] = {**spec["padding"], "top": _ABOVE}
    return spec


def natural_width(png: bytes) -> int:
    """Tell how wide a chart's picture wants to be, in twips."""
    return int.from_bytes(png[16:20], "big") // _SCALE * 1440 // _POINTS_TO_AN_INCH
