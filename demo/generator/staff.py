"""The staff figures: man-years by unit and month, invented so that pay per man-year is plausible.

A unit's staff changes little from quarter to quarter: the year's level, up or down by a quarter of a post
at a time. The political leadership has no staff plan, and no figures.
"""

from collections.abc import Iterable
from random import Random

from demo.generator.plan import MAN_YEARS

QUARTER = 25
"""Hundredths of a man-year: the smallest part of a post."""


def write(years: Iterable[int]) -> str:
    """Write the file of staff figures for some years."""
    rows = [row for year in years for row in _rows(year)]
    return "\n".join(("unit;month;man_years", *rows, ""))


def _rows(year: int) -> Iterable[str]:
    for unit, levels in MAN_YEARS.items():
        chance = Random(f"staff {unit} {year}")
        level = levels[str(year)]
        for month in range(1, 13):
            if month % 3 == 1:
                now = level + QUARTER * (int(chance.random() * 5) - 2)
            yield f"{unit};{year}-{month:02d};{now // 100},{now % 100:02d}"
