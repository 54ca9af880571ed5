"""A text pasted from Word holds letters that no file may hold: every format can be read all the same."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from hjulet.documents.formats import FORMATS, Frame
from hjulet.documents.letters import legal
from hjulet.documents.sheet_cells import cell_text
from hjulet.domain.edition import next_stamp
from hjulet.domain.report import Cell, Chart, Heading, Report, Table
from tests.documents.sample import figure_labels, sample_report

PASTED = "Ett\x0btvå\x07\x00"


def pasted_report() -> Report:
    """Give the report with such letters in each text of its own, the ids excepted."""

    def pasted(block: Any) -> Any:
        match block:
            case Heading():
                return replace(block, text=block.text + PASTED)
            case Table():
                rows = tuple(replace(row, label=row.label + PASTED) for row in block.rows)
                columns = tuple(replace(column, label=column.label + PASTED) for column in block.columns)
                cells = {columns[0].id: Cell(display=PASTED, figure=None)}
                return replace(
                    block,
                    caption=block.caption + PASTED,
                    columns=columns,
                    rows=(replace(rows[0], cells={**rows[0].cells, **cells}), *rows[1:]),
                    notes=(PASTED,),
                )
            case Chart():
                points = tuple(replace(point, label=point.label + PASTED) for point in block.points)
                texts = {name: getattr(block, name) + PASTED for name in ("title", "subtitle", "alt")}
                return replace(block, points=points, table="", **texts)
            case _:
                return block

    report = sample_report(title=f"Årsrapport 2017{PASTED}")
    blocks = tuple(map(pasted, report.blocks))
    return replace(report, unit_name=report.unit_name + PASTED, blocks=blocks)


REPORT = pasted_report()
FRAME = Frame(
    date=date(2018, 4, 6),
    stamp=next_stamp(previous=None, content="c" * 64),
    decision=PASTED,
    labels={ref: label + PASTED for ref, label in figure_labels(REPORT).items()},
)


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_every_part_of_an_office_file_is_xml(name: str) -> None:
    with ZipFile(BytesIO(FORMATS[name].write(REPORT, FRAME))) as packed:
        parts = {path: packed.read(path) for path in packed.namelist() if path.endswith((".xml", ".rels"))}
    for path, content in parts.items():
        try:
            ElementTree.fromstring(content)  # noqa: S314 -- made by us
        except ElementTree.ParseError as fault:
            raise AssertionError(path) from fault
    assert any("Ett två".encode() in content for content in parts.values())


def test_a_pdf_is_made_and_read() -> None:
    pages = PdfReader(BytesIO(FORMATS["pdf"].write(REPORT, FRAME))).pages
    assert "Ett" in "".join(page.extract_text() for page in pages[:2])


def test_every_chart_beside_a_page_is_xml() -> None:
    files = FORMATS["html"].files(REPORT, FRAME)
    charts = [content for path, content in files.items() if path.endswith(".svg")]
    assert len(charts) == len(REPORT.charts) > 0
    for chart in charts:
        ElementTree.fromstring(chart)  # noqa: S314 -- made by us


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("rad\x0brad\x0crad", "rad rad rad"),
        ("a\x00\x07\x1fb\ud800\ufffe\uffff", "ab" + "\ufffd" * 3),
        ("å\t\n\r\x7f\u0085😀", "å\t\n\r\x7f\u0085😀"),
    ],
)
def test_what_xml_forbids_is_the_same_in_word_and_in_a_workbook(text: str, written: str) -> None:
    assert legal(text) == written
    assert cell_text(text) == written
