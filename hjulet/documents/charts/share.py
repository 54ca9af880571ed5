"""Share: the parts of a whole as one set of bars, largest first, each with its percent of the whole.

The largest part has the accent. Without a value for each part there is no whole, and no percentage.
"""

from decimal import Decimal

from hjulet.documents.charts.frame import Drawing, Json, framed, zero_rule
from hjulet.documents.charts.rows import Written, bar_layer, name_layer, number_layers, rows_for
from hjulet.documents.charts.values import Value, values_of, whole_of, write_share

_BAR = 18.0


def share(drawing: Drawing) -> Json:
    """Describe sorted horizontal bars from zero, with percent."""
    values = sorted(values_of(drawing.chart, drawing.figures), key=lambda value: -value.kronor)
    whole = whole_of(values, drawing.chart)
    labels = [_label(value, whole) for value in values]
    rows = rows_for(
        [value.point.label for value in values],
        amounts=[(value.kronor, label) for value, label in zip(values, labels, strict=True)],
        bar=_BAR,
    )
    theme = drawing.theme
    numbers = [
        Written(text=label, kronor=value.kronor, middle=rows.middle(place), colour=theme.ink)
        for place, (value, label) in enumerate(zip(values, labels, strict=True))
    ]
    data = [
        {
            **value.datum,
            "top": rows.middle(place) - _BAR / 2,
            "foot": rows.middle(place) + _BAR / 2,
            "colour": theme.grey if place else theme.accent,
        }
        for place, value in enumerate(values)
    ]
    return {
        **framed(drawing, left=rows.left, right=rows.right, height=rows.height),
        "layer": [
            bar_layer(data, rows),
            *number_layers(numbers, rows),
            name_layer(rows, colour=theme.ink),
            zero_rule(theme, channel="x", amounts=rows.amounts),
        ],
    }


def _label(value: Value, whole: Decimal | None) -> str:
    percent = write_share(value.kronor, whole) if whole is not None else ""
    return f"{value.shown} ({percent})" if percent else value.shown
