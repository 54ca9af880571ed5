"""A chart in a Word file: a picture of points, since pandoc turns no SVG into one."""

from hjulet.documents.charts.draw import VEGA_LITE, chart_spec
from hjulet.domain.report import Chart, Report

_SCALE = 2
_ABOVE = 6
_POINTS_TO_AN_INCH = 96


def chart_png(chart: Chart, report: Report) -> bytes:
    """Draw a chart at twice its size, without its title: that is text in the document."""
    import vl_convert

    spec = chart_spec(chart, report)
    spec.pop("title")
    spec["padding"] = {**spec["padding"], "top": _ABOVE}
    return bytes(vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=_SCALE, allowed_base_urls=[]))


def natural_width(png: bytes) -> int:
    """Tell how wide a chart's picture wants to be, in twips."""
    return int.from_bytes(png[16:20], "big") // _SCALE * 1440 // _POINTS_TO_AN_INCH
