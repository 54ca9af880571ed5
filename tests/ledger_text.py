"""Small ledgers as text: vouchers written as people write them become a SIE file.

    A 1 2017-01-15 Löner januari
      50110 13000  100.00
      19100 -     -100.00

A voucher's line is series, number, day and text; a row's is account, responsibility (``-``: none),
amount in kronor with the ledger's sign, and its text. Other objects follow the responsibility, by
dimension: ``13000,6=P1,22=12``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hjulet.domain.mapping import AccountRule, InternalRule, InternalScope, Mapping, UnitRule

ORG_NUMBER = "212000-0159"


@dataclass(frozen=True)
class Entry:
    """A row: account, responsibility ("" without), kronor, text."""

    account: str
    responsibility: str
    amount: Decimal
    text: str = ""
    others: tuple[tuple[str, str], ...] = ()  # dimension, object

    @property
    def objects(self) -> tuple[tuple[str, str], ...]:
        """List the objects, the responsibility first."""
        return (*((("1", self.responsibility),) if self.responsibility else ()), *self.others)

    def line(self) -> str:
        """Write the row as a #TRANS."""
        objects = " ".join(f'{dimension} "{code}"' for dimension, code in self.objects)
        return f'#TRANS {self.account} {{{objects}}} {self.amount} "" "{self.text}"'


@dataclass(frozen=True)
class Voucher:
    """A voucher with its rows."""

    series: str
    number: str
    day: date
    text: str
    entries: tuple[Entry, ...]

    def lines(self) -> Iterator[str]:
        """Write the voucher as a #VER with its rows."""
        yield f'#VER {self.series} {self.number} {self.day:%Y%m%d} "{self.text}"'
        yield from ("{", *(entry.line() for entry in self.entries), "}")


def vouchers(text: str) -> tuple[Voucher, ...]:
    """Read vouchers."""
    found: list[Voucher] = []
    for line in text.strip("\n").splitlines():
        words = line.split()
        if line.startswith(" "):
            code, *others = words[1].split(",")
            pairs = tuple(
                (dimension, other) for dimension, _, other in (one.partition("=") for one in others)
            )
            text = " ".join(words[3:])
            entry = Entry(words[0], "" if code == "-" else code, Decimal(words[2]), text, pairs)
            last = found.pop()
            found.append(Voucher(last.series, last.number, last.day, last.text, (*last.entries, entry)))
        elif words:
            found.append(Voucher(words[0], words[1], date.fromisoformat(words[2]), " ".join(words[3:]), ()))
    return tuple(found)


def every_month(year: int) -> str:
    """Write a voucher of nothing much in each month of a year: a ledger that lacks no month."""
    return "".join(
        f"\nÅ {month} {year}-{month:02d}-28 Flytt\n  19100 12000 1.00\n  19100 12000 -1.00"
        for month in range(1, 13)
    )


def sie(
    held: str | tuple[Voucher, ...],
    *,
    balances: str = "",
    org_number: str = ORG_NUMBER,
    name: str = "Kommunen",
) -> bytes:
    """Write vouchers as a SIE 4E file of the year of the first, with every code declared.

    ``balances`` are balance records as SIE writes them, one on a line.
    """
    written = vouchers(held) if isinstance(held, str) else held
    entries = [entry for voucher in written for entry in voucher.entries]
    objects = sorted({pair for entry in entries for pair in entry.objects})
    year = written[0].day.year
    lines = [
        *("#FLAGGA 0", '#PROGRAM "Ekonomi" 1.0', "#FORMAT PC8", "#GEN 20180110", "#SIETYP 4"),
        *((f"#ORGNR {org_number}",) if org_number else ()),
        f'#FNAMN "{name}"',
        f"#RAR 0 {year}0101 {year}1231",
        *(f'#KONTO {account} "Konto {account}"' for account in sorted({entry.account for entry in entries})),
        *(f'#DIM {dimension} "Dimension {dimension}"' for dimension in sorted({"1", *dict(objects)})),
        *(f'#OBJEKT {dimension} "{code}" "Objekt {code}"' for dimension, code in objects),
        *(line.strip() for line in balances.strip().splitlines()),
        *(line for voucher in written for line in voucher.lines()),
    ]
    return ("\n".join(lines) + "\n").encode("cp437")


def _account(first: str, last: str, line: str, sign: int = -1, *, company: str = "KOMMUN") -> AccountRule:
    return AccountRule(
        company=company,
        valid_from=2014,
        valid_to=None,
        account_from=first,
        account_to=last,
        line=line,
        sign=sign,
    )


def _unit(first: str, last: str, unit: str, *, company: str = "KOMMUN") -> UnitRule:
    return UnitRule(
        company=company,
        valid_from=2014,
        valid_to=None,
        code_part="responsibility",
        code_from=first,
        code_to=last,
        unit=unit,
    )


def internal(part: str, first: str, last: str, scope: str, unit: str = "") -> InternalRule:
    """Make a rule by which trade is internal."""
    return InternalRule(
        company="KOMMUN",
        valid_from=2014,
        valid_to=None,
        code_part=part,
        code_from=first,
        code_to=last,
        scope=InternalScope(scope),
        unit=unit,
    )


MAPPING = Mapping(
    accounts=(
        _account("19", "19", "current_assets", 1),
        _account("30", "39", "fees"),
        _account("50", "56", "personnel"),
        _account("60", "69", "premises"),
        _account("01", "01", "other_costs"),
    ),
    units=(
        _unit("12", "12", "EKO"),
        _unit("13", "13", "HR"),
        _unit("0", "0", "KOM"),
        _unit("20", "20", "KS-POL"),
    ),
)
"""Accounts 19, 30-39, 50-56, 60-69, 01; codes 12 EKO, 13 HR, 0 KOM, 20 KS-POL. All else is unmapped."""
