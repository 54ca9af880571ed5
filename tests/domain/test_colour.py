"""Colours: contrast as WCAG counts it, and the nearest colour of the same hue that can be read."""

from colorsys import rgb_to_hls

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.colour import LEAST_CONTRAST, contrast, is_colour, least_contrast, nearest_readable

LIGHT, DARK = ("#ffffff", "#f4f6f7"), ("#16191d", "#1e2227")
COLOURS = st.integers(min_value=0, max_value=0xFFFFFF).map(lambda number: f"#{number:06x}")


def hue(colour: str) -> float:
    return rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_the_worst_paper_counts() -> None:
    assert least_contrast("#767676", LIGHT) == pytest.approx(contrast("#767676", "#f4f6f7"))


@pytest.mark.parametrize("text", ["#0b5a8", "#0b5a830", "0b5a83", "#0b5a8g", "blå", ""])
def test_what_is_no_colour(text: str) -> None:
    assert not is_colour(text)


@given(COLOURS, st.sampled_from([LIGHT, DARK]))
def test_the_nearest_colour_can_be_read(colour: str, papers: tuple[str, str]) -> None:
    found = nearest_readable(colour, papers)
    assert is_colour(found)
    assert least_contrast(found, papers) >= LEAST_CONTRAST
    assert nearest_readable(found, papers) == found


def test_the_nearest_colour_keeps_its_hue_and_goes_no_further_than_it_must() -> None:
    found = nearest_readable("#ffd700", LIGHT)
    assert hue(found) == pytest.approx(hue("#ffd700"), abs=0.02)
    assert least_contrast(found, LIGHT) < LEAST_CONTRAST + 0.2


def test_papers_that_no_colour_is_read_on_are_told() -> None:
    with pytest.raises(ValueError, match="#ffffff"):
        nearest_readable("#0b5a83", ("#ffffff", "#767676", "#000000"))
