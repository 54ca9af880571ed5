"""Metrics of a body's balance sheet: what it has and owes at the end of a period (DOMAIN 12).

An item is the opening balance of the body's own objects when the year began (#OIB), and the rows since.
The year is the calendar year (LKBR 3 kap.). Signs as printed: assets, equity and liabilities positive.
"""

from hjulet.domain.figures import FigureRef, Formula, Leaf, Metric, Unit
from hjulet.domain.metrics.making import PLAN_PARAMS, UNIT_PARAMS, kronor, like, to_date, total
from hjulet.domain.statement import ASSET_LINES, BALANCE_LINES

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


_ASSETS = tuple(line for line in BALANCE_LINES if line in ASSET_LINES)
_LIABILITIES = tuple(line for line in BALANCE_LINES if line not in ASSET_LINES)


def _balances(ref: FigureRef, lines: tuple[str, ...]) -> tuple[FigureRef, ...]:
    return tuple(like(ref, "balance", *_PARAMS, line=line) for line in lines)


def _in_words(lines: tuple[str, ...]) -> str:
    return " + ".join(f"balance[{line}]" for line in lines)


def _booked_result(ref: FigureRef) -> tuple[FigureRef, ...]:
    """Refer to what the ledger itself says of the year to date: the appropriation as booked (DOMAIN 12)."""
    date = to_date(ref)
    return (
        like(ref, "operating_net_cost", *UNIT_PARAMS, period=date),
        like(ref, "appropriation_booked", *PLAN_PARAMS, period=date),
        like(ref, "mediated_grants", *UNIT_PARAMS, period=date),
        like(ref, "net_interest", *UNIT_PARAMS, period=date),
    )


BALANCE = (
    kronor(
        "total_assets",
        "summa_tillgångar",
        Formula(inputs=lambda ref: _balances(ref, _ASSETS), compute=total, text=_in_words(_ASSETS)),
        params=UNIT_PARAMS,
        source=SHEET,
    ),
    kronor(
        "result_for_year",
        "årets_resultat",
        Formula(
            inputs=_booked_result,
            compute=total,
            text="operating_net_cost + appropriation_booked + mediated_grants + net_interest",
        ),
        params=UNIT_PARAMS,
        better="up",
        source=SHEET,
    ),
    kronor(
        "total_liabilities_equity",
        "summa_skulder_och_eget_kapital",
        Formula(
            inputs=lambda ref: (*_balances(ref, _LIABILITIES), like(ref, "result_for_year", *UNIT_PARAMS)),
            compute=total,
            text=f"{_in_words(_LIABILITIES)} + result_for_year",
        ),
        params=UNIT_PARAMS,
        source=SHEET,
    ),
    _of_sheet(
        "balance",
        "balans",
        Formula(inputs=_opening_and_change, compute=total, text="opening_balance + balance_change[to date]"),
    ),
    _of_sheet("opening_balance", "ingående_balans", Leaf(source="opening")),
    _of_sheet("balance_change", "balansförändring", Leaf(source="ledger")),
)
