"""What is summed and counted over a file's vouchers and balances, piece by piece.

It grows with the codes that a file uses, not with its rows.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

import polars as pl

from hjulet.domain.ledger import CODE_PARTS
from hjulet.domain.ledger_file import FiscalYear
from hjulet.readers.sie4.frames import pairs
from hjulet.readers.sie4.model import Balance, Head

_ZERO = Decimal("0.00")
_Code = TypeVar("_Code")
_COLUMNS = ("account", *CODE_PARTS.values())


@dataclass
class Use:
    """Where a code is first used, and how often."""

    line: int
    count: int


@dataclass
class AccountSum:
    """What an account's rows of this year sum to, and the first one's line."""

    amount: Decimal
    line: int


@dataclass
class Tally:
    """The sums and counts so far. Uses are counted of the codes that are not declared when they are met."""

    vouchers: int = 0
    rows: int = 0
    balances: int = 0
    control_sum: Decimal = _ZERO
    balance_sum: Decimal = _ZERO
    months: set[str] = field(default_factory=set)
    used: dict[str, set[str]] = field(default_factory=lambda: {column: set() for column in _COLUMNS})
    accounts: dict[str, Use] = field(default_factory=dict)
    objects: dict[tuple[str, str], Use] = field(default_factory=dict)
    year_sums: dict[str, AccountSum] = field(default_factory=dict)

    def take_rows(self, rows: pl.DataFrame, *, vouchers: int, year: FiscalYear | None, head: Head) -> None:
        """Count in rows with their voucher's ``voucher_date`` and their own ``month``."""
        self.vouchers += vouchers
        if rows.is_empty():
            return
        self.rows += rows.height
        self.control_sum += rows.select(pl.col("amount").abs().sum()).item()
        self.months.update(set(rows["month"].unique().to_list()) - {""})
        self._use_codes(rows, head)
        self._sum_accounts(rows, year)

    def take_balance(self, balance: Balance, *, head: Head) -> None:
        """Count in a balance."""
        self.balances += 1
        self.balance_sum += abs(balance.amount)
        self.used["account"].add(balance.account)
        if balance.account not in head.accounts:
            _use(self.accounts, balance.account, balance.line, 1)
        for pair in balance.objects:
            self._use_object(pair, balance.line, 1, head)

    def _use_codes(self, rows: pl.DataFrame, head: Head) -> None:
        """Note the codes that rows use."""
        for account, line, count in self._uses(rows, "account", head.accounts):
            _use(self.accounts, account, line, count)
        for dimension, column in CODE_PARTS.items():
            declared = {code for of, code in head.objects if of == dimension}
            for code, line, count in self._uses(rows, column, declared):
                self._use_object((dimension, code), line, count, head)
        for others, line, count in _counted(rows.filter(pl.col("others") != ""), "others"):
            for pair in pairs(others):
                self._use_object(pair, line, count, head)

    def _uses(
        self, rows: pl.DataFrame, column: str, declared: Collection[str]
    ) -> Iterable[tuple[str, int, int]]:
        """Give each code of a column that is not declared, with its first line and its count."""
        met = set(rows[column].unique().to_list()) - {""}
        self.used[column] |= met
        unknown = met.difference(declared)
        return _counted(rows.filter(pl.col(column).is_in(unknown)), column) if unknown else ()

    def _use_object(self, pair: tuple[str, str], line: int, count: int, head: Head) -> None:
        dimension, code = pair
        if dimension in CODE_PARTS:
            self.used[CODE_PARTS[dimension]].add(code)
        if pair not in head.objects:
            _use(self.objects, pair, line, count)

    def _sum_accounts(self, rows: pl.DataFrame, year: FiscalYear | None) -> None:
        if year is not None and year.start is not None and year.end is not None:
            rows = rows.filter(pl.col("voucher_date").is_between(year.start, year.end))
        sums = rows.group_by("account", maintain_order=True).agg(pl.col("amount").sum(), pl.col("line").min())
        for account, amount, line in sums.iter_rows():
            held = self.year_sums.setdefault(account, AccountSum(_ZERO, line))
            held.amount += amount


def _counted(rows: pl.DataFrame, column: str) -> Iterable[tuple[str, int, int]]:
    counted = rows.group_by(column, maintain_order=True).agg(pl.col("line").min(), pl.len())
    return counted.iter_rows()


def _use(uses: dict[_Code, Use], code: _Code, line: int, count: int) -> None:
    held = uses.setdefault(code, Use(line, 0))
    held.line = min(held.line, line)
    held.count += count
