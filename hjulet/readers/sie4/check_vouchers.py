"""Checks of vouchers: do they balance, is each there once, are their dates the year's."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from hjulet.domain.ledger_file import FiscalYear
from hjulet.domain.problem import Problem
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.frames import Frames
from hjulet.readers.sie4.numbers import gaps
from hjulet.readers.sie4.reading import Reading


def balanced(piece: Frames, _: FiscalYear | None) -> Iterator[Problem]:
    """Find vouchers whose rows in force do not sum to 0.00; a balancing line is never invented."""
    sums = piece.rows.group_by("at").agg(pl.col("amount").sum()).filter(pl.col("amount") != 0)
    if sums.is_empty():
        return
    odd = piece.vouchers.filter(pl.col("sound")).join(sums, on="at", maintain_order="left")
    for line, series, number, day, amount in odd.select(*_IDENTITY, "amount").iter_rows():
        params = {"difference": f"{amount:.2f}", **_identity(series, number, day)}
        yield problem("unbalanced-voucher", line, **params)


def dates_in_year(piece: Frames, year: FiscalYear | None) -> Iterator[Problem]:
    """Find vouchers dated outside this year, and rows of other vouchers that are."""
    if year is None or year.start is None or year.end is None:
        return
    outside = ~pl.col("date").is_between(year.start, year.end)
    vouchers = piece.vouchers.filter(outside).select(*_IDENTITY, value="date", line="at")
    others = piece.vouchers.filter((~outside).fill_null(value=True)).select(*_IDENTITY)
    rows = (
        piece.rows.filter(outside)
        .select("at", "line", value="date")
        .join(others, on="at")
        .select(vouchers.columns)
    )
    for _, series, number, day, value, line in pl.concat([vouchers, rows]).sort("line").iter_rows():
        yield problem("date-outside-year", line, value=value, **_identity(series, number, day))


def numbered_once(reading: Reading) -> Iterator[Problem]:
    """Find a series and number that comes again: on the same date an error, else a warning.

    Vouchers without number are never duplicates ("0" in a 4I file has been read as none).
    """
    numbers = reading.numbers.frame()
    again = numbers.filter(pl.struct("code", "value").is_duplicated())
    series, odd = reading.numbers.series(), reading.numbers.odd()
    seen: dict[tuple[int, int], dict[int, int]] = {}
    for code, value, day, line in again.iter_rows():
        days = seen.setdefault((code, value), {})
        identity = _identity(series[code], odd.get(value) or str(value), _day(day))
        if day in days:
            yield problem("duplicate-voucher", line, first=days[day], **identity)
        elif days:
            yield problem("repeated-number", line, first=next(iter(days.values())), **identity)
        days.setdefault(day, line)


def number_gaps(reading: Reading) -> Iterator[Problem]:
    """Find numbers that a series jumps over, one problem per gap; an import file has no series."""
    if reading.kind == "4I":
        return
    series = reading.numbers.series()
    for code, before, after, line in gaps(reading.numbers.frame()):
        gap = {"from": before + 1, "to": after - 1, "count": after - before - 1}
        yield problem("number-gap", line, series=series[code], **gap)


_IDENTITY = ("at", "series", "number", "date")


def _identity(series: str, number: str, day: date | None) -> dict[str, str]:
    return {"series": series, "number": number, "date": day.isoformat() if day else ""}


def _day(written: int) -> date | None:
    return date(written // 10000, written // 100 % 100, written % 100) if written else None
