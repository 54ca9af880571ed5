"""What the parser makes of the records before they become facts, tables and a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from hjulet.domain.ledger_file import FiscalYear
from hjulet.readers.sie4.records import Record

Objects = tuple[tuple[str, str], ...]
"""Pairs of dimension and object, in the file's order."""


@dataclass(frozen=True, slots=True)
class Row:
    """One #TRANS row in force."""

    account: str
    objects: Objects
    amount: Decimal
    date: date | None  # the row's own, else None
    text: str
    quantity: str
    signature: str
    line: int


@dataclass(frozen=True, slots=True)
class Voucher:
    """One #VER with its rows in force; ``sound`` if every row could be read."""

    key: str
    series: str
    number: str  # "" without number
    date: date | None
    text: str
    signature: str
    rows: tuple[Row, ...]
    line: int
    sound: bool

    @property
    def balance(self) -> Decimal:
        """Sum the rows: zero in a sound voucher."""
        return sum((row.amount for row in self.rows), Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class Balance:
    """One balance record: #IB, #UB, #RES, #OIB, #OUB, #PSALDO or #PBUDGET."""

    kind: str  # without "#"
    year_index: int
    month: str  # "2017-08" of #PSALDO and #PBUDGET, else ""
    account: str
    objects: Objects
    amount: Decimal
    quantity: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A voucher as it stands in the file: #VER, its row records, and whether the block was whole."""

    header: Record
    rows: tuple[Record, ...]
    whole: bool


@dataclass(kw_only=True)
class Reading:
    """Everything read from one file, filled step by step and then judged by the checks."""

    kind: str = ""
    whole: bool = True  # every record could be read, so that sums can be judged
    head: list[Record] = field(default_factory=list)  # known records outside vouchers
    blocks: list[Block] = field(default_factory=list)
    vouchers: list[Voucher] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    years: list[tuple[FiscalYear, int]] = field(default_factory=list)  # with their lines
    accounts: dict[str, str] = field(default_factory=dict)
    account_types: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    objects: dict[tuple[str, str], str] = field(default_factory=dict)

    def first(self, label: str) -> Record | None:
        """Find the first record of a label outside vouchers."""
        return next((record for record in self.head if record.label == label), None)

    def year(self, index: int) -> FiscalYear | None:
        """Find the fiscal year of an index; the first one, should there be two."""
        return next((year for year, _ in self.years if year.index == index), None)

    @property
    def rows(self) -> Iterator[tuple[Voucher, Row]]:
        """Go through all rows in force with their vouchers."""
        return ((voucher, row) for voucher in self.vouchers for row in voucher.rows)
