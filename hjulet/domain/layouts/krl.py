"""Kommunal redovisningslag (1997:614): accounting years to 2018."""

from hjulet.domain.layout import Layout, LayoutRow, Statement
from hjulet.domain.layouts.shared import (
    CURRENT_ASSETS,
    EQUITY_AND_LIABILITIES,
    EXTRAORDINARY,
    FINANCE,
    OPERATIONS,
)

_LAW = "KRL 1997:614"
_FIRST, _LAST = 1998, 2018

KRL_INCOME = Layout(
    id="krl-income",
    statement=Statement.INCOME,
    law=_LAW,
    valid_from=_FIRST,
    valid_to=_LAST,
    rows=(
        *OPERATIONS,
        *FINANCE,
        LayoutRow(
            id="result_after_financial_items",
            parts=(
                "net_operating_costs",
                "tax_income",
                "general_grants",
                "financial_income",
                "financial_costs",
            ),
            level=0,
        ),
        *(LayoutRow(id=line, lines=(line,)) for line in EXTRAORDINARY),
        LayoutRow(id="result_for_year", parts=("result_after_financial_items", *EXTRAORDINARY), level=0),
    ),
    source="Rows as printed by Göteborg 2017 and 2018; the law's own wording is not verified",
)

KRL_BALANCE = Layout(
    id="krl-balance",
    statement=Statement.BALANCE,
    law=_LAW,
    valid_from=_FIRST,
    valid_to=_LAST,
    rows=(
        LayoutRow(id="fixed_assets", lines=("fixed_assets",)),
        CURRENT_ASSETS,
        LayoutRow(id="total_assets", parts=("fixed_assets", "current_assets"), level=0),
        *EQUITY_AND_LIABILITIES,
    ),
    source="Main rows as printed by Göteborg 2017 and 2018; the law's own wording is not verified",
)
