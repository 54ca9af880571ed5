"""A report as a workbook, read back with another reader and computed anew by LibreOffice."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from hjulet.documents.content import value_text
from hjulet.documents.report_book import report_workbook
from hjulet.documents.sheet_cells import number_shape
from hjulet.domain.edition import next_stamp
from hjulet.domain.figures import Figure, Measure, Unit
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.report import Cell, Column, Report, Row, Table
from tests.documents.sample import figure_labels, sample_report
from tests.office import CSV, convert

STAMP = next_stamp(previous=None, content="c" * 64)
DAY = date(2018, 4, 6)
EVIL = ["=1+1", "+46 8", "-5", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "<r><t>fet</t></r>"]

PARTS = {
    "KSK": ("KSK-KANSLI", "EKO", "HR", "KOM", "KSK-EGET", "KSK-OVRIGT"),
    "KS": ("KSK", "KS-POL"),
    "total_income": ("fees", "rents", "grants", "other_income"),
    "total_costs": (
        "personnel",
        "premises",
        "materials_services",
        "purchased_services",
        "transfers",
        "other_costs",
    ),
    "operating_net_cost": ("total_income", "total_costs", "depreciation"),
    "result": ("operating_net_cost", "appropriation", "mediated_grants", "net_interest"),
}


def report_with_parts(*, language: str = "sv", title: str = "Årsrapport 2017") -> Report:
    """Make the sample's report, its sums naming their parts."""
    report = sample_report(language=language, title=title)
    return replace(
        report,
        blocks=tuple(
            replace(block, rows=tuple(replace(row, parts=PARTS.get(row.id, ())) for row in block.rows))
            if isinstance(block, Table)
            else block
            for block in report.blocks
        ),
    )


def with_table(table: Table) -> Report:
    return replace(sample_report(), blocks=(table,))


def texts_table(texts: list[str], *, caption: str = "Texter", id: str = "texts") -> Table:
    return Table(
        id=id,
        caption=caption,
        columns=(Column(id="says", label=texts[0], unit=""), Column(id="share", label="Andel", unit="%")),
        rows=tuple(
            Row(
                id=text,
                label=text,
                level=0,
                kind="row",
                cells={"says": Cell(None, text), "share": Cell(None, "–")},
            )
            for text in texts
        ),
        notes=tuple(texts),
    )


def book_of(report: Report, **more: str) -> bytes:
    return report_workbook(report, stamp=STAMP, date=DAY, labels=figure_labels(report), **more)


def sheets_of(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}  # type: ignore[misc]


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def formulas_of(data: bytes, sheet: int) -> dict[str, str]:
    page = part(data, f"xl/worksheets/sheet{sheet}.xml")
    return dict(re.findall(r'<c r="(\w+)"[^>]*><f>([^<]+)</f>', page))


def measured(id: str, value: str, measure: Measure) -> Figure:
    ref = REGISTRY.ref("indicator", {"id": id, "period": "2013"})
    return Figure(ref=ref, value=Decimal(value), unit=Unit.DEFINED, snapshot=1, measure=measure)


@pytest.fixture(scope="module")
def report() -> Report:
    return report_with_parts()


@pytest.fixture(scope="module")
def book(report: Report) -> bytes:
    return book_of(report, decision="KS 2018-04-06 § 61")


def test_the_sheets_are_contents_tables_and_sources(book: bytes) -> None:
    assert list(sheets_of(book)) == ["Innehåll", "Nettokostnad per enhet", "Resultaträkning", "Källor"]


def test_the_contents_say_what_it_is_and_lead_to_the_sheets(book: bytes) -> None:
    rows = sheets_of(book)["Innehåll"]
    assert rows[0][0] == "Årsrapport 2017"
    facts = {row[0]: row[1] for row in rows[2:]}
    assert facts["Organisation"] == "Kommunstyrelsen"
    assert (facts["Period"], facts["Ögonblicksbild"], facts["Utgåva"]) == ("2017", "12", "1")
    assert (facts["Försegling"], facts["Beslut"]) == (STAMP.seal, "KS 2018-04-06 § 61")
    assert [row[1] for row in rows[-3:]] == ["Nettokostnad per enhet", "Resultaträkning", "Källor"]
    links = re.findall(r'<hyperlink ref="\w+" location="([^"]+)"', part(book, "xl/worksheets/sheet1.xml"))
    assert links == ["'Nettokostnad per enhet'!A1", "'Resultaträkning'!A1", "'Källor'!A1"]


