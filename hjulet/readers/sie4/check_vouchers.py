"""Checks of vouchers: do they balance, is each there once, are their dates the year's."""

from collections.abc import Iterator
from itertools import pairwise

from hjulet.domain.problem import Problem
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.model import Reading, Voucher


def balanced(reading: Reading) -> Iterator[Problem]:
    """Find vouchers whose rows in force do not sum to 0.00; a balancing line is never invented."""
    for voucher in reading.vouchers:
        if voucher.sound and voucher.balance:
            difference = f"{voucher.balance:.2f}"
            yield problem("unbalanced-voucher", voucher.line, difference=difference, **_identity(voucher))


def numbered_once(reading: Reading) -> Iterator[Problem]:
    """Find a series and number that comes again: on the same date an error, else a warning.

    Vouchers without number are never duplicates ("0" in a 4I file has been read as none).
    """
    dates: dict[tuple[str, str], dict[object, int]] = {}
    for voucher in reading.vouchers:
        if not voucher.number:
            continue
        seen = dates.setdefault((voucher.series, _plain(voucher.number)), {})
        if voucher.date in seen:
            first = seen[voucher.date]
            yield problem("duplicate-voucher", voucher.line, first=first, **_identity(voucher))
        elif seen:
            first = next(iter(seen.values()))
            yield problem("repeated-number", voucher.line, first=first, **_identity(voucher))
        seen.setdefault(voucher.date, voucher.line)


def number_gaps(reading: Reading) -> Iterator[Problem]:
    """Find numbers that a series jumps over, one problem per gap; an import file has no series."""
    if reading.kind == "4I":
        return
    lines: dict[str, dict[int, int]] = {}
    for voucher in reading.vouchers:
        if _is_numeric(voucher.number):
            lines.setdefault(voucher.series, {}).setdefault(int(voucher.number), voucher.line)
    for series, numbers in lines.items():
        for before, after in pairwise(sorted(numbers)):
            if after - before > 1:
                gap = {"from": before + 1, "to": after - 1, "count": after - before - 1}
                yield problem("number-gap", numbers[after], series=series, **gap)


def dates_in_year(reading: Reading) -> Iterator[Problem]:
    """Find vouchers dated outside this year, and rows of other vouchers that are."""
    year = reading.year(0)
    if year is None:
        return
    for voucher in reading.vouchers:
        if voucher.date and not year.contains(voucher.date):
            yield problem("date-outside-year", voucher.line, value=voucher.date, **_identity(voucher))
            continue
        for row in voucher.rows:
            if row.date and not year.contains(row.date):
                yield problem("date-outside-year", row.line, value=row.date, **_identity(voucher))


def _identity(voucher: Voucher) -> dict[str, str]:
    return {
        "series": voucher.series,
        "number": voucher.number,
        "date": voucher.date.isoformat() if voucher.date else "",
    }


def _plain(number: str) -> str:
    return number.lstrip("0") or "0" if _is_numeric(number) else number


def _is_numeric(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= 18
