"""The layout of charts: texts wrap and are never cut, labels never lie on each other."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.documents.charts import chart_spec
from hjulet.documents.charts.frame import LABEL, NAME_WIDTH, WIDTH
from hjulet.documents.charts.lettering import LINE, text_width, wrapped
from hjulet.documents.charts.spread import spread
from hjulet.domain.report import ChartKind
from tests.documents.chart_samples import charted

LONG = "Kommunstyrelsens samhällsbyggnadsutskott, arbetsmarknadsförvaltningens vuxenutbildning"
WORD = "Arbetsmarknadskommunikationsförvaltningen"

_heights = st.floats(min_value=8, max_value=40)
_labels = st.lists(st.tuples(st.floats(min_value=-50, max_value=400), _heights), min_size=1, max_size=12)


@given(_labels)
def test_labels_never_lie_on_each_other(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [at for at, _ in labels], [height for _, height in labels]
    placed = spread(wanted, heights, low=0, high=max(300.0, sum(heights)))
    edges = sorted((at - height / 2, at + height / 2) for at, height in zip(placed, heights, strict=True))
    assert all(upper[1] <= lower[0] + 0.05 for upper, lower in pairwise(edges))
    assert edges[0][0] >= -0.05
    assert edges[-1][1] <= max(300.0, sum(heights)) + 0.05


def test_a_label_with_room_stands_where_it_wants() -> None:
    assert spread([50, 100, 104], [10, 10, 10], low=0, high=200) == [50, 97, 107]


def test_the_labels_of_lines_that_end_together_are_apart() -> None:
    rows = "2016 | 100 | 101 | 102 | 103 | 104 | 105\n2017 | 100 | 100 | 100 | 100 | 100 | 100"
    names = ("Ekonomi", "HR", "Kommunikation", "Kansli", LONG, "Politisk ledning")
    spec = chart_spec(*charted(ChartKind.LINES, rows, series=names))
    labels = [
        each
        for layer in spec["layer"]
        for each in layer["data"]["values"]
        if each.get("x", 0) > spec["width"] and "text" in each
    ]
    middles = sorted(each["y"] for each in labels)
    assert len(middles) > len(names)
    assert all(below - above >= LABEL * LINE - 0.05 for above, below in pairwise(middles))
    assert middles[-1] < spec["height"]


@given(st.text(alphabet="aåmWi lj", min_size=1, max_size=80))
def test_every_line_fits_and_no_letter_is_lost(text: str) -> None:
    lines = wrapped(text, width=60, size=12)
    assert all(text_width(line, size=12) <= 60 for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace(" ", "")


def test_a_no_break_space_is_not_broken() -> None:
    assert wrapped("ökade med 17,6\u00a0mnkr", width=75, size=12) == ["ökade med", "17,6\u00a0mnkr"]


@pytest.mark.parametrize("name", [LONG, WORD])
def test_a_long_name_wraps_and_stays_within_the_picture(name: str) -> None:
    spec = chart_spec(*charted(ChartKind.BARS, f"{name} | 100 | 200\nHR | 10 | 20", title=f"{name} ökade"))
    left = spec["padding"]["left"]
    names = [each for layer in spec["layer"] for each in layer["data"]["values"] if each.get("x") == -left]
    assert "".join(each["text"] for each in names[:-1]).replace("-", "").replace(" ", "") == name.replace(
        " ", ""
    )
    assert max(text_width(each["text"], size=LABEL) for each in names) <= NAME_WIDTH
    assert left + spec["width"] + spec["padding"]["right"] == WIDTH
    assert all(text_width(line, size=15, bold=True) <= WIDTH for line in spec["title"]["text"])
