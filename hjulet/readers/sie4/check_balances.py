"""Checks of balances: against last year's, against the rows, and against their own years.

A balance record that is missing means zero (STANDARDS A1). Vouchers dated outside this year do not
count against this year's balances. Of a file with unreadable records no sums are judged: the gap would
show up as a difference of every account it touches.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hjulet.domain.problem import Problem
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.model import Reading

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
    years = {index: reading.year(index) for index in {balance.year_index for balance in reading.balances}}
    for balance in reading.balances:
        year = years[balance.year_index]
        if not balance.month or year is None or year.start is None or year.end is None:
            continue
        if not year.start.isoformat()[:7] <= balance.month <= year.end.isoformat()[:7]:
            yield problem("date-outside-year", balance.line, value=balance.month, account=balance.account)


def stated_once(reading: Reading) -> Iterator[Problem]:
    """Find a balance that is stated twice: which of them holds cannot be known, and both would double it."""
    first: dict[object, int] = {}
    for balance in reading.balances:
        key = (balance.kind, balance.year_index, balance.month, balance.account, balance.objects)
        if key in first:
            yield problem(
                "duplicate-balance",
                balance.line,
                label=f"#{balance.kind}",
                account=balance.account,
                first=first[key],
            )
        first.setdefault(key, balance.line)


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
    for balance in reading.balances:
        if balance.kind == "IB" and balance.amount and _is_result(reading, balance.account):
            yield problem("opening-not-zero", balance.line, account=balance.account, value=balance.amount)


def _is_result(reading: Reading, account: str) -> bool:
    """Tell whether an account is of income or cost: by its #KTYP, without one by its class, 3 to 8."""
    kind = reading.account_types.get(account)
    return kind in _RESULT_TYPES if kind else account.startswith(_RESULT_CLASSES)


def closings_add_up(reading: Reading) -> Iterator[Problem]:
    """Find accounts whose opening balance and rows are not their closing balance (4E with vouchers)."""
    opening, closing = _stated(reading, "IB", 0), _stated(reading, "UB", 0)
    if not _can_add_up(reading) or not closing.amounts:
        return
    rows, lines = _row_sums(reading)
    accounts = {*opening.amounts, *closing.amounts}
    accounts |= {account for account in rows if reading.account_types.get(account) in _BALANCE_TYPES}
    for account in sorted(accounts):
        expected = opening.amounts.get(account, _ZERO) + rows.get(account, _ZERO)
        stated = closing.amounts.get(account, _ZERO)
        if expected != stated:
            line = closing.lines.get(account) or opening.lines.get(account) or lines[account]
            yield problem("balance-mismatch", line, account=account, stated=stated, computed=expected)


def results_add_up(reading: Reading) -> Iterator[Problem]:
    """Find accounts whose rows are not their result, #RES of this year (4E with vouchers)."""
    results = _stated(reading, "RES", 0)
    if not _can_add_up(reading) or not results.amounts:
        return
    rows, lines = _row_sums(reading)
    accounts = set(results.amounts)
    accounts |= {account for account in rows if reading.account_types.get(account) in _RESULT_TYPES}
    for account in sorted(accounts):
        stated, computed = results.amounts.get(account, _ZERO), rows.get(account, _ZERO)
        if stated != computed:
            line = results.lines.get(account) or lines[account]
            yield problem("result-mismatch", line, account=account, stated=stated, computed=computed)


def _can_add_up(reading: Reading) -> bool:
    return reading.whole and reading.kind == "4E" and any(voucher.rows for voucher in reading.vouchers)


def _stated(reading: Reading, kind: str, year_index: int) -> _Stated:
    records = [b for b in reading.balances if b.kind == kind and b.year_index == year_index]
    return _Stated({b.account: b.amount for b in records}, {b.account: b.line for b in records})


def _row_sums(reading: Reading) -> tuple[dict[str, Decimal], dict[str, int]]:
    """Sum this year's rows by account, with the line of each account's first row."""
    year = reading.year(0)
    sums: dict[str, Decimal] = defaultdict(lambda: _ZERO)
    lines: dict[str, int] = {}
    for voucher, row in reading.rows:
        if year is None or year.contains(voucher.date or date.min):
            sums[row.account] += row.amount
            lines.setdefault(row.account, row.line)
    return sums, lines
