"""When a step comes back: read, written, and the days that it falls on."""

from datetime import date

import pytest

from hjulet.domain.calendar.recurrence import (
    NotARecurrence,
    Span,
    parse_recurrence,
    same_weekday_next_year,
)
from hjulet.texts.recurrence import read_recurrence, recurrence_words


@pytest.mark.parametrize(
    ("text", "year", "first", "last"),
    [
        ("10-31", 2018, "2018-10-31", "2018-10-31"),
        ("02-29", 2017, "2017-02-28", "2017-02-28"),
        ("02-29", 2016, "2016-02-29", "2016-02-29"),
        ("10-fr4", 2017, "2017-10-27", "2017-10-27"),
        ("09-mo5", 2018, "2018-09-24", "2018-09-24"),  # the last one, though it is the fourth
        ("10-mo5", 2017, "2017-10-30", "2017-10-30"),  # the last one, which is the fifth
        ("04-fr1", 2018, "2018-04-06", "2018-04-06"),
        ("03-15..05-15", 2017, "2017-03-15", "2017-05-15"),
        ("02", 2020, "2020-02-01", "2020-02-29"),
    ],
)
def test_a_recurrence_gives_its_days(text: str, year: int, first: str, last: str) -> None:
    days = parse_recurrence(text).in_year(year)
    assert days == Span(date.fromisoformat(first), date.fromisoformat(last))
    assert str(parse_recurrence(text)) == text


@pytest.mark.parametrize("text", ["", "13", "00", "10-32", "02-30", "10-fr6", "10-31..10-01", "10..11", "x"])
def test_what_is_no_time_of_the_year_is_refused(text: str) -> None:
    with pytest.raises(NotARecurrence):
        parse_recurrence(text)


@pytest.mark.parametrize(
    ("written", "language", "text"),
    [
        ("31 oktober", "sv", "10-31"),
        ("31 October", "en", "10-31"),
        ("fjärde fredagen i oktober", "sv", "10-fr4"),
        ("fourth Friday of October", "en", "10-fr4"),
        ("sista måndagen i mars", "sv", "03-mo5"),
        ("2–20 oktober", "sv", "10-02..10-20"),
        ("15 mars–15 maj", "sv", "03-15..05-15"),
        ("oktober", "sv", "10"),
    ],
)
def test_people_write_a_recurrence_in_words(written: str, language: str, text: str) -> None:
    assert str(read_recurrence(written)) == text
    assert recurrence_words(parse_recurrence(text), language=language) == written


@pytest.mark.parametrize("written", ["den 31 Oktober", " 31  oktober ", "31 october"])
def test_a_recurrence_is_read_kindly(written: str) -> None:
    assert str(read_recurrence(written)) == "10-31"


@pytest.mark.parametrize(
    "written", ["i höst", "31", "31 fredag", "femte fredagen i oktober", "20–2 oktober", "32 oktober"]
)
def test_words_that_say_no_time_are_refused(written: str) -> None:
    with pytest.raises(NotARecurrence):
        read_recurrence(written)


@pytest.mark.parametrize(
    ("text", "next_year"),
    [
        ("09-29", "09-28"),  # Friday 29 September 2017, Friday 28 September 2018
        ("09-25", "09-24"),
        ("01-01", "01-01"),  # the Sunday nearest 1 January 2018 is in 2017
        ("10-fr4", "10-fr4"),
        ("03-15..05-15", "03-15..05-15"),
        ("10", "10"),
    ],
)
def test_a_single_day_keeps_its_weekday_next_year(text: str, next_year: str) -> None:
    assert str(same_weekday_next_year(parse_recurrence(text), 2017)) == next_year
