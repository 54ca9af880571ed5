"""When a step comes back: a day, a weekday of a month, several days, or a month whose day is not set.

Written as ``10-31``, ``10-fr4`` (the fourth Friday; ``10-fr5`` is the last), ``10-01..10-31`` and ``10``.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.domain.calendar.weekday import is_weekday

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_NTH = re.compile(r"([0-9]{2})-(mo|tu|we|th|fr|sa|su)([1-5])")
_MONTH = re.compile(r"([0-9]{2})")


class NotARecurrence(ValueError):
    """The text says no time of the year."""


@dataclass(frozen=True)
class Span:
    """The days that a step takes: from ``first`` to ``last``, both included, the same for one day."""

    first: date
    last: date

    @property
    def is_one_day(self) -> bool:
        """Tell whether it is a single day."""
        return self.first == self.last


@dataclass(frozen=True)
class DayOfYear:
    """A day of each year; one that a year lacks (29 February) is the month's last."""

    month: int
    day: int

    def __str__(self) -> str:
        """Write it as it is read."""
        return f"{self.month:02d}-{self.day:02d}"

    def in_year(self, year: int) -> Span:
        """Give the day in a year."""
        day = self._day(year)
        return Span(day, day)

    def _day(self, year: int) -> date:
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))


@dataclass(frozen=True)
class WeekdayOfMonth:
    """The first to fourth weekday of a kind in a month, or the last, whose ``number`` is 5; Monday is 0."""

    month: int
    weekday: int
    number: int

    def __str__(self) -> str:
        """Write it as it is read."""
        return f"{self.month:02d}-{WEEKDAYS[self.weekday]}{self.number}"

    def in_year(self, year: int) -> Span:
        """Give the day in a year."""
        first = date(year, self.month, 1)
        day = first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.number - 1))
        if day.month != self.month:
            day -= timedelta(days=7)
        return Span(day, day)


@dataclass(frozen=True)
class DaysOfYear:
    """Several days of each year, from one to another later in it."""

    first: DayOfYear
    last: DayOfYear

    def __str__(self) -> str:
        """Write it as it is read."""
        return f"{self.first}..{self.last}"

    def in_year(self, year: int) -> Span:
        """Give the days in a year."""
        return Span(self.first.in_year(year).first, self.last.in_year(year).last)


@dataclass(frozen=True)
class SomeDayOf:
    """A month, its day not set."""

    month: int

    def __str__(self) -> str:
        """Write it as it is read."""
        return f"{self.month:02d}"

    def in_year(self, year: int) -> Span:
        """Give the whole month."""
        return Span(date(year, self.month, 1), date(year, self.month, monthrange(year, self.month)[1]))


Recurrence = DayOfYear | WeekdayOfMonth | DaysOfYear | SomeDayOf


def parse_recurrence(text: str) -> Recurrence:
    """Read a time of the year; raises NotARecurrence."""
    first, dots, last = text.strip().partition("..")
    if dots:
        return between(_day(first), _day(last))
    if match := _NTH.fullmatch(first):
        return WeekdayOfMonth(_month(match[1]), WEEKDAYS.index(match[2]), int(match[3]))
    if match := _MONTH.fullmatch(first):
        return SomeDayOf(_month(match[1]))
    return _day(first)


def between(first: DayOfYear, last: DayOfYear) -> DaysOfYear:
    """Make several days of two; raises NotARecurrence where the last comes before the first."""
    if (last.month, last.day) <= (first.month, first.day):
        raise NotARecurrence(f"{first}..{last}")
    return DaysOfYear(first, last)


def day_of_year(month: int, day: int) -> DayOfYear:
    """Make a day of a year; raises NotARecurrence for one that no year has."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:
        raise NotARecurrence(f"{month}-{day}")
    return DayOfYear(month, day)


def same_weekday_next_year(recurrence: Recurrence, year: int) -> Recurrence:
    """Move a single day to the nearest one of next year with the same weekday; others stand as they are.

    A meeting on Friday 29 September 2017 is on Friday 28 September 2018. A day that is no weekday, such as
    1 January, was chosen by its date.
    """
    if not isinstance(recurrence, DayOfYear) or not is_weekday(recurrence.in_year(year).first):
        return recurrence
    day = recurrence.in_year(year).first
    same = recurrence.in_year(year + 1).first
    ahead = (day.weekday() - same.weekday()) % 7
    moved = same + timedelta(days=ahead if ahead <= 3 else ahead - 7)
    return DayOfYear(moved.month, moved.day) if moved.year == year + 1 else recurrence


def _day(text: str) -> DayOfYear:
    match = _DAY.fullmatch(text)
    if match is None:
        raise NotARecurrence(text)
    return day_of_year(int(match[1]), int(match[2]))


def _month(text: str) -> int:
    if not 1 <= int(text) <= 12:
        raise NotARecurrence(text)
    return int(text)
