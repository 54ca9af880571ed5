"""Charts: what is drawn is what the values say, by one specification, and always drawn alike."""

import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.documents.charts import DARK, LIGHT, Theme, chart_png, chart_spec, chart_svg
from hjulet.documents.charts.bridge import rest_of, steps_of
from hjulet.documents.charts.draw import KINDS
from hjulet.documents.charts.frame import WIDTH, Drawing
from hjulet.documents.charts.values import values_of, write_change, write_share
from hjulet.documents.words import words_of
from hjulet.domain.report import Chart, ChartKind, Report
from tests.documents.chart_samples import DRAW_ALL, charted

KIND = pytest.mark.parametrize("kind", list(ChartKind))


def texts_of(svg: str) -> list[str]:
    return ["".join(each.itertext()) for each in ElementTree.fromstring(svg).iter() if _is_text(each)]  # noqa: S314


def _is_text(element: ElementTree.Element) -> bool:
    return element.tag.endswith("}text")


def drawing_of(chart: Chart, report: Report, theme: Theme = LIGHT) -> Drawing:
    return Drawing(chart=chart, figures=report.figures, theme=theme, words=words_of(report.language))


def marks_of(spec: dict[str, Any], colour: str) -> list[dict[str, Any]]:
    """List what is drawn in a colour, over all layers."""
    data = [each for layer in spec["layer"] for each in layer["data"]["values"]]
    return [each for each in data if each.get("colour") == colour and "top" in each]


def test_each_kind_has_a_specification() -> None:
    assert set(KINDS) == set(ChartKind)


@KIND
def test_the_picture_says_its_title_and_describes_itself(kind: ChartKind) -> None:
    svg = chart_svg(*charted(kind))
    assert "Ekonomi ökade mest" in texts_of(svg)
    assert "Nettokostnad per enhet, 2016 och 2017, mnkr" in texts_of(svg)
    assert 'font-family="Inter, sans-serif"' in svg


@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.BRIDGE, ChartKind.SHARE])
def test_every_value_is_written_in_the_picture(kind: ChartKind) -> None:
    chart, report = charted(kind)
    written = " ".join(texts_of(chart_svg(chart, report)))
    for value in values_of(chart, report.figures):
        is_step = kind is ChartKind.BRIDGE and not value.point.is_total
        assert (write_change(value.kronor, chart.unit) if is_step else value.shown) in written


def test_months_write_each_outcome_and_name_each_line() -> None:
    chart, report = charted(ChartKind.MONTHS)
    written = texts_of(chart_svg(chart, report))
    outcomes = [value.shown for value in values_of(chart, report.figures) if value.series == "2017"]
    assert len(outcomes) == 8
    assert {*outcomes, "Budget", "2016", "2017", "jan", "dec"} <= set(written)


def test_lines_write_where_each_one_ends_and_the_accents_way() -> None:
    written = " ".join(texts_of(chart_svg(*charted(ChartKind.LINES))))
    for shown in ("Ekonomi 42,9", "HR 38,7", "Destination Södertälje 30,8", "24,7", "29,3"):
        assert shown in written


def test_panels_write_their_highest_value_on_one_scale() -> None:
    chart, report = charted(ChartKind.MULTIPLES)
    spec = chart_spec(chart, report)
    domains = {
        json.dumps(layer["encoding"]["y"]["scale"]["domain"])
        for panel in spec["concat"]
        for layer in panel["layer"]
        if layer["encoding"].get("y", {}).get("scale")
    }
    assert domains == {"[0, 10321000]"}
    assert {"4,2", "10,3", "1,2", "Eget ansvar"} <= set(texts_of(chart_svg(chart, report)))


def test_numbers_are_swedish() -> None:
    written = texts_of(chart_svg(*charted(ChartKind.BARS, unit="tkr")))
    assert "2016: 15\u00a0480" in written
    assert "\u2212442" in written
    assert not [text for text in written if "-" in text]


@KIND
def test_the_drawing_is_the_same_twice(kind: ChartKind) -> None:
    chart, report = charted(kind)
    assert chart_svg(chart, report) == chart_svg(chart, report)
    assert chart_png(chart, report) == chart_png(chart, report)


