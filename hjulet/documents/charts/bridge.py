"""Bridge: from one total to another by the steps between, as a waterfall of rows.

The two ends begin at zero; each step begins where the one before ended, and a hairline connects them. A step
says its sign and a word. What the steps do not explain is a step of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hjulet.documents.charts.frame import Drawing, Json, framed, zero_rule
from hjulet.documents.charts.rows import Rows, Written, bar_layer, name_layer, number_layers, rows_for
from hjulet.documents.charts.values import Value, values_of, write_amount, write_change
from hjulet.domain.metrics import REGISTRY

ZERO = Decimal(0)
_BAR = 16.0


@dataclass(frozen=True, kw_only=True)
class Step:
    """A row of a bridge, from an amount to another. ``word`` is empty for the two ends.

    ``is_better`` tells to which side a step goes; None for an end.
    """

    label: str
    start: Decimal
    end: Decimal
    shown: str
    word: str = ""
    is_better: bool | None = None
    figure: str = ""

    @property
    def reach(self) -> Decimal:
        """Tell the amount where the bar ends to the right."""
        return max(self.start, self.end)


def steps_of(drawing: Drawing) -> list[Step]:
    """List the ends and the steps between, each from where the one before ended, and a step for the rest."""
    first, changes, last = _ends_and_changes(values_of(drawing.chart, drawing.figures))
    return [_end(first), *_between(first.kronor, changes, last.kronor, drawing), _end(last)]


def rest_of(values: list[Value]) -> Decimal:
    """Tell what the steps of a bridge do not explain."""
    first, changes, last = _ends_and_changes(values)
    return last.kronor - first.kronor - sum((value.kronor for value in changes), ZERO)


def _ends_and_changes(values: list[Value]) -> tuple[Value, list[Value], Value]:
    """Split a bridge's values; raises ValueError unless it has two ends, both with a value."""
    first, last = (value for value in values if value.point.is_total)
    return first, [value for value in values if not value.point.is_total], last


def bridge(drawing: Drawing) -> Json:
    """Describe the rows of a bridge."""
    theme = drawing.theme
    steps = steps_of(drawing)
    labels = [f"{step.shown} {step.word}".strip() for step in steps]
    rows = rows_for(
        [step.label for step in steps],
        amounts=[(max(step.reach, ZERO), label) for step, label in zip(steps, labels, strict=True)],
        bar=_BAR,
        levels=[level for step in steps for level in (step.start, step.end)],
    )
    numbers = [
        Written(
            text=label,
            kronor=max(step.reach, ZERO),
            middle=rows.middle(place),
            colour=_ink(step, drawing),
        )
        for place, (step, label) in enumerate(zip(steps, labels, strict=True))
    ]
    data = [_bar(place, step, rows, drawing) for place, step in enumerate(steps)]
    return {
        **framed(drawing, left=rows.left, right=rows.right, height=rows.height),
        "layer": [
            _connections(steps, rows, drawing),
            bar_layer(data, rows, start="from"),
            *number_layers(numbers, rows),
            name_layer(rows, colour=theme.ink),
            zero_rule(theme, channel="x", amounts=rows.amounts),
        ],
    }


def _end(value: Value) -> Step:
    return Step(
        label=value.point.label,
        start=ZERO,
        end=value.kronor,
        shown=value.shown,
        figure=str(value.ref),
    )


def _between(start: Decimal, changes: Iterable[Value], end: Decimal, drawing: Drawing) -> Iterable[Step]:
    at, better = start, "up"
    for value in changes:
        better = REGISTRY.metrics[value.ref.metric].better
        yield _step(value.point.label, at, value.kronor, better, drawing, figure=str(value.ref))
        at += value.kronor
    if at != end:
        yield _step(drawing.words["bridge_rest"], at, end - at, better, drawing)


def _step(
    label: str, start: Decimal, change: Decimal, better: str, drawing: Drawing, *, figure: str = ""
) -> Step:
    shown = write_change(change, drawing.chart.unit)
    is_seen = shown != write_amount(ZERO, drawing.chart.unit)
    return Step(
        label=label,
        start=start,
        end=start + change,
        shown=shown,
        word=drawing.words[_word(change, better)] if is_seen else "",
        is_better=(change > 0) == (better == "up"),
        figure=figure,
    )


def _word(change: Decimal, better: str) -> str:
    """Name the word for a change: a cost becomes higher or lower, a result better or worse."""
    if better == "up":
        return "bridge_better" if change > 0 else "bridge_worse"
    return "bridge_higher" if change > 0 else "bridge_lower"


def _ink(step: Step, drawing: Drawing) -> str:
    theme = drawing.theme
    if step.is_better is None:
        return theme.ink
    return theme.surplus if step.is_better else theme.deficit


def _area(place: int, step: Step, drawing: Drawing) -> str:
    theme = drawing.theme
    if step.is_better is None:
        return theme.accent if place else theme.grey
    return theme.surplus_area if step.is_better else theme.deficit_area


def _bar(place: int, step: Step, rows: Rows, drawing: Drawing) -> Json:
    return {
        "label": step.label,
        "from": int(step.start),
        "kronor": int(step.end),
        "shown": step.shown,
        "figure": step.figure,
        "top": rows.middle(place) - _BAR / 2,
        "foot": rows.middle(place) + _BAR / 2,
        "colour": _area(place, step, drawing),
    }


def _connections(steps: list[Step], rows: Rows, drawing: Drawing) -> Json:
    """Draw a hairline from the end of each row to the beginning of the next."""
    half = _BAR / 2
    data = [
        {
            "kronor": int(step.end),
            "top": rows.middle(place) + half,
            "foot": rows.middle(place + 1) - half,
        }
        for place, step in enumerate(steps[:-1])
    ]
    return {
        "data": {"values": data},
        "mark": {"type": "rule", "color": drawing.theme.rule, "strokeWidth": 0.75},
        "encoding": {
            "x": rows.amounts,
            "y": {"field": "top", "type": "quantitative", "scale": None, "axis": None},
            "y2": {"field": "foot"},
        },
    }
