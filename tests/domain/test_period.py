"""Periods: half-open spans of whole months, written in one way each."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.period import NotAPeriod, Period, month_period, parse_period, year_period


@pytest.mark.parametrize(
    ("text", "start", "end", "months"),
    [
        ("2017", "2017-01-01", "2018-01-01", 12),
        ("2017-08", "2017-08-01", "2017-09-01", 1),
        ("2017-12", "2017-12-01", "2018-01-01", 1),
        ("2016-02", "2016-02-01", "2016-03-01", 1),
        ("2017-T2", "2017-05-01", "2017-09-01", 4),
        ("2017-T3", "2017-09-01", "2018-01-01", 4),
        ("2017-H1", "2017-01-01", "2017-07-01", 6),
        ("2017-01..2017-08", "2017-01-01", "2017-09-01", 8),
        ("2020..2022", "2020-01-01", "2023-01-01", 36),
    ],
)
def test_a_period_is_read_as_written_and_written_as_read(
    text: str, start: str, end: str, months: int
) -> None:
    period = parse_period(text)
    assert (period.start, period.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert len(period.months) == months
    assert str(period) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2017-01..2017-12", "2017"),
        ("2017-05..2017-08", "2017-T2"),
        ("2017..2017", "2017"),
        (" 2017 ", "2017"),
    ],
)
def test_one_period_has_one_name(text: str, canonical: str) -> None:
    assert str(parse_period(text)) == canonical


@pytest.mark.parametrize(
    "text",
    ["", "17", "20170", "2017-00", "2017-13", "2017-T0", "2017-T4", "2017-H3", "2017-Q1", "2018..2017",
     "2017-08..2017-01",
     "2017..", "..2017", "2017-8", "２０１７", "0001", "1899", "2200", "9999", "1..2", "2017-08-01"],
)  # fmt: skip
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(NotAPeriod):
        parse_period(text)


def test_a_period_follows_months_and_is_not_empty() -> None:
    with pytest.raises(NotAPeriod):
        Period(date(2017, 1, 2), date(2017, 2, 1))
    with pytest.raises(NotAPeriod):
        Period(date(2017, 2, 1), date(2017, 2, 1))


def test_the_end_does_not_belong_to_the_period() -> None:
    august = parse_period("2017-08")
    assert august.last_day == date(2017, 8, 31)
    assert august.contains("2017-08")
    assert not august.contains("2017-09")
    assert parse_period("2017").last_day == date(2017, 12, 31)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2016-02", "2015-02"),
        ("2017-02", "2016-02"),
        ("2016", "2015"),
        ("2017-T2", "2016-T2"),
        ("2017-01..2017-08", "2016-01..2016-08"),
        ("2020..2022", "2019..2021"),
    ],
)
def test_the_year_before_has_the_same_months_over_leap_years_too(period: str, before: str) -> None:
    assert str(parse_period(period).previous()) == before


def test_february_ends_on_its_own_last_day() -> None:
    assert parse_period("2016-02").last_day == date(2016, 2, 29)
    assert parse_period("2016-02").previous().last_day == date(2015, 2, 28)


def test_the_year_to_date_begins_in_january() -> None:
    assert str(parse_period("2017-08").year_to_date()) == "2017-01..2017-08"
    assert str(parse_period("2017-01").year_to_date()) == "2017-01"
    assert str(year_period(2017).year_to_date()) == "2017"


def test_a_year_is_one_whole_calendar_year() -> None:
    assert year_period(2017).is_year
    assert not parse_period("2016-07..2017-06").is_year
    assert not parse_period("2016..2017").is_year


month_numbers = st.integers(min_value=1900 * 12, max_value=2195 * 12)


@given(month_numbers, st.integers(min_value=1, max_value=48))
def test_every_period_reads_back(first: int, size: int) -> None:
    after = first + size
    period = Period(date(first // 12, first % 12 + 1, 1), date(after // 12, after % 12 + 1, 1))
    assert parse_period(str(period)) == period
    assert len(period.months) == size
    assert period.months == tuple(sorted(set(period.months)))


def test_a_day_lies_in_its_month_and_a_period_begins_with_one() -> None:
    december = month_period(date(2017, 12, 31))
    assert (str(december), december.last_day) == ("2017-12", date(2017, 12, 31))
    assert (parse_period("2017-T2").first_month, parse_period("2017-T2").last_month) == ("2017-05", "2017-08")
