"""A report as a Word file: real styles, sources as footnotes, tables of an annual report, the same twice."""

import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from hjulet.documents.charts import chart_png
from hjulet.documents.house import STANDARD
from hjulet.documents.variance import signed
from hjulet.documents.word import pandoc, render_word
from hjulet.documents.word.pandoc import WordError
from hjulet.domain.edition import next_stamp
from hjulet.domain.report import (
    BulletList,
    Cell,
    Column,
    Heading,
    Report,
    Row,
    ShownFigure,
    Table,
    Words,
)
from tests.documents.sample import figure_labels, ref, sample_report
from tests.documents.word_file import (
    NAMES,
    body,
    name,
    paragraphs,
    part,
    rows,
    style,
    style_of,
    table,
    value,
    words,
)
from tests.office import convert

STAMP = next_stamp(previous=None, content="c" * 64)
DATE = date(2018, 4, 6)
ROOT = Path(__file__).resolve().parents[2]


def rendered_of(report: Report) -> bytes:
    return render_word(report, stamp=STAMP, date=DATE, decision="KS § 61", labels=figure_labels(report))


@pytest.fixture(scope="module")
def report() -> Report:
    return sample_report()


@pytest.fixture(scope="module")
def rendered(report: Report) -> bytes:
    return rendered_of(report)


def wide_table(report: Report) -> Table:
    """Double the columns of the first table: ten of numbers."""
    table = report.tables[0]
    again = tuple(replace(column, id=f"{column.id}-again") for column in table.columns)
    cells = [{**row.cells, **{f"{id}-again": cell for id, cell in row.cells.items()}} for row in table.rows]
    doubled = tuple(replace(row, cells=both) for row, both in zip(table.rows, cells, strict=True))
    return replace(
        table, id="wide", caption="Bred tabell", columns=(*table.columns, *again), rows=doubled, notes=()
    )


def with_blocks(report: Report, *blocks: Heading | BulletList | Table) -> Report:
    return replace(report, blocks=(*report.blocks, *blocks))


# --- text -----------------------------------------------------------------------------------------


def test_title_and_headings_have_words_own_styles(rendered: bytes) -> None:
    assert paragraphs(body(rendered), "Title") == ["Årsrapport 2017"]
    assert paragraphs(body(rendered), "Heading1") == ["Ekonomi", "Driftredovisning"]
    assert paragraphs(body(rendered), "Subtitle") == ["Kommunstyrelsen · 2017"]


def test_running_text_keeps_its_blanks_its_minus_and_what_looks_like_markup(rendered: bytes) -> None:
    text = paragraphs(body(rendered), "BodyText")
    assert text[0].startswith("Kommunstyrelsen redovisar för 2017 ett överskott på 5,0\u00a0mnkr, vilket")
    assert text[1].endswith("satsningar inom ekonomi & <administration>.")
    assert "blev −2,1\u00a0mnkr jämfört" in text[2]


def test_each_figure_in_the_text_has_a_footnote_with_its_source_and_exact_value(
    rendered: bytes, report: Report
) -> None:
    notes = part(rendered, "word/footnotes.xml")
    written = [words(note).strip() for note in notes if note.get(name("w:type")) is None]
    shown = [one for one in report.inlines if isinstance(one, ShownFigure)]
    assert len(written) == len(shown) == 5
    assert written[0] == (
        "Resultat, Kommunstyrelsen, 2017: 5\u00a0030\u00a0150,00\u00a0kr = Verksamhetens nettokostnad + "
        "Kommunbidrag + Förmedlingsbidrag + Räntenetto."
    )
    assert paragraphs(notes, "FootnoteText")
    assert len(list(body(rendered).iter(name("w:footnoteReference")))) == len(shown)


def test_a_leaf_says_what_it_was_counted_from(report: Report) -> None:
    leaf = ref("net_cost unit=HR period=2016")
    inputs = report.figures[leaf].inputs
    counted = next(one for one in report.figures if report.figures[one].filter and one.get("unit") == "HR")
    points = BulletList(id="points", items=((Words("Personal "), ShownFigure(counted, "38,7\u00a0mnkr")),))
    made = rendered_of(with_blocks(report, points))
    assert inputs
    notes = words(part(made, "word/footnotes.xml"))
    assert "Räknat ur: Huvudboken; rad" in notes or "Räknat ur: Budgeten; rad" in notes


def test_points_are_a_list(report: Report) -> None:
    points = BulletList(id="points", items=((Words("Ett"),), (Words("Två & <tre>"),)))
    made = rendered_of(with_blocks(report, points))
    listed = [one for one in body(made).iter(name("w:p")) if one.find("w:pPr/w:numPr", NAMES) is not None]
    assert [words(one) for one in listed] == ["Ett", "Två & <tre>"]
    assert {style_of(one) for one in listed} == {"ListBullet"}


