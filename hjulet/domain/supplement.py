"""Supplements: what a decided document left open is completed by a numbered addition (DOMAIN 23).

The edition stays as it was sealed. A supplement is a small file of its own beside it, whose control sum is
its seal. Each names the control sum of what it follows: the edition's manifest, or the supplement before.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Supplement:
    """What completes the open point ``point`` (from 1) of an edition, and who decided it.

    ``number`` counts the edition's supplements from 1.
    """

    edition: int
    number: int
    point: int
    text: str
    decided_by: str
    decided_on: date

    @property
    def file(self) -> str:
        """Name its file: ``0001-01.json`` is the first one of edition 1."""
        return f"{self.edition:04d}-{self.number:02d}.json"

    def document(self, *, open_point: str, previous: str) -> dict[str, object]:
        """Write it as plain values; ``previous`` is the control sum of what it follows."""
        return {
            "schema": "supplement/1",
            "edition": self.edition,
            "number": self.number,
            "point": self.point,
            "open_point": open_point,
            "text": self.text,
            "decided_by": self.decided_by,
            "decided_on": str(self.decided_on),
            "previous": previous,
        }
