"""A batch's files: written under a temporary name, synced, then renamed; never changed after.

A temporary folder that is older than any import could still be running is swept. A folder with a batch's
name that no batch row names is left where it is, and told of: it comes from an import that was killed
before its row was written, or from a time that the database, restored out of an old backup, has forgotten.
"""

import os
import shutil
import time
import uuid
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from hjulet.store.ledger.schema import BALANCES, CUBE, ROWS, SUMS

ROWS_FILE, BALANCES_FILE, CUBE_FILE, SUMS_FILE = (
    "rows.parquet",
    "balances.parquet",
    "cube.parquet",
    "sums.parquet",
)
SCHEMAS = {ROWS_FILE: ROWS, BALANCES_FILE: BALANCES, CUBE_FILE: CUBE, SUMS_FILE: SUMS}
EMPTY_OF_A_SCHEMA = "empty-"
EMPTY_FOLDER = f"{EMPTY_OF_A_SCHEMA}{sha256(repr(tuple(SCHEMAS.values())).encode()).hexdigest()[:12]}"
"""Named by the schema: a release with another one writes its own."""

TEMPORARY = ".tmp-"
ORPHAN_AGE_SECONDS = 3600


def ensure_empty(root: Path) -> None:
    """Write the empty files of the current schema that stand first in every list of files."""
    if (root / EMPTY_FOLDER).is_dir():
        return
    temporary = root / f"{TEMPORARY}{EMPTY_FOLDER}-{uuid.uuid4().hex[:6]}"
    temporary.mkdir(parents=True)
    try:
        for file, schema in SCHEMAS.items():
            _write_file(temporary / file, schema.to_pyarrow().empty_table())
        publish(temporary, root, EMPTY_FOLDER)
    except OSError:
        if not (root / EMPTY_FOLDER).is_dir():  # else another process wrote the same files
            raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def publish(temporary: Path, root: Path, name: str) -> str:
    """Give a folder of synced files its name: from then on it is there, also after a power cut."""
    _sync_folder(temporary)
    temporary.rename(root / name)
    _sync_folder(root)
    return name


def is_whole(root: Path, folder: str) -> bool:
    """Tell whether a batch's files are there and can be opened; reads only their feet."""
    try:
        for file in SCHEMAS:
            pq.read_metadata(root / folder / file)
    except (OSError, pa.ArrowException):
        return False
    return True


def sweep(root: Path) -> tuple[str, ...]:
    """Remove what imports that did not finish have left, and the empty files of other releases; name it."""
    passing = (TEMPORARY, EMPTY_OF_A_SCHEMA)
    left = [path for path in _unknown(root, known=()) if path.name.startswith(passing)]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return tuple(sorted(path.name for path in left))


def strays(root: Path, *, known: Collection[str]) -> tuple[str, ...]:
    """Name the batches' folders that no batch row names, and that are no import under way."""
    passing = (TEMPORARY, EMPTY_OF_A_SCHEMA)
    return tuple(
        sorted(path.name for path in _unknown(root, known=known) if not path.name.startswith(passing))
    )


def _unknown(root: Path, *, known: Collection[str]) -> list[Path]:
    limit = time.time() - ORPHAN_AGE_SECONDS
    keep = {EMPTY_FOLDER, *known}
    return [path for path in root.glob("*") if path.name not in keep and _changed(path) < limit]


def _changed(path: Path) -> float:
    """Tell when a folder was changed; one that has got its name since it was listed is new."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def publish_file(path: Path, table: pa.Table) -> None:
    """Put a file in the place of another, whole or not at all."""
    temporary = path.with_name(f"{TEMPORARY}{path.name}-{uuid.uuid4().hex[:6]}")
    _write_file(temporary, table)
    temporary.rename(path)
    _sync_folder(path.parent)


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
