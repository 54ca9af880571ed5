"""Voucher numbers and keys: which numbers a file has had, in 20 bytes a voucher.

A key is SERIES-NUMBER-YYYYMMDD. A voucher without number, and one whose series, number and date have been
there already, gets an ordinal instead: SERIES--YYYYMMDD-1. Numbers mostly climb within their series, so
that they are seen to be new without being looked up; only where they do not, a set is made of them.
"""

from array import array
from collections import Counter
from collections.abc import Iterator

import polars as pl

_MOST_DIGITS = 18
_COLUMNS = pl.Schema([("code", pl.Int32), ("value", pl.Int64), ("day", pl.Int32), ("line", pl.Int64)])
_ESCAPES = str.maketrans({"~": "~t", "-": "~m"})  # a series may hold any sign; a key is read from its dashes


class Numbers:
    """The numbers met so far."""

    def __init__(self) -> None:
        """Begin a file."""
        self._series: dict[str, int] = {}
        self._odd: dict[str, int] = {}  # numbers that are no whole numbers -> -1, -2 ...
        self._highest: dict[str, int] = {}
        self._ordinals: Counter[str] = Counter()
        self._columns = (array("i"), array("q"), array("i"), array("q"))
        self._known: set[int] | None = None

    def register(self, vouchers: pl.DataFrame) -> pl.Series:
        """Note the next vouchers (VOUCHERS, in the file's order) and give their keys."""
        noted = vouchers.select(
            "series",
            "number",
            day=pl.col("date").dt.strftime("%Y%m%d").fill_null(""),
            value=pl.when(pl.col("number").str.contains(rf"^[0-9]{{1,{_MOST_DIGITS}}}$"))
            .then(pl.col("number"))
            .cast(pl.Int64),
            at="at",
        )
        if self._climb(noted):
            return self._note_all(noted)
        keys = [self._note(*row) for row in noted.iter_rows()]
        return pl.Series("voucher", keys, dtype=pl.String)

    def frame(self) -> pl.DataFrame:
        """Give all that have a number: ``code`` of the series, ``value``, ``day`` and ``line``."""
        return pl.DataFrame(dict(zip(_COLUMNS.names(), self._columns, strict=True)), schema=_COLUMNS)

    def series(self) -> dict[int, str]:
        """Name the series by their codes."""
        return {code: name for name, code in self._series.items()}

    def odd(self) -> dict[int, str]:
        """Name the numbers that are no whole numbers by their values, which are negative."""
        return {value: number for number, value in self._odd.items()}

    def _climb(self, noted: pl.DataFrame) -> bool:
        """Tell whether each number is higher than all before it in its series."""
        highest = pl.col("series").replace_strict(
            list(self._highest), list(self._highest.values()), default=-1, return_dtype=pl.Int64
        )
        before = pl.max_horizontal(pl.col("value").cum_max().shift(1).over("series"), highest)
        return bool(noted.select((pl.col("value") > before).fill_null(value=False).all()).item())

    def _note_all(self, noted: pl.DataFrame) -> pl.Series:
        for series, highest in noted.group_by("series").agg(pl.col("value").max()).iter_rows():
            self._highest[series] = highest
            self._series.setdefault(series, len(self._series))
        codes = noted["series"].replace_strict(self._series, return_dtype=pl.Int32)
        days = noted["day"].str.to_integer(strict=False).fill_null(0)
        for column, values in zip(self._columns, (codes, noted["value"], days, noted["at"]), strict=True):
            column.extend(values.to_list())
        if self._known is not None:
            self._known.update(map(_mark, codes.to_list(), noted["value"].to_list(), days.to_list()))
        escaped = {series: series.translate(_ESCAPES) for series in self._series}
        return noted.select(
            pl.concat_str(
                pl.col("series").replace_strict(escaped, return_dtype=pl.String),
                "number",
                "day",
                separator="-",
            ).alias("voucher")
        ).to_series()

    def _note(self, series: str, number: str, day: str, value: int | None, line: int) -> str:
        stem = series.translate(_ESCAPES)
        if not number:
            return self._ordinal(stem, day)
        if value is None:
            value = self._odd.setdefault(number, -1 - len(self._odd))
        new = value > self._highest.get(series, -1) or not self._has(series, value, day)
        self._highest[series] = max(value, self._highest.get(series, -1))
        row = (self._series.setdefault(series, len(self._series)), value, int(day or 0), line)
        for column, cell in zip(self._columns, row, strict=True):
            column.append(cell)
        if self._known is not None:
            self._known.add(_mark(*row[:3]))
        return f"{stem}-{number}-{day}" if new else self._ordinal(stem, day)

    def _ordinal(self, stem: str, day: str) -> str:
        self._ordinals[f"{stem}--{day}"] += 1
        return f"{stem}--{day}-{self._ordinals[f'{stem}--{day}']}"

    def _has(self, series: str, value: int, day: str) -> bool:
        if self._known is None:
            codes, values, days, _ = self._columns
            self._known = set(map(_mark, codes, values, days))
        code = self._series.get(series)
        return code is not None and _mark(code, value, int(day or 0)) in self._known


def _mark(series: int, value: int, day: int) -> int:
    return (value << 60) + (series << 28) + day


def gaps(numbers: pl.DataFrame) -> Iterator[tuple[int, int, int, int]]:
    """Find what series jump over: the series' code, the number before, the one after and its line."""
    first = (
        numbers.filter(pl.col("value") >= 0)
        .unique(["code", "value"], keep="first", maintain_order=True)
        .sort("code", "value")
        .with_columns(before=pl.col("value").shift(1).over("code"))
        .filter(pl.col("value") - pl.col("before") > 1)
    )
    yield from first.select("code", "before", "value", "line").iter_rows()
