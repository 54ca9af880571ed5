"""Layouts: rows and sums from amounts by line, exactly; nothing twice and nothing dropped."""

from decimal import Decimal

import pytest

from hjulet.domain.layout import BrokenLayoutError, Layout, LayoutRow, Statement
from hjulet.domain.layouts import LAYOUTS, layout_of
from hjulet.domain.layouts.operating import OPERATING
from hjulet.domain.statement import (
    ACCOUNT_LINES,
    APPROPRIATION,
    BALANCE_LINES,
    MUNICIPAL_BALANCE_LINES,
    MUNICIPAL_RESULT_LINES,
    RESULT_FOR_YEAR,
    RESULT_LINES,
    STATEMENT_ROWS,
    SUM_ROWS,
    sign_of,
)

YEAR = {
    "fees": "120.50",
    "grants": "30",
    "mediated_grants": "0",
    "personnel": "-900.25",
    "premises": "-100",
    "depreciation": "-50",
    "tax_income": "700",
    "general_grants": "250",
    "financial_income": "12",
    "net_interest": "-2",
    "financial_costs": "-8",
    "extraordinary_costs": "-1",
}


def amounts(given: dict[str, str]) -> dict[str, Decimal]:
    return {line: Decimal(amount) for line, amount in given.items()}


def layout(*rows: LayoutRow) -> Layout:
    return Layout(
        id="x", statement=Statement.INCOME, law="", valid_from=2000, valid_to=None, rows=rows, source=""
    )


def test_the_income_statement_by_lkbr() -> None:
    found = layout_of(Statement.INCOME, 2019)
    assert found is not None
    assert found.law == "LKBR 2018:597"
    assert {row: str(amount) for row, amount in found.fill(amounts(YEAR)).amounts.items()} == {
        "operating_income": "150.50",
        "operating_costs": "-1000.25",
        "depreciation": "-50.00",
        "net_operating_costs": "-899.75",
        "tax_income": "700.00",
        "general_grants": "250.00",
        "operating_result": "50.25",
        "financial_income": "12.00",
        "financial_costs": "-10.00",
        "result_after_financial_items": "52.25",
        "extraordinary_items": "-1.00",
        "result_for_year": "51.25",
    }


def test_before_2019_there_is_no_operating_result_and_extraordinary_items_stand_apart() -> None:
    found = layout_of(Statement.INCOME, 2018)
    assert found is not None
    filled = found.fill(amounts(YEAR)).amounts
    assert found.law == "KRL 1997:614"
    assert "operating_result" not in filled
    assert filled["extraordinary_costs"] == Decimal("-1.00")
    assert filled["result_for_year"] == Decimal("51.25")


def test_the_balance_sheet_balances_with_the_result() -> None:
    found = layout_of(Statement.BALANCE, 2021)
    assert found is not None
    given = {"fixed_assets": "80", "current_assets": "20", "opening_equity": "30", "provisions": "5"}
    filled = found.fill(amounts({**given, "current_liabilities": "53.75", RESULT_FOR_YEAR: "11.25"}))
    assert filled.amounts["equity"] == Decimal("41.25")
    assert filled.amounts["total_assets"] == filled.amounts["total_liabilities_equity"] == Decimal("100.00")


def test_what_no_row_takes_is_left_over_and_said() -> None:
    found = layout_of(Statement.INCOME, 2019)
    assert found is not None
    filled = found.fill(amounts({**YEAR, "unmapped": "-7", APPROPRIATION: "3", "opening_equity": "0"}))
    assert filled.left_over == {"unmapped": Decimal(-7), APPROPRIATION: Decimal(3)}


@pytest.mark.parametrize("found", LAYOUTS, ids=lambda each: each.id)
def test_the_last_row_sums_all_that_has_a_row(found: Layout) -> None:
    given = {line: Decimal(number + 1) for number, line in enumerate(sorted(found.lines))}
    filled = found.fill(given)
    ends = ("total_assets", "total_liabilities_equity") if found.statement is Statement.BALANCE else ()
    shown = sum(filled.amounts[row] for row in ends or (found.rows[-1].id,))
    assert shown == sum(given.values())
    assert not filled.left_over


def test_every_line_has_a_row_in_the_municipality_s_statements() -> None:
    for year in (2018, 2019):
        income, balance = layout_of(Statement.INCOME, year), layout_of(Statement.BALANCE, year)
        assert income is not None
        assert balance is not None
        assert {*RESULT_LINES, *MUNICIPAL_RESULT_LINES} - income.lines == {APPROPRIATION}
        new = {"infrastructure_grants"} if year < 2019 else set()
        assert {*BALANCE_LINES, *MUNICIPAL_BALANCE_LINES} - balance.lines == new


def test_the_operating_statement_has_the_rows_of_the_contract() -> None:
    assert tuple(row.id for row in OPERATING.rows) == STATEMENT_ROWS
    assert {row.id for row in OPERATING.rows if not row.level} == SUM_ROWS


def test_a_sum_knows_the_lines_below_it() -> None:
    assert OPERATING.lines_below("total_income") == ("fees", "rents", "grants", "other_income")
    assert OPERATING.lines_below("net_interest") == ("net_interest", "financial_income", "financial_costs")


@pytest.mark.parametrize(
    "rows",
    [
        (LayoutRow(id="a", lines=("fees",)), LayoutRow(id="b", lines=("fees",))),
        (LayoutRow(id="a", lines=("fees",)), LayoutRow(id="a", lines=("rents",))),
        (LayoutRow(id="sum", parts=("a",)), LayoutRow(id="a", lines=("fees",))),
    ],
    ids=["a line twice", "a row twice", "a sum before its part"],
)
def test_a_broken_layout_is_refused(rows: tuple[LayoutRow, ...]) -> None:
    with pytest.raises(BrokenLayoutError):
        layout(*rows)


def test_no_layout_is_known_before_the_first_law() -> None:
    assert layout_of(Statement.INCOME, 1997) is None


def test_only_assets_keep_the_ledger_s_sign() -> None:
    assert [line for line in ACCOUNT_LINES if sign_of(line) == 1] == [
        "fixed_assets",
        "current_assets",
        "internal_bank_claim",
        "infrastructure_grants",
    ]
