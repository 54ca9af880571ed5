"""Full-year forecasts: what a unit expects its year's net cost to be, made after a month (DOMAIN 7).

A body's forecast is the sum of its units', where all of them that have an appropriation, or have made a
forecast that year, have made one after the month; else it is the body's own. So no sum lacks a unit.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from hjulet.domain.period import parse_period


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """What a unit expected after a month (``2017-08``): the year's net cost in kronor, and why."""

    unit: str
    month: str
    amount: Decimal
    note: str = ""


def month_made(as_of: str) -> str:
    """Tell after which month a forecast of a day was made: the last one that had ended."""
    day = date.fromisoformat(as_of)
    return f"{day + timedelta(days=1) - timedelta(days=(day + timedelta(days=1)).day):%Y-%m}"


def day_made(month: str) -> date:
    """Tell on which day a forecast was made: the last of its month."""
    return parse_period(month).last_day


@dataclass(frozen=True, kw_only=True)
class Forecasts:
    """All that has been forecast, and which units lie right below one.

    ``expected`` are the units that a forecast is waited for, each with its year (``2017``).
    """

    made: tuple[Forecast, ...]
    children: Callable[[str], tuple[str, ...]]
    expected: frozenset[tuple[str, str]] = frozenset()

    def after(self, unit: str, month: str) -> tuple[Forecast, ...]:
        """List the forecasts that a unit's is the sum of, made after a month; none where it has none."""
        below = {child: self.after(child, month) for child in self.children(unit)}
        counted = [each for found in below.values() for each in found]
        missing = [child for child, found in below.items() if not found and self._is_waited_for(child, month)]
        if counted and not missing:
            return tuple(counted)
        own = self._by_month.get((unit, month))
        return (own,) if own else ()

    def latest(self, unit: str, last_month: str) -> tuple[Forecast, ...]:
        """List what a unit's latest forecast of the year is the sum of, up to a month."""
        months = {one.month for one in self.made if one.month[:4] == last_month[:4]}
        in_turn = sorted((month for month in months if month <= last_month), reverse=True)
        return next((found for month in in_turn if (found := self.after(unit, month))), ())

    def _is_waited_for(self, unit: str, month: str) -> bool:
        """Tell whether a unit, or one below it, is to make a forecast, or has made one up to a month."""
        year = month[:4]
        return (
            (unit, year) in self.expected
            or any(made <= month for made in self._months.get((unit, year), ()))
            or any(self._is_waited_for(child, month) for child in self.children(unit))
        )

    @cached_property
    def _by_month(self) -> dict[tuple[str, str], Forecast]:
        return {(one.unit, one.month): one for one in self.made}

    @cached_property
    def _months(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for one in self.made:
            found.setdefault((one.unit, one.month[:4]), []).append(one.month)
        return found


def total(counted: Iterable[Forecast]) -> Decimal | None:
    """Sum forecasts; None of none."""
    amounts = [one.amount for one in counted]
    return sum(amounts, Decimal("0.00")) if amounts else None
