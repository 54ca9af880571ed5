"""Periods: half-open spans of whole months.

The rule stands here once: ``start`` belongs to the period, ``end`` is the first day after it.
Written as in CONTRACT: ``2017``, ``2017-08``, ``2017-T2``, ``2017-H1``, ``2017-01..2017-08``,
``2020..2022``.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

_YEARS = "(?:19|20|21)[0-9]{2}"  # no municipality plans for other centuries, and a span stays short
_YEAR = re.compile(rf"({_YEARS})")
_MONTH = re.compile(rf"({_YEARS})-([0-9]{{2}})")
_PART = re.compile(rf"({_YEARS})-([TH])([0-9])")
_MONTHS_IN = {"T": 4, "H": 6}


class NotAPeriod(ValueError):
    """The text is no period."""


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole months from ``start`` up to, not including, ``end``."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse spans that are empty or do not follow months."""
        if self.start.day != 1 or self.end.day != 1 or self.start >= self.end:
            raise NotAPeriod(f"{self.start}..{self.end}")

    def __str__(self) -> str:
        """Write the shortest form that reads back as the same period."""
        months = self.months
        year = str(self.start.year)
        if len(months) == 1:
            return months[0]
        if self.start.month == 1 and self.end.month == 1:
            last = str(self.end.year - 1)
            return year if last == year else f"{year}..{last}"
        for letter, size in _MONTHS_IN.items():
            if len(months) == size and (self.start.month - 1) % size == 0:
                return f"{year}-{letter}{(self.start.month - 1) // size + 1}"
        return f"{months[0]}..{months[-1]}"

    @cached_property
    def months(self) -> tuple[str, ...]:
        """List the months as ``2017-08``."""
        first = self.start.year * 12 + self.start.month - 1
        after = self.end.year * 12 + self.end.month - 1
        return tuple(f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, after))

    @property
    def year(self) -> int:
        """Tell the year in which the period ends."""
        return _month_start(self.end.year, self.end.month - 1).year

    @property
    def first_month(self) -> str:
        """Tell the first month, ``2017-01``."""
        return self.months[0]

    @property
    def last_month(self) -> str:
        """Tell the last month, ``2017-08``."""
        return self.months[-1]

    @property
    def last_day(self) -> date:
        """Tell the last day that belongs to the period."""
        return self.end - timedelta(days=1)

    @property
    def is_year(self) -> bool:
        """Tell whether this is one whole calendar year."""
        return self.start.month == 1 and len(self.months) == 12

    def previous(self, *, years: int = 1) -> "Period":
        """Move the same months to an earlier year: last year's January to August."""
        return Period(
            self.start.replace(year=self.start.year - years),
            self.end.replace(year=self.end.year - years),
        )

    def before(self) -> "Period":
        """Give as many months just before these: July before August, the last tertial before this."""
        first = self.start.year * 12 + self.start.month - 1 - len(self.months)
        return Period(date(first // 12, first % 12 + 1, 1), self.start)

    def year_to_date(self) -> "Period":
        """Widen to the year's first month: January up to this period's last month."""
        return Period(date(self.year, 1, 1), self.end)

    def contains(self, month: str) -> bool:
        """Tell whether a month (``2017-08``) lies in the period."""
        return self.first_month <= month <= self.last_month


@lru_cache(maxsize=1024)
def parse_period(text: str) -> Period:
    """Read a period as CONTRACT writes it; raises NotAPeriod."""
    first, dots, last = text.strip().partition("..")
    start = _parse_simple(first, whole=text)
    if not dots:
        return start
    return Period(start.start, _parse_simple(last, whole=text).end)


@lru_cache(maxsize=512)
def year_period(year: int) -> Period:
    """Make the period of a calendar year."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def month_period(day: date) -> Period:
    """Make the period of the month that a day lies in."""
    return _span(day.year, day.month, 1)


def _parse_simple(text: str, *, whole: str) -> Period:
    try:
        if match := _YEAR.fullmatch(text):
            return year_period(int(match[1]))
        if match := _MONTH.fullmatch(text):
            return _span(int(match[1]), int(match[2]), 1)
        if match := _PART.fullmatch(text):
            size = _MONTHS_IN[match[2]]
            return _span(int(match[1]), (int(match[3]) - 1) * size + 1, size)
    except ValueError as error:
        raise NotAPeriod(whole) from error
    raise NotAPeriod(whole)


def _span(year: int, month: int, size: int) -> Period:
    if not 1 <= month <= 13 - size:
        raise NotAPeriod(f"{year}-{month}")
    return Period(date(year, month, 1), _month_start(year, month + size))


def _month_start(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
