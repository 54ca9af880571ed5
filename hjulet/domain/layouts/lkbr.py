"""Lag om kommunal bokföring och redovisning (2018:597): accounting years from 2019."""

from hjulet.domain.layout import Layout, LayoutRow, Statement
from hjulet.domain.layouts.shared import (
    CURRENT_ASSETS,
    EQUITY_AND_LIABILITIES,
    EXTRAORDINARY,
    FINANCE,
    OPERATIONS,
)
from hjulet.domain.statement import INFRASTRUCTURE_GRANTS

_LAW = "LKBR 2018:597"
_FIRST = 2019

LKBR_INCOME = Layout(
    id="lkbr-income",
    statement=Statement.INCOME,
    law=_LAW,
    valid_from=_FIRST,
    valid_to=None,
    rows=(
        *OPERATIONS,
        LayoutRow(
            id="operating_result", parts=("net_operating_costs", "tax_income", "general_grants"), level=0
        ),
        *FINANCE,
        LayoutRow(
            id="result_after_financial_items",
            parts=("operating_result", "financial_income", "financial_costs"),
            level=0,
        ),
        LayoutRow(id="extraordinary_items", lines=EXTRAORDINARY),
        LayoutRow(
            id="result_for_year", parts=("result_after_financial_items", "extraordinary_items"), level=0
        ),
    ),
    source="Rows as printed by Vansbro 2019 and Sjöbo 2021; ch. 5 of the law itself is not verified",
)

LKBR_BALANCE = Layout(
    id="lkbr-balance",
    statement=Statement.BALANCE,
    law=_LAW,
    valid_from=_FIRST,
    valid_to=None,
    rows=(
        LayoutRow(id="fixed_assets", lines=("fixed_assets",)),
        LayoutRow(id="infrastructure_grants", lines=(INFRASTRUCTURE_GRANTS,)),
        CURRENT_ASSETS,
        LayoutRow(
            id="total_assets", parts=("fixed_assets", "infrastructure_grants", "current_assets"), level=0
        ),
        *EQUITY_AND_LIABILITIES,
    ),
    source="Main rows as printed by Grästorp 2020 and Ängelholm 2021; ch. 6 of the law is not verified",
)
