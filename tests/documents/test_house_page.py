"""The house style on pages: a sheet of its own, named by its content, and never a page that falls."""

from dataclasses import replace
from pathlib import Path

from hjulet.documents.house import DARK_PAPERS, PAPERS, STANDARD
from hjulet.documents.house_page import as_page, page_style, theme_sheet
from hjulet.domain.colour import LEAST_CONTRAST, least_contrast
from hjulet.web.design_tokens import read_tokens, tokens

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def test_the_sheet_sets_the_accent_of_light_and_dark() -> None:
    sheet = theme_sheet(replace(STANDARD, accent="#003a5d", accent_dark="#9fd0ee"))
    assert [each["accent"] for each in read_tokens(sheet)] == ["#003a5d", "#9fd0ee"]


def test_the_address_changes_with_what_it_gives() -> None:
    plain = as_page(STANDARD)
    assert as_page(replace(STANDARD, name="Kommunen")).key == plain.key
    assert as_page(replace(STANDARD, accent="#003a5d")).key != plain.key
    assert as_page(replace(STANDARD, logo=SVG)).key != plain.key
    assert as_page(replace(STANDARD, logo=SVG)).logo_type == "image/svg+xml"


def test_a_folder_that_changes_is_read_again(tmp_path: Path) -> None:
    assert page_style(tmp_path / "house").name == ""
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "house.toml").write_text('name = "Kommunen"', encoding="utf-8")
    assert page_style(tmp_path / "house").name == "Kommunen"


def test_a_fault_costs_a_page_its_colour_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('accent = "vit"\nname = "Kommunen"', encoding="utf-8")
    assert page_style(tmp_path) == as_page(STANDARD)


def test_the_papers_are_those_of_the_pages() -> None:
    """What contrast is measured against stands in the tokens."""
    found = {colour.name: colour for colour in tokens().colours}
    assert (found["paper"].light, found["tint"].light) == PAPERS
    assert (found["paper"].dark, found["tint"].dark) == DARK_PAPERS


def test_the_standard_style_is_that_of_the_tokens_and_can_be_read() -> None:
    accent = next(colour for colour in tokens().colours if colour.name == "accent")
    assert (accent.light, accent.dark) == (STANDARD.accent, STANDARD.accent_dark)
    assert least_contrast(STANDARD.accent, PAPERS) >= LEAST_CONTRAST
    assert least_contrast(STANDARD.second, PAPERS) >= LEAST_CONTRAST
    assert least_contrast(STANDARD.accent_dark, DARK_PAPERS) >= LEAST_CONTRAST
