"""Metrics of a body's balance sheet: what it has and owes at the end of a period (DOMAIN 12).

An item is the opening balance of the body's own objects when the year began (#OIB), and the rows since.
The year is the calendar year (LKBR 3 kap.). Signs as printed: assets, equity and liabilities positive.
"""

from hjulet.domain.figures import FigureRef, Formula, Leaf, Metric, Unit
from hjulet.domain.metrics.making import like, to_date, total
from hjulet.domain.statement import BALANCE_LINES

SHEET = "Balansräkning, LKBR (2018:597) 6 kap."
_PARAMS = ("unit", "line", "period", "organisation")


def _of_sheet(id: str, swedish: str, how: Leaf | Formula) -> Metric:
    return Metric(
        id=id,
        swedish=swedish,
        unit=Unit.KRONOR,
        params=_PARAMS,
        how=how,
        source=SHEET,
        lines=BALANCE_LINES,
    )


def _opening_and_change(ref: FigureRef) -> tuple[FigureRef, ...]:
    return like(ref, "opening_balance", *_PARAMS), like(ref, "balance_change", *_PARAMS, period=to_date(ref))


BALANCE = (
    _of_sheet(
        "balance",
        "balans",
        Formula(inputs=_opening_and_change, compute=total, text="opening_balance + balance_change[to date]"),
    ),
    _of_sheet("opening_balance", "ingående_balans", Leaf(source="opening")),
    _of_sheet("balance_change", "balansförändring", Leaf(source="ledger")),
)