def test_without_a_stamp_it_calls_itself_a_draft(report: Report) -> None:
    data = report_workbook(report, stamp=None, date=DAY)
    facts = {row[0]: row[1] for row in sheets_of(data)["Innehåll"]}
    assert facts["Utgåva"] == "Arbetsutkast, inte fastställt"
    assert "Försegling" not in facts
    assert "Arbetsutkast" in part(data, "xl/worksheets/sheet2.xml")  # the footer


def test_a_preliminary_report_says_so(report: Report) -> None:
    sheets = sheets_of(book_of(replace(report, preliminary=True)))
    assert any("Preliminär" in str(row[1]) for row in sheets["Innehåll"])
    assert "Preliminär" in str(sheets["Resultaträkning"][2][1])


def test_a_table_keeps_its_ids_and_holds_exact_kronor(book: bytes) -> None:
    ids, caption, says, head, *rows = sheets_of(book)["Nettokostnad per enhet"]
    assert ids[0] == "net-cost-by-unit"
    assert ids[2:] == ["appropriation", "variance", "net_cost_2017", "net_cost_2016", "growth"]
    assert caption[1] == "Nettokostnad per enhet"
    assert str(says[1]).startswith("Visas i tkr")
    assert head[-1] == "Utveckling, %"
    ekonomi = next(row for row in rows if row[0] == "EKO")
    assert ekonomi[1:6] == ["Ekonomi", 45_474_000.0, 2_616_850.0, 42_857_150.0, 35_126_300.0]


def test_what_is_not_available_is_empty_and_no_percentage_a_dash(book: bytes) -> None:
    rows = {row[0]: row for row in sheets_of(book)["Nettokostnad per enhet"]}
    assert rows["KSK-OVRIGT"][2:] == ["", "", "", "", ""]
    assert rows["KSK-EGET"][2] == ""  # no appropriation by definition
    dashed = sheets_of(book_of(with_table(texts_table(["ord"]))))["Texter"]
    assert dashed[4][2:4] == ["ord", "–"]


def test_an_indicator_is_a_number_in_its_own_unit_and_a_step_of_a_rating_is_no_number() -> None:
    share = measured("sick_leave", "5.00", Measure(unit="%", decimals=2))
    step = measured("rating", "2", Measure(unit="", scale=("A", "AA+")))
    rows = tuple(
        Row(id=shown, label=shown, level=0, kind="row", cells={"last": Cell(figure.ref, shown)})
        for figure, shown in ((share, "5,00\u00a0%"), (step, "AA+"))
    )
    column = Column(id="last", label="Senaste värde", unit="", mixed=True)
    table = Table(id="measured", caption="Mätt", columns=(column,), rows=rows)
    data = book_of(replace(with_table(table), figures={each.ref: each for each in (share, step)}))
    assert [row[2] for row in sheets_of(data)["Mätt"][4:6]] == [5.0, "AA+"]
    assert '#,##0.00"\u00a0%"' in unescape(part(data, "xl/styles.xml"))


@pytest.mark.parametrize(
    ("sheet", "cell", "formula"),
    [
        (2, "C13", "SUM(C11:C12)"),  # a run of rows
        (2, "D6", "C6-E6"),  # the two figures that a variance rests on
        (2, "D9", "C9-E9"),  # one of them blank by definition, and zero
        (3, "E9", "SUM(E5:E8)"),
        (3, "E18", "E9+SUM(E16:E17)"),  # a row alone, and a run
        (3, "F18", "E18-D18"),
    ],
)
def test_what_adds_up_is_a_formula(book: bytes, sheet: int, cell: str, formula: str) -> None:
    assert formulas_of(book, sheet)[cell] == formula


