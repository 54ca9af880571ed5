"""The demo's ledger and budget give the published figures, to the öre, and the printed ones, to the tkr."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest

from tests.demo.books import (
    YEARS,
    account_rule,
    budget_in_force,
    by_unit_and_line,
    parse,
    sie_bytes,
    table,
    unit_of,
)

INCOME = ("fees", "rents", "grants", "other_income")
COSTS = ("personnel", "premises", "materials_services", "purchased_services", "transfers", "other_costs")
OPERATING = (*INCOME, *COSTS, "depreciation")
OFFICE = ("KSK-KANSLI", "EKO", "HR", "ADM", "DEST", "KOM", "KSK-EGET")
BELOW = {"KSK": OFFICE, "KS": (*OFFICE, "KS-POL")}
SUMS = {
    "total_income": INCOME,
    "total_costs": COSTS,
    "operating_net_cost": OPERATING,
    "result": (*OPERATING, "appropriation", "mediated_grants", "net_interest"),
}
ASSETS = ("fixed_assets", "current_assets", "internal_bank_claim")
PROJECTS = {
    "wireless": "9001",
    "infrastructure": "9002",
    "room_booking": "9003",
    "tablets": "9004",
    "laptops": "9005",
    "committee_investments": "9100",
    "entrance_signs": "9200",
}
SOLVED = {"income-statement", "net-cost-by-unit", "balance-sheet", "result-by-body"}

Cells = dict[tuple[str, str], Decimal]


@cache
def outcome(year: str) -> Cells:
    return by_unit_and_line(parse(sie_bytes(year)))


def amount(cells: Cells, unit: str, line: str) -> Decimal:
    """Sum a unit (or the units below) and a line (or the lines of a sum)."""
    units, lines = BELOW.get(unit, (unit,)), SUMS.get(line, (line,))
    return sum((cells.get((of, at), Decimal(0)) for of in units for at in lines), Decimal(0))


def net_cost(cells: Cells, unit: str) -> Decimal:
    return -amount(cells, unit, "operating_net_cost") - amount(cells, unit, "net_interest")


def fact(name: str, row: str, column: str) -> Decimal:
    (found,) = [
        Decimal(fact["exact_kr"])
        for fact in table("facts/annual_2017.csv")
        if (fact["table"], fact["row"], fact["column"]) == (name, row, column)
    ]
    return found


def facts(name: str, column: str) -> list[tuple[str, str]]:
    return [
        (fact["row"], fact["exact_kr"])
        for fact in table("facts/annual_2017.csv")
        if fact["table"] == name and fact["column"] == column and fact["exact_kr"]
    ]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("outcome_2016", lambda: outcome("2016")),
        ("outcome_2017", lambda: outcome("2017")),
        ("budget_2017", lambda: budget_in_force("2017")),
    ],
    ids=["outcome 2016", "outcome 2017", "budget 2017"],
)
def test_income_statement_of_the_board(column: str, cells: Callable[[], Cells]) -> None:
    expected = facts("income-statement", column)
    assert len(expected) == 18
    for row, exact in expected:
        assert amount(cells(), "KS", row) == Decimal(exact), row


def test_variance_of_the_income_statement() -> None:
    for row, exact in facts("income-statement", "variance"):
        difference = amount(outcome("2017"), "KS", row) - amount(budget_in_force("2017"), "KS", row)
        assert difference == Decimal(exact), row


@pytest.mark.parametrize("year", YEARS)
def test_net_cost_of_every_unit(year: str) -> None:
    expected = facts("net-cost-by-unit", f"net_cost_{year}")
    assert len(expected) == 10
    for unit, exact in expected:
        assert net_cost(outcome(year), unit) == Decimal(exact), unit


def test_variance_of_every_unit_2017() -> None:
    budget = budget_in_force("2017")
    for unit, exact in facts("net-cost-by-unit", "variance"):
        assert amount(budget, unit, "appropriation") - net_cost(outcome("2017"), unit) == Decimal(exact), unit


def test_growth_from_the_exact_amounts() -> None:
    for row in table("facts/growth_2017.csv"):
        this, last = (net_cost(outcome(year), row["unit"]) for year in ("2017", "2016"))
        growth = ((this - last) / last * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert growth == Decimal(row["exact_pct_1"]), row["unit"]
        assert (row["printed_pct"] == row["exact_pct_1"]) == (row["unit"] != "KSK-EGET")


def test_the_common_row_without_appropriation_shrank_in_2015() -> None:
    assert net_cost(outcome("2015"), "KSK-EGET") == Decimal("-368000.00")
    assert {line for unit, line in outcome("2017") if unit == "KSK-EGET"} == {"personnel", "other_costs"}


def test_the_row_that_is_shown_blank_has_no_amounts() -> None:
    for year in YEARS:
        assert not [unit for unit, _ in outcome(year) if unit == "KSK-OVRIGT"]
        assert not [unit for unit, _ in budget_in_force(year) if unit == "KSK-OVRIGT"]


@pytest.mark.parametrize("year", YEARS)
def test_appropriation_in_the_ledger_is_the_budget_in_force(year: str) -> None:
    budget = budget_in_force(year)
    for unit in BELOW["KS"]:
        assert amount(outcome(year), unit, "appropriation") == budget[unit, "appropriation"], unit


@pytest.mark.parametrize("year", YEARS)
def test_appropriation_has_an_account_and_a_counterparty_of_its_own(year: str) -> None:
    rows = [row for row in parse(sie_bytes(year)).rows if row.account == "8910"]
    assert rows
    assert {row.objects.get("22") for row in rows} == {"FIN"}


@pytest.mark.parametrize(("year", "column"), [("2016", "2016-12-31"), ("2017", "2017-12-31")])
def test_balance_sheet_of_the_office(year: str, column: str) -> None:
    sums = dict.fromkeys((row for row, _ in facts("balance-sheet", column)), Decimal(0))
    for (account, _, code), closing in parse(sie_bytes(year)).balances("#OUB").items():
        if unit_of(code) == "KSK":
            rule = account_rule(account)
            sums[rule["line"]] += int(rule["sign"]) * closing
    sums["result_for_year"] = amount(outcome(year), "KSK", "result")
    sums["total_assets"] = sum((sums[line] for line in ASSETS), Decimal(0))
    others = [line for line in sums if line not in ASSETS and not line.startswith("total")]
    sums["total_liabilities_equity"] = sum((sums[line] for line in others), Decimal(0))
    assert sums == {row: Decimal(exact) for row, exact in facts("balance-sheet", column)}


def test_investments_2017_by_project() -> None:
    rows = [
        row for row in parse(sie_bytes("2017")).rows if row.account.startswith("12") and "6" in row.objects
    ]
    spent = {
        name: sum(row.amount for row in rows if row.objects["6"] == code) for name, code in PROJECTS.items()
    }
    assert spent == {
        row: Decimal(exact) for row, exact in facts("investments", "outcome_2017") if row in PROJECTS
    }
    frame = sum(
        fact("investments", row, "outcome_2017") for row in PROJECTS if row[:5] not in ("commi", "entra")
    )
    assert frame == fact("investments", "ks_kf_frame", "outcome_2017")


def test_fixed_assets_roll_forward_2017() -> None:
    opened, closed = (fact("balance-sheet", "fixed_assets", day) for day in ("2016-12-31", "2017-12-31"))
    bought = sum(fact("investments", row, "outcome_2017") for row in PROJECTS)
    depreciation = amount(outcome("2017"), "KSK", "depreciation")
    rows = [row for row in parse(sie_bytes("2017")).rows if row.account == "1248"]
    assert opened + bought + depreciation + sum(row.amount for row in rows) == closed


def test_the_appropriation_2017_as_first_decided_and_as_changed() -> None:
    first, changed = budget_in_force("2017", versions=("original",)), budget_in_force("2017")
    different = {key: changed[key] - first[key] for key in changed if changed[key] != first[key]}
    assert different == {("ADM", "appropriation"): Decimal(5000000), ("ADM", "premises"): Decimal(-5000000)}
    assert first["ADM", "appropriation"] == Decimal(128239000)
    assert amount(first, "KSK", "appropriation") == Decimal(274220000)
    assert amount(first, "KS", "appropriation") == Decimal(347701000)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("versions", [("original",), ("original", "revised")])
def test_every_units_budgeted_net_cost_is_its_appropriation(year: str, versions: tuple[str, ...]) -> None:
    budget = budget_in_force(year, versions=versions)
    for unit in BELOW["KS"]:
        assert net_cost(budget, unit) == budget[unit, "appropriation"], unit


def test_appropriations_2014_and_2016_reach_the_known_totals() -> None:
    assert amount(budget_in_force("2014"), "KSK", "appropriation") == Decimal(230692000)
    assert amount(budget_in_force("2014"), "KS", "appropriation") == Decimal(302179000)
    assert budget_in_force("2014")["KSK-KANSLI", "appropriation"] == Decimal(10665000)
    assert amount(budget_in_force("2016"), "KSK", "appropriation") == Decimal(265377000)
    assert budget_in_force("2016")["KS-POL", "appropriation"] == Decimal(70020000)


def test_each_printed_cell_is_the_rounded_amount_except_the_two_that_cannot_be() -> None:
    exceptions = set()
    for row in table("facts/annual_2017.csv"):
        if row["table"] in SOLVED and row["printed_tkr"]:
            thousands = (Decimal(row["exact_kr"]) / 1000).quantize(Decimal(1), ROUND_HALF_UP)
            if thousands != Decimal(row["printed_tkr"]):
                exceptions.add((row["row"], row["column"]))
    assert exceptions == {("other_costs", "outcome_2017"), ("other_costs", "variance")}


@pytest.mark.parametrize("year", YEARS)
def test_sales_inside_the_board_cancel_out(year: str) -> None:
    units = {*OFFICE, "KS-POL"}
    inside = [row for row in parse(sie_bytes(year)).rows if row.objects.get("22") in units]
    assert {row.account for row in inside} == {"3690", "6890"}
    assert sum(row.amount for row in inside) == 0
