"""Observations: a value of an indicator in a period, with its status and where it came from.

No value is no value, never 0: a row without one says that the source has none, or has taken it back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from hjulet.domain.indicators.definition import OWN, Frequency, Indicator
from hjulet.domain.period import Period

OBSERVATION_COLUMNS = {
    "indicator": "indikator",
    "series": "serie",
    "period": "period",
    "value": "värde",
    "status": "status",
    "fetched": "hämtad",
    "response_rate": "svarsfrekvens",
    "source": "källa",
    "note": "anmärkning",
}
"""The columns of a file of values, all of them needed -> their Swedish heads.

An indicator and a period must be filled in; so must a value, unless the status says that there is none.
"""

PATIENCE = timedelta(days=183)
"""How long after a period's end its value may come: most are published within half a year."""


class Status(StrEnum):
    """How far a value has come."""

    FINAL = "final"
    PRELIMINARY = "preliminary"
    MISSING = "missing"  # the source says that there is none
    DELETED = "deleted"  # the source has taken it back


NO_VALUE = (Status.MISSING, Status.DELETED)
"""What stands without a value."""


@dataclass(frozen=True, kw_only=True)
class Observation:
    """A value of one series of an indicator in one period; None where the source has none.

    ``response_rate`` is of a survey, in percent. ``fetched`` is the day that it was read at its source.
    """

    indicator: str
    period: Period
    value: Decimal | None
    series: str = OWN
    status: Status = Status.FINAL
    fetched: date | None = None
    response_rate: Decimal | None = None
    source: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Tell what the value is of: an indicator's series has one value in a period."""
        return self.indicator, self.series, str(self.period)

    def says_the_same(self, other: "Observation") -> bool:
        """Tell whether a row that was read says the same: the day does not matter, nor what it leaves out."""
        is_same_rate = other.response_rate in (None, self.response_rate)
        is_same_note = other.note in ("", self.note)
        return (self.value, self.status) == (other.value, other.status) and is_same_rate and is_same_note


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A value as it was known from a moment on, until another one was known (None: it still is)."""

    observation: Observation
    known_from: datetime
    known_until: datetime | None
    by: str


def in_time(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """List the observations of an indicator's own series that have a value, the earliest first."""
    own = (each for each in observations if each.series == OWN and each.value is not None)
    return tuple(sorted(own, key=lambda each: (each.period.end, each.period.start)))


def latest(observations: Iterable[Observation]) -> Observation | None:
    """Find the last value of an indicator's own series; None where it has none."""
    return next(iter(reversed(in_time(observations))), None)


def expected_by(indicator: Indicator, last_end: date | None) -> date | None:
    """Tell by which day the next value is expected, from when the period of the last one ended.

    It is of the period that ends as long after it as values lie apart, and half a year may pass before it is
    published (``PATIENCE``). None where nobody can say, and where no more values come.
    """
    months = indicator.frequency.months
    if last_end is None or months is None or indicator.last_year is not None:
        return None
    return _months_after(last_end, months) + PATIENCE


def late_end(frequency: Frequency, *, on: date) -> date | None:
    """Tell when the period of a last value ended that is late on a day, at the latest; None for never.

    Whose last value is of a period that ended then or before waits for the next one (``expected_by``).
    """
    if frequency.months is None:
        return None
    return _months_after(on - PATIENCE - timedelta(days=1), -frequency.months)


def is_stale(indicator: Indicator, observations: Iterable[Observation], *, on: date) -> bool:
    """Tell whether a value is late on a day: the next one is overdue, or there is none at all.

    One that is computed comes with what it is computed of, and is never late.
    """
    if indicator.last_year is not None or indicator.formula:
        return False
    last, end = latest(observations), late_end(indicator.frequency, on=on)
    return last is None or (end is not None and last.period.end <= end)


def _months_after(day: date, months: int) -> date:
    """Give the first day of the month that is some months after a day's."""
    after = day.year * 12 + day.month - 1 + months
    return date(after // 12, after % 12 + 1, 1)
