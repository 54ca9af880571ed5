"""Tables for a spreadsheet, read back with another reader: numbers are numbers, texts never formulas."""

import csv
import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from hjulet.documents.sheet import Kind, Sheet, SheetColumn, Value, write_csv, write_xlsx
from tests.office import CSV, convert

EVIL = ["=1+1", "+46 8", "-5", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")']
ROWS: list[tuple[Value, ...]] = [
    ("050", "Lön", date(2017, 3, 27), 12, Decimal("-1234.50"), Decimal("0.10"), Decimal("-1234.40")),
    ("051", "Övrigt", date(2017, 3, 28), 3, None, Decimal("99999999999.99"), Decimal("99999999999.99")),
]


def sheet(rows: list[tuple[Value, ...]] = ROWS) -> Sheet:
    return Sheet(
        name="Analys",
        columns=(
            SheetColumn(label="Kod"),
            SheetColumn(label="Konto"),
            SheetColumn(label="Datum", kind=Kind.DATE),
            SheetColumn(label="Rader", kind=Kind.COUNT),
            SheetColumn(label="mars", kind=Kind.AMOUNT),
            SheetColumn(label="april", kind=Kind.AMOUNT),
            SheetColumn(label="Summa", kind=Kind.AMOUNT, sums=(4, 5)),
        ),
        rows=rows,
        total="Summa",
        asked_name="Urval",
        asked=(("Enhet", "HR"), ("Text", "=cmd")),
    )


def texts(rows: list[str]) -> Sheet:
    table = [(text, text, None, None, None, None, Decimal(0)) for text in rows]
    return sheet(table)  # type: ignore[arg-type]


def book_of(made: Sheet) -> bytes:
    file = io.BytesIO()
    write_xlsx(made, file)
    return file.getvalue()


def read_back(data: bytes, name: str = "Analys") -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python()  # type: ignore[return-value]


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def formulas_of(data: bytes) -> list[tuple[str, str, str]]:
    """List the formulas of the table: cell, formula, and the value that it carries."""
    page = part(data, "xl/worksheets/sheet1.xml")
    return re.findall(r'<c r="(\w+)"[^>]*><f>([^<]+)</f><v>([^<]+)</v>', page)


class TestWorkbook:
    """xlsx."""

    def test_numbers_are_numbers_codes_are_texts_and_sums_carry_their_values(self) -> None:
        head, first, second, foot = read_back(book_of(sheet()))
        assert head == ["Kod", "Konto", "Datum", "Rader", "mars", "april", "Summa"]
        assert first == ["050", "Lön", date(2017, 3, 27), 12.0, -1234.5, 0.1, -1234.4]
        assert second[4] == ""
        assert foot[4:] == [-1234.5, 100000000000.09, 99999998765.59]

    def test_each_sum_is_a_formula_over_exactly_its_cells(self) -> None:
        assert [(cell, formula) for cell, formula, _ in formulas_of(book_of(sheet()))] == [
            ("G2", "SUM(E2:F2)"),
            ("G3", "SUM(E3:F3)"),
            ("E4", "SUBTOTAL(109,E2:E3)"),
            ("F4", "SUBTOTAL(109,F2:F3)"),
            ("G4", "SUBTOTAL(109,G2:G3)"),
        ]

    def test_each_formula_computed_anew_gives_the_value_it_carries(self) -> None:
        data = book_of(sheet())
        cells = read_back(data)
        for _, formula, carried in formulas_of(data):
            first, last = re.findall(r"([A-Z])(\d+)", formula)[-2:]
            block = [
                cells[row - 1][column]
                for row in range(int(first[1]), int(last[1]) + 1)
                for column in range(ord(first[0]) - 65, ord(last[0]) - 64)
            ]
            again = sum((Decimal(str(value)) for value in block if value != ""), Decimal(0))
            assert again == Decimal(carried), formula

    def test_the_head_stays_and_can_be_filtered(self) -> None:
        page = part(book_of(sheet()), "xl/worksheets/sheet1.xml")
        assert 'state="frozen"' in page
        assert 'ySplit="1"' in page
        assert '<autoFilter ref="A1:G3"/>' in page

    def test_no_text_becomes_a_formula_or_a_link(self) -> None:
        data = book_of(texts(EVIL))
        page = part(data, "xl/worksheets/sheet1.xml")
        assert [
            formula for formula in re.findall(r"<f>([^<]+)</f>", page) if not formula.startswith("SU")
        ] == []
        assert "hyperlink" not in page
        assert [row[0] for row in read_back(data)[1:3]] == ["=1+1", "+46 8"]

    def test_a_text_that_looks_like_marked_up_text_stays_a_text(self) -> None:
        data = book_of(texts(["<r><t>fet</t></r>", "<r>&</r>"]))
        assert [str(row[0]).strip() for row in read_back(data)[1:3]] == ["<r><t>fet</t></r>", "<r>&</r>"]

    def test_what_was_asked_stands_in_a_sheet_of_its_own(self) -> None:
        assert read_back(book_of(sheet()), "Urval") == [["Enhet", "HR"], ["Text", "=cmd"]]

    def test_no_rows_make_a_head_and_nothing_more(self) -> None:
        assert len(read_back(book_of(sheet([])))) == 1

    def test_a_text_too_long_for_a_cell_is_cut(self) -> None:
        (_, row, *_rest) = read_back(book_of(texts(["x" * 40_000])))
        assert len(str(row[0])) == 32_767

    def test_libreoffice_computes_the_same_sums(self, tmp_path: Path) -> None:
        book = tmp_path / "sums.xlsx"
        book.write_bytes(book_of(sheet()))
        first, *_ = convert(book, to=CSV)
        last = first.read_text(encoding="utf-8").splitlines()[-1]
        assert "99999998765.59" in last.replace(",", "")


class TestCsv:
    """csv as Swedish Excel wants it."""

    def read(self, made: Sheet) -> list[list[str]]:
        data = b"".join(write_csv(made))
        assert data.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))

    def test_decimal_comma_semicolons_and_a_mark_at_the_start(self) -> None:
        assert self.read(sheet())[:2] == [
            ["Kod", "Konto", "Datum", "Rader", "mars", "april", "Summa"],
            ["050", "Lön", "2017-03-27", "12", "-1234,50", "0,10", "-1234,40"],
        ]

    @pytest.mark.parametrize("text", EVIL)
    def test_a_text_like_a_formula_gets_an_apostrophe(self, text: str) -> None:
        assert self.read(texts([text]))[1][0] == f"'{text}"

    def test_other_texts_stay_as_they_are(self) -> None:
        assert self.read(texts(['Lön; och "annat"\nny rad']))[1][0] == 'Lön; och "annat"\nny rad'

    def test_many_rows_come_in_pieces(self) -> None:
        made = texts([f"{number}" for number in range(5_000)])
        pieces = list(write_csv(made))
        assert len(pieces) == 4
        assert len(self.read(texts([f"{number}" for number in range(5_000)]))) == 5_001
