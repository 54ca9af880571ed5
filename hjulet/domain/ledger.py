"""The ledger's shape and its questions.

The columns below are the one definition of a ledger row, a balance and a month cube: readers
yield Arrow tables of that shape, the store writes them, and neither imports the other. Types are
written as in Ibis (``decimal(18, 2)``). Codes are strings: an account may start with a zero.
Amounts are kronor with the ledger's signs: debit positive, credit negative.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Protocol, Self

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

SUM_COLUMNS: tuple[tuple[str, str], ...] = (
    ("responsibility", "string"),
    ("account", "string"),
    ("month", "string"),
    ("amount", "decimal(18, 2)"),
    ("debit", "decimal(18, 2)"),
    ("rows", "int64"),
)
"""The cube's sums by the codes that statements need: a fraction of its cells."""


class Dimension(StrEnum):
    """What rows can be summed by. ``PARTNER`` is the unit that a row's counterparty stands for."""

    UNIT = "unit"
    LINE = "line"
    ACCOUNT = "account"
    MONTH = "month"
    RESPONSIBILITY = "responsibility"
    ACTIVITY_CODE = "activity_code"
    ACTIVITY = "activity"
    PROJECT = "project"
    COUNTERPARTY = "counterparty"
    COMPANY = "company"
    INTERNAL = "internal"  # an ``Elimination`` as a digit: "0" external, "1" own, "2" group
    PARTNER = "partner"


class Elimination(IntEnum):
    """Which internal items are left out (DOMAIN 6): none, the legal entity's own, the whole group's."""

    NONE = 0
    OWN = 1
    GROUP = 2


class RowOrder(StrEnum):
    """The order in which rows are paged."""

    NEWEST = "newest"
    OLDEST = "oldest"
    LARGEST = "largest"  # by absolute amount
    ACCOUNT = "account"


@dataclass(frozen=True, kw_only=True)
class LedgerFilter:
    """Which rows a question is about. Months are inclusive; an empty tuple leaves all in.

    ``codes`` limits code parts (columns of ``CODE_PARTS``) to some codes, "" being rows without one;
    ``text`` keeps rows whose text or voucher text holds it, in any case; ``without`` leaves internal
    items out.
    """

    first_month: str
    last_month: str
    units: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    codes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    text: str = ""
    without: Elimination = Elimination.NONE


@dataclass(frozen=True, kw_only=True)
class GroupSum:
    """The sum of a group of rows, in kronor.

    ``keys`` are the group's codes in the order asked for; ``amount`` has the statement's sign,
    ``balance`` the ledger's.
    """

    keys: tuple[str, ...]
    amount: Decimal
    balance: Decimal
    rows: int


@dataclass(frozen=True, kw_only=True)
class LedgerRow:
    """One row of a voucher. ``amount`` has the ledger's sign: debit positive, credit negative."""

    batch: str
    company: str
    voucher: str
    series: str
    number: str
    date: date
    month: str
    period: str  # "2017-13" in the year-end period, else ""
    row: int
    account: str
    codes: tuple[tuple[str, str], ...]
    amount: Decimal
    text: str
    voucher_text: str
    line: int


@dataclass(frozen=True, kw_only=True)
class RowPage:
    """A page of rows, with how many there are in all and what they sum to (the statement's sign)."""

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
class ControlTotal:
    """What a batch's stored rows amount to in a month: counted from its rows, its cube and the cube's sums.

    ``turnover`` is the sum of absolute amounts; over all months it is the file's control sum.
    """

    batch: str
    month: str
    rows: int
    turnover: Decimal
    cube_rows: int
    cube_turnover: Decimal
    sums_rows: int
    sums_turnover: Decimal


class Change(StrEnum):
    """What has become of a voucher between two states of the ledger."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class VoucherChange:
    """A voucher that differs, known by its company and stable key. Turnover is of absolute amounts."""

    change: Change
    company: str
    voucher: str
    month: str
    rows_before: int
    rows_after: int
    turnover_before: Decimal
    turnover_after: Decimal


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How one state of the ledger differs from an earlier one: how many vouchers, and the first of them."""

    counts: dict[Change, int]
    vouchers: tuple[VoucherChange, ...]


class LedgerQuery(Protocol):
    """The questions that the ledger answers, always for one snapshot. At most eight (ADR 0018)."""

    def sums(self, where: LedgerFilter, *, by: tuple[Dimension, ...]) -> tuple[GroupSum, ...]:
        """Sum by one or more dimensions, in the order of their keys."""
        ...

    def balances(self, where: LedgerFilter, *, kind: str, by: tuple[Dimension, ...]) -> tuple[GroupSum, ...]:
        """Sum the balance records of a kind (IB, OIB ...) whose fiscal year begins within the months.

        PSALDO and PBUDGET are taken by their own month. Only records of a file's own year count.
        """
        ...

    def vouchers(
        self, where: LedgerFilter, *, offset: int, limit: int, order: RowOrder = RowOrder.NEWEST
    ) -> RowPage:
        """Page through the rows."""
        ...

    def voucher(self, batch: str, voucher: str) -> tuple[LedgerRow, ...]:
        """Give all the rows of one voucher, whoever's they are; empty if there is none."""
        ...

    def compare(self, where: LedgerFilter, *, earlier: Self, limit: int) -> Comparison:
        """Find the vouchers whose rows differ from an earlier state of the ledger.

        Of the filter only the months count.
        """
        ...

    def unmapped(self, where: LedgerFilter) -> tuple[UnmappedSum, ...]:
        """Sum what no mapping covers."""
        ...

    def control(self) -> tuple[ControlTotal, ...]:
        """Count and sum what is stored of each batch and month."""
        ...
