"""Government grants: what is granted, claimed, received and accrued, beside what the ledger has booked.

What should be booked in a year is what was received, and what accrued at its end beyond what had
accrued at the end of the year before. Amounts are positive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from hjulet.domain.period import Period
from hjulet.domain.register import Entry, NamedEntry, sum_of


class GrantEntryKind(StrEnum):
    """What an entry of a grant says."""

    GRANTED = "granted"  # for a year, by a decision
    CLAIM = "claim"  # återsökning: asked for afterwards
    PAYMENT = "payment"
    ACCRUAL = "accrual"  # earned and not yet received, at the end of a year


@dataclass(frozen=True, kw_only=True)
class GovernmentGrant:
    """A grant from the state or the European Union. ``codes`` are its projects in the ledger.

    Its last day belongs to its validity; None holds until further notice. ``version`` guards a change.
    """

    id: str
    name: str
    giver: str
    unit: str
    codes: tuple[str, ...]
    first_day: date
    last_day: date | None = None
    condition: str = ""
    entries: tuple[Entry, ...] = ()
    version: int = 0

    def is_of(self, period: Period) -> bool:
        """Tell whether the grant holds, or has entries, in a period."""
        ends_before = self.last_day is not None and self.last_day < period.start
        holds = self.first_day < period.end and not ends_before
        return holds or any(_counts(each, GrantEntryKind(each.kind), period) for each in self.entries)


Grants = tuple[GovernmentGrant, ...]


def of_units(grants: Grants, units: Iterable[str], period: Period) -> Grants:
    """Find the grants of some units in a period."""
    held = set(units)
    return tuple(each for each in grants if each.unit in held and each.is_of(period))


def entries_of(grants: Grants, period: Period, *, kind: GrantEntryKind) -> tuple[NamedEntry, ...]:
    """List the entries of a kind in a period.

    Claims and payments are of the day they were made, a grant and an accrual of their year.
    """
    return tuple(
        NamedEntry(name=grant.name, entry=each)
        for grant in grants
        for each in grant.entries
        if _counts(each, kind, period)
    )


def amount_of(grants: Grants, period: Period, *, kind: GrantEntryKind) -> Decimal | None:
    """Sum the entries of a kind; no entry is 0. What has accrued is known at the end of a year only."""
    if kind is GrantEntryKind.ACCRUAL and period.end.month != 1:
        return None
    return sum_of(entries_of(grants, period, kind=kind))


def _counts(entry: Entry, kind: GrantEntryKind, period: Period) -> bool:
    if entry.kind != kind:
        return False
    if kind is GrantEntryKind.ACCRUAL:
        return entry.year == period.year
    if kind is GrantEntryKind.GRANTED:
        return any(month.startswith(f"{entry.year:04d}-") for month in period.months)
    return period.start <= entry.on < period.end
