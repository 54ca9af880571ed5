"""Validity: from when until when something holds. Half-open, as periods are."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Validity:
    """Holds from ``start`` up to, not including, ``end``; without end it holds still."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlap(self, other: "Validity") -> "Validity | None":
        """Give the time in which both hold; None where there is none."""
        start = max(self.start, other.start)
        end = min((each for each in (self.end, other.end) if each is not None), default=None)
        return None if end is not None and end <= start else Validity(start, end)
