"""Days of a table: the first and the last of a span, as people write them."""

from collections.abc import Mapping
from datetime import date

from hjulet.domain.problem import Problem
from hjulet.domain.validity import Validity
from hjulet.readers.keyed_rows import row_problem
from hjulet.readers.workbook import Cell

_FOR_EVER = date(9999, 12, 31)
"""How many systems write that something has no last day."""

_FIRST_YEAR = 1800


def read_day(cell: Cell, problems: list[Problem]) -> date | None:
    """Read a day (2018-04-06); None for an empty cell, and with a problem ``bad-day`` for what is none."""
    if not cell.text:
        return None
    try:
        day = date.fromisoformat(cell.text)
    except ValueError:
        day = None
    if day is None or day.year < _FIRST_YEAR:
        problems.append(row_problem("bad-day", cell.place, value=cell.text))
        return None
    return day


def read_span(given: Mapping[str, Cell], problems: list[Problem]) -> Validity | None:
    """Read ``valid_from`` and ``valid_to``, the last day included; an empty one is until further notice.

    None, with a problem (``bad-day``, ``days-turned``), for days that cannot be read; without one where the
    first is missing, which is told by whoever reads the row.
    """
    found = len(problems)
    first, last = (read_day(given[column], problems) for column in ("valid_from", "valid_to"))
    if first is None or len(problems) > found:
        return None
    if last is None or last == _FOR_EVER:
        return Validity(first)
    if last < first:
        place = given["valid_to"].place
        problems.append(row_problem("days-turned", place, first=str(first), last=str(last)))
        return None
    return Validity.through(first, last)
