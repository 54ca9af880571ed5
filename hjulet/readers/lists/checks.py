"""Judging a voucher list as a whole: the same rules as for SIE, from what is kept of each voucher.

Of one kind of problem a file lists at most MOST_PROBLEMS; the rest are counted in one more.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import polars as pl

from hjulet.domain.problem import Place, Problem
from hjulet.readers.lists.codes import MOST_PROBLEMS, problem
from hjulet.readers.lists.vouchers import Vouchers

Check = Callable[[Vouchers, pl.DataFrame, str], Iterable[Problem]]


def balanced(vouchers: Vouchers, each: pl.DataFrame, file: str) -> Iterator[Problem]:
    """Find vouchers that do not sum to 0.00. Without numbers, days stand for them, or the whole file."""
    off = each.filter(pl.col("balance") != 0)
    if each.is_empty() or (each["number"] != "").any():
        yield from _unbalanced(off, file)
        return
    whole = each["balance"].sum()
    by = "per-day" if off.is_empty() else "per-file" if whole == 0 else "not-at-all"
    yield problem("no-voucher-number", Place(file=file), cause=by)
    if whole != 0:
        yield problem("unbalanced-voucher", Place(file=file), difference=f"{whole:.2f}")


def _unbalanced(off: pl.DataFrame, file: str) -> Iterator[Problem]:
    for row in off.sort("first").iter_rows(named=True):
        place = Place(file=file, line=row["first"])
        yield problem("unbalanced-voucher", place, difference=f"{row['balance']:.2f}", **_identity(row))


def there_once(vouchers: Vouchers, each: pl.DataFrame, file: str) -> Iterator[Problem]:
    """Find vouchers whose rows stand twice."""
    names = each.select("voucher", "series", "number", "date")
    found = vouchers.repeated().join(names, on="voucher")
    yield from _again("duplicate-voucher", found, file)


def numbers_on_one_day(vouchers: Vouchers, each: pl.DataFrame, file: str) -> Iterator[Problem]:
    """Find numbers that come again on another day."""
    plain = pl.col("number").str.strip_chars_start("0")
    numbered = each.filter(pl.col("number") != "").with_columns(plain=plain)
    again = numbered.with_columns(one=pl.col("first").min().over("series", "plain")).filter(
        pl.col("first") > pl.col("one")
    )
    yield from _again("repeated-number", again, file)


def _again(code: str, found: pl.DataFrame, file: str) -> Iterator[Problem]:
    for row in found.sort("first").iter_rows(named=True):
        yield problem(code, Place(file=file, line=row["first"]), first=row["one"], **_identity(row))


def number_gaps(vouchers: Vouchers, each: pl.DataFrame, file: str) -> Iterator[Problem]:
    """Find numbers that a series jumps over, one problem per gap."""
    numeric = each.filter(pl.col("number").str.contains(r"^[0-9]{1,18}$"))
    numbered = numeric.select("series", "first", number=pl.col("number").cast(pl.Int64))
    for series, group in numbered.group_by("series", maintain_order=True):
        found = group.group_by("number").agg(pl.col("first").min()).sort("number")
        for (before, _), (after, line) in pairwise(found.select("number", "first").iter_rows()):
            if after - before > 1:
                gap = {"from": before + 1, "to": after - 1, "count": after - before - 1}
                yield problem("number-gap", Place(file=file, line=line), series=series[0], **gap)


CHECKS: tuple[Check, ...] = (balanced, there_once, numbers_on_one_day, number_gaps)


def run_checks(vouchers: Vouchers, *, file: str) -> Iterator[Problem]:
    """Run all checks."""
    each = vouchers.all()
    for check in CHECKS:
        yield from at_most(check(vouchers, each, file))


def at_most(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Give the first problems of a kind; count the rest in one of their code's severity."""
    rest, last = 0, None
    for number, found in enumerate(problems):
        if number < MOST_PROBLEMS:
            yield found
        else:
            rest, last = rest + 1, found
    if last is not None:
        yield and_more(last, rest)


def and_more(like: Problem, count: int) -> Problem:
    """Say that a file has more problems of a kind than are listed."""
    params = {"what": like.code, "count": str(count)}
    return Problem(
        code="more-problems", severity=like.severity, place=Place(file=like.place.file), params=params
    )


def _identity(row: dict[str, object]) -> dict[str, object]:
    return {"series": row["series"], "number": row["number"], "date": row["date"]}
