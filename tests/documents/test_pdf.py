"""A report as PDF: accessible, the same twice, and every number a link to its source."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typst import TypstError

from hjulet.documents.pdf import render_pdf
from hjulet.documents.sources import source_entries
from hjulet.domain.edition import next_stamp
from hjulet.domain.report import Chart, Paragraph, Report, Words
from tests.documents.chain import small_report
from tests.documents.poppler import page_lines, poppler
from tests.documents.sample import figure_labels, sample_report

STAMP = next_stamp(previous=None, content="c" * 64)
DATE = date(2018, 4, 6)


@pytest.fixture(scope="module")
def report() -> Report:
    return sample_report()


@pytest.fixture(scope="module")
def rendered(report: Report) -> bytes:
    return render_pdf(report, stamp=STAMP, date=DATE, decision="KS § 61", labels=figure_labels(report))


@pytest.fixture(scope="module")
def path(rendered: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    path.write_bytes(rendered)
    return path


def test_the_same_report_gives_the_same_bytes(report: Report, rendered: bytes) -> None:
    again = render_pdf(report, stamp=STAMP, date=DATE, decision="KS § 61", labels=figure_labels(report))
    assert again == rendered


def test_it_does_not_matter_where_the_program_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = small_report(title="Årsrapport")
    here = render_pdf(report, stamp=None, date=DATE)
    monkeypatch.chdir(tmp_path)
    assert render_pdf(report, stamp=None, date=DATE) == here


def with_text(text: str) -> Report:
    """Give the report with other words in its first paragraph."""
    report = sample_report()
    first = next(block for block in report.blocks if isinstance(block, Paragraph))
    written = replace(first, inlines=(Words(text),))
    return replace(report, blocks=tuple(written if block is first else block for block in report.blocks))


def test_a_letter_that_no_font_has_is_a_box() -> None:
    """An emoji that was pasted into a comment must not keep a whole report from being made."""
    pdf = render_pdf(with_text("Bra \U0001f600 och \u6f22\u5b57, 5 \u2192 6"), stamp=None, date=DATE)
    lines = [line for page in page_lines(pdf) for line in page]
    assert any("Bra \u25a1 och \u25a1\u25a1, 5 \u2192 6" in line for line in lines)


def test_a_text_of_other_letters_altogether_is_refused() -> None:
    with pytest.raises(TypstError, match="could not be displayed"):
        render_pdf(with_text("".join(map(chr, range(0x4E00, 0x4E40)))), stamp=None, date=DATE)


def test_it_says_what_it_was_made_for(rendered: bytes) -> None:
    assert b"<pdfaid:part>2</pdfaid:part>" in rendered
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in rendered
    assert b"<pdfuaid:part>1</pdfuaid:part>" in rendered


def test_title_date_and_tags(path: Path) -> None:
    info = poppler("pdfinfo", path)
    assert re.search(r"Title: +Årsrapport 2017\n", info)
    assert re.search(r"Tagged: +yes", info)
    assert "A4" in info
    assert "2018" in info


def test_tables_charts_and_links_are_tagged(path: Path) -> None:
    tags = poppler("pdfinfo", "-struct", path)
    for tag in ("H1", "H2", "Table", "TH", "TD", "Figure", "Caption", "Link", "TOC"):
        assert re.search(rf"^ *{tag}\b", tags, re.MULTILINE), tag


def test_text_holds_seal_pages_and_sources(path: Path, report: Report) -> None:
    text = poppler("pdftotext", "-layout", path, "-")
    pages = text.count("\f")
    assert f"Sida 1 ({pages})" in text
    assert "Utgåva 1" in text
    assert text.count(STAMP.seal) == pages
    assert re.search(r"Beslut +KS § 61\n", text)
    assert "Gjord för PDF/A-2a och PDF/UA-1." in text
    assert "38 698 000,00 kr" in text


def test_every_number_is_a_link(path: Path, report: Report) -> None:
    cells = [cell for table in report.tables for row in table.rows for cell in row.cells.values()]
    shown = sum(bool(cell.display) for cell in cells)
    tags = poppler("pdfinfo", "-struct", path)
    inputs = sum(len(entry.inputs) for entry in source_entries(report).values())
    assert shown > 100
    assert inputs > 100
    assert len(re.findall(r"^ *Link\b", tags, re.MULTILINE)) >= shown + inputs


def test_an_address_outside_can_be_given() -> None:
    report = small_report(title="Årsrapport")
    rendered = render_pdf(report, stamp=None, date=DATE, base_url="https://kommun.example/tal/")
    assert b"https://kommun.example/tal/net_cost%20unit%3DHR%20period%3D2017" in rendered


def test_without_a_seal_it_is_a_draft(tmp_path: Path) -> None:
    path = tmp_path / "draft.pdf"
    path.write_bytes(render_pdf(sample_report(language="en"), stamp=None, date=DATE))
    text = poppler("pdftotext", path, "-")
    assert "Working draft, not decided" in text
    assert "Seal" not in text
    assert "Contents" in text


def test_a_chart_without_words_is_refused(report: Report) -> None:
    blocks = tuple(replace(block, alt="") if isinstance(block, Chart) else block for block in report.blocks)
    with pytest.raises(TypstError):
        render_pdf(replace(report, blocks=blocks), stamp=None, date=DATE)
