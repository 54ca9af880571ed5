"""A chart's own values as a table, for whoever wants the numbers: beside a chart that no table belongs to."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from hjulet.documents.charts.bridge import rest_of
from hjulet.documents.charts.values import (
    Value,
    turned,
    values_of,
    whole_of,
    write_change,
    write_share,
    write_value,
)
from hjulet.documents.words import words_of
from hjulet.domain.report import Cell, Chart, ChartKind, Column, Point, Report, Row, Table

_SHARE = "share"
_REST = "rest"


def chart_table(chart: Chart, report: Report) -> Table:
    """Write a chart as a table: a row for each place, below its panel, and a column for each series.

    A share has its percent of the whole too, and a bridge what its steps do not explain, both as words:
    they are no figures of their own. Costs are shown as the chart shows them.
    """
    values = values_of(chart, report.figures)
    words = words_of(report.language)
    columns = [
        Column(id=f"series-{number}", label=series, unit=chart.unit)
        for number, series in enumerate(chart.series, start=1)
    ]
    if chart.kind is ChartKind.SHARE:
        columns.append(Column(id=_SHARE, label=words["share"], unit=""))
    return Table(
        id=f"{chart.id}-table",
        caption=chart.subtitle,
        columns=tuple(columns),
        rows=tuple(_rows(chart, report, values)),
    )


def chart_tables(report: Report) -> dict[str, Table]:
    """Write the charts whose values no table of the report holds as tables, by the chart's id."""
    held = {table.id for table in report.tables}
    return {chart.id: chart_table(chart, report) for chart in report.charts if chart.table not in held}


def _rows(chart: Chart, report: Report, values: list[Value]) -> Iterator[Row]:
    whole = whole_of(values, chart) if chart.kind is ChartKind.SHARE else None
    panel = ""
    for place, point in _in_order(chart, values):
        if point.panel != panel:
            panel = point.panel
            yield Row(id=f"panel-{place + 1}", label=panel, level=0, kind="row", cells={})
        if point.is_total and place:
            yield from _rest(chart, report, values)
        yield Row(
            id=f"place-{place + 1}",
            label=point.label,
            level=1 if panel else 0,
            kind="sum" if point.is_total else "row",
            cells=_cells(point, chart, report, whole),
        )


def _in_order(chart: Chart, values: list[Value]) -> Iterable[tuple[int, Point]]:
    """List the places as they are drawn: the parts of a whole stand largest first."""
    places = list(enumerate(chart.points))
    if chart.kind is not ChartKind.SHARE:
        return places
    amounts = {value.place: value.kronor for value in values}
    return sorted(places, key=lambda each: -amounts.get(each[0], Decimal(0)))


def _cells(point: Point, chart: Chart, report: Report, whole: Decimal | None) -> dict[str, Cell]:
    cells = {}
    is_step = chart.kind is ChartKind.BRIDGE and not point.is_total
    for number, ref in enumerate(point.figures, start=1):
        value = report.figures[ref].value if ref else None
        if ref and value is not None:
            amount = turned(value, chart)
            cells[f"series-{number}"] = Cell(
                ref, write_change(amount, chart.unit) if is_step else write_value(amount, chart)
            )
            if whole is not None:
                cells[_SHARE] = Cell(None, write_share(amount, whole))
    return cells


def _rest(chart: Chart, report: Report, values: list[Value]) -> Iterator[Row]:
    rest = rest_of(values)
    if rest:
        cell = Cell(None, write_change(rest, chart.unit))
        label = words_of(report.language)["bridge_rest"]
        yield Row(id=_REST, label=label, level=0, kind="row", cells={"series-1": cell})
