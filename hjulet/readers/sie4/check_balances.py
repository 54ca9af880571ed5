"""Checks of balances: against last year's, against the rows, and against their own years.

A balance record that is missing means zero (STANDARDS A1). Vouchers dated outside this year do not
count against this year's balances. Of a file with unreadable records no sums are judged: the gap would
show up as a difference of every account it touches.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from hjulet.domain.ledger import CODE_PARTS
from hjulet.domain.problem import Problem
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.reading import Reading

_ZERO = Decimal("0.00")
_RESULT_TYPES = ("I", "K")
_RESULT_CLASSES = tuple("345678")  # of the BAS chart and of the municipalities' own
_BALANCE_TYPES = ("T", "S")


@dataclass(frozen=True)
class _Stated:
    """One kind of balance of one year: amounts and lines by account."""

    amounts: dict[str, Decimal]
    lines: dict[str, int]


def months_in_year(reading: Reading) -> Iterator[Problem]:
    """Find #PSALDO and #PBUDGET of a month outside the year that they name."""
    for year, _ in reading.head.years:
        if year.start is None or year.end is None or year != reading.head.year(year.index):
            continue
        first, last = year.start.isoformat()[:7], year.end.isoformat()[:7]
        outside = reading.balances.filter(
            (pl.col("year_index") == year.index)
            & (pl.col("month") != "")
            & ~pl.col("month").is_between(pl.lit(first), pl.lit(last))
        )
        for month, account, line in outside.select("month", "account", "line").iter_rows():
            yield problem("date-outside-year", line, value=month, account=account)


def stated_once(reading: Reading) -> Iterator[Problem]:
    """Find a balance that is stated twice: which of them holds cannot be known, and both would double it."""
    key = ["kind", "year_index", "month", "account", *CODE_PARTS.values(), "others"]
    stated = reading.balances.with_columns(first=pl.col("line").min().over(key))
    again = stated.filter(pl.col("line") > pl.col("first"))
    for kind, account, line, first in again.select("kind", "account", "line", "first").iter_rows():
        yield problem("duplicate-balance", line, label=f"#{kind}", account=account, first=first)


def openings_balance(reading: Reading) -> Iterator[Problem]:
    """Find opening balances that do not add up to 0.00: assets are liabilities and equity.

    Judged over the accounts that are none of income and cost; the line is the last opening balance's.
    """
    opening = _stated(reading, "IB", 0)
    amounts = [amount for account, amount in opening.amounts.items() if not _is_result(reading, account)]
    if reading.whole and (difference := sum(amounts, _ZERO)):
        line = max(opening.lines.values())
        yield problem("opening-unbalanced", line, difference=difference, accounts=len(amounts))


def openings_continue(reading: Reading) -> Iterator[Problem]:
    """Find accounts whose opening balance is not last year's closing balance, where both are given."""
    opening, closing = _stated(reading, "IB", 0), _stated(reading, "UB", -1)
    if not reading.whole or not opening.amounts or not closing.amounts:
        return
    for account in sorted({*opening.amounts, *closing.amounts}):
        now, before = opening.amounts.get(account, _ZERO), closing.amounts.get(account, _ZERO)
        if now != before:
            line = opening.lines.get(account) or closing.lines[account]
            yield problem("opening-differs", line, account=account, opening=now, closing=before)


def openings_of_results(reading: Reading) -> Iterator[Problem]:
    """Find opening balances on accounts of income and cost, which begin at zero."""
    opening = reading.balances.filter((pl.col("kind") == "IB") & (pl.col("amount") != 0))
    for account, amount, line in opening.select("account", "amount", "line").iter_rows():
        if _is_result(reading, account):
            yield problem("opening-not-zero", line, account=account, value=amount)


def _is_result(reading: Reading, account: str) -> bool:
    """Tell whether an account is of income or cost: by its #KTYP, without one by its class, 3 to 8."""
    kind = reading.head.account_types.get(account)
    return kind in _RESULT_TYPES if kind else account.startswith(_RESULT_CLASSES)


def closings_add_up(reading: Reading) -> Iterator[Problem]:
    """Find accounts whose opening balance and rows are not their closing balance (4E with vouchers)."""
    opening, closing = _stated(reading, "IB", 0), _stated(reading, "UB", 0)
    if not _can_add_up(reading) or not closing.amounts:
        return
    rows = reading.tally.year_sums
    accounts = {*opening.amounts, *closing.amounts}
    accounts |= {account for account in rows if reading.head.account_types.get(account) in _BALANCE_TYPES}
    for account in sorted(accounts):
        expected = opening.amounts.get(account, _ZERO) + _row_sum(reading, account)
        stated = closing.amounts.get(account, _ZERO)
        if expected != stated:
            line = closing.lines.get(account) or opening.lines.get(account) or rows[account].line
            yield problem("balance-mismatch", line, account=account, stated=stated, computed=expected)


def results_add_up(reading: Reading) -> Iterator[Problem]:
    """Find accounts whose rows are not their result, #RES of this year (4E with vouchers)."""
    results = _stated(reading, "RES", 0)
    if not _can_add_up(reading) or not results.amounts:
        return
    rows = reading.tally.year_sums
    accounts = set(results.amounts)
    accounts |= {account for account in rows if reading.head.account_types.get(account) in _RESULT_TYPES}
    for account in sorted(accounts):
        stated, computed = results.amounts.get(account, _ZERO), _row_sum(reading, account)
        if stated != computed:
            line = results.lines.get(account) or rows[account].line
            yield problem("result-mismatch", line, account=account, stated=stated, computed=computed)


def _can_add_up(reading: Reading) -> bool:
    return reading.whole and reading.kind == "4E" and reading.tally.rows > 0


def _stated(reading: Reading, kind: str, year_index: int) -> _Stated:
    """Gather one kind of balance; of one that is stated twice the last."""
    stated = reading.balances.filter((pl.col("kind") == kind) & (pl.col("year_index") == year_index))
    accounts = stated["account"].to_list()
    return _Stated(
        dict(zip(accounts, stated["amount"].to_list(), strict=True)),
        dict(zip(accounts, stated["line"].to_list(), strict=True)),
    )


def _row_sum(reading: Reading, account: str) -> Decimal:
    held = reading.tally.year_sums.get(account)
    return held.amount if held else _ZERO
