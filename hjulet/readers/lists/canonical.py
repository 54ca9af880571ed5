"""The hash of what a list says: the same for csv and xlsx, and whatever order the rows stand in.

Each row is written in one canonical way and hashed; the sum of all hashes stands for the file, so that
nothing but two numbers is kept while rows go by. DuckDB hashes a whole piece at a time.
"""

import hashlib
import json
from collections.abc import Mapping

import duckdb
import polars as pl

_BETWEEN = "\x1f"
_SUMS = """
    SELECT coalesce(sum((hash & 18446744073709551615)::HUGEINT), 0), coalesce(sum((hash >> 64)::HUGEINT), 0)
    FROM (SELECT md5_number(line) AS hash FROM piece)
"""
"""The halves of the hashes, summed by themselves: the sum of the wholes would not fit its type."""


class ContentHash:
    """Sums the hashes of rows."""

    def __init__(self, kind: str) -> None:
        """Begin a file of one kind."""
        self._kind = kind
        self._count = self._low = self._high = 0
        self._engine = duckdb.connect(config={"threads": 1})

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows; the columns and their order are part of what is hashed."""
        line = pl.concat_str(
            [pl.col(name).cast(pl.String).fill_null("") for name in rows.columns], separator=_BETWEEN
        )
        self._engine.register("piece", rows.select(line=line).to_arrow())
        sums = self._engine.execute(_SUMS).fetchall()[0]
        self._count += rows.height
        self._low, self._high = self._low + int(sums[0]), self._high + int(sums[1])

    def hexdigest(self, names: Mapping[str, Mapping[str, str]]) -> str:
        """Give the hash of the rows and of the codes' names, lower-case hex."""
        whole = [f"list-content/1 {self._kind}", self._count, self._low, self._high, names]
        return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
