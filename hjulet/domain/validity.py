"""Validity: from when until when something holds. Half-open, as periods are."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Validity:
    """Holds from ``start`` up to, not including, ``end``; without end it holds still."""

    start: date
    end: date | None = None

    @classmethod
    def through(cls, first: date, last: date | None) -> "Validity":
        """Make the time between two days as people and files have them, the last one included."""
        return cls(first, last + timedelta(days=1) if last else None)

    @property
    def last_day(self) -> date | None:
        """Tell the last day on which it holds; None until further notice."""
        return self.end - timedelta(days=1) if self.end else None

    def holds(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlap(self, other: "Validity") -> "Validity | None":
        """Give the time in which both hold; None where there is none."""
        start = max(self.start, other.start)
        end = min((each for each in (self.end, other.end) if each is not None), default=None)
        return None if end is not None and end <= start else Validity(start, end)
