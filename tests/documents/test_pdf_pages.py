"""The pages of a PDF, looked at: what lies down, what goes on, what is kept together."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader

from hjulet.documents.fonts import FONTS
from hjulet.documents.house import STANDARD
from hjulet.documents.pdf import render_pdf
from hjulet.domain.edition import next_stamp
from hjulet.domain.report import Block, Chart, Heading, Paragraph, Report, Words
from tests.documents.pdf_ua import elements
from tests.documents.poppler import page_lines
from tests.documents.sample import sample_report
from tests.documents.shapes import every_shape, text
from tests.documents.test_house import SVG, png

DATE = date(2018, 4, 6)
STAMP = next_stamp(previous=None, content="c" * 64)
TITLE = Heading(id="title", level=1, text="Årsrapport")


def report_of(*blocks: Block) -> Report:
    """Make a report of these blocks, with the few figures that they show."""
    report = sample_report()
    shown = {figure for figure in report.figures if str(figure) == "net_cost unit=HR period=2017"}
    figures = {ref: report.figures[ref] for ref in shown} if blocks else {}
    return replace(report, blocks=(TITLE, *blocks), figures=figures)


def words_only(id: str, words: str) -> Paragraph:
    return Paragraph(id=id, inlines=(Words(words),))


def pages_of(pdf: bytes) -> list[PageObject]:
    return list(PdfReader(BytesIO(pdf)).pages)


def lies(page: PageObject) -> bool:
    return bool(page.mediabox.width > page.mediabox.height)


def flat(lines: list[str]) -> str:
    """Give a page's text on one line, single spaces between words."""
    return re.sub(r"\s+", " ", " ".join(lines))


@pytest.fixture(scope="module")
def rendered() -> bytes:
    return render_pdf(every_shape(), stamp=STAMP, date=DATE)


@pytest.fixture(scope="module")
def shapes(rendered: bytes) -> list[list[str]]:
    return page_lines(rendered)


def test_the_paper_lies_for_what_needs_it_and_stands_again(rendered: bytes, shapes: list[list[str]]) -> None:
    pages = pages_of(rendered)
    lying = [number for number, page in enumerate(pages) if lies(page)]
    assert "12 kolumner och 20 rader" in flat(shapes[lying[0]])
    assert "Före den breda tabellen" in flat(shapes[lying[0]])
    assert not lies(pages[lying[0] - 1])
    assert not lies(pages[-1])


def test_a_long_table_says_its_name_and_heads_on_each_page(shapes: list[list[str]]) -> None:
    (begins,) = [page for page in shapes if "4 kolumner och 60 rader" in page]
    (ends,) = [flat(page) for page in shapes if any(line.startswith("Enhet 59 ") for line in page)]
    assert "forts." not in flat(begins)
    assert "4 kolumner och 60 rader, forts." in ends
    assert "kommunbidrag" in flat(begins)
    assert "kommunbidrag" in ends


def test_an_empty_table_says_so(shapes: list[list[str]]) -> None:
    assert any("Inga rader." in flat(page) for page in shapes)


def test_head_and_foot(shapes: list[list[str]]) -> None:
    assert STAMP.seal in flat(shapes[0])
    assert f"Sida 1 ({len(shapes)})" in flat(shapes[0])
    for number, page in enumerate(shapes[1:], start=2):
        seen = flat(page)
        assert "Kommunstyrelsen · 2017" in seen
        assert f"Sida {number} ({len(shapes)})" in seen
        assert seen.count(STAMP.seal) == 1
    assert "Källor" in shapes[-1][0]


def test_the_head_names_the_chapter_that_the_page_begins_in() -> None:
    blocks: list[Block] = [
        Heading(id="first", level=2, text="Första kapitlet"),
        *(words_only(f"a{number}", "Text som fyller. " * 30) for number in range(9)),
        Heading(id="second", level=2, text="Andra kapitlet"),
        *(words_only(f"b{number}", "Text som fyller. " * 30) for number in range(9)),
    ]
    pages = page_lines(render_pdf(report_of(*blocks), stamp=None, date=DATE))
    heads = [page[0] for page in pages[1:]]
    assert "Första kapitlet" in heads[0]
    middle = next(page for page in pages[1:] if "Andra kapitlet" in page[1:])
    assert "Första kapitlet" in middle[0]
    assert any("Andra kapitlet" in head for head in heads)


def test_bookmarks_and_contents_have_two_levels() -> None:
    blocks: list[Block] = [
        Heading(id="a", level=2, text="Ekonomi"),
        Heading(id="b", level=3, text="Enheterna"),
        Heading(id="c", level=4, text="Djupare"),
        words_only("d", "Text."),
        Heading(id="e", level=2, text="Personal"),
    ]
    pdf = render_pdf(report_of(*blocks), stamp=None, date=DATE)
    names = [str(entry["/Title"]) for entry in PdfReader(BytesIO(pdf)).outline if isinstance(entry, dict)]
    assert names[:2] == ["Ekonomi", "Personal"]
    cover = flat(page_lines(pdf)[0])
    assert "Ekonomi" in cover
    assert "Enheterna" in cover
    assert "Djupare" not in cover