def test_the_drawing_is_the_same_in_two_processes() -> None:
    """The order of a set differs between processes with other seeds; a picture must not."""
    drawn = {
        subprocess.run(
            [sys.executable, "-c", DRAW_ALL],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(drawn) == 1
    assert len(drawn.pop().split()) == 2 * len(ChartKind)


@KIND
def test_the_drawing_names_nothing_outside_itself(kind: ChartKind) -> None:
    svg = chart_svg(*charted(kind)).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in svg.replace('xmlns:xlink="http://www.w3.org/1999/xlink"', "")


@KIND
def test_all_pictures_are_equally_wide(kind: ChartKind) -> None:
    """So that letters are equally large where pictures stand in one column."""
    root = ElementTree.fromstring(chart_svg(*charted(kind)))  # noqa: S314
    assert abs(float(root.attrib["width"]) - WIDTH) <= 8


def test_word_gets_a_picture_of_twice_the_size() -> None:
    chart, report = charted(ChartKind.BARS)
    png = chart_png(chart, report)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 2 * WIDTH
    assert int.from_bytes(chart_png(chart, report, scale=1)[16:20], "big") == WIDTH


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_last_series_has_the_accent_and_those_before_it_are_grey(theme: Theme) -> None:
    spec = chart_spec(*charted(ChartKind.BARS), theme=theme)
    assert {mark["series"] for mark in marks_of(spec, theme.accent)} == {"2017"}
    assert {mark["series"] for mark in marks_of(spec, theme.grey)} == {"2016"}


def test_bars_begin_at_zero_and_a_missing_value_has_none() -> None:
    spec = chart_spec(*charted(ChartKind.BARS))
    bars = spec["layer"][0]
    assert bars["encoding"]["x2"] == {"datum": 0}
    assert bars["encoding"]["x"]["scale"]["domain"] == [-442000, 42857000]
    assert [bar["series"] for bar in bars["data"]["values"] if bar["label"] == "Övrigt"] == ["2017"]


def test_from_five_series_on_a_legend_names_them() -> None:
    row = "Ekonomi | 1000 | 2000 | 3000 | 4000 | 5000"
    names = ("2013", "2014", "2015", "2016", "2017")
    written = texts_of(chart_svg(*charted(ChartKind.BARS, row, series=names)))
    assert {*names, "5,0"} <= set(written)
    assert "2017: 5,0" not in written


def test_the_parts_of_a_whole_stand_largest_first_with_their_percent() -> None:
    spec = chart_spec(*charted(ChartKind.SHARE))
    numbers = [each["text"] for each in spec["layer"][1]["data"]["values"]]
    assert numbers == ["143,0 (73,8\u00a0%)", "50,6 (26,1\u00a0%)", "0,2 (0,1\u00a0%)"]
    assert [mark["label"] for mark in marks_of(spec, LIGHT.accent)] == ["Personal"]


def test_without_each_part_there_is_no_percent() -> None:
    rows = "Personal | -100000\nLokaler |\nBidrag | -50000"
    spec = chart_spec(*charted(ChartKind.SHARE, rows))
    assert [each["text"] for each in spec["layer"][1]["data"]["values"]] == ["100,0", "50,0"]
    assert write_share(Decimal(5), Decimal(0)) == ""


def test_the_ends_of_a_bridge_begin_at_zero_and_each_step_where_the_last_one_ended() -> None:
    steps = steps_of(drawing_of(*charted(ChartKind.BRIDGE)))
    assert [(step.shown, step.word, step.is_better) for step in steps] == [
        ("330,0", "", None),
        ("−5,4", "lägre", True),
        ("+7,7", "högre", False),
        ("+10,7", "högre", False),
        ("343,1", "", None),
    ]
    assert steps[0].start == steps[-1].start == Decimal(0)
    assert all(after.start == before.end for before, after in pairwise(steps[:-1]))


def test_a_result_becomes_better_or_worse() -> None:
    rows = "= Budgeterat resultat | 0\nPersonal | -2129\nBidrag | 0.01\n= Resultat | -2128.99"
    steps = steps_of(drawing_of(*charted(ChartKind.BRIDGE, rows, metric="line_variance")))
    assert [(step.shown, step.word) for step in steps[1:-1]] == [("−2,1", "sämre"), ("0,0", "")]


def test_what_the_steps_do_not_explain_is_a_step_of_its_own() -> None:
    rows = "= 2016 | 100000\nEkonomi | 4000\nHR |\n= 2017 | 110000"
    steps = steps_of(drawing_of(*charted(ChartKind.BRIDGE, rows)))
    assert [(step.label, step.shown) for step in steps[1:-1]] == [("Ekonomi", "+4,0"), ("Övrigt", "+6,0")]


_KRONOR = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@given(start=_KRONOR, changes=st.lists(_KRONOR, max_size=12), end=_KRONOR)
def test_a_bridge_always_reaches_its_end(start: Decimal, changes: list[Decimal], end: Decimal) -> None:
    rows = [f"= a | {start / 1000}", *(f"s | {change / 1000}" for change in changes), f"= b | {end / 1000}"]
    chart, report = charted(ChartKind.BRIDGE, "\n".join(rows))
    steps = steps_of(drawing_of(chart, report))
    assert steps[-2].end == steps[-1].end == end
    rest = rest_of(values_of(chart, report.figures))
    assert rest == end - start - sum(changes, Decimal(0))
    assert len(steps) == len(rows) + bool(rest)


@pytest.mark.parametrize("kind", [ChartKind.SHARE, ChartKind.BRIDGE])
def test_the_specification(kind: ChartKind, golden: Callable[[str, str], None]) -> None:
    spec = chart_spec(*charted(kind))
    golden(f"chart_{kind}.json", json.dumps(spec, ensure_ascii=False, indent=1) + "\n")