# --- contents, head and foot ------------------------------------------------------------------------


def test_contents_is_a_field_that_word_fills_in(rendered: bytes) -> None:
    instructions = [one.text or "" for one in body(rendered).iter(name("w:instrText"))]
    assert instructions[0].startswith("TOC ")
    assert [one for one in instructions if one.startswith("PAGEREF chapter")] == instructions[1:]
    assert paragraphs(body(rendered), "TOC1") == ["Ekonomi", "Driftredovisning"]
    marks = {one.get(name("w:name")) for one in body(rendered).iter(name("w:bookmarkStart"))}
    assert {"chapter1", "chapter2"} <= marks
    update = part(rendered, "word/settings.xml").find("w:updateFields", NAMES)
    assert update is not None
    assert value(update) == "true"


def test_every_page_after_the_first_has_head_and_foot(rendered: bytes) -> None:
    first, last = body(rendered).iter(name("w:sectPr"))
    assert first.find("w:headerReference", NAMES) is None
    assert first.find("w:footerReference", NAMES) is not None
    assert last.find("w:headerReference", NAMES) is not None
    assert words(part(rendered, "word/head.xml")) == "Kommunstyrelsen · 2017Årsrapport 2017"
    foot = part(rendered, "word/foot.xml")
    assert words(foot) == f"Utgåva 1   Försegling {STAMP.seal}Sida 1 (1)"
    assert [one.get(name("w:instr")) for one in foot.iter(name("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_without_a_seal_it_is_a_draft_and_the_language_follows_the_report() -> None:
    report = sample_report(language="en", title="Annual report 2017")
    made = render_word(replace(report, preliminary=True), stamp=None, date=DATE)
    assert words(part(made, "word/foot.xml")).startswith("Working draft, not decided")
    assert paragraphs(body(made), "TOCHeading") == ["Contents"]
    assert "Preliminary: the books of the period are not closed." in paragraphs(body(made), "DocumentStatus")
    assert language_of(made) == {"en-GB"}


def test_language_title_and_date_are_the_files_own(rendered: bytes) -> None:
    assert language_of(rendered) == {"sv-SE"}
    core = part(rendered, "docProps/core.xml")
    told = {one.tag.partition("}")[2]: one.text for one in core}
    assert told["title"] == "Årsrapport 2017"
    assert told["creator"] == "Kommunstyrelsen"
    assert told["created"] == told["modified"] == "2018-04-06T00:00:00Z"


def language_of(docx: bytes) -> set[str | None]:
    """Collect the languages of styles, settings and properties."""
    styles = part(docx, "word/styles.xml").findall("w:docDefaults/w:rPrDefault/w:rPr/w:lang", NAMES)
    settings = part(docx, "word/settings.xml").findall("w:themeFontLang", NAMES)
    core = part(docx, "docProps/core.xml").findall("dc:language", NAMES)
    assert styles
    assert settings
    assert core
    return {value(one) for one in (*styles, *settings)} | {one.text for one in core}


# --- tables -----------------------------------------------------------------------------------------


def test_a_table_has_its_caption_above_and_repeats_its_head(rendered: bytes) -> None:
    assert "Resultaträkning" in paragraphs(body(rendered), "Caption")
    made = table(rendered, "Resultaträkning")
    head, *others = made.findall("w:tr", NAMES)
    assert head.find("w:trPr/w:tblHeader", NAMES) is not None
    assert all(row.find("w:trPr/w:tblHeader", NAMES) is None for row in others)
    assert all(row.find("w:trPr/w:cantSplit", NAMES) is not None for row in (head, *others))


def shown(cell: Cell, report: Report) -> str:
    """Give a cell as a document prints it, a surplus with its plus."""
    return signed(cell.display, report.figures[cell.figure]) if cell.figure else cell.display


def test_its_cells_are_those_of_the_report(rendered: bytes, report: Report) -> None:
    made = rows(table(rendered, "Nettokostnad per enhet"))
    printed = report.tables[0]
    assert made[0] == [
        "tkr",
        "Nämndbidrag",
        "Resultat 2017",
        "Nettokostnad 2017",
        "Nettokostnad 2016",
        "Utveckling, %",
    ]
    assert made[1:] == [
        [row.label, *(shown(row.cells[column.id], report) for column in printed.columns)]
        for row in printed.rows
    ]
    assert "−34,9" in made[1]
    assert "279\u00a0220" in made[7]
    assert printed.notes[0] in paragraphs(body(rendered), "TableNote")


def test_beside_words_a_unit_stands_in_its_own_head(report: Report) -> None:
    columns = (Column(id="what", label="Åtgärd", unit=""), Column(id="cost", label="Kostnad", unit="tkr"))
    cells = {"what": Cell(None, "Flytta arkivet"), "cost": Cell(ref("net_cost unit=HR period=2017"), "38")}
    row = Row(id="one", label="HR", level=0, kind="row", cells=cells)
    made = rendered_of(with_blocks(report, Table(id="do", caption="Göra", columns=columns, rows=(row,))))
    assert rows(table(made, "Göra"))[0] == ["", "Åtgärd", "Kostnad, tkr"]


def test_numbers_stand_to_the_right_in_figures_of_one_width(rendered: bytes) -> None:
    cells = [row.findall("w:tc", NAMES) for row in table(rendered, "Resultaträkning").findall("w:tr", NAMES)]
    styles = {
        style_of(paragraph) for row in cells[1:] for cell in row[1:] for paragraph in cell.iter(name("w:p"))
    }
    assert styles == {"TableNumber", "TableSumNumber"}
    number = style(rendered, "TableNumber")
    aligned = number.find("w:pPr/w:jc", NAMES)
    assert aligned is not None
    assert value(aligned) == "right"
    assert any(one.tag.endswith("}numSpacing") for one in number.iter())
    based = style(rendered, "TableSumNumber").find("w:basedOn", NAMES)
    assert based is not None
    assert value(based) == "TableNumber"


def test_a_sum_is_bold_with_a_rule_above_and_no_line_is_upright(rendered: bytes) -> None:
    made = table(rendered, "Resultaträkning")
    ruled = [
        words(row.findall("w:tc", NAMES)[0])
        for row in made.findall("w:tr", NAMES)
        if row.find("w:tc/w:tcPr/w:tcBorders/w:top", NAMES) is not None
    ]
    assert ruled == ["Summa intäkter", "Summa kostnader", "Verksamhetens nettokostnad", "Resultat"]
    assert style(rendered, "TableSumText").find("w:rPr/w:b", NAMES) is not None
    borders = style(rendered, "StatementTable").find("w:tblPr/w:tblBorders", NAMES)
    assert borders is not None
    assert {one.tag.partition("}")[2] for one in borders} == {"bottom", "insideH"}


def test_columns_fill_the_text_and_the_label_has_most(rendered: bytes) -> None:
    for caption in ("Resultaträkning", "Nettokostnad per enhet"):
        widths = [int(one.get(name("w:w"), "0")) for one in table(rendered, caption).iter(name("w:gridCol"))]
        assert sum(widths) == 9525
        assert widths[0] == max(widths)
        assert min(widths) > 1000


def test_a_deviation_has_its_colour_and_its_sign(rendered: bytes) -> None:
    made = table(rendered, "Nettokostnad per enhet")
    told = {
        words(run): value(run.findall("w:rPr/w:rStyle", NAMES)[0])
        for run in made.iter(name("w:r"))
        if run.find("w:rPr/w:rStyle", NAMES) is not None
    }
    assert told["−1\u00a0359"] == "Deficit"
    assert told["+2\u00a0617"] == "Surplus"


def test_what_looks_like_markup_in_a_cell_stays_text(report: Report) -> None:
    text = '<w:b/> & "så" \\textbf{x} **y** \u0007'
    made = rendered_of(
        with_blocks(
            report,
            Table(
                id="actions",
                caption="Åtgärder <i>",
                columns=(Column(id="what", label="Åtgärd</w:t>", unit=""),),
                rows=(Row(id="one", label="<b>", level=0, kind="row", cells={"what": Cell(None, text)}),),
            ),
        )
    )
    assert rows(table(made, "Åtgärder <i>")) == [["", "Åtgärd</w:t>"], ["<b>", text.replace("\u0007", "")]]


# --- wide tables --------------------------------------------------------------------------------------


def orientations(docx: bytes) -> list[str]:
    sizes = [one.find("w:pgSz", NAMES) for one in body(docx).iter(name("w:sectPr"))]
    return ["" if one is None else one.get(name("w:orient"), "portrait") for one in sizes]


def test_a_wide_table_lies_with_its_heading(report: Report, rendered: bytes) -> None:
    heading = Heading(id="width", level=2, text="Bredden")
    after = Heading(id="after", level=2, text="Efter")
    made = rendered_of(with_blocks(report, heading, wide_table(report), after, report.tables[1]))
    assert orientations(rendered) == ["portrait", "portrait"]
    assert orientations(made) == ["portrait", "portrait", "landscape", "portrait"]
    sections = text_by_section(made)
    assert sections[2][0] == "Bredden"
    assert sections[3][0] == "Efter"
    widths = [int(one.get(name("w:w"), "0")) for one in table(made, "Bred tabell").iter(name("w:gridCol"))]
    assert sum(widths) == 16838 - 1247 - 1134


def test_a_report_may_end_on_lying_pages(report: Report) -> None:
    made = rendered_of(with_blocks(report, wide_table(report)))
    assert orientations(made) == ["portrait", "portrait", "landscape"]
    last = list(body(made).iter(name("w:sectPr")))[-1]
    relations = {one.get("Id"): one.get("Target") for one in part(made, "word/_rels/document.xml.rels")}
    referred = [one.get(name("r:id")) for one in last if one.get(name("r:id"))]
    assert [relations[id] for id in referred] == ["head-lying.xml", "foot-lying.xml"]


def text_by_section(docx: bytes) -> list[list[str]]:
    """Collect the paragraphs of each section that say something."""
    sections: list[list[str]] = [[]]
    for paragraph in body(docx).iter(name("w:p")):
        if words(paragraph):
            sections[-1].append(words(paragraph))
        if paragraph.find("w:pPr/w:sectPr", NAMES) is not None:
            sections.append([])
    return sections


# --- charts -------------------------------------------------------------------------------------------


def test_a_chart_is_the_picture_of_page_and_pdf_with_words_and_its_source(
    rendered: bytes, report: Report
) -> None:
    [picture] = body(rendered).iter(name("wp:inline"))
    for path in ("wp:docPr", ".//pic:cNvPr"):
        told = picture.find(path, NAMES)
        assert told is not None
        assert told.get("descr") == report.charts[0].alt
    with zipfile.ZipFile(BytesIO(rendered)) as file:
        [image] = [file.read(one) for one in file.namelist() if one.endswith(".png")]
    assert image == chart_png(report.charts[0], report)
    assert "Källa: talen i ögonblicksbild 12." in paragraphs(body(rendered), "TableNote")


def test_a_chart_without_a_table_is_followed_by_its_values(report: Report, rendered: bytes) -> None:
    with pytest.raises(LookupError):
        table(rendered, report.charts[0].subtitle)
    alone = tuple(replace(one, table="") if one is report.charts[0] else one for one in report.blocks)
    made = rendered_of(replace(report, blocks=alone))
    values = rows(table(made, report.charts[0].subtitle))
    assert values[0] == ["tkr", "2016", "2017"]
    assert ["Ekonomi", "35\u00a0126", "42\u00a0857"] in values


# --- the file -----------------------------------------------------------------------------------------


def test_the_same_report_gives_the_same_bytes_in_another_process(rendered: bytes) -> None:
    program = (
        "import sys; from tests.documents.test_word import rendered_of, sample_report; "
        "sys.stdout.buffer.write(rendered_of(sample_report()))"
    )
    made = [
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert made[0] == made[1] == rendered


def test_another_date_is_another_file(report: Report, rendered: bytes) -> None:
    made = render_word(
        report, stamp=STAMP, date=date(2018, 4, 7), decision="KS § 61", labels=figure_labels(report)
    )
    assert made != rendered


def test_what_pandoc_refuses_is_told(monkeypatch: pytest.MonkeyPatch, report: Report) -> None:
    with pytest.raises(WordError, match="the reference file cannot be read"):
        render_word(report, stamp=None, date=DATE, style=replace(STANDARD, reference_docx=b"no zip"))
    with pytest.raises(WordError, match="pandoc could not make the Word file"):
        pandoc.write_docx([{"t": "Odd"}], language="sv-SE", reference=pandoc.default_reference())
    monkeypatch.setattr(pandoc, "TIMEOUT", 0.0001)
    with pytest.raises(WordError, match="did not answer"):
        pandoc.write_docx([], language="sv-SE", reference=b"")


def test_libreoffice_opens_it_and_shows_every_page(rendered: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(rendered)
    [pdf] = convert(path, to="pdf")
    pages = [page.extract_text().replace("\u00a0", " ") for page in PdfReader(pdf).pages]
    assert len(pages) == 3
    assert "Årsrapport 2017" in pages[0]
    assert "Innehåll" in pages[0]
    for number, page in enumerate(pages, start=1):
        assert f"Sida {number} (3)" in page
        assert STAMP.seal in page
    assert "Nettokostnad per enhet" in pages[1]
    assert "Budgetföljsamhet, Kommunstyrelsen, 2017: 1,42618 %" in pages[1]
    assert "Verksamhetens nettokostnad" in pages[2]
    assert "−347 534" in pages[2]
