"""The ledger's shape and its questions.

The columns below are the one definition of a ledger row, a balance and a month cube: readers
yield Arrow tables of that shape, the store writes them, and neither imports the other. Types are
written as in Ibis (``decimal(18, 2)``). Codes are strings: an account may start with a zero.
Amounts are kronor with the ledger's signs: debit positive, credit negative.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

CODE_PARTS: dict[str, str] = {
    "1": "responsibility",
    "6": "project",
    "20": "activity_code",
    "21": "activity",
    "22": "counterparty",
}
"""SIE dimension -> column. Objects of other dimensions are kept in ``other_objects``."""

_CODE_COLUMNS = tuple((column, "string") for column in CODE_PARTS.values())

ROW_COLUMNS: tuple[tuple[str, str], ...] = (
    ("voucher", "string"),  # stable key in the batch: "SERIES-NUMBER-YYYYMMDD" or its ordinal
    ("series", "string"),
    ("number", "string"),
    ("date", "date"),
    ("month", "string"),  # "2017-08", of the row's date if it has one, else the voucher's
    ("period", "string"),  # "2017-13" where the source books in the year-end period, else ""
    ("row", "int32"),  # counted from 1 within the voucher
    ("account", "string"),
    *_CODE_COLUMNS,
    ("other_objects", "string"),  # "7=A;8=B" in the file's order, "" without
    ("amount", "decimal(18, 2)"),
    ("quantity", "string"),
    ("text", "string"),  # the row's text, "" without
    ("voucher_text", "string"),
    ("signature", "string"),
    ("line", "int32"),  # in the source file, counted from 1
)

BALANCE_COLUMNS: tuple[tuple[str, str], ...] = (
    ("kind", "string"),  # IB, UB, RES, OIB, OUB, PSALDO, PBUDGET
    ("year_index", "int32"),  # 0 this year, -1 last
    ("year_start", "string"),  # the first month of that fiscal year, "2017-01"; "" if not known
    ("year_end", "string"),  # and its last, "2017-12"
    ("month", "string"),  # of PSALDO and PBUDGET, else ""
    ("account", "string"),
    *_CODE_COLUMNS,
    ("other_objects", "string"),
    ("amount", "decimal(18, 2)"),
    ("quantity", "string"),
    ("line", "int32"),
)

CUBE_COLUMNS: tuple[tuple[str, str], ...] = (
    *_CODE_COLUMNS,
    ("account", "string"),
    ("month", "string"),
    ("amount", "decimal(18, 2)"),
    ("debit", "decimal(18, 2)"),  # the positive amounts: with ``amount`` they give the turnover
    ("rows", "int64"),
)


@dataclass(frozen=True, kw_only=True)
class LedgerFilter:
    """Which rows a question is about. Months are inclusive; an empty tuple leaves all in."""

    first_month: str
    last_month: str
    units: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LineSum:
    """The sum of a statement line for a unit and month, kronor with the statement's sign."""

    unit: str
    line: str
    month: str
    amount: Decimal
    rows: int


@dataclass(frozen=True, kw_only=True)
class AccountSum:
    """The sum of an account, kronor with the statement's sign."""

    account: str
    line: str
    amount: Decimal
    rows: int


@dataclass(frozen=True, kw_only=True)
class MonthSum:
    """The sum of a month, kronor with the statement's sign."""

    month: str
    amount: Decimal
    rows: int


@dataclass(frozen=True, kw_only=True)
class LedgerRow:
    """One row of a voucher. ``amount`` has the ledger's sign: debit positive, credit negative."""

    batch: str
    voucher: str
    series: str
    number: str
    date: date
    row: int
    account: str
    codes: tuple[tuple[str, str], ...]
    amount: Decimal
    text: str
    voucher_text: str
    line: int


@dataclass(frozen=True, kw_only=True)
class RowPage:
    """A page of rows, with how many there are in all and what they sum to."""

    rows: tuple[LedgerRow, ...]
    total_rows: int
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class UnmappedSum:
    """An amount that no mapping covers: the account, the code, or both. The ledger's sign."""

    account: str
    responsibility: str
    amount: Decimal
    rows: int


@dataclass(frozen=True, kw_only=True)
class BatchControl:
    """What the stored rows of a batch amount to: compared with what the file said."""

    batch: str
    rows: int
    control_sum: Decimal  # of absolute amounts


class LedgerQuery(Protocol):
    """The questions that the ledger answers, always for one snapshot. At most eight."""

    def sums(self, where: LedgerFilter) -> tuple[LineSum, ...]:
        """Sum by unit, statement line and month."""
        ...

    def months(self, where: LedgerFilter) -> tuple[MonthSum, ...]:
        """Sum by month."""
        ...

    def accounts(self, where: LedgerFilter) -> tuple[AccountSum, ...]:
        """Sum by account."""
        ...

    def vouchers(self, where: LedgerFilter, *, offset: int, limit: int) -> RowPage:
        """Page through the rows, newest first."""
        ...

    def voucher(self, batch: str, voucher: str) -> tuple[LedgerRow, ...]:
        """Give all the rows of one voucher, whoever's they are; empty if there is none."""
        ...

    def unmapped(self, where: LedgerFilter) -> tuple[UnmappedSum, ...]:
        """Sum what no mapping covers."""
        ...

    def control(self) -> tuple[BatchControl, ...]:
        """Count and sum the stored rows of each batch."""
        ...
