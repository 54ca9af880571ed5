"""Which days are no weekdays in Sweden, and the day to which a limit of the law moves from such a day.

Lagen (1989:253) om allmänna helgdagar names the holidays: they can be told of any year from 2005, when
6 June became one and Whit Monday ceased to be. Lagen (1930:173) om beräkning av lagstadgad tid, 2 §, moves
what must be done by a Saturday, a Sunday, a holiday or one of three eves to the next weekday.
"""

from datetime import date, timedelta
from functools import cache

_SATURDAY, _SUNDAY = 5, 6
_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
_AFTER_EASTER = (-2, 1, 39)
"""Good Friday, Easter Monday and Ascension Day; Easter Day and Whit Sunday are Sundays."""


def next_weekday(day: date) -> date:
    """Give the day itself if it is a weekday, else the next that is."""
    while not is_weekday(day):
        day += timedelta(days=1)
    return day


def is_weekday(day: date) -> bool:
    """Tell whether a day is none that a limit moves from; All Saints' and Midsummer Day are Saturdays."""
    return day.weekday() not in (_SATURDAY, _SUNDAY) and day not in _days_off(day.year)


@cache
def _days_off(year: int) -> frozenset[date]:
    easter = easter_day(year)
    return frozenset(
        (
            *(date(year, *day) for day in _FIXED),
            *(easter + timedelta(days=days) for days in _AFTER_EASTER),
            _midsummer_eve(year),
        )
    )


def _midsummer_eve(year: int) -> date:
    """Give the Friday between 19 and 25 June."""
    first = date(year, 6, 19)
    return first + timedelta(days=(4 - first.weekday()) % 7)


def easter_day(year: int) -> date:
    """Compute Easter Day in the Gregorian calendar, by the anonymous rule of 1876."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
