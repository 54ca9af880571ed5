"""What holds when: values over time, compared without asking day by day."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from hjulet.domain.validity import Validity

Value = TypeVar("Value")
Timeline = tuple[tuple[Validity, Value], ...]
"""Spans with their values, in order of time; at most one value a day."""


def merged(spans: Iterable[tuple[Validity, Value]]) -> Timeline[Value]:
    """Put spans in order of time, those of one value that touch or overlap as one."""
    found: list[tuple[Validity, Value]] = []
    for span, value in sorted(spans, key=lambda each: each[0].start):
        if found and found[-1][1] == value and _reaches(found[-1][0], span.start):
            found[-1] = _from_first(found[-1][0], span), value
        else:
            found.append((span, value))
    return tuple(found)


def value_on(timeline: Timeline[Value], day: date) -> Value | None:
    """Give the value of a day; None where nothing holds."""
    return next((value for span, value in timeline if span.holds(day)), None)


def differences(
    before: Timeline[Value], after: Timeline[Value]
) -> Timeline[tuple[Value | None, Value | None]]:
    """Tell when two timelines differ, each span with the value before and the value after."""
    days = sorted({day for span, _ in (*before, *after) for day in (span.start, span.end) if day})
    ends: list[date | None] = [*days[1:], None]
    pairs = (
        (Validity(start, end), (value_on(before, start), value_on(after, start)))
        for start, end in zip(days, ends, strict=False)
    )
    return merged((span, pair) for span, pair in pairs if pair[0] != pair[1])


def gaps(span: Validity, covering: Iterable[Validity]) -> Iterator[Validity]:
    """List the parts of a span that none of the others covers, in order of time."""
    covered = merged((each, True) for each in covering)
    for missing, (wanted, found) in differences(((span, True),), covered):
        if wanted and not found:
            yield missing


def _reaches(span: Validity, day: date) -> bool:
    return span.end is None or day <= span.end


def _from_first(first: Validity, later: Validity) -> Validity:
    if first.end is None or later.end is None:
        return Validity(first.start)
    return Validity(first.start, max(first.end, later.end))