def test_an_office_whose_units_are_not_all_listed_is_no_sum(book: bytes) -> None:
    assert "C11" not in formulas_of(book, 2)


def test_a_growth_is_never_a_sum(book: bytes) -> None:
    assert not [cell for cell in formulas_of(book, 2) if cell.startswith("G")]


def test_parts_that_do_not_add_up_leave_the_number_alone(report: Report) -> None:
    wrong = replace(
        report,
        blocks=tuple(
            replace(
                block,
                rows=tuple(
                    replace(row, parts=row.parts[:-1]) if row.id == "total_income" else row
                    for row in block.rows
                ),
            )
            if isinstance(block, Table)
            else block
            for block in report.blocks
        ),
    )
    data = book_of(wrong)
    assert "E9" not in formulas_of(data, 3)
    rows = {row[0]: row for row in sheets_of(data)["Resultaträkning"]}
    assert rows["total_income"][4] == 43_178_000.0


@pytest.mark.parametrize("parts", [("total_income",), ("nowhere",), ("fees", "fees")])
def test_parts_that_cannot_be_make_no_formula(report: Report, parts: tuple[str, ...]) -> None:
    table = report.tables[1]
    rows = tuple(replace(row, parts=parts) if row.id == "total_income" else row for row in table.rows)
    data = book_of(replace(report, blocks=(replace(table, rows=rows),)))
    assert "E9" not in formulas_of(data, 2)


def test_libreoffice_computes_every_sum_to_the_figure(report: Report, book: bytes, tmp_path: Path) -> None:
    place = tmp_path / "book.xlsx"
    place.write_bytes(re_carry(book))
    made = {path.stem.partition("-")[2]: path for path in convert(place, to=CSV)}
    compared = 0
    for table in report.tables:
        lines = csv.reader(io.StringIO(made[table.caption].read_text(encoding="utf-8")), delimiter=";")
        shown = {line[0]: line[2:] for line in lines}
        for row in table.rows:
            for at, column in enumerate(table.columns):
                cell = row.cells[column.id]
                value = report.value(cell) if cell.display else None
                told = shown[row.id][at]
                if value is not None:
                    assert round(Decimal(told), 2) == round(value, 2), (row.id, column.id)
                    compared += 1
                else:
                    assert told == ""
    assert compared == 8 * 5 - 1 + 18 * 4  # a unit without figures, and one without appropriation


