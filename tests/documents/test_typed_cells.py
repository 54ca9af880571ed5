"""Amounts that somebody has typed, and headings within a table: in each format, and on which paper."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hjulet.documents.book_sums import held
from hjulet.documents.content import canonical, report_document
from hjulet.documents.html import report_page
from hjulet.documents.pdf_layout import needs_landscape
from hjulet.documents.sources import source_entries
from hjulet.documents.table_file import table_csv
from hjulet.documents.upright import stays_upright
from hjulet.documents.word.widths import needs_lying_page
from hjulet.domain.report import Cell, Column, Report, Row, Table
from tests.documents.sample import sample_report
from tests.documents.test_word import rendered_of
from tests.documents.word_file import name, table

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schemas" / "report.json"
COST = Cell(None, "1\u00a0500", typed=Decimal(1_500_000))
ACTIONS = Table(
    id="plan-actions",
    caption="Åtgärder",
    columns=(Column(id="owner", label="Ansvarig", unit=""), Column(id="cost", label="Kostnad", unit="tkr")),
    rows=(
        Row(id="mal-1", label="Ett mål", level=0, kind="head", cells={}),
        Row(id="A1", label="En åtgärd", level=1, kind="row", cells={"owner": Cell(None, "HR"), "cost": COST}),
    ),
    notes=("Kostnaderna har angetts.",),
)
WORDS = Table(
    id="goal-actions",
    caption="Åtgärder",
    columns=tuple(Column(id=id, label=id, unit="") for id in ("owner", "status", "done", "deviation")),
    rows=tuple(
        Row(
            id=f"A{number}",
            label="Skriv nya riktlinjer",
            level=0,
            kind="row",
            cells={
                "owner": Cell(None, "Ekonomichef, Ekonomi"),
                "status": Cell(None, "◐ Pågår"),
                "done": Cell(None, "Remissen är ute, och två nämnder vill veta mer. " * 2),
                "deviation": Cell(None, "Skulle vara klar 31 december. " * 3),
            },
        )
        for number in range(9)
    ),
)


@pytest.fixture
def report() -> Report:
    found = sample_report()
    return replace(found, blocks=(*found.blocks, ACTIONS))


def test_a_typed_amount_is_a_number_without_a_source(report: Report) -> None:
    document = json.loads(canonical(report_document(report)))
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(document)
    cell = document["blocks"][-1]["rows"][1]["cells"]["cost"]
    assert cell == {"value": "1500000.00", "display": "1\u00a0500", "figure": None}
    assert held(COST, report.figures) == Decimal(1_500_000)
    assert "A1;En åtgärd;HR;HR;1500000.00;1\u00a0500" in table_csv(ACTIONS, figures={}).decode("utf-8-sig")
    assert source_entries(report).keys() == source_entries(sample_report()).keys()


def test_on_a_page_it_stands_as_numbers_do_and_opens_nothing(report: Report) -> None:
    text = report_page(report, stamp=None)
    assert '<td class="num" data-value="1500000.00">1\u00a0500</td>' in text
    assert "Kostnaderna har angetts." in text
    assert '<th scope="row" class="level-0" colspan="3">Ett mål</th></tr>' in text


def test_in_word_a_heading_within_a_table_goes_over_its_columns(report: Report) -> None:
    rows = table(rendered_of(report), "Åtgärder").findall(name("w:tr"))
    cells = [len(row.findall(name("w:tc"))) for row in rows]
    assert cells == [3, 1, 3]
    (span,) = rows[1].iter(name("w:gridSpan"))
    assert span.get(name("w:val")) == "3"


@pytest.mark.parametrize(("rows", "upright"), [(1, True), (2, True), (9, False)])
def test_a_few_rows_of_words_turn_no_paper(rows: int, upright: bool) -> None:
    some = replace(WORDS, rows=WORDS.rows[:rows])
    assert stays_upright(some) is upright
    assert needs_landscape(some) is not upright
    assert needs_lying_page(some, width=9525) is not upright


def test_numbers_and_many_columns_are_judged_by_their_widths_alone() -> None:
    assert not stays_upright(ACTIONS)
    many = tuple(Column(id=str(number), label="", unit="") for number in range(6))
    assert not stays_upright(replace(WORDS, columns=many, rows=()))
