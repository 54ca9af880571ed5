"""What holds when: values over time, compared without asking day by day."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from hjulet.domain.validity import Validity

Key = TypeVar("Key", bound=Hashable)
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


def by_key(said: Iterable[tuple[Key, Validity, Value]]) -> dict[Key, Timeline[Value]]:
    """Give each key's spans as a timeline, keys in the order in which they were said first."""
    found: dict[Key, list[tuple[Validity, Value]]] = {}
    for key, span, value in said:
        found.setdefault(key, []).append((span, value))
    return {key: merged(spans) for key, spans in found.items()}


def differences(
    before: Timeline[Value], after: Timeline[Value]
) -> Timeline[tuple[Value | None, Value | None]]:
    """Tell when two timelines differ, each span with the value before and the value after."""
    days = sorted({day for span, _ in (*before, *after) for day in (span.start, span.end) if day})
    ends: list[date | None] = [*days[1:], None]
    pairs = zip(_values(before, days), _values(after, days), strict=True)
    return merged(
        (Validity(start, end), pair)
        for start, end, pair in zip(days, ends, pairs, strict=False)
        if pair[0] != pair[1]
    )


def gaps(span: Validity, covering: Iterable[Validity]) -> Iterator[Validity]:
    """List the parts of a span that none of the others covers, in order of time."""
    day = span.start
    for each, _ in merged((one, True) for one in covering):
        if span.end is not None and each.start >= span.end:
            break
        if each.start > day:
            yield Validity(day, each.start)
        if each.end is None:
            return
        day = max(day, each.end)
    if span.end is None or day < span.end:
        yield Validity(day, span.end)


def _values(timeline: Timeline[Value], days: Iterable[date]) -> Iterator[Value | None]:
    """Give the value of each of some days in order; None where nothing holds."""
    waiting = iter(timeline)
    now = next(waiting, None)
    for day in days:
        while now is not None and now[0].end is not None and now[0].end <= day:
            now = next(waiting, None)
        yield now[1] if now is not None and now[0].start <= day else None


def _reaches(span: Validity, day: date) -> bool:
    return span.end is None or day <= span.end


def _from_first(first: Validity, later: Validity) -> Validity:
    if first.end is None or later.end is None:
        return Validity(first.start)
    return Validity(first.start, max(first.end, later.end))
