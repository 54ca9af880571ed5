"""Batches of an earlier release brought to this one: their cubes made anew from their rows.

The rows are what was imported, and are never touched. A cube and its sums follow from them, so that a home
whose batches lack a file, or whose cubes lack a column, needs no import again.
"""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from hjulet.store.ledger.cube import Sums, cube_of
from hjulet.store.ledger.files import CUBE_FILE, ROWS_FILE, SUMS_FILE, publish_file
from hjulet.store.ledger.schema import CUBE, ROWS, SUMS

_ROWS_AT_A_TIME = 100_000


def bring_up(root: Path, folders: Iterable[str]) -> tuple[str, ...]:
    """Make cube and sums of the batches whose are not of this release, and name those batches' folders."""
    old = tuple(folder for folder in folders if _is_old(root / folder))
    for folder in old:
        _make_anew(root / folder)
    return old


def _is_old(folder: Path) -> bool:
    if not (folder / ROWS_FILE).is_file():  # nothing to make it from: the doctor tells of it
        return False
    schemas = {CUBE_FILE: CUBE, SUMS_FILE: SUMS}
    return any(
        not (folder / file).is_file() or not set(schema.names) <= set(pq.read_schema(folder / file).names)
        for file, schema in schemas.items()
    )


def _make_anew(folder: Path) -> None:
    cells, narrow, sums = [CUBE.to_pyarrow().empty_table()], [], Sums()
    stored = pq.ParquetFile(folder / ROWS_FILE)
    columns = [name for name in ROWS.names if name in stored.schema_arrow.names]
    for batch in stored.iter_batches(batch_size=_ROWS_AT_A_TIME, columns=columns):
        rows = _of_this_release(pa.Table.from_batches([batch]))
        cells.append(cube_of(rows))
        narrow.append(sums.add(cells[-1]))
    publish_file(folder / SUMS_FILE, pa.concat_tables([*narrow, sums.done()]))
    publish_file(folder / CUBE_FILE, pa.concat_tables(cells))


def _of_this_release(rows: pa.Table) -> pa.Table:
    """Give rows the columns that they lack; they are empty."""
    for name in set(ROWS.names) - set(rows.schema.names):
        rows = rows.append_column(name, pa.repeat("", rows.num_rows))
    return rows.select(ROWS.names).cast(ROWS.to_pyarrow())
