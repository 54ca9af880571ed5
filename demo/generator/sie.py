"""Step 5: writing a year as a SIE 4E file in CP437, with its control sum.

The sum is CRC-32 over label and field contents, without separators, enclosing quotes and braces, of
the records between the two #KSUMMA (the spec's rule; zlib's CRC is the same polynomial).
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from demo.generator import chart, codes
from demo.generator.balance import Balances, closing, is_balance
from demo.generator.vouchers import Row, Voucher

DIMENSIONS = {
    "1": ("Ansvar", "responsibility"),
    "6": ("Projekt", "project"),
    "20": ("Verksamhet", "activity_code"),
    "21": ("Aktivitet", "activity"),
    "22": ("Motpart", "counterparty"),
}
LINE_END = b"\r\n"


@dataclass(frozen=True, kw_only=True)
class Record:
    """One line of the file: a label, its fields, and an object list where the label has one."""

    label: str
    fields: Sequence[str]
    objects: Sequence[str] | None = None  # stands after the first ``objects_after`` fields
    objects_after: int = 0

    def line(self) -> str:
        """Write the record with quotes where a field needs them."""
        fields = [_quoted(field) for field in self.fields]
        if self.objects is not None:
            fields.insert(self.objects_after, "{" + " ".join(_quoted(part) for part in self.objects) + "}")
        return " ".join((self.label, *fields))

    def content(self) -> str:
        """Give what the control sum covers."""
        parts = list(self.fields)
        parts[self.objects_after : self.objects_after] = self.objects or ()
        return "".join((self.label, *parts))


def write(year: int, start: Balances, vouchers: Iterable[Voucher]) -> bytes:
    """Write the file of a year."""
    booked = sorted(vouchers, key=lambda found: (found.series, found.day))
    records = [*_identification(year), *_chart(), *_balances(start, booked)]
    lines, summed = [_encode(record.line()) for record in records], [record.content() for record in records]
    numbers: Counter[str] = Counter()
    for found in booked:
        numbers[found.series] += 1
        head, rows = _voucher(found, numbers[found.series])
        lines += [_encode(head.line()), b"{", *(_encode(row.line()) for row in rows), b"}"]
        summed += [head.content(), *(row.content() for row in rows)]
    checksum = zlib.crc32(_encode("".join(summed)))
    whole = [b"#FLAGGA 0", b"#KSUMMA", *lines, _encode(f"#KSUMMA {checksum}")]
    return LINE_END.join(whole) + LINE_END


def _identification(year: int) -> Iterator[Record]:
    yield Record(label="#PROGRAM", fields=("Planeringshjulet demo", "1.0"))
    yield Record(label="#FORMAT", fields=("PC8",))
    yield Record(label="#GEN", fields=(f"{year + 1}0122",))
    yield Record(label="#SIETYP", fields=("4",))
    yield Record(label="#PROSA", fields=("Påhittade verifikationer inom publicerade totaler",))
    yield Record(label="#ORGNR", fields=("212000-0159",))
    yield Record(label="#FNAMN", fields=("Södertälje kommun (demo)",))
    for index, found in ((0, year), (-1, year - 1)):
        yield Record(label="#RAR", fields=(str(index), f"{found}0101", f"{found}1231"))
    yield Record(label="#KPTYP", fields=("KB-DEMO",))


def _chart() -> Iterator[Record]:
    names = chart.BALANCE_ACCOUNTS | {number: account.name for number, account in chart.ACCOUNTS.items()}
    for number, name in sorted(names.items()):
        yield Record(label="#KONTO", fields=(number, name))
        yield Record(label="#KTYP", fields=(number, _account_type(number)))
    for dimension, (name, _) in DIMENSIONS.items():
        yield Record(label="#DIM", fields=(dimension, name))
    responsibilities = codes.COMMON_RESPONSIBILITIES | {
        found.code: found.name for unit in codes.RESPONSIBILITIES.values() for found in unit
    }
    objects = (
        ("1", responsibilities),
        ("6", codes.PROJECTS),
        ("20", codes.ACTIVITY_CODES),
        ("21", codes.ACTIVITIES),
        ("22", codes.COUNTERPARTIES),
    )
    for dimension, names_of in objects:
        for code, name in sorted(names_of.items()):
            yield Record(label="#OBJEKT", fields=(dimension, code, name))


def _account_type(number: str) -> str:
    """Tell T (asset), S (debt, equity), I (income) or K (cost)."""
    if is_balance(number):
        return "T" if number.startswith("1") else "S"
    return "I" if number.startswith("3") or number in ("8910", "8920") else "K"


def _balances(start: Balances, vouchers: Sequence[Voucher]) -> Iterator[Record]:
    end = closing(start, vouchers)
    # The claim on the internal bank is printed blank in the source, meaning zero: it is said here.
    keys = sorted({*start, *end, ("1680", codes.OFFICE)})
    # Last year's closing is given with its result transferred to equity, hence equal to the opening.
    for label, index, balances in (("#IB", "0", start), ("#UB", "0", end), ("#UB", "-1", start)):
        for account in sorted({account for account, _ in keys}):
            amount = sum(found for (of, _), found in balances.items() if of == account)
            yield Record(label=label, fields=(index, account, kronor(amount)))
    for label, balances in (("#OIB", start), ("#OUB", end)):
        for account, group in keys:
            yield Record(
                label=label, fields=("0", account, kronor(balances[account, group])),
                objects=("1", group), objects_after=2,
            )  # fmt: skip
    results: Counter[str] = Counter()
    for row in (row for found in vouchers for row in found.rows if not is_balance(row.account)):
        results[row.account] += row.amount
    for account, amount in sorted(results.items()):
        yield Record(label="#RES", fields=("0", account, kronor(amount)))


def _voucher(found: Voucher, number: int) -> tuple[Record, list[Record]]:
    head = Record(label="#VER", fields=(found.series, str(number), f"{found.day:%Y%m%d}", found.text))
    return head, [
        Record(
            label="#TRANS",
            fields=(row.account, kronor(row.amount)),
            objects=tuple(_objects(row)),
            objects_after=1,
        )
        for row in found.rows
    ]


def _objects(row: Row) -> Iterator[str]:
    for dimension, (_, field) in DIMENSIONS.items():
        if code := getattr(row, field):
            yield from (dimension, code)


def kronor(ore: int) -> str:
    """Write öre as kronor with two decimals and a point."""
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02}"


def _quoted(field: str) -> str:
    return f'"{field}"' if not field or " " in field else field


def _encode(text: str) -> bytes:
    return text.encode("cp437")
