"""Staff figures: how many man-years (årsarbetare) a unit has in a month, and what they come to.

A unit that has figures must have them for every month of what is asked: a missing month gives no value,
never a lower average. A unit without any is no part of the sum (DOMAIN 3: a political leadership has no
staff plan). Nobody is 0, said as 0.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.metrics.staff import AVERAGE

MONTHS_OF_YEAR = 12

STAFF_COLUMNS = {"unit": "enhet", "month": "månad", "man_years": "årsarbetare"}
"""The columns of a staff file, all of them needed -> their Swedish heads."""


@dataclass(frozen=True, kw_only=True)
class StaffRow:
    """A unit's man-years in a month (``2017-08``): full-time employees, two decimals."""

    unit: str
    month: str
    man_years: Decimal

    @property
    def key(self) -> tuple[str, str]:
        """Tell what the row is about: a unit's month has one figure."""
        return self.unit, self.month


def staff_in(
    held: Mapping[tuple[str, str], Decimal], *, units: Collection[str], months: Collection[str], line: str
) -> Decimal | None:
    """Average the man-years of units over months, or sum their twelfths (``line``).

    None where no unit has a figure, or one that has some lacks a month.
    """
    own = [unit for unit in units if any((unit, month) in held for month in months)]
    wanted = [(unit, month) for unit in own for month in months]
    if not own or any(key not in held for key in wanted):
        return None
    over = len(months) if line == AVERAGE else MONTHS_OF_YEAR
    return sum((held[key] for key in wanted), Decimal(0)) / over
