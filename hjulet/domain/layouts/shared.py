"""Rows that the municipality's statements have under both laws.

They take lines of a body's operating statement and those that only the municipality's statements have.
"""

from hjulet.domain.layout import LayoutRow
from hjulet.domain.statement import (
    COST_LINES,
    DEPRECIATION,
    EXTRAORDINARY_COSTS,
    EXTRAORDINARY_INCOME,
    FINANCIAL_COSTS,
    FINANCIAL_INCOME,
    GENERAL_GRANTS,
    INCOME_LINES,
    MEDIATED_GRANTS,
    NET_INTEREST,
    PROVISIONS,
    RESULT_FOR_YEAR,
    TAX_INCOME,
)

OPERATIONS = (
    LayoutRow(id="operating_income", lines=(*INCOME_LINES, MEDIATED_GRANTS)),
    LayoutRow(id="operating_costs", lines=COST_LINES),
    LayoutRow(id="depreciation", lines=(DEPRECIATION,)),
    LayoutRow(
        id="net_operating_costs", parts=("operating_income", "operating_costs", "depreciation"), level=0
    ),
    LayoutRow(id="tax_income", lines=(TAX_INCOME,)),
    LayoutRow(id="general_grants", lines=(GENERAL_GRANTS,)),
)
"""Down to taxes and grants. Mediated grants are a net line, and stand among the income that they are."""

FINANCE = (
    LayoutRow(id="financial_income", lines=(FINANCIAL_INCOME,)),
    LayoutRow(id="financial_costs", lines=(FINANCIAL_COSTS, NET_INTEREST)),
)
"""Net interest is a net line of a body, and nearly always a cost; a municipality that wants the two apart
maps its accounts to the two lines."""

EXTRAORDINARY = (EXTRAORDINARY_INCOME, EXTRAORDINARY_COSTS)

CURRENT_ASSETS = LayoutRow(id="current_assets", lines=("current_assets", "internal_bank_claim"))

EQUITY_AND_LIABILITIES = (
    LayoutRow(id="result_for_year", lines=(RESULT_FOR_YEAR,), level=2),
    LayoutRow(id="other_equity", lines=("opening_equity",), level=2),
    LayoutRow(id="equity", parts=("result_for_year", "other_equity"), level=1),
    LayoutRow(id="provisions", lines=(PROVISIONS,)),
    LayoutRow(id="long_term_liabilities", lines=("long_term_liabilities",)),
    LayoutRow(id="current_liabilities", lines=("current_liabilities", "internal_bank_debt")),
    LayoutRow(
        id="total_liabilities_equity",
        parts=("equity", "provisions", "long_term_liabilities", "current_liabilities"),
        level=0,
    ),
)
