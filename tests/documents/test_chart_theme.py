"""The colours of charts: the design's own, with contrast on screen and difference in grey print."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from hjulet.documents.charts import DARK, LIGHT, Theme, house_theme
from hjulet.documents.house import STANDARD

TOKENS = Path(__file__).resolve().parents[2] / "hjulet" / "web" / "static" / "css" / "tokens.css"
HOUSE = house_theme(replace(STANDARD, accent="#1a5c2e", second="#7a0000"))
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK, HOUSE], ids=["light", "dark", "house"])


def tokens(selector: str) -> dict[str, str]:
    """Read the colours of a block of tokens, the short form spelled out."""
    block = TOKENS.read_text(encoding="utf-8").split(selector, 1)[1].split("}", 1)[0]
    found = re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", block)
    return {name: "#" + ("".join(c * 2 for c in code) if len(code) == 3 else code) for name, code in found}


def luminance(colour: str) -> float:
    """Compute the relative luminance of WCAG 2: what grey print keeps of a colour."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_a_house_gives_its_colours_to_surplus_and_deficit_too() -> None:
    assert (HOUSE.accent, HOUSE.surplus, HOUSE.surplus_area, HOUSE.deficit) == (
        *("#1a5c2e",) * 3,
        "#7a0000",
    )
    assert HOUSE.deficit_area not in (LIGHT.deficit_area, HOUSE.deficit)
    assert house_theme(STANDARD) == LIGHT


def test_contrast_is_measured_as_wcag_does() -> None:
    assert round(contrast("#ffffff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize(
    ("theme", "selector"), [(LIGHT, ":root {"), (DARK, "(prefers-color-scheme: dark)")], ids=["light", "dark"]
)
def test_the_colours_are_the_designs_tokens(theme: Theme, selector: str) -> None:
    found = tokens(selector)
    ours = {
        "paper": theme.paper,
        "ink": theme.ink,
        "quiet": theme.quiet,
        "hairline": theme.hairline,
        "rule": theme.rule,
        "accent": theme.accent,
        "accent-ink": theme.on_accent,
        "surplus": theme.surplus,
        "deficit": theme.deficit,
        "deficit-area": theme.deficit_area,
        "context": theme.context[0],
        "dots": theme.context[1],
    }
    assert ours == {name: found[name] for name in ours}
    assert theme.surplus_area == theme.surplus


@THEMES
def test_what_is_written_can_be_read(theme: Theme) -> None:
    for colour in (theme.ink, theme.quiet, theme.accent, theme.surplus, theme.deficit):
        assert contrast(colour, theme.paper) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@THEMES
def test_what_the_sentence_is_about_stands_out_from_the_paper(theme: Theme) -> None:
    for colour in (theme.accent, theme.rule, theme.context[1], theme.surplus_area):
        assert contrast(colour, theme.paper) >= 2.9
    assert contrast(theme.deficit_area, theme.paper) >= 2.8


@THEMES
def test_context_and_accent_differ_without_colour(theme: Theme) -> None:
    for grey in (*theme.greys(3), theme.grey):
        assert contrast(grey, theme.accent) >= 2


@THEMES
def test_surplus_and_deficit_differ_without_colour(theme: Theme) -> None:
    assert contrast(theme.surplus_area, theme.deficit_area) >= 1.8


@THEMES
@pytest.mark.parametrize("series", [1, 2, 3, 4, 7])
def test_each_series_has_a_shade_of_its_own(theme: Theme, series: int) -> None:
    colours = theme.colours(series)
    assert len(set(colours)) == series
    assert colours[-1] == theme.accent