def re_carry(data: bytes) -> bytes:
    """Make every formula carry a wrong value: what LibreOffice then shows, it has computed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            page = old.read(name).decode()
            new.writestr(name, re.sub(r"(</f><v>)[^<]+", r"\g<1>999", page))
    return made.getvalue()


def test_numbers_are_shown_in_the_unit_of_their_column(book: bytes, tmp_path: Path) -> None:
    place = tmp_path / "book.xlsx"
    place.write_bytes(book)
    shown = " ".join(page.extract_text() for page in PdfReader(convert(place, to="pdf")[0]).pages[1:3])
    for number in ("42.857", "[+]2.617", "\u22121.359", "\u22123[.,]0", "\u2212382.005"):
        assert re.search(number, shown), number


@pytest.mark.parametrize(
    ("value", "unit", "shape"),
    [
        ("1500", "tkr", "#,##0,;\u2212#,##0,;#,##0,"),
        ("-400", "tkr", "#,##0,;#,##0,;#,##0,"),  # printed as 0, without a minus
        ("-500", "tkr", "#,##0,;\u2212#,##0,;#,##0,"),
        ("-1500", "mnkr", "#,##0,,;#,##0,,;#,##0,,"),
        ("-1", "%", "#,##0;\u2212#,##0;#,##0"),
    ],
)
def test_the_shape_of_a_number(value: str, unit: str, shape: str) -> None:
    assert number_shape(Decimal(value), unit=unit) == shape


def test_every_figure_stands_among_the_sources(report: Report, book: bytes) -> None:
    head, *rows = sheets_of(book)["Källor"]
    assert head == [
        "Källa",
        "Referens",
        "Tal",
        "Exakt värde",
        "Enhet",
        "Så räknas det, eller räknat ur",
        "Tal i formeln",
    ]
    assert {str(row[1]) for row in rows} == {str(ref) for ref in report.figures}
    by_ref = {row[1]: row for row in rows}
    growth = by_ref["net_cost_growth unit=HR period=2017"]
    assert growth[3:5] == [-2.952576, "%"]
    assert str(growth[5]).startswith("= ")
    assert re.fullmatch(r"K\d+, K\d+", str(growth[6]))
    leaf = by_ref["costs unit=HR line=personnel period=2017"]
    assert leaf[2] == "Kostnader, HR, Personal, 2017"
    assert "konto 5010-5099" in str(leaf[5])
    for ref, figure in report.figures.items():
        text = value_text(figure)
        assert by_ref[str(ref)][3] == ("" if text is None else float(Decimal(text)))


def test_heads_stay_and_the_print_is_set_up(book: bytes) -> None:
    page = part(book, "xl/worksheets/sheet2.xml")
    assert 'xSplit="2" ySplit="4"' in page
    assert 'paperSize="9"' in page
    assert 'orientation="landscape"' in page
    assert f"Utgåva 1, {STAMP.seal[:16]}" in page
    names = part(book, "xl/workbook.xml")
    assert "'Nettokostnad per enhet'!$4:$4" in names
    assert "'Nettokostnad per enhet'!$B$2:$G$14" in names  # the ids are not printed
    assert "<dc:title>Årsrapport 2017</dc:title>" in part(book, "docProps/core.xml")


def test_the_same_report_gives_the_same_bytes(report: Report, book: bytes) -> None:
    again = book_of(report_with_parts(), decision="KS 2018-04-06 § 61")
    assert again == book
    assert report_workbook(report, stamp=STAMP, date=date(2018, 4, 7)) != book
    assert "2018-04-06T00:00:00Z</dcterms:created>" in part(book, "docProps/core.xml")


def test_no_text_becomes_a_formula_a_link_or_markup() -> None:
    data = book_of(with_table(texts_table(EVIL)), decision=EVIL[0])
    page = part(data, "xl/worksheets/sheet2.xml")
    assert "<f>" not in page
    assert "http" not in page.partition("<sheetData>")[2]
    rows = sheets_of(data)["Texter"]
    assert [str(row[1]).strip() for row in rows[4 : 4 + len(EVIL)]] == [text.strip() for text in EVIL]
    assert "<r><t>" not in part(data, "xl/sharedStrings.xml")


@pytest.mark.parametrize(
    ("captions", "names"),
    [
        (["A" * 40, "A" * 40], ["A" * 30 + "…", "A" * 29 + " 2"]),
        (["Intäkter/kostnader: [2017]?*", "'citat'"], ["Intäkter kostnader 2017", "’citat’"]),
        (["Källor", "källor"], ["Källor 2", "källor 3"]),
        (["History", ""], ["History 2", "–"]),
    ],
)
def test_sheets_have_legal_names_of_their_own(captions: list[str], names: list[str]) -> None:
    tables = tuple(texts_table(["x"], caption=caption, id=f"t{at}") for at, caption in enumerate(captions))
    data = book_of(replace(sample_report(), blocks=tables))
    assert list(sheets_of(data)) == ["Innehåll", *names, "Källor"]


def test_a_title_with_an_ampersand_prints_as_it_is() -> None:
    data = book_of(sample_report(title="Mål & budget " + "x" * 300))
    footer = re.search(r"<oddFooter>(.*?)</oddFooter>", part(data, "xl/worksheets/sheet1.xml"))
    assert footer is not None
    assert "Mål &amp;&amp; budget" in footer[1]
    assert len(unescape(footer[1])) <= 255
    assert footer[1].endswith("…")


def test_a_report_in_english_has_english_words() -> None:
    data = book_of(sample_report(language="en"))
    assert list(sheets_of(data))[::3] == ["Contents", "Sources"]
