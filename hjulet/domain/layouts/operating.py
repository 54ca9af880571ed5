"""The operating statement of a body, as the documents that the product makes print it."""

from hjulet.domain.layout import Layout, LayoutRow, Statement
from hjulet.domain.statement import (
    APPROPRIATION,
    COST_LINES,
    DEPRECIATION,
    INCOME_LINES,
    MEDIATED_GRANTS,
    NET_INTEREST,
    lines_of,
)


def _line(line: str) -> LayoutRow:
    return LayoutRow(id=line, lines=lines_of(line))


OPERATING = Layout(
    id="operating",
    statement=Statement.OPERATING,
    law="",  # no law says how a body's own statement is laid out
    valid_from=1998,
    valid_to=None,
    rows=(
        *(_line(line) for line in INCOME_LINES),
        LayoutRow(id="total_income", parts=INCOME_LINES, level=0),
        *(_line(line) for line in COST_LINES),
        LayoutRow(id="total_costs", parts=COST_LINES, level=0),
        _line(DEPRECIATION),
        LayoutRow(id="operating_net_cost", parts=("total_income", "total_costs", DEPRECIATION), level=0),
        _line(APPROPRIATION),
        _line(MEDIATED_GRANTS),
        _line(NET_INTEREST),
        LayoutRow(
            id="result",
            parts=("operating_net_cost", APPROPRIATION, MEDIATED_GRANTS, NET_INTEREST),
            level=0,
        ),
    ),
    source="The annual report 2017 of Kommunstyrelsen, Södertälje kommun, income statement",
)
