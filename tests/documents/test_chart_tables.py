"""The values of charts as tables: on the page, in the sealed page and in the PDF, for charts without one."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from hjulet.documents.charts import chart_table, chart_tables
from hjulet.documents.content import table_document
from hjulet.documents.html import report_fragment, report_page
from hjulet.documents.pdf import render_pdf
from hjulet.domain.report import Block, Chart, ChartKind, Heading, Report
from tests.documents.chart_samples import charted

KIND = pytest.mark.parametrize("kind", list(ChartKind))


def all_kinds(*, with_table: frozenset[ChartKind] = frozenset()) -> Report:
    """Make a report with a chart of each kind; some belong to a table, the others to one that is gone."""
    made = [charted(kind) for kind in ChartKind]
    charts = [
        replace(chart, id=f"{chart.kind}-chart", table="net-cost" if chart.kind in with_table else "gone")
        for chart, _ in made
    ]
    figures = {ref: figure for _, report in made for ref, figure in report.figures.items()}
    blocks: tuple[Block, ...] = (
        Heading(id="title", level=1, text="Årsrapport 2017"),
        Heading(id="charts", level=2, text="Diagram"),
        replace(chart_table(*made[0]), id="net-cost"),
        *charts,
    )
    return replace(made[0][1], blocks=blocks, figures=figures)


def rows_of(chart: Chart, report: Report) -> list[list[str]]:
    table = chart_table(chart, report)
    return [
        [row.label, *(row.cells[each.id].display if each.id in row.cells else "" for each in table.columns)]
        for row in table.rows
    ]


def test_bars_become_a_row_for_each_place_and_a_column_for_each_series() -> None:
    chart, report = charted(ChartKind.BARS, unit="tkr")
    table = chart_table(chart, report)
    assert table.id == "sample-chart-table"
    assert [(column.label, column.unit) for column in table.columns] == [("2016", "tkr"), ("2017", "tkr")]
    assert rows_of(chart, report) == [
        ["Stadsdirektörens kansli", "15\u00a0480", "10\u00a0081"],
        ["Ekonomi", "35\u00a0126", "42\u00a0857"],
        ["Nämndens eget ansvar", "−442", "601"],
        ["Övrigt", "", "12"],
    ]


def test_panels_are_groups_of_rows() -> None:
    chart, report = charted(ChartKind.MULTIPLES)
    table = chart_table(chart, report)
    assert [row.label for row in table.rows if not row.level] == [
        "Ekonomi",
        "Administration och utredning",
        "Eget ansvar",
    ]
    assert len(table.rows) == 39
    assert len({row.id for row in table.rows}) == 39


def test_a_share_says_its_percent_in_words_largest_first() -> None:
    assert rows_of(*charted(ChartKind.SHARE)) == [
        ["Personal", "143,0", "73,8\u00a0%"],
        ["Lokaler och anläggningar", "50,6", "26,1\u00a0%"],
        ["Övriga kostnader", "0,2", "0,1\u00a0%"],
    ]


def test_a_bridge_says_signs_and_the_rest() -> None:
    rows = "= 2016 | 100000\nEkonomi | 4000\nHR |\n= 2017 | 110000"
    assert rows_of(*charted(ChartKind.BRIDGE, rows)) == [
        ["2016", "100,0"],
        ["Ekonomi", "+4,0"],
        ["HR", ""],
        ["Övrigt", "+6,0"],
        ["2017", "110,0"],
    ]


def test_only_charts_without_a_table_get_one() -> None:
    report = all_kinds(with_table=frozenset({ChartKind.BARS, ChartKind.BRIDGE}))
    assert set(chart_tables(report)) == {"months-chart", "share-chart", "lines-chart", "multiples-chart"}


def test_the_page_folds_the_table_under_the_picture() -> None:
    report = all_kinds(with_table=frozenset({ChartKind.BARS}))
    fragment = report_fragment(
        report,
        figure_url=lambda ref: f"/tal/?ref={ref}",
        chart_url=lambda chart: f"/diagram/{chart.id}.svg",
        dark_chart_url=lambda chart: f"/diagram/{chart.id}.svg?tema=mork",
    )
    assert fragment.count('<details class="chart-table"><summary>Visa som tabell</summary>') == 5
    assert '<a href="#net-cost">Visa som tabell</a>' in fragment
    assert 'id="share-chart-table"' in fragment
    assert fragment.count('<source media="screen and (prefers-color-scheme: dark)" srcset="/diagram/') == 6
    assert "style=" not in fragment


def test_the_sealed_page_has_the_tables_and_its_numbers_open() -> None:
    page = report_page(all_kinds(), stamp=None)
    assert page.count('class="chart-table"') == 6
    assert "<source " not in page
    opened = re.search(r'<details class="chart-table">.*?href="(#[^"]+)"', page, re.DOTALL)
    assert opened is not None
    assert f'id="{opened[1].removeprefix("#")}"' in page


@KIND
def test_a_table_has_a_json_form(kind: ChartKind) -> None:
    chart, report = charted(kind)
    document = table_document(chart_table(chart, report), report.figures)
    assert json.loads(json.dumps(document)) == document


def test_the_pdf_takes_charts_of_all_kinds_with_their_tables() -> None:
    """PDF/UA-1 refuses a picture without words; typst refuses a link that leads nowhere."""
    report = all_kinds()
    assert render_pdf(report, stamp=None, date=date(2018, 4, 6)).startswith(b"%PDF")
