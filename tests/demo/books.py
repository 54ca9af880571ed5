"""A small reader of the demo's files, apart from the product's own, so that the two can disagree."""

import csv
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

DEMO = Path(__file__).resolve().parents[2] / "demo"
YEARS = ("2015", "2016", "2017")

_FIELD = re.compile(r'"((?:\\"|[^"])*)"|([{}])|([^\s{}"]+)')


@dataclass(frozen=True, kw_only=True)
class Row:
    """A #TRANS: account, objects by dimension, amount."""

    account: str
    objects: dict[str, str]
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Voucher:
    """A #VER with its rows."""

    series: str
    number: int
    day: str
    text: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class Book:
    """A SIE file as records: (label, fields), with object lists kept as tuples among the fields."""

    records: list[tuple[str, list[str]]]
    vouchers: list[Voucher]

    def named(self, label: str) -> Iterator[list[str]]:
        """Give the fields of each record with a label."""
        return (fields for found, fields in self.records if found == label)

    def balances(self, label: str, year: str = "0") -> dict[tuple[str, ...], Decimal]:
        """Give the amounts of #IB, #UB, #RES by (account), of #OIB, #OUB by (account, dimension, code)."""
        return {tuple(fields[1:-1]): Decimal(fields[-1]) for fields in self.named(label) if fields[0] == year}

    @property
    def rows(self) -> list[Row]:
        """Collect the rows of all vouchers."""
        return [row for voucher in self.vouchers for row in voucher.rows]


def fields_of(line: str) -> list[str]:
    """Split a line into its label and fields; braces and quotes are left out."""
    return [plain or quoted.replace('\\"', '"') for quoted, brace, plain in _FIELD.findall(line) if not brace]


def parse(content: bytes) -> Book:
    """Read a file of ours; what it does not expect raises."""
    book = Book(records=[], vouchers=[])
    for line in content.decode("cp437").splitlines():
        if line in ("{", "}"):
            continue
        label, *fields = fields_of(line)
        if label == "#VER":
            series, number, day, text = fields
            book.vouchers.append(Voucher(series=series, number=int(number), day=day, text=text))
        elif label == "#TRANS":
            account, *objects, amount = fields
            pairs = dict(zip(objects[::2], objects[1::2], strict=True))
            book.vouchers[-1].rows.append(Row(account=account, objects=pairs, amount=Decimal(amount)))
        else:
            book.records.append((label, fields))
    return book


def checksum(content: bytes) -> int:
    """Compute #KSUMMA anew: CRC-32 over labels and fields between the two #KSUMMA records."""
    lines = content.decode("cp437").splitlines()
    first, last = (place for place, line in enumerate(lines) if line.startswith("#KSUMMA"))
    inside = (part for line in lines[first + 1 : last] for part in fields_of(line))
    return zlib.crc32("".join(inside).encode("cp437"))


def sie_bytes(year: str) -> bytes:
    """Read a year's file."""
    return (DEMO / "sie" / f"{year}.se").read_bytes()


def table(name: str) -> list[dict[str, str]]:
    """Read one of the demo's csv files."""
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", strict=True))


def account_rule(account: str) -> dict[str, str]:
    """Find the one rule of an account; none, or two, raises."""
    (found,) = [
        rule
        for rule in table("mapping/accounts.csv")
        if _within(account, rule["account_from"], rule["account_to"])
    ]
    return found


def unit_of(code: str) -> str:
    """Find the one unit of a responsibility code; none, or two, raises."""
    (found,) = [
        rule["unit"]
        for rule in table("mapping/units.csv")
        if _within(code, rule["code_from"], rule["code_to"])
    ]
    return found


def _within(code: str, first: str, last: str) -> bool:
    return first <= code[: len(first)] and code[: len(last)] <= last


def by_unit_and_line(book: Book) -> dict[tuple[str, str], Decimal]:
    """Sum a book by unit and line, statement's signs."""
    rules = {row.account: account_rule(row.account) for row in book.rows}
    units = {code: unit_of(code) for code in {row.objects["1"] for row in book.rows}}
    sums: dict[tuple[str, str], Decimal] = {}
    for row in book.rows:
        rule = rules[row.account]
        key = (units[row.objects["1"]], rule["line"])
        sums[key] = sums.get(key, Decimal(0)) + int(rule["sign"]) * row.amount
    return sums


def budget_in_force(
    year: str, *, versions: tuple[str, ...] = ("original", "revised")
) -> dict[tuple[str, str], Decimal]:
    """Give a year's budget by unit and line; a later row replaces an earlier one."""
    rows = sorted(table(f"budget/{year}.csv"), key=lambda row: row["decided"])
    return {(row["unit"], row["line"]): Decimal(row["amount"]) for row in rows if row["version"] in versions}
