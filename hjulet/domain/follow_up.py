"""Special follow-ups: a range of accounts that somebody wants followed, over all units of a body."""

import re
from dataclasses import dataclass

from hjulet.domain.mapping import in_range

_RANGE = re.compile(r"(?P<first>[0-9]{1,10})(?:\s*[-–]\s*(?P<last>[0-9]{1,10}))?")

Ranges = tuple[tuple[str, str], ...]
"""First and last account of each range, compared as those of a mapping are."""


class NotAccountRanges(ValueError):
    """The text names no accounts."""


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A definition: which accounts of which legal entity, from which year, who asked and by what decision.

    ``unit`` is the body whose units are followed; ``to_year`` is None as long as nobody has ended it.
    """

    id: str
    name: str
    unit: str
    company: str
    accounts: Ranges
    from_year: int
    to_year: int | None = None
    asked_by: str = ""
    decision: str = ""

    def covers(self, account: str) -> bool:
        """Tell whether an account is followed."""
        return any(in_range(account, first, last) for first, last in self.accounts)

    def holds(self, year: int) -> bool:
        """Tell whether the follow-up is on in a year."""
        return self.from_year <= year and (self.to_year is None or year <= self.to_year)


def parse_ranges(text: str) -> Ranges:
    """Read accounts as people write them, ``7410-7420, 76``; raises NotAccountRanges."""
    found = []
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise NotAccountRanges(text)
        first, last = match["first"], match["last"] or match["first"]
        if last < first[: len(last)]:
            raise NotAccountRanges(text)
        found.append((first, last))
    return tuple(found)


def write_range(first: str, last: str) -> str:
    """Write a range as people do: ``7410-7420``, or one account."""
    return first if first == last else f"{first}-{last}"


def write_ranges(ranges: Ranges) -> str:
    """Write ranges as they are read: ``7410-7420, 76``."""
    return ", ".join(write_range(first, last) for first, last in ranges)
