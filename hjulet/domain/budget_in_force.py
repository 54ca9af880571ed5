"""Which budget is in force on a day, and what of it falls on a span of months (DOMAIN 7).

A revised amount replaces the earlier amount of the same unit, line or account, and period from
the day it was decided. A year's amount is spread evenly over its months, öre for öre, where no
months are given.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from hjulet.domain.budget import BudgetRow
from hjulet.domain.figures import FigureRef
from hjulet.domain.money import Money, spread
from hjulet.domain.period import Period, parse_period, year_period

ORIGINAL = "original"

Key = tuple[str, str, str, str]


def rows_in_force(rows: Iterable[BudgetRow], *, version: str, on: date) -> tuple[BudgetRow, ...]:
    """Pick the rows that count on a day: the latest decided, and of equals the last given.

    ``version`` is ``original`` (only what was decided from the start) or ``budget`` (in force).
    """
    chosen: dict[Key, BudgetRow] = {}
    for row in rows:
        if (version == ORIGINAL and row.version != ORIGINAL) or _decided(row) > on:
            continue
        key = (row.unit, row.line, row.account, row.period)
        if key not in chosen or _decided(row) >= _decided(chosen[key]):
            chosen[key] = row
    return tuple(chosen.values())


def day_of(ref: FigureRef) -> date:
    """Tell the day on which a reference looks at the budget: its own, else its period's last."""
    given = ref.get("as_of")
    return date.fromisoformat(given) if given else parse_period(ref.get("period")).last_day


def amount_in(rows: Iterable[BudgetRow], period: Period) -> Decimal | None:
    """Sum what falls in a period; None where no row says anything about its years.

    The rows are of one unit and line. Where an account (or the line itself) has both months and a
    year's amount, the months count.
    """
    years = {int(month[:4]) for month in period.months}
    planned: dict[tuple[int, str], list[BudgetRow]] = {}
    for row in rows:
        year = parse_period(row.period).year
        if year in years:
            planned.setdefault((year, row.account), []).append(row)
    if not planned:
        return None
    return sum((_year_amount(held, year, period) for (year, _), held in planned.items()), Decimal(0))


def _year_amount(rows: list[BudgetRow], year: int, period: Period) -> Decimal:
    months = [row for row in rows if not parse_period(row.period).is_year]
    if months:
        return sum((row.amount for row in months if period.contains(row.period)), Decimal(0))
    return sum((_share(row.amount, year, period) for row in rows), Decimal(0))


@lru_cache(maxsize=16_384)
def _share(amount: Decimal, year: int, period: Period) -> Decimal:
    """Tell how much of a year's amount falls in a period, once: page after page asks for the same."""
    parts = zip(year_period(year).months, spread(Money(amount), parts=12), strict=True)
    return sum((part.kronor for month, part in parts if period.contains(month)), Decimal(0))


def _decided(row: BudgetRow) -> date:
    return row.decided or date.min
