"""What a voucher list's rows come to: its vouchers, and what is to be judged of them when all are read.

The rows of a voucher need not stand together: many lists are ordered by account. So the whole file is
judged at its end, from what is kept of each voucher: one short row, however many rows it has.
"""

from typing import Any

import polars as pl

_MONEY: Any = pl.Decimal(38, 2)
_VOUCHER = pl.Schema(
    {
        "voucher": pl.String,
        "series": pl.String,
        "number": pl.String,
        "date": pl.Date,
        "first": pl.Int64,
        "count": pl.Int64,
        "balance": _MONEY,
    }
)
_RUN = pl.Schema(
    {
        "voucher": pl.String,
        "first": pl.Int64,
        "count": pl.Int64,
        "balance": _MONEY,
        "turnover": _MONEY,
        "hash": pl.UInt64,
    }
)


class Vouchers:
    """Collects the vouchers of one file. ``all`` has a row for each, in the order of their first lines."""

    def __init__(self) -> None:
        """Begin a file."""
        self._groups: list[pl.DataFrame] = []
        self._seen = pl.DataFrame(schema={"voucher": pl.String, "before": pl.Int64})
        self._runs: list[pl.DataFrame] = []
        self._last_run = pl.DataFrame(schema=_RUN)

    def add(self, values: pl.DataFrame) -> pl.DataFrame:
        """Take the next rows in the file's order; give them with ``voucher`` and ``row``, counted in it."""
        day = pl.col("date").dt
        written = (day.year() * 10_000 + day.month().cast(pl.Int32) * 100 + day.day()).cast(pl.String)
        key = (
            pl.when(pl.col("number") != "")
            .then(pl.col("series") + "-" + pl.col("number") + "-" + written)
            .otherwise(pl.col("series") + "--" + written + "-1")
        )
        values = values.with_columns(voucher=key)
        groups = values.group_by("voucher", maintain_order=True).agg(
            pl.col("series", "number", "date").first(),
            first=pl.col("line").first(),
            count=pl.len().cast(pl.Int64),
            balance=pl.col("amount").sum().cast(_MONEY),
        )
        self._groups.append(groups)
        self._add_runs(values)
        return self._number_rows(values, groups)

    @property
    def count(self) -> int:
        """Count the vouchers."""
        return self._seen.height

    def all(self) -> pl.DataFrame:
        """Give each voucher: ``voucher series number date first count balance``."""
        if not self._groups:
            return pl.DataFrame(schema=_VOUCHER)
        return (
            pl.concat(self._groups)
            .group_by("voucher", maintain_order=True)
            .agg(
                pl.col("series", "number", "date").first(),
                pl.col("first").min(),
                pl.col("count", "balance").sum(),
            )
        )

    def repeated(self) -> pl.DataFrame:
        """Find blocks of rows that stand twice: each balances by itself, and both say the same.

        Gives ``voucher first one``: the line of the later block and that of the first.
        """
        runs = pl.concat([*self._runs, self._last_run.filter(_BALANCES)])
        same = ["voucher", "count", "balance", "turnover", "hash"]
        again = runs.with_columns(one=pl.col("first").min().over(same))
        return again.filter(pl.col("first") > pl.col("one")).select("voucher", "first", "one")

    def _number_rows(self, values: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
        """Number each voucher's rows, on from those that earlier pieces had."""
        counts = groups.select("voucher", before="count")
        earlier = self._seen.join(counts, on="voucher", how="semi")
        self._seen = pl.concat([self._seen, counts]).group_by("voucher").agg(pl.col("before").sum())
        numbered = values.with_columns(row=pl.int_range(1, pl.len() + 1).over("voucher"))
        if earlier.is_empty():
            return numbered
        joined = numbered.join(earlier, on="voucher", how="left", maintain_order="left")
        return joined.with_columns(row=pl.col("row") + pl.col("before").fill_null(0)).drop("before")

    def _add_runs(self, values: pl.DataFrame) -> None:
        """Keep the runs of rows of one voucher that balance; the last may go on in the next piece."""
        content = pl.struct(pl.exclude("line", "voucher", "date", "series", "number")).hash() // (1 << 24)
        runs = (
            values.with_columns(_run=pl.col("voucher").rle_id(), _hash=content)
            .group_by("_run", maintain_order=True)
            .agg(
                voucher=pl.col("voucher").first(),
                first=pl.col("line").first(),
                count=pl.len().cast(pl.Int64),
                balance=pl.col("amount").sum().cast(_MONEY),
                turnover=pl.col("amount").abs().sum().cast(_MONEY),
                hash=pl.col("_hash").sum(),
            )
            .drop("_run")
            .cast(_RUN)
        )
        runs = _joined(self._last_run, runs)
        self._last_run = runs.tail(1)
        self._runs.append(runs.head(-1).filter(_BALANCES))


_BALANCES = (pl.col("balance") == 0) & (pl.col("turnover") != 0)


def _joined(before: pl.DataFrame, runs: pl.DataFrame) -> pl.DataFrame:
    """Put a run before others; where the first of them is of the same voucher, the two are one."""
    if before.is_empty() or runs.is_empty() or before["voucher"][0] != runs["voucher"][0]:
        return pl.concat([before, runs])
    sums = pl.col("count", "balance", "turnover", "hash").sum()
    one = pl.concat([before, runs.head(1)]).select(pl.col("voucher", "first").first(), sums).cast(_RUN)
    return pl.concat([one, runs.tail(-1)])
