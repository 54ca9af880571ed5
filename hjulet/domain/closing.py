"""Closing the books: which months are open, preliminary or closed (DOMAIN 8).

A month that nothing is said of is open. Period 13, written ``2017-13``, takes the year-end entries; it
belongs to December, which is closed only when both are.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum


class PeriodState(StrEnum):
    """How far a month has come: still booked on, done but not final, or closed."""

    OPEN = "open"
    PRELIMINARY = "preliminary"
    CLOSED = "closed"


_ORDER = (PeriodState.OPEN, PeriodState.PRELIMINARY, PeriodState.CLOSED)
YEAR_END = 13


_PERIOD = re.compile(r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-3])")


def is_accounting_period(text: str) -> bool:
    """Tell whether a text names a month, ``2017-08``, or a year-end period, ``2017-13``."""
    return bool(_PERIOD.fullmatch(text))


def accounting_periods(year: int) -> tuple[str, ...]:
    """List the thirteen periods of a year."""
    return tuple(f"{year}-{number:02d}" for number in range(1, YEAR_END + 1))


def year_end_of(month: str) -> str | None:
    """Name the year-end period that belongs to a month: ``2017-13`` for ``2017-12``, else None."""
    return f"{month[:4]}-{YEAR_END}" if month.endswith("-12") else None


def state_of(months: Iterable[str], states: Mapping[str, PeriodState]) -> PeriodState:
    """Tell the state of some months together: the one that has come least far; no months are open.

    Of December, period 13 counts too where its state is given.
    """
    found = [states.get(month, PeriodState.OPEN) for month in _with_year_end(months, states)]
    return min(found, key=_ORDER.index, default=PeriodState.OPEN)


def _with_year_end(months: Iterable[str], states: Mapping[str, PeriodState]) -> Iterable[str]:
    for month in months:
        yield month
        year_end = year_end_of(month)
        if year_end and year_end in states:
            yield year_end
