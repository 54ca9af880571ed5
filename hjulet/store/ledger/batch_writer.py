"""Writing a batch of any size in little memory.

Rows come piece by piece, before it is known whether the file is accepted and whose it is. They lie in
a temporary folder, one spill per month of the year, until ``finish`` sorts them, adds batch and company
and writes the files. So a row's month tells in which row groups it can be, and within a month its
responsibility does (docs/adr/0014-sie-at-speed.md).
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hjulet.domain.progress import Progress, no_progress
from hjulet.store.ledger.cube import Sums, cube_of
from hjulet.store.ledger.files import BALANCES_FILE, CUBE_FILE, ROWS_FILE, SUMS_FILE, TEMPORARY, publish
from hjulet.store.ledger.schema import BALANCES, CUBE, ROWS, SUMS
from hjulet.store.ledger.spill import Spill

GROUP_ROWS = 50_000
"""Rows of a row group: few enough that a voucher or a unit is found by opening little."""

RUN_ROWS = 100_000
"""Rows that are sorted together: about 30 MB."""

_DIFFERENT = frozenset(["amount", "debit", "line", "row", "number", "voucher"])
"""Columns of which most values differ: a dictionary would only cost."""

_ORDER = ("month", "responsibility", "account")


class BatchWriter:
    """Takes a file's rows, and makes its folder when all is known. Used in a ``with``.

    What is not finished by the end of the ``with`` leaves nothing behind.
    """

    def __init__(self, root: Path) -> None:
        """Write under ``root``, which is made if it is not there."""
        self._root = root
        self._temporary = root / f"{TEMPORARY}{uuid.uuid4().hex[:12]}"
        self._spill = Spill(self._temporary)

    def __enter__(self) -> Self:
        """Make the temporary folder."""
        self._temporary.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what was not finished."""
        try:
            self._spill.close()
        finally:  # a full disk says so again when what was held back is written
            shutil.rmtree(self._temporary, ignore_errors=True)

    def add(self, rows: pa.Table) -> None:
        """Take the next rows, of ROW_COLUMNS."""
        self._spill.add(rows)

    def finish(self, *, key: str, company: str, balances: pa.Table, progress: Progress = no_progress) -> str:
        """Write the files and give the name of their folder under ``root``.

        The folder appears whole or not at all; no other import can have the same name.
        """
        self._spill.close()
        stored = _with_batch(balances, key, company, BALANCES.to_pyarrow())
        with _parquet(self._temporary / BALANCES_FILE, stored.schema) as sink:
            sink.write_table(stored)
        self._write_rows(key, company, progress)
        self._spill.remove()
        return publish(self._temporary, self._root, f"{key}.{uuid.uuid4().hex[:12]}")

    def _write_rows(self, key: str, company: str, progress: Progress) -> None:
        schema, done, sums = ROWS.to_pyarrow(), 0, Sums()
        with (
            _parquet(self._temporary / ROWS_FILE, schema) as rows,
            _parquet(self._temporary / CUBE_FILE, CUBE.to_pyarrow()) as cube,
            _parquet(self._temporary / SUMS_FILE, SUMS.to_pyarrow()) as narrow,
        ):
            for run in self._spill.runs(most=RUN_ROWS):
                progress("writing", done, self._spill.rows)
                stored = _with_batch(_sorted(run), key, company, schema)
                rows.write_table(stored, row_group_size=GROUP_ROWS)
                cells = cube_of(stored)
                cube.write_table(cells)
                narrow.write_table(sums.add(cells))
                done += stored.num_rows
            narrow.write_table(sums.done())
        progress("writing", done, self._spill.rows)


def _sorted(rows: pa.Table) -> pa.Table:
    """Sort rows by month, responsibility and account, else in the file's order.

    The three are made one whole number first: of each there are few different ones.
    """
    key: pa.ChunkedArray | None = None
    for column in _ORDER:
        codes = rows[column].combine_chunks().dictionary_encode()
        places = pc.rank(codes.dictionary, tiebreaker="first").cast(pa.int64())
        own = pc.take(places, codes.indices)
        key = own if key is None else pc.add(pc.multiply(key, len(places) + 1), own)
    return rows.take(pc.sort_indices(key))


def _with_batch(table: pa.Table, key: str, company: str, schema: pa.Schema) -> pa.Table:
    for name, value in (("batch", key), ("company", company)):
        table = table.append_column(name, pa.repeat(value, table.num_rows))
    return table.select(schema.names).cast(schema)


@contextmanager
def _parquet(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """Open a file to write tables to; at the end it is on the disk."""
    alike = [name for name in schema.names if name not in _DIFFERENT]
    with path.open("wb") as sink:
        with pq.ParquetWriter(sink, schema, compression="zstd", use_dictionary=alike) as writer:
            yield writer
        sink.flush()
        os.fsync(sink.fileno())
