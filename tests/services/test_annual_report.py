"""The annual report of 2017 against the printed one: every cell of the two tables, and the exceptions.

DOMAIN 9 names where the printed report is wrong: "Övriga kostnader" 2017 and its variance (printed 0,
right -217 tkr), two income rows printed blank that carry money, and the growth of the common row
(printed 220,1, right 36,0). ``demo/facts`` says so per cell, in ``status`` and ``note``.
"""

import csv
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from hjulet.domain.numbers import format_amount, plain_text
from hjulet.domain.period import parse_period
from hjulet.domain.report import Cell, Report, Table
from hjulet.services.figures import open_books
from hjulet.services.people import OPERATOR
from hjulet.services.report import build_report
from tests.services.people import AT

FACTS = Path(__file__).resolve().parents[2] / "demo" / "facts"
TABLES = ("result-by-body", "net-cost-by-unit", "income-statement", "balance-sheet", "investments")

PRINTED_WRONG = {
    ("income-statement", "other_costs", "outcome_2017"): ("0", "−217"),
    ("income-statement", "other_costs", "variance"): ("0", "−217"),
    ("net-cost-by-unit", "KSK-EGET", "growth"): ("220.1", "36,0"),
}
"""Cells where the printed report has a fault: (printed, ours)."""

PRINTED_BLANK = {
    *(
        ("income-statement", row, column)
        for row in ("fees", "rents")
        for column in ("outcome_2016", "budget_2017", "outcome_2017", "variance")
    ),
    *(("balance-sheet", "internal_bank_claim", day) for day in ("2016-12-31", "2017-12-31")),
    ("investments", "committee_investments", "over_appropriation_2017"),
}
"""Cells printed blank: of two rows of income the sum follows, the split is ours; 45 stands in the text."""

Cells = Mapping[tuple[str, str, str], str]


def facts(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=";"))


@pytest.fixture
def report(demo: Path) -> Report:
    return build_report("annual", "KS", parse_period("2017"), by=OPERATOR, at=AT).report


def printed(text: str) -> str:
    """Write a printed number of the facts as a cell shows it: `-1234` as `−1 234`."""
    if not text:
        return ""
    sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", "\u00a0")
    return sign + grouped + (f",{fraction}" if fraction else "")


def test_every_amount_of_the_tables_equals_the_facts_to_the_ore(report: Report) -> None:
    tables = {table.id: table for table in report.tables}
    compared = 0
    for fact in facts("annual_2017.csv"):
        if fact["table"] in TABLES and fact["exact_kr"]:
            cell = _row(tables[fact["table"]], fact["row"])[fact["column"]]
            value = report.value(cell)
            assert value is not None, fact
            assert plain_text(value, decimals=2) == fact["exact_kr"], fact
            compared += 1
    assert compared == 178


def test_every_cell_is_as_printed_but_for_the_named_exceptions(report: Report) -> None:
    shown, theirs = _shown(report), _printed()
    ours = {cell: text for cell, text in shown.items() if cell in theirs}
    assert set(theirs) == set(ours)
    assert {cell[:2] for cell in shown} == {cell[:2] for cell in theirs}  # no row of ours is printed nowhere
    different = {cell: (theirs[cell], ours[cell]) for cell in ours if ours[cell] != printed(theirs[cell])}
    blank = {cell for cell, (before, _) in different.items() if not before}
    assert {cell: pair for cell, pair in different.items() if cell not in blank} == PRINTED_WRONG
    assert blank == PRINTED_BLANK


def test_the_rows_printed_blank_carry_what_the_printed_sum_requires(report: Report) -> None:
    """DOMAIN 9: 586 / 995 / 660 / -335 tkr together."""
    together = []
    for column in ("outcome_2016", "budget_2017", "outcome_2017", "variance"):
        cells = [_row(_table(report, "income-statement"), row)[column] for row in ("fees", "rents")]
        values = [report.value(cell) or Decimal(0) for cell in cells]
        together.append(format_amount(sum(values, Decimal(0)), unit="tkr"))
    assert together == ["586", "995", "660", "−335"]


def test_the_tables_as_printed(report: Report, golden: Callable[[str, str], None]) -> None:
    lines = []
    for name in TABLES:
        table = _table(report, name)
        lines += [table.caption, "\t".join(["", *(f"{one.label} ({one.unit})" for one in table.columns)])]
        for row in table.rows:
            cells = "\t".join(row.cells[column.id].display for column in table.columns)
            lines.append(f"{'  ' * row.level}{row.label}\t{cells}")
        lines += [*table.notes, ""]
    golden("annual_2017_tables.txt", "\n".join(lines))


def test_every_figure_of_a_cell_gives_exactly_the_cells_value_when_asked_alone(report: Report) -> None:
    cells = [cell for table in report.tables for row in table.rows for cell in row.cells.values()]
    refs = {cell.figure for cell in cells if cell.figure}
    alone = open_books(report.snapshot)
    for ref in sorted(refs)[::7]:  # each costs a question; the whole page is one
        assert alone.resolve([ref])[ref] == report.figures[ref]


def _shown(report: Report) -> Cells:
    return {
        (table.id, row.id, column): cell.display
        for table in report.tables
        if table.id in TABLES
        for row in table.rows
        for column, cell in row.cells.items()
    }


def _printed() -> Cells:
    """Gather the printed cells of both tables as the facts have them: tkr, and percent for growth."""
    amounts = {
        (fact["table"], fact["row"], fact["column"]): fact["printed_tkr"]
        for fact in facts("annual_2017.csv")
        if fact["table"] in TABLES
    }
    growth = {
        ("net-cost-by-unit", fact["unit"], "growth"): fact["printed_pct"] for fact in facts("growth_2017.csv")
    }
    return {("net-cost-by-unit", "KSK-OVRIGT", "growth"): "", **amounts, **growth}


def _table(report: Report, name: str) -> Table:
    return next(table for table in report.tables if table.id == name)


def _row(table: Table, row: str) -> Mapping[str, Cell]:
    (found,) = [one for one in table.rows if one.id == row]
    return found.cells
