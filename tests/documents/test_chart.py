"""Charts: what is drawn is what the table says, and always drawn alike."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from hjulet.documents.chart import DARK, LIGHT, Theme, chart_spec, chart_svg
from hjulet.domain.report import Chart, Point, Report
from tests.documents.sample import ref, sample_report


@pytest.fixture(scope="module")
def report() -> Report:
    return sample_report()


@pytest.fixture(scope="module")
def chart(report: Report) -> Chart:
    (found,) = [block for block in report.blocks if isinstance(block, Chart)]
    return found


def test_the_first_group_names_the_series(report: Report, chart: Chart) -> None:
    values = chart_spec(chart, report.figures, theme=LIGHT)["data"]["values"]
    assert [value["shown"] for value in values[:4]] == [
        "2016: 15\u00a0480",
        "2017: 10\u00a0081",
        "35\u00a0126",
        "42\u00a0857",
    ]
    assert values[3]["kronor"] == 42857150


def test_bars_start_at_zero(report: Report, chart: Chart) -> None:
    spec = chart_spec(chart, report.figures, theme=LIGHT)
    assert spec["encoding"]["x"]["scale"] == {"zero": True}


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_last_series_has_the_accent(report: Report, chart: Chart, theme: Theme) -> None:
    bars = chart_spec(chart, report.figures, theme=theme)["layer"][0]
    assert bars["encoding"]["color"]["scale"]["range"] == [theme.context[-1], theme.accent]


@pytest.mark.parametrize("series", [1, 2, 3, 4])
def test_each_series_has_a_colour(series: int) -> None:
    colours = LIGHT.colours(series)
    assert len(set(colours)) == series
    assert colours[-1] == LIGHT.accent


def test_a_missing_value_has_no_bar(report: Report, chart: Chart) -> None:
    missing = Point(
        label="Övrigt",
        figures=(
            ref("net_cost unit=KSK-OVRIGT period=2016"),
            ref("net_cost unit=KSK-OVRIGT period=2017"),
        ),
    )
    with_gap = replace(chart, points=(*chart.points, missing))
    values = chart_spec(with_gap, report.figures, theme=LIGHT)["data"]["values"]
    assert "Övrigt" not in {value["label"] for value in values}


def test_the_drawing_is_the_same_twice_and_names_its_font(report: Report, chart: Chart) -> None:
    svg = chart_svg(chart, report)
    assert svg == chart_svg(chart, report)
    assert 'font-family="Inter, sans-serif"' in svg
    texts = [element.text for element in ElementTree.fromstring(svg).iter() if element.text]  # noqa: S314
    assert {chart.title, "Ekonomi", "42\u00a0857"} <= set(texts)


def test_the_drawing_names_nothing_outside_itself(report: Report, chart: Chart) -> None:
    svg = chart_svg(chart, report).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in svg.replace('xmlns:xlink="http://www.w3.org/1999/xlink"', "")
