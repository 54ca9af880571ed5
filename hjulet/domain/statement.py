"""The operating statement of a body: its lines, in order, and what each line is.

The ids are CONTRACT's; labels stand in ``hjulet.texts``. Which account belongs to which line is
data, versioned by year (``hjulet.domain.mapping``). Signs as printed: income positive, costs
negative.
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


def metric_of_row(row: str) -> tuple[str, str]:
    """Tell which metric fills a row of the statement, and its argument ``line`` (empty for a sum)."""
    if row in INCOME_LINES:
        return "income", row
    if row in COST_LINES:
        return "costs", row
    return {"total_income": "income", "total_costs": "costs"}.get(row, row), ""
