"""Of which year a claim is, and which year it compares with."""

import re

from hjulet.domain.factcheck.marks import Marked


def years_of(marked: Marked, *, at: int, own: int, compared: bool) -> tuple[int, int] | None:
    """Tell the year of a claim that ends at a place, and the year before it; none if unclear.

    What is itself ``compared`` with is of the year said after it, or of the base year.
    """
    if span := marked.span_of_years:
        return (span[1], span[0]) if span[0] < span[1] else None
    plain = [mark for mark in marked.years if not mark.base]
    bases = [mark for mark in marked.years if mark.base]
    if any(mark.year and mark.year > own for mark in plain):
        return None
    after = [mark for mark in plain if mark.start >= at and _just_after(marked.text[at : mark.start])]
    left = [mark for mark in plain if mark.start < at]
    if compared and not after:
        year = (bases[-1].year if bases else None) or own - 1
        return year, year - 1
    nearest = after[:1] or left[-1:]
    year = (nearest[0].year or own - 1) if nearest else own
    base = (bases[-1].year or year - 1) if bases else year - 1
    return (year, base) if base < year else None


def _just_after(between: str) -> bool:
    return re.fullmatch(r"[\w%]*\W*(?:år|under|för|i)?\W*", between) is not None
