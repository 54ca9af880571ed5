"""A chart in a Word file: a picture of points, since pandoc turns no SVG into one, and its values."""

from hjulet.documents.chart import LIGHT, VEGA_LITE, chart_spec
from hjulet.domain.figures import FigureRef
from hjulet.domain.numbers import format_amount
from hjulet.domain.report import Cell, Chart, Column, Point, Report, Row, Table

_SCALE = 2
_ABOVE = 6
_POINTS_TO_AN_INCH = 96


def chart_png(chart: Chart, report: Report) -> bytes:
    """Draw a chart at twice its size, without its title: that is text in the document."""
    import vl_convert

    spec = chart_spec(chart, report.figures, theme=LIGHT)
    spec.pop("title")
    spec["padding"] = {**spec["padding"], "top": _ABOVE}
    return bytes(vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=_SCALE, allowed_base_urls=[]))


def natural_width(png: bytes) -> int:
    """Tell how wide a chart's picture wants to be, in twips."""
    return int.from_bytes(png[16:20], "big") // _SCALE * 1440 // _POINTS_TO_AN_INCH


def chart_table(chart: Chart, report: Report) -> Table:
    """Give a chart's values as a table: a row for each place, a column for each series."""
    return Table(
        id=f"{chart.id}-values",
        caption=chart.subtitle,
        columns=tuple(
            Column(id=str(number), label=series, unit=chart.unit)
            for number, series in enumerate(chart.series, start=1)
        ),
        rows=tuple(_row(number, point, chart, report) for number, point in enumerate(chart.points, start=1)),
    )


def _row(number: int, point: Point, chart: Chart, report: Report) -> Row:
    return Row(
        id=str(number),
        label=f"{point.panel}, {point.label}" if point.panel else point.label,
        level=0,
        kind="sum" if point.is_total else "row",
        cells={
            str(column): _cell(ref, chart, report)
            for column, ref in enumerate(point.figures, start=1)
            if ref is not None
        },
    )


def _cell(ref: FigureRef, chart: Chart, report: Report) -> Cell:
    value = report.figures[ref].value
    if value is None:
        return Cell(ref, "")
    return Cell(ref, format_amount(-value if chart.turned else value, unit=chart.unit))
