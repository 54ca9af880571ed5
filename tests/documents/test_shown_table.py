"""A table of a page as a workbook: numbers with the exact value behind, texts that stay texts."""

import io
import re
import time
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from hjulet.documents.shown_table import (
    ShownCell,
    ShownColumn,
    ShownRow,
    ShownTable,
    read_shown,
    shown_workbook,
)
from tests.office import convert

DAY = date(2018, 4, 6)
EVIL = ["=1+1", "+46 8", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "<r><t>fet</t></r>", "\ud800"]


def table(*rows: tuple[str | ShownCell, ...], caption: str = "Kostnader 2017 tkr") -> ShownTable:
    return ShownTable(
        caption=caption,
        columns=(ShownColumn(label="Konto", is_number=False), ShownColumn(label="Utfall", is_number=True)),
        rows=tuple(
            ShownRow(cells=tuple(cell if isinstance(cell, ShownCell) else ShownCell(cell) for cell in row))
            for row in rows
        ),
    )


def read_back(data: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_index(0).to_python()  # type: ignore[return-value]


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.mark.parametrize(
    ("text", "exact", "value", "shape"),
    [
        ("38\u00a0698", "38698000.00", "38698000.00", "#,##0,;−#,##0,;#,##0,"),  # shown in tkr
        ("−1,4", "-1359000.00", "-1359000.00", "#,##0.0,,;−#,##0.0,,;#,##0.0,,"),  # in mnkr
        ("−34,9", "-34.877261", "-34.877261", "#,##0.0;−#,##0.0;#,##0.0"),  # percent
        ("0", "-217.00", "-217.00", "#,##0,;#,##0,;#,##0,"),
        ("38\u00a0698", "", "38698", "#,##0;−#,##0;#,##0"),
        ("38\u00a0698", "1.00", "38698", "#,##0;−#,##0;#,##0"),  # not the value of what is shown
        ("38\u00a0698", "=1+1", "38698", "#,##0;−#,##0;#,##0"),
        ("+46", "", "46", "#,##0;−#,##0;#,##0"),
        (
            "12,50\u00a0 mnkr\u00a0",
            "",
            "12.50",
            '#,##0.00"\u00a0mnkr";−#,##0.00"\u00a0mnkr";#,##0.00"\u00a0mnkr"',
        ),
        ("1\u00a0234,50\u00a0kr", "", "1234.50", '#,##0.00"\u00a0kr";−#,##0.00"\u00a0kr";#,##0.00"\u00a0kr"'),
    ],
)
def test_a_number_is_shown_as_on_the_page(text: str, exact: str, value: str, shape: str) -> None:
    assert read_shown(ShownCell(text, exact)) == (Decimal(value), shape)


@pytest.mark.parametrize("text", ["", "–", "januari", "1.234", "=1+1", "12 kg", "5 %%", "1e5", "NaN", "∞"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_shown(ShownCell(text, "5.00")) is None


@pytest.mark.parametrize("text", [" " * 32_000 + "x", "1" + "\u00a0" * 32_000 + "!", "1," + "%" * 32_000])
def test_a_long_cell_is_read_at_once(text: str) -> None:
    started = time.process_time()
    assert read_shown(ShownCell(text)) is None
    assert time.process_time() - started < 0.1


def test_a_table_comes_back_as_it_was() -> None:
    data = shown_workbook(
        table(("050", ShownCell("−12", "-12345.67")), ("Övrigt", "–"), ("Tomt", "")), date=DAY
    )
    assert read_back(data) == [
        ["Kostnader 2017 tkr", ""],
        ["Konto", "Utfall"],
        ["050", -12345.67],
        ["Övrigt", "–"],
        ["Tomt", ""],
    ]
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == ["Kostnader 2017 tkr"]


def test_no_text_becomes_a_formula_a_link_or_markup() -> None:
    made = table(*((text, text) for text in EVIL), caption=EVIL[0])
    data = shown_workbook(made, date=DAY)
    page = part(data, "xl/worksheets/sheet1.xml")
    assert "<f>" not in page
    assert "hyperlink" not in page
    assert "<r><t>" not in part(data, "xl/sharedStrings.xml")
    rows = read_back(data)
    assert [str(row[0]).strip() for row in rows[2:-1]] == [text.strip() for text in EVIL[:-1]]
    assert rows[-1][0] == "\ufffd"  # half a letter, which no file can hold
    assert rows[4][1] == -5.0  # in a column of numbers it is one


def test_a_very_long_cell_fits_a_row_that_excel_allows() -> None:
    data = shown_workbook(table(("x" * 32_767, "")), date=DAY)
    assert len(str(read_back(data)[2][0])) == 32_767
    heights = re.findall(r'ht="([0-9.]+)"', part(data, "xl/worksheets/sheet1.xml"))
    assert max(map(float, heights)) <= 409


def test_the_same_table_gives_the_same_bytes() -> None:
    made = table(("050", "12"))
    assert shown_workbook(made, date=DAY) == shown_workbook(made, date=DAY)


def test_libreoffice_shows_what_the_page_showed(tmp_path: Path) -> None:
    place = tmp_path / "table.xlsx"
    place.write_bytes(
        shown_workbook(table(("050", ShownCell("−12\u00a0346", "-12345670.00")), ("051", "7,5 %")), date=DAY)
    )
    shown = PdfReader(convert(place, to="pdf")[0]).pages[0].extract_text()
    assert re.search("050 −12.346", shown)
    assert re.search("7[,.]5.%", shown)
