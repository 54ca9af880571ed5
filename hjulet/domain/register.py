"""What registers share: an entry of money about something that somebody has registered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

REGISTERED = ("project", "grant", "id")
"""Parameters of a reference that name what somebody has registered; ``id`` is an indicator's."""


FIRST_YEAR, LAST_YEAR = 1950, 2150
"""The years that a register holds: pages list them one by one, and those beside them are asked for too."""


def read_year(text: str) -> int | None:
    """Read a year that a register holds, of four plain digits; None for anything else."""
    is_plain = len(text) == len("2017") and text.isascii() and text.isdecimal()
    return int(text) if is_plain and FIRST_YEAR <= int(text) <= LAST_YEAR else None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What happened to the money of a project or a grant: kronor, and the year that they are of.

    ``reference`` names the decision or the document; ``kind`` is one of the register's own kinds.
    ``version`` guards a change.
    """

    kind: str
    year: int
    on: date
    amount: Decimal
    reference: str
    note: str = ""
    key: str = ""
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class NamedEntry:
    """An entry, and the name of what it is about."""

    name: str
    entry: Entry


def sum_of(entries: Iterable[NamedEntry]) -> Decimal:
    """Add amounts up; no entry is 0."""
    return sum((each.entry.amount for each in entries), Decimal("0.00"))