def test_long_contents_have_a_page_of_their_own() -> None:
    blocks: list[Block] = [
        Heading(id=f"h{number}", level=2, text=f"Kapitel {number}") for number in range(20)
    ]
    pages = page_lines(render_pdf(report_of(*blocks), stamp=None, date=DATE))
    assert "Innehåll" not in flat(pages[0])
    assert "Innehåll" in flat(pages[1])


def test_a_heading_is_never_last_on_its_page() -> None:
    begin_a_page = set()
    for before in range(26, 34):
        blocks: list[Block] = [
            Heading(id="a", level=2, text="Kapitel"),
            *(words_only(f"p{number}", "Rad.") for number in range(before)),
            Heading(id="b", level=3, text="Rubriken"),
            text("q", "Text som följer rubriken, " * 8),
        ]
        pages = page_lines(render_pdf(report_of(*blocks), stamp=None, date=DATE))
        (page,) = [page for page in pages[1:] if "Rubriken" in page]
        after = page[page.index("Rubriken") + 1 : -1]
        assert "Text som följer" in after[0]
        assert len(after) >= 2  # no line of a paragraph stands alone
        begin_a_page.add(page[1] == "Rubriken")
    assert begin_a_page == {True, False}  # the page broke just there


def test_what_is_typed_is_set() -> None:
    paragraph = words_only("p", 'Den 31 augusti sa hon "så här" om 5 mnkr.')
    pages = page_lines(render_pdf(report_of(paragraph), stamp=None, date=DATE))
    assert "Den 31 augusti sa hon ”så här” om 5 mnkr." in flat(pages[1])


def test_a_deviation_has_its_sign_both_ways_and_zero_none() -> None:
    pages = page_lines(render_pdf(sample_report(), stamp=None, date=DATE))
    seen = " ".join(flat(page) for page in pages[1:4])
    assert "+4 764" in seen
    assert "−1 359" in seen
    assert "+0" not in seen
    assert "−0" not in seen


@pytest.mark.parametrize("places", [3, 60])
def test_a_chart_without_a_table_has_its_own(places: int) -> None:
    report = sample_report()
    chart = next(block for block in report.blocks if isinstance(block, Chart))
    many = tuple(replace(chart.points[0], label=f"Plats {number}") for number in range(places))
    alone = replace(report, blocks=(TITLE, replace(chart, points=many, table="")))
    made = render_pdf(alone, stamp=None, date=DATE)
    assert [tag for tag, _ in elements(made)].count("/Table") == 1
    assert f"Plats {places - 1}" in " ".join(flat(page) for page in page_lines(made))


def test_a_chart_whose_table_is_elsewhere_has_no_dead_link() -> None:
    report = sample_report()
    chart = next(block for block in report.blocks if isinstance(block, Chart))
    alone = replace(report, blocks=(TITLE, replace(chart, table="another")))
    assert not any(
        "Visa som tabell" in flat(page) for page in page_lines(render_pdf(alone, stamp=None, date=DATE))
    )


def test_a_report_without_anything_is_still_a_document() -> None:
    pages = page_lines(render_pdf(report_of(), stamp=None, date=DATE))
    assert "Årsrapport" in flat(pages[0])
    assert "Arbetsutkast, inte fastställt" in flat(pages[0])


@pytest.mark.parametrize("logo", [SVG.encode(), png()], ids=["svg", "png"])
def test_the_house_style_is_on_the_first_page(logo: bytes) -> None:
    house = replace(STANDARD, logo=logo, logo_alt="Exempelby kommuns vapen")
    made = render_pdf(report_of(), stamp=None, date=DATE, house=house)
    assert [str(one["/Alt"]) for tag, one in elements(made) if tag == "/Figure"] == [
        "Exempelby kommuns vapen"
    ]
    assert made == render_pdf(report_of(), stamp=None, date=DATE, house=house)


@pytest.mark.skipif(not FONTS["DejaVu Sans"].is_installed, reason="fonts-dejavu-core is absent")
def test_the_house_s_fonts_are_used() -> None:
    house = replace(STANDARD, serif="DejaVu Serif", sans="DejaVu Sans")
    made = render_pdf(report_of(words_only("p", "Text.")), stamp=None, date=DATE, house=house)
    assert b"DejaVuSerif" in made
    assert b"DejaVuSans" in made
    assert b"Inter" not in made
    assert b"Charis" not in made
