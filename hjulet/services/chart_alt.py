"""A chart in words, for whoever cannot see it: its kind, its title, what is shown, and the main numbers."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from hjulet.documents.charts.bridge import rest_of
from hjulet.documents.charts.values import Value, values_of, whole_of, write_change, write_share
from hjulet.documents.words import words_of
from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.report import Chart, ChartKind
from hjulet.texts.charts import ALT, FROM_TO, HIGH_LOW, ONLY, say


def alt_text(chart: Chart, figures: Mapping[FigureRef, Figure], *, language: str) -> str:
    """Say what a chart shows, in words and numbers."""
    numbers = "; ".join(_WRITERS[chart.kind](chart, values_of(chart, figures), language))
    return say(
        ALT[chart.kind],
        language=language,
        title=chart.title,
        subtitle=chart.subtitle,
        unit=chart.unit,
        numbers=numbers,
    )


def _bars(chart: Chart, values: list[Value], language: str) -> Iterator[str]:
    """Say each place with its series: ``HR: 2016 39,9, 2017 38,7``."""
    for place, point in enumerate(chart.points):
        said = [f"{value.series} {value.shown}" for value in values if value.place == place]
        yield f"{point.label}: {', '.join(said)}"


def _months(chart: Chart, values: list[Value], language: str) -> Iterator[str]:
    """Say the months that have a value of what the sentence is about, with the others beside."""
    has_value = {value.place for value in values if value.series == chart.series[-1]}
    for place, point in enumerate(chart.points):
        if place in has_value:
            said = [f"{value.series} {value.shown}" for value in values if value.place == place]
            yield f"{point.label}: {', '.join(said)}"


def _bridge(chart: Chart, values: list[Value], language: str) -> Iterator[str]:
    """Say the two ends and each step with its sign."""
    rest = rest_of(values)
    for value in values:
        if rest and value is values[-1]:
            yield f"{words_of(language)['bridge_rest']} {write_change(rest, chart.unit)}"
        is_end = value.point.is_total
        yield f"{value.point.label} {value.shown if is_end else write_change(value.kronor, chart.unit)}"


def _shares(chart: Chart, values: list[Value], language: str) -> Iterator[str]:
    """Say each part and its percent of the whole."""
    whole = whole_of(values, chart)
    for value in sorted(values, key=lambda value: -value.kronor):
        percent = write_share(value.kronor, whole) if whole is not None else ""
        yield f"{value.point.label} {value.shown}" + (f" ({percent})" if percent else "")


def _lines(chart: Chart, values: list[Value], language: str) -> Iterator[str]:
    """Say where each line begins and ends."""
    for series in chart.series:
        own = [value for value in values if value.series == series]
        if own:
            first, last = own[0], own[-1]
            yield say(
                FROM_TO,
                language=language,
                name=series,
                first=first.shown,
                since=first.point.label,
                last=last.shown,
                until=last.point.label,
            )


def _multiples(chart: Chart, values: list[Value], language: str) -> Iterator[str]:
    """Say the highest and the lowest month of each panel."""
    for panel in dict.fromkeys(point.panel for point in chart.points):
        own = [v for v in values if v.point.panel == panel and v.series == chart.series[-1]]
        if own:
            high, low = max(own, key=_amount), min(own, key=_amount)
            yield say(
                HIGH_LOW if len(own) > 1 else ONLY,
                language=language,
                name=panel,
                high=high.shown,
                high_month=high.point.label,
                low=low.shown,
                low_month=low.point.label,
            )


def _amount(value: Value) -> Decimal:
    return value.kronor


_WRITERS: dict[ChartKind, Callable[[Chart, list[Value], str], Iterator[str]]] = {
    ChartKind.BARS: _bars,
    ChartKind.MONTHS: _months,
    ChartKind.BRIDGE: _bridge,
    ChartKind.SHARE: _shares,
    ChartKind.LINES: _lines,
    ChartKind.MULTIPLES: _multiples,
}
