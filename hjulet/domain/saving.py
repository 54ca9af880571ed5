"""Decided savings (effektiviseringar): what was decided to cost less, and what has come of it so far."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class SavingStatus(StrEnum):
    """How far a decided saving has come."""

    DECIDED = "decided"
    UNDER_WAY = "under-way"
    DONE = "done"
    NOT_REACHED = "not-reached"


@dataclass(frozen=True, kw_only=True)
class Saving:
    """A decided saving of a unit and year, known by its number there (``row``).

    ``amount`` and ``effect`` are kronor, positive where the cost falls; ``effect`` is None until the
    unit has said something.
    """

    row: str
    unit: str
    year: int
    name: str
    decision: str
    amount: Decimal
    effect: Decimal | None = None
    status: SavingStatus = SavingStatus.DECIDED
