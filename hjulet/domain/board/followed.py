"""What a team follows on its board, and the days when it was not as it should be."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hjulet.domain.goals.element import Ref


@dataclass(frozen=True, kw_only=True)
class FollowedRow:
    """A row of the board: what is followed, and what is normal in words: ``Svar inom två dagar``.

    ``goal`` and ``indicator`` are what it leads up to, if anything. It is followed from ``since`` up to,
    not including, ``until``. ``number`` is the row's own on its board and is never used again.
    """

    name: str
    normal: str
    since: date
    until: date | None = None
    number: int = 0
    goal: Ref | None = None
    indicator: str = ""
    version: int = 0

    def is_followed(self, first: date, last: date) -> bool:
        """Tell whether the row stood on the board on any day from ``first`` to ``last``."""
        return self.since <= last and (self.until is None or first < self.until)


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """What was not normal in a row: from ``day`` until it was normal again, on ``closed_on``.

    ``amount`` is how much or how many, in whatever the row's normal state is said, where anybody counted.
    """

    row: int
    day: date
    text: str
    number: int = 0
    amount: Decimal | None = None
    closed_on: date | None = None
    version: int = 0

    def is_open(self, day: date) -> bool:
        """Tell whether it had begun and was not over at the end of a day."""
        return self.day <= day and (self.closed_on is None or day < self.closed_on)

    def days(self, first: date, last: date) -> frozenset[date]:
        """Collect the days from ``first`` to ``last`` that were not normal.

        The day that it began is one of them even if it was over the same day; the one it was over is not.
        """
        end = last if self.closed_on is None else max(self.day, self.closed_on - timedelta(days=1))
        begins, ends = max(first, self.day), min(last, end)
        return frozenset(begins + timedelta(days=each) for each in range((ends - begins).days + 1))
