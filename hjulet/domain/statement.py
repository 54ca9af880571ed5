"""The lines of the statements: what accounts map to, in order, and what each line is.

The ids are CONTRACT's; labels stand in ``hjulet.texts``. Which account belongs to which line is
data, versioned by year (``hjulet.domain.mapping``), and so is in which row of which statement a line
stands (``hjulet.domain.layout``). Signs as printed: income positive, costs negative.
"""

INCOME_LINES = ("fees", "rents", "grants", "other_income")
COST_LINES = (
    "personnel",
    "premises",
    "materials_services",
    "purchased_services",
    "transfers",
    "other_costs",
)
DEPRECIATION = "depreciation"
APPROPRIATION = "appropriation"
MEDIATED_GRANTS = "mediated_grants"
NET_INTEREST = "net_interest"

RESULT_LINES = (*INCOME_LINES, *COST_LINES, DEPRECIATION, APPROPRIATION, MEDIATED_GRANTS, NET_INTEREST)
"""Lines that accounts of income and costs map to."""

BALANCE_LINES = (
    "fixed_assets",
    "current_assets",
    "internal_bank_claim",
    "opening_equity",
    "current_liabilities",
    "internal_bank_debt",
    "long_term_liabilities",
)
"""Lines that balance accounts map to."""

TAX_INCOME = "tax_income"
GENERAL_GRANTS = "general_grants"
FINANCIAL_INCOME = "financial_income"
FINANCIAL_COSTS = "financial_costs"
EXTRAORDINARY_INCOME = "extraordinary_income"
EXTRAORDINARY_COSTS = "extraordinary_costs"

MUNICIPAL_RESULT_LINES = (
    TAX_INCOME,
    GENERAL_GRANTS,
    FINANCIAL_INCOME,
    FINANCIAL_COSTS,
    EXTRAORDINARY_INCOME,
    EXTRAORDINARY_COSTS,
)
"""Lines that only the municipality's own income statement tells apart."""

INFRASTRUCTURE_GRANTS = "infrastructure_grants"
PROVISIONS = "provisions"

MUNICIPAL_BALANCE_LINES = (INFRASTRUCTURE_GRANTS, PROVISIONS)
"""Balance lines that a body does not have."""

ASSET_LINES = frozenset({"fixed_assets", INFRASTRUCTURE_GRANTS, "current_assets", "internal_bank_claim"})
"""Lines whose printed sign is the ledger's own."""

ACCOUNT_LINES = (*RESULT_LINES, *MUNICIPAL_RESULT_LINES, *BALANCE_LINES, *MUNICIPAL_BALANCE_LINES)
"""All the lines that an account can map to."""

RESULT_FOR_YEAR = "result_for_year"
"""The income statement's last row, a line of the balance sheet: no account maps to it."""

UNMAPPED = "unmapped"
"""The line, and the unit, of amounts that no mapping covers: shown, never dropped."""

STATEMENT_ROWS = (
    *INCOME_LINES,
    "total_income",
    *COST_LINES,
    "total_costs",
    DEPRECIATION,
    "operating_net_cost",
    APPROPRIATION,
    MEDIATED_GRANTS,
    NET_INTEREST,
    "result",
)
"""The rows of ``income-statement``, sums included."""

SUM_ROWS = frozenset({"total_income", "total_costs", "operating_net_cost", "result"})


def lines_of(row: str) -> tuple[str, ...]:
    """List the lines that a row of a body's statement counts: its own, and finer ones of the municipality."""
    return (NET_INTEREST, FINANCIAL_INCOME, FINANCIAL_COSTS) if row == NET_INTEREST else (row,)


def row_of(line: str) -> str:
    """Tell which row of a body's statement counts a line."""
    return NET_INTEREST if line in lines_of(NET_INTEREST) else line


def sign_of(line: str) -> int:
    """Tell what turns the ledger's sign (debit positive) into a line's: 1 for assets, else -1."""
    return 1 if line in ASSET_LINES else -1


def metric_of_row(row: str) -> tuple[str, str]:
    """Tell which metric fills a row of the statement, and its argument ``line`` (empty for a sum)."""
    if row in INCOME_LINES:
        return "income", row
    if row in COST_LINES:
        return "costs", row
    return {"total_income": "income", "total_costs": "costs"}.get(row, row), ""
