"""A batch's files: written under a temporary name, synced, then renamed; never changed after.

A folder that no batch row names is an orphan of an import that did not finish. The sweep removes
orphans that are older than any import could still be running.
"""

import os
import shutil
import time
import uuid
from collections.abc import Collection
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis.expr.schema import Schema

from hjulet.store.ledger.schema import BALANCES, CUBE, ROWS

ROWS_FILE, BALANCES_FILE, CUBE_FILE = "rows.parquet", "balances.parquet", "cube.parquet"
EMPTY_FOLDER = f"empty-{sha256(repr((ROWS, BALANCES, CUBE)).encode()).hexdigest()[:12]}"
"""Named by the schema: a release with another one writes its own."""

TEMPORARY = ".tmp-"
ORPHAN_AGE_SECONDS = 3600

_CUBE_KEYS = [name for name in CUBE.names if name not in ("amount", "debit", "rows")]
_SORT = [("month", "ascending"), ("responsibility", "ascending"), ("account", "ascending")]


def write_batch(root: Path, *, key: str, company: str, rows: pa.Table, balances: pa.Table) -> str:
    """Write a batch's three files and give the name of its folder under ``root``.

    The folder appears whole or not at all; no other import can have the same name.
    """
    stored = _with_batch(rows, key, company, ROWS).sort_by(_SORT)
    files = {
        ROWS_FILE: stored,
        BALANCES_FILE: _with_batch(balances, key, company, BALANCES),
        CUBE_FILE: _cube(stored),
    }
    return _write_folder(root, f"{key}.{uuid.uuid4().hex[:12]}", files)


def ensure_empty(root: Path) -> None:
    """Write the empty files of the current schema that stand first in every list of files."""
    if (root / EMPTY_FOLDER).is_dir():
        return
    empty = {ROWS_FILE: ROWS, BALANCES_FILE: BALANCES, CUBE_FILE: CUBE}
    files = {name: schema.to_pyarrow().empty_table() for name, schema in empty.items()}
    try:
        _write_folder(root, EMPTY_FOLDER, files)
    except OSError:
        if not (root / EMPTY_FOLDER).is_dir():  # else another process wrote the same files
            raise


def is_whole(root: Path, folder: str) -> bool:
    """Tell whether a batch's three files are there and can be opened; reads only their feet."""
    try:
        for file in (ROWS_FILE, BALANCES_FILE, CUBE_FILE):
            pq.read_metadata(root / folder / file)
    except (OSError, pa.ArrowException):
        return False
    return True


def sweep(root: Path, *, known: Collection[str]) -> tuple[str, ...]:
    """Remove folders that no batch row names and that are too old to be an import under way."""
    limit = time.time() - ORPHAN_AGE_SECONDS
    keep = {EMPTY_FOLDER, *known}
    orphans = [path for path in root.iterdir() if path.name not in keep and _changed(path) < limit]
    for path in orphans:
        shutil.rmtree(path, ignore_errors=True)
    return tuple(sorted(path.name for path in orphans))


def _changed(path: Path) -> float:
    """Tell when a folder was changed; one that has got its name since it was listed is new."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _with_batch(table: pa.Table, key: str, company: str, schema: Schema) -> pa.Table:
    for name, value in (("batch", key), ("company", company)):
        table = table.append_column(name, pa.array([value] * table.num_rows, type=pa.string()))
    return table.select(list(schema.names)).cast(schema.to_pyarrow())


def _cube(rows: pa.Table) -> pa.Table:
    debit = pc.if_else(pc.greater(rows["amount"], Decimal(0)), rows["amount"], Decimal(0))
    summed = (
        rows.append_column("debit", debit.cast(rows["amount"].type))
        .group_by(_CUBE_KEYS)
        .aggregate([("amount", "sum"), ("debit", "sum"), ("amount", "count")])
    )
    named = summed.rename_columns([*_CUBE_KEYS, "amount", "debit", "rows"])
    return named.select(list(CUBE.names)).cast(CUBE.to_pyarrow())


def _write_folder(root: Path, name: str, files: dict[str, pa.Table]) -> str:
    temporary = root / f"{TEMPORARY}{name}-{uuid.uuid4().hex[:6]}"
    temporary.mkdir(parents=True)
    try:
        for file, table in files.items():
            _write_file(temporary / file, table)
        _sync_folder(temporary)
        temporary.rename(root / name)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    _sync_folder(root)
    return name


def _write_file(path: Path, table: pa.Table) -> None:
    with path.open("wb") as sink:
        pq.write_table(table, sink, compression="zstd")
        sink.flush()
        os.fsync(sink.fileno())


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
