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
