"""What holds when: spans of one value are one, and two timelines differ in whole spans."""

from datetime import date

import pytest

from hjulet.domain.timeline import Timeline, differences, gaps, merged
from hjulet.domain.validity import Validity


def year(first: int, last: int | None = None) -> Validity:
    """Give the years from one to another, both included; without a last one, for ever."""
    return Validity(date(first, 1, 1), date(last + 1, 1, 1) if last else None)


def line(*spans: tuple[int, int | None, str]) -> Timeline[str]:
    return merged((year(first, last), value) for first, last, value in spans)


def test_spans_of_one_value_that_touch_or_overlap_are_one() -> None:
    assert line((2016, None, "a"), (2014, 2015, "a")) == ((year(2014), "a"),)
    assert line((2014, 2016, "a"), (2015, 2015, "a")) == ((year(2014, 2016), "a"),)
    apart = line((2016, 2016, "a"), (2014, 2014, "a"), (2015, 2015, "b"))
    assert [value for _, value in apart] == ["a", "b", "a"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (((2014, None, "a"),), ((2014, None, "a"),), []),
        (((2014, None, "a"),), ((2014, 2018, "a"), (2019, None, "b")), [(2019, None, "a", "b")]),
        (((2014, None, "a"),), ((2014, 2018, "a"),), [(2019, None, "a", None)]),
        ((), ((2014, 2015, "a"),), [(2014, 2015, None, "a")]),
        (((2014, 2020, "a"),), ((2016, 2017, "a"),), [(2014, 2015, "a", None), (2018, 2020, "a", None)]),
        ((), (), []),
    ],
)
def test_timelines_differ_in_whole_spans(
    before: tuple[tuple[int, int | None, str], ...],
    after: tuple[tuple[int, int | None, str], ...],
    expected: list[tuple[int, int | None, str | None, str | None]],
) -> None:
    found = differences(line(*before), line(*after))
    assert list(found) == [(year(first, last), (was, becomes)) for first, last, was, becomes in expected]


def test_what_nothing_covers_is_a_gap() -> None:
    assert list(gaps(year(2014), [year(2014, 2015), year(2018)])) == [year(2016, 2017)]
    assert list(gaps(year(2014, 2016), [year(2010)])) == []
    assert list(gaps(year(2014, 2016), [])) == [year(2014, 2016)]
    assert list(gaps(year(2014, 2016), [year(2018), year(2010, 2013)])) == [year(2014, 2016)]
    assert list(gaps(year(2014, 2020), [year(2013, 2014), year(2016, 2017)])) == [
        year(2015, 2015),
        year(2018, 2020),
    ]
