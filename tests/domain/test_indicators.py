"""Indicators: values as published, targets by day, the stated rule of the trend, and when a value is late."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjulet.domain.figures import Measure
from hjulet.domain.indicators.definition import (
    Direction,
    Frequency,
    Indicator,
    Scope,
    Series,
    SeriesKind,
    Target,
    is_kept,
    parse_percent,
    parse_value,
    plain_value,
    stored_value,
)
from hjulet.domain.indicators.observation import Observation, Status, expected_by, is_stale, late_end
from hjulet.domain.indicators.trend import Movement, band_of, is_better, movement_of, trend_of
from hjulet.domain.indicators.writing import PartFault, read_part, write_parts
from hjulet.domain.numbers import NotANumber
from hjulet.domain.period import parse_period
from hjulet.texts.indicators import MOVEMENTS

SCALE = ("A", "A+", "AA-", "AA", "AA+", "AAA")
INDEX = Indicator(id="NII", name="Inflytande", unit="index", owner="KS", direction=Direction.UP)

TRENDS = """
unit   band  values                     trend change
index  -     2015:34 2017:40            up    6
index  -     2015:45 2017:44            level -1
index  -     2015:45 2017:43.9          down  -1.1
%      -     2016:5.03 2017:3.96        down  -1.07
%      -     2017:6.60 2018:6.10        level -0.50
%      -     2017:6.60 2018:6.09        down  -0.51
mnkr   -     2017:394 2018:393.9        down  -0.1
%      2     2013:73 2017:71            level -2
index  -     2017:40                    -     -
index  -     2017:40 2018-01:90         -     -
"""


def observed(values: str) -> tuple[Observation, ...]:
    pairs = (each.split(":") for each in values.split())
    return tuple(
        Observation(indicator="NII", period=parse_period(period), value=Decimal(value))
        for period, value in pairs
    )


@pytest.mark.parametrize("row", TRENDS.strip().splitlines()[1:])
def test_the_trend_is_the_last_change_beyond_what_says_nothing(row: str) -> None:
    unit, band, *values, trend, change = row.split()
    indicator = Indicator(
        id="x", name="x", unit=unit, owner="KS", band=None if band == "-" else Decimal(band)
    )
    found = trend_of(indicator, observed(" ".join(values)))
    if trend == "-":
        assert found is None
        return
    assert found is not None
    assert (found.movement, found.change) == (Movement(trend), Decimal(change))


def test_values_of_other_series_and_without_a_value_are_no_part_of_the_trend() -> None:
    none = Observation(indicator="NII", period=parse_period("2016"), value=None, status=Status.MISSING)
    women = Observation(indicator="NII", period=parse_period("2018"), value=Decimal(1), series="women")
    trend = trend_of(INDEX, (*observed("2015:34 2017:40"), none, women))
    assert trend is not None
    assert (str(trend.since), str(trend.until)) == ("2015", "2017")


AMOUNTS = st.decimals(min_value=-1000, max_value=1000, places=3)
BANDS = st.decimals(min_value=0, max_value=10, places=2)
TURNED = {Movement.UP: Movement.DOWN, Movement.DOWN: Movement.UP, Movement.LEVEL: Movement.LEVEL}


@given(first=AMOUNTS, last=AMOUNTS, moved=AMOUNTS, band=BANDS)
def test_a_trend_turns_with_its_values_and_does_not_see_how_high_they_lie(
    first: Decimal, last: Decimal, moved: Decimal, band: Decimal
) -> None:
    there = movement_of(last - first, band=band)
    assert movement_of(first - last, band=band) is TURNED[there]
    assert movement_of((last + moved) - (first + moved), band=band) is there
    assert (there is Movement.LEVEL) == (abs(last - first) <= band)


@given(change=AMOUNTS, band=BANDS, wider=BANDS)
def test_a_wider_band_never_makes_a_movement_of_what_was_level(
    change: Decimal, band: Decimal, wider: Decimal
) -> None:
    if movement_of(change, band=band) is Movement.LEVEL:
        assert movement_of(change, band=band + wider) is Movement.LEVEL


def test_every_movement_has_an_arrow_and_a_word_of_its_own() -> None:
    assert set(MOVEMENTS) == set(Movement)
    assert (
        len({arrow for arrow, _ in MOVEMENTS.values()}) == len({word for _, word in MOVEMENTS.values()}) == 3
    )


@pytest.mark.parametrize(
    ("movement", "direction", "better"),
    [
        (Movement.UP, Direction.UP, True),
        (Movement.UP, Direction.DOWN, False),
        (Movement.DOWN, Direction.DOWN, True),
        (Movement.LEVEL, Direction.UP, None),
        (Movement.DOWN, Direction.NONE, None),
    ],
)
def test_what_is_better_follows_the_direction(
    movement: Movement, direction: Direction, better: bool | None
) -> None:
    assert is_better(movement, direction) is better


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("40", (), "40"),
        ("6,60", (), "6.60"),
        ("31.32959689", (), "31.32959689"),
        ("−1,58", (), "-1.58"),
        ("44 197", (), "44197"),
        ("AA+", SCALE, "5"),
    ],
)
def test_a_value_is_kept_exactly_as_it_is_published(text: str, scale: tuple[str, ...], value: str) -> None:
    read = parse_value(text, scale=scale)
    assert str(read) == value
    assert plain_value(read, scale=scale) == (text if scale else value)


@pytest.mark.parametrize(("text", "scale"), [("1.234", ()), ("ungefär 40", ()), ("BB", SCALE), ("5", SCALE)])
def test_what_could_be_read_in_two_ways_is_no_value(text: str, scale: tuple[str, ...]) -> None:
    with pytest.raises(NotANumber):
        parse_value(text, scale=scale)


@pytest.mark.parametrize("digits", [18, 19])
def test_a_number_has_as_many_digits_with_a_point_as_with_a_comma(digits: int) -> None:
    """A file is tried as it came and let in as we wrote it: what one takes the other must take."""
    text = f"1.{'2' * (digits - 1)}"
    for written in (text, text.replace(".", ",")):
        if digits == 18:
            assert str(parse_value(written)) == text
        else:
            with pytest.raises(NotANumber):
                parse_value(written)


@pytest.mark.parametrize("text", ["-1", "100,1", "1e2", "många"])
def test_how_many_answered_is_a_number_from_0_to_100(text: str) -> None:
    assert parse_percent("62,5") == Decimal("62.5")
    with pytest.raises(NotANumber):
        parse_percent(text)


@pytest.mark.parametrize(
    ("value", "scale", "kept"),
    [
        ("40", (), True),
        ("1E+400", (), False),
        ("1E-400", (), False),
        ("6", SCALE, True),
        ("6.6", SCALE, False),
    ],
)
def test_what_cannot_be_written_exactly_is_not_kept(value: str, scale: tuple[str, ...], kept: bool) -> None:
    assert is_kept(Decimal(value), scale=scale) == kept


def test_what_is_of_another_scale_is_no_value() -> None:
    assert stored_value("AA+") is None
    assert stored_value("40", scale=SCALE) is None


def test_a_measure_writes_values_with_the_unit_that_has_a_word() -> None:
    assert Measure(unit="%", decimals=2).said(Decimal("6.6")) == "6,60\u00a0%"
    assert Measure(unit="index").said(Decimal(40)) == "40"
    assert Measure(unit="", scale=SCALE).said(Decimal(5)) == "AA+"


def test_the_next_target_is_the_first_one_ahead_and_the_long_run_comes_last() -> None:
    days = (date(2018, 12, 31), None, date(2017, 12, 31))
    targets = tuple(Target(on=on, value=Decimal(number)) for number, on in enumerate(days))
    indicator = Indicator(id="x", name="x", unit="mnkr", owner="KS", targets=targets)
    asked = (date(2017, 1, 1), date(2018, 12, 31), date(2019, 1, 1))
    assert [target.value for day in asked if (target := indicator.next_target(day))] == [2, 0, 1]
    assert INDEX.next_target(date(2017, 1, 1)) is None


def test_an_indicator_of_the_municipality_is_everybodys_and_one_of_a_body_its_owners() -> None:
    assert INDEX.whose == ""
    assert Indicator(id="x", name="x", unit="%", owner="KSK", scope=Scope.BODY).whose == "KSK"


def test_comparators_are_told_from_the_parts() -> None:
    women = Series(key="women", kind=SeriesKind.GENDER, name="Kvinnor")
    nation = Series(key="nation", kind=SeriesKind.NATION, name="Riket", code="0000")
    indicator = Indicator(id="x", name="x", unit="%", owner="KS", series=(women, nation))
    assert (indicator.splits, indicator.comparators) == ((women,), (nation,))
    assert indicator.has_series("") and indicator.has_series("nation") and not indicator.has_series("men")


LATE = """
frequency  values        day         late
two-years  2015:45       2018-07-03  no
two-years  2015:45       2018-07-04  yes
year       2016:5 2017:4 2019-07-04  yes
month      2017-06:4     2018-01-30  no
month      2017-06:4     2018-02-01  yes
irregular  2010:4        2030-01-01  no
"""


@pytest.mark.parametrize("row", LATE.strip().splitlines()[1:])
def test_a_value_is_late_half_a_year_after_the_next_period_has_ended(row: str) -> None:
    frequency, *values, day, late = row.split()
    indicator = Indicator(id="x", name="x", unit="%", owner="KS", frequency=Frequency(frequency))
    assert is_stale(indicator, observed(" ".join(values)), on=date.fromisoformat(day)) == (late == "yes")


def test_without_any_value_it_is_late_and_one_that_is_no_longer_followed_is_not() -> None:
    assert is_stale(INDEX, (), on=date(2018, 1, 1))
    assert expected_by(INDEX, None) is None
    ended = Indicator(id="x", name="x", unit="%", owner="KS", last_year=2017)
    assert not is_stale(ended, observed("2015:4"), on=date(2030, 1, 1))


@given(
    frequency=st.sampled_from(Frequency),
    end=st.dates(date(2000, 1, 1), date(2030, 1, 1)).map(lambda day: day.replace(day=1)),
    on=st.dates(date(2000, 1, 1), date(2040, 1, 1)),
)
def test_what_is_late_is_what_was_expected_before(frequency: Frequency, end: date, on: date) -> None:
    """A list asks the database by the end of the last period; a page says the day: they agree."""
    due = expected_by(replace(INDEX, frequency=frequency), end)
    latest_end = late_end(frequency, on=on)
    assert (due is not None and due < on) == (latest_end is not None and end <= latest_end)


def test_the_band_is_the_sources_own_where_it_states_one() -> None:
    assert [str(band_of(each)) for each in (INDEX, Indicator(id="x", name="x", unit="kr", owner="KS"))] == [
        "1",
        "0",
    ]


def test_the_parts_of_a_definition_read_back_as_they_are_written() -> None:
    written = {
        "series": "women; kön; Kvinnor; K\nriket; riket; Riket",
        "targets": "2018-12-31; 4,5; ; Mål och budget\n; 3",
        "baselines": "2013; 6,39; women",
        "thresholds": "över; 8; Följs upp",
        "expected": "2020; öka\n2021; oförändrad",
        "names": "NRI trygghet (SCB); Årsrapport",
    }
    parts: dict[str, Any] = {part: read_part(part, text) for part, text in written.items()}
    indicator = Indicator(id="x", name="x", unit="%", owner="KS", **parts)
    assert write_parts(indicator) == written
    assert read_part("expected", "2020; increase") == read_part("expected", "2020; Öka")


@pytest.mark.parametrize(
    ("part", "text", "line"),
    [
        ("series", "women; kön; Kvinnor\nmen; människa; Män", 2),
        ("series", "; kön; Kvinnor", 1),
        ("targets", "\ni morgon; 3", 2),
        ("targets", "2018-12-31; ungefär 3", 1),
        ("expected", "2020; öka; mycket", 1),
        ("names", "; Årsrapport", 1),
    ],
)
def test_a_line_that_cannot_be_read_is_named(part: str, text: str, line: int) -> None:
    with pytest.raises(PartFault) as fault:
        read_part(part, text)
    assert (fault.value.part, fault.value.line) == (part, line)
