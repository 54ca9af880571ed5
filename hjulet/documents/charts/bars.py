"""Bars: series side by side for each place, as outcome against budget, or this year against last.

The bars carry their values and the first group names the series, so there is neither legend nor axis;
from five series on a legend names them. The last series has the accent, those before it are grey.
"""

from hjulet.documents.charts.frame import NUMBER, Drawing, Json, framed, texts, zero_rule
from hjulet.documents.charts.lettering import text_width
from hjulet.documents.charts.rows import Rows, Written, bar_layer, name_layer, number_layers, rows_for
from hjulet.documents.charts.values import Value, values_of

_BAR = 13.0
_BETWEEN = 1.5
_DIRECT = 4
_LEGEND_HEIGHT = 26


def bars(drawing: Drawing) -> Json:
    """Describe grouped horizontal bars from zero."""
    chart = drawing.chart
    values = values_of(drawing.chart, drawing.figures)
    rows = rows_for(
        [point.label for point in chart.points],
        amounts=[(value.kronor, _label(value, values, drawing)) for value in values],
        bar=len(chart.series) * (_BAR + _BETWEEN),
    )
    legend = _legend(drawing, rows) if len(chart.series) > _DIRECT else []
    bottom = _LEGEND_HEIGHT if legend else 4
    return {
        **framed(drawing, left=rows.left, right=rows.right, height=rows.height, bottom=bottom),
        "layer": [
            bar_layer([_bar(value, drawing, rows) for value in values], rows),
            *number_layers([_number(value, values, drawing, rows) for value in values], rows),
            name_layer(rows, colour=drawing.theme.ink),
            zero_rule(drawing.theme, channel="x", amounts=rows.amounts),
            *legend,
        ],
    }


def _label(value: Value, values: list[Value], drawing: Drawing) -> str:
    """Write a value; the first one of each of two to four series says which series it is."""
    if not 2 <= len(drawing.chart.series) <= _DIRECT:
        return value.shown
    first = next(each for each in values if each.series == value.series)
    return f"{value.series}: {value.shown}" if first is value else value.shown


def _top(value: Value, drawing: Drawing, rows: Rows) -> float:
    series = drawing.chart.series
    group = len(series) * (_BAR + _BETWEEN) - _BETWEEN
    return rows.middle(value.place) - group / 2 + series.index(value.series) * (_BAR + _BETWEEN)


def _bar(value: Value, drawing: Drawing, rows: Rows) -> Json:
    series = drawing.chart.series
    top = _top(value, drawing, rows)
    colour = drawing.theme.colours(len(series))[series.index(value.series)]
    return {**value.datum, "top": top, "foot": top + _BAR, "colour": colour}


def _number(value: Value, values: list[Value], drawing: Drawing, rows: Rows) -> Written:
    is_last = value.series == drawing.chart.series[-1]
    return Written(
        text=_label(value, values, drawing),
        kronor=value.kronor,
        middle=_top(value, drawing, rows) + _BAR / 2,
        colour=drawing.theme.ink if is_last else drawing.theme.quiet,
    )


def _legend(drawing: Drawing, rows: Rows) -> list[Json]:
    """Name many series in a line under the bars, each beside its colour."""
    theme, series = drawing.theme, drawing.chart.series
    at, squares, names = -rows.left, [], []
    for name, colour in zip(series, theme.colours(len(series)), strict=True):
        squares.append({"text": "■", "x": at, "y": rows.height + 14, "colour": colour})
        names.append({"text": name, "x": at + 14, "y": rows.height + 14, "colour": theme.ink})
        at += text_width(name, size=NUMBER) + 30
    return [texts(squares, fontSize=14), texts(names)]
