"""The days that are no weekdays in Sweden, and the day to which a limit moves."""

from datetime import date

import pytest

from hjulet.domain.calendar.weekday import easter_day, is_weekday, next_weekday

EASTERS = ["2008-03-23", "2011-04-24", "2018-04-01", "2022-04-17", "2025-04-20", "2038-04-25", "2100-03-28"]
DAYS_OFF_2026 = [
    *("2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-19"),
    *("2026-12-24", "2026-12-25", "2026-12-31"),
]
"""Of Monday to Friday."""


@pytest.mark.parametrize("day", EASTERS)
def test_easter_is_told_of_any_year(day: str) -> None:
    assert easter_day(int(day[:4])).isoformat() == day


def test_the_days_off_of_a_year_are_those_of_the_law() -> None:
    days = [
        date.fromordinal(number)
        for number in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    ]
    assert days[-1] == date(2026, 12, 31)
    assert [str(day) for day in days if day.weekday() < 5 and not is_weekday(day)] == DAYS_OFF_2026


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        ("2026-10-30", "2026-10-30"),
        ("2026-10-31", "2026-11-02"),  # All Saints' Day, a Saturday
        ("2022-04-15", "2022-04-19"),  # Good Friday to Easter Monday
        ("2026-06-06", "2026-06-08"),
        ("2025-12-24", "2025-12-29"),
        ("2026-12-31", "2027-01-04"),
    ],
)
def test_a_limit_moves_to_the_next_weekday(day: str, moved: str) -> None:
    assert next_weekday(date.fromisoformat(day)).isoformat() == moved
