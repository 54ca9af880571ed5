"""Rows on their way: uncompressed Arrow files in a temporary folder, one per month of the year.

Thirteen at most, whatever years a file covers, so that neither open files nor memory grow with it. The
thirteenth takes rows without a month.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from hjulet.store.ledger.schema import ROWS_READ


class Spill:
    """Takes rows in any order of months and gives them back month by month."""

    def __init__(self, folder: Path) -> None:
        """Keep the rows in a folder that exists when the first of them come."""
        self.rows = 0
        self._folder = folder
        self._sinks: dict[str, pa.RecordBatchStreamWriter] = {}

    def add(self, rows: pa.Table) -> None:
        """Take the next rows, of ROW_COLUMNS."""
        stored = rows.select(ROWS_READ.names).cast(ROWS_READ)
        self.rows += stored.num_rows
        for bucket, part in _by_bucket(stored):
            if bucket not in self._sinks:
                self._sinks[bucket] = pa.ipc.new_stream(self._path(bucket), ROWS_READ)
            self._sinks[bucket].write_table(part)

    def runs(self, *, most: int) -> Iterator[pa.Table]:
        """Give the rows month by month, each month's in their order, in tables of about so many rows."""
        for bucket in sorted(self._sinks):
            with pa.ipc.open_stream(self._path(bucket)) as source:
                held: list[pa.RecordBatch] = []
                for batch in source:
                    held.append(batch)
                    if sum(part.num_rows for part in held) >= most:
                        yield pa.Table.from_batches(held)
                        held = []
                if held:
                    yield pa.Table.from_batches(held)

    def close(self) -> None:
        """Take no more rows."""
        for sink in self._sinks.values():
            sink.close()

    def remove(self) -> None:
        """Remove the files."""
        for bucket in self._sinks:
            self._path(bucket).unlink()

    def _path(self, bucket: str) -> Path:
        return self._folder / f"rows-{bucket or 'undated'}.arrow"


def _by_bucket(rows: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """Split rows by the month of the year, each part in the rows' order."""
    months: dict[str, list[str]] = {}
    for month in pc.unique(rows["month"]).to_pylist():
        months.setdefault(month[5:7], []).append(month)
    if len(months) == 1:
        yield next(iter(months)), rows
        return
    for bucket, wanted in sorted(months.items()):
        yield bucket, rows.filter(pc.is_in(rows["month"], pa.array(wanted)))
