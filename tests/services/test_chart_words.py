"""The eight charts of the example municipality, worded: findings, alternatives in words, tables, pictures."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hjulet.documents.charts import chart_svg, chart_table
from hjulet.documents.charts.values import values_of
from hjulet.domain.period import parse_period
from hjulet.domain.report import Chart, ChartKind, Report
from hjulet.domain.reports.charts import CHARTS
from hjulet.domain.reports.scope import Scope
from hjulet.services.chart_words import ChartWords
from hjulet.services.figures import Books, open_books

Drawn = dict[str, tuple[Chart, Report]]


def drawn(unit: str, period: str, *, language: str = "sv", books: Books | None = None) -> Drawn:
    """Make all charts that a unit has for a period, each with a report that holds its figures."""
    books = books or open_books()
    span = parse_period(period)
    view = books.view(span)
    words = ChartWords(view=view, body=unit, period=span, language=language)
    plans = [make(Scope(unit=unit, period=span, view=view)) for make in CHARTS.values()]
    made: Drawn = {}
    for plan in (plan for plan in plans if plan):
        figures = books.resolve(sorted(plan.refs))
        chart = words.chart(plan, figures)
        if chart is not None:
            report = Report(
                title="",
                kind="annual",
                unit=unit,
                unit_name=view.units[unit].name,
                period=span,
                snapshot=books.number,
                language=language,
                blocks=(chart,),
                figures=figures,
            )
            made[plan.id] = (chart, report)
    return made


def test_the_charts_in_words(demo: Path, golden: Callable[[str, str], None]) -> None:
    books = open_books()
    lines = []
    for unit, period, language in (
        ("KS", "2017", "sv"),
        ("KS", "2017", "en"),
        ("KS", "2017-08", "sv"),
        ("KS", "2015", "sv"),
        ("HR", "2017", "sv"),
    ):
        lines += [f"{unit} {period} {language}", ""]
        for id, (chart, _) in drawn(unit, period, language=language, books=books).items():
            lines += [id, f"  {chart.title}", f"  {chart.subtitle}, {chart.unit}", f"  {chart.alt}", ""]
    golden("charts_demo.txt", "\n".join(lines))


def test_each_alternative_says_the_main_numbers(demo: Path) -> None:
    for id, (chart, report) in drawn("KS", "2017").items():
        values = values_of(chart, report.figures)
        last = chart.series[-1]
        said = [value for value in values if value.series == last and value.shown.lstrip("−") in chart.alt]
        wanted = [value for value in values if value.series == last]
        assert len(said) > len(wanted) * (0.2 if chart.kind is ChartKind.MULTIPLES else 0.6), id
        assert chart.alt.count(chart.title) == 1


def test_every_chart_has_a_picture_and_a_table_of_its_values(demo: Path) -> None:
    made = drawn("KS", "2017")
    assert set(made) == set(CHARTS)
    for chart, report in made.values():
        assert chart.title.split()[0] in chart_svg(chart, report)
        cells = [cell for row in chart_table(chart, report).rows for cell in row.cells.values()]
        shown = [cell.figure for cell in cells if cell.figure]
        assert len(shown) == len(values_of(chart, report.figures))


def test_the_line_that_the_sentence_is_about_comes_last(demo: Path) -> None:
    chart, report = drawn("KS", "2017")["net-cost-years"]
    assert chart.title.startswith("Ekonomi")
    assert chart.series[-1] == "Ekonomi"
    assert {ref.get("unit") for point in chart.points if (ref := point.figures[-1])} == {"EKO"}
    assert len(report.figures) > len(chart.points)


def test_a_bridge_of_the_demo_has_no_rest(demo: Path) -> None:
    for period in ("2016", "2017", "2017-08"):
        made = drawn("KS", period)
        for id in ("net-cost-bridge", "result-bridge"):
            chart, report = made[id]
            assert "Övrigt" not in chart.alt
            assert "rest" not in {row.id for row in chart_table(chart, report).rows}


def test_a_unit_that_had_money_last_year_only_leaves_a_rest(demo: Path) -> None:
    """Nämndens eget ansvar has no row in January to March 2017: no change, and what it was is not hidden."""
    chart, report = drawn("KS", "2017-03")["net-cost-bridge"]
    (rest,) = [row for row in chart_table(chart, report).rows if row.id == "rest"]
    assert (rest.label, rest.cells["series-1"].display) == ("Övrigt", "0,0")
    assert chart.title == "Nettokostnaden ökade med 2,6\u00a0mnkr"


def test_a_month_report_says_its_months(demo: Path) -> None:
    made = drawn("KS", "2017-08")
    assert made["net-cost-per-unit"][0].subtitle == "Nettokostnad per enhet januari–augusti 2016 och 2017"
    chart, report = made["months-with-last-year"]
    outcomes = [value for value in values_of(chart, report.figures) if value.series == "2017"]
    assert len(outcomes) == 8
    assert "september" not in chart.alt


def test_a_unit_alone_is_compared_with_itself_only(demo: Path) -> None:
    assert set(drawn("HR", "2017")) == {
        "months-with-last-year",
        "result-bridge",
        "cost-shares",
        "net-cost-years",
    }


@pytest.mark.parametrize("id", ["cost-shares", "net-cost-bridge", "months-per-unit"])
def test_the_table_of_a_chart(demo: Path, golden: Callable[[str, str], None], id: str) -> None:
    chart, report = drawn("KS", "2017")[id]
    table = chart_table(chart, report)
    lines = [table.caption, "\t".join(["", *(f"{each.label} {each.unit}".strip() for each in table.columns)])]
    for row in table.rows:
        cells = [row.cells[each.id].display if each.id in row.cells else "" for each in table.columns]
        lines.append("\t".join([f"{'  ' * row.level}{row.label}", *cells]))
    golden(f"chart_table_{id}.txt", "\n".join([*lines, ""]))


def test_a_chart_whose_rest_is_not_explained_says_so_in_words_and_table(demo: Path) -> None:
    chart, report = drawn("KS", "2017")["net-cost-bridge"]
    short = replace(chart, points=(*chart.points[:2], *chart.points[4:]))
    assert chart_table(short, report).rows[-2].label == "Övrigt"
