"""What the parser makes of the records before they become facts, tables and a verdict."""

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

    series: str
    number: str  # "" without number
    date: date | None
    text: str
    signature: str
    rows: tuple[Row, ...]
    line: int
    sound: bool
    content: str  # its canonical records


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
class Head:
    """What stands outside vouchers, filled record by record."""

    first: dict[str, Record] = field(default_factory=dict)  # the first record of each label
    years: list[tuple[FiscalYear, int]] = field(default_factory=list)  # with their lines
    accounts: dict[str, str] = field(default_factory=dict)
    account_types: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)  # sub-dimension -> its dimension
    objects: dict[tuple[str, str], str] = field(default_factory=dict)

    def text(self, label: str) -> str:
        """Give the first field of the first record of a label, "" without one."""
        record = self.first.get(label)
        return record.text(0).strip() if record else ""

    def year(self, index: int) -> FiscalYear | None:
        """Find the fiscal year of an index; the first one, should there be two."""
        return next((year for year, _ in self.years if year.index == index), None)

    def object_name(self, dimension: str, code: str) -> str | None:
        """Find an object's name where its dimension, or a sub-dimension of it, declares it; else None."""
        if (dimension, code) in self.objects:
            return self.objects[dimension, code]
        for child, parent in self.parents.items():
            if parent == dimension and (child, code) in self.objects:
                return self.objects[child, code]
        return None
