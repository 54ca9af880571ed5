"""A batch's files: whole or not at all; what an import left behind is swept; old files stay readable."""

import os
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hjulet.domain.ledger import Dimension, LedgerFilter
from hjulet.store.ledger.codes import spell_out
from hjulet.store.ledger.duck import DuckLedger
from hjulet.store.ledger.files import (
    BALANCES_FILE,
    CUBE_FILE,
    EMPTY_FOLDER,
    ORPHAN_AGE_SECONDS,
    ROWS_FILE,
    SUMS_FILE,
    ensure_empty,
    is_whole,
    strays,
    sweep,
)
from tests.ledger_text import MAPPING, sie
from tests.readers.sie_texts import BALANCES, Read, read
from tests.store.conftest import write, write_books

LEDGER = "A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00"
YEAR = LedgerFilter(first_month="2017-01", last_month="2017-12", units=("HR",))


def content() -> Read:
    return read(sie(LEDGER))


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def test_a_batch_is_four_files_of_the_fixed_schema(tmp_path: Path) -> None:
    folder = write(tmp_path, content())
    assert names(tmp_path) == [folder]
    assert names(tmp_path / folder) == sorted([ROWS_FILE, BALANCES_FILE, CUBE_FILE, SUMS_FILE])
    schema = pq.read_schema(tmp_path / folder / ROWS_FILE)
    assert schema.field("amount").type == pa.decimal128(18, 2)
    assert schema.field("account").type == pa.string()
    assert is_whole(tmp_path, folder)


def test_a_file_of_balances_alone_is_a_batch_too(tmp_path: Path) -> None:
    folder = write(tmp_path, read(BALANCES))
    assert pq.read_table(tmp_path / folder / ROWS_FILE).num_rows == 0
    assert pq.read_table(tmp_path / folder / CUBE_FILE).num_rows == 0
    stored = pq.read_table(tmp_path / folder / BALANCES_FILE)
    assert sorted(zip(stored["kind"].to_pylist(), map(str, stored["amount"].to_pylist()), strict=True)) == [
        ("IB", "0.00"),
        ("OIB", "200.00"),
        ("PSALDO", "12.25"),
        ("PSALDO", "35.50"),
    ]


def test_two_imports_of_one_file_never_have_the_same_folder(tmp_path: Path) -> None:
    two = {write(tmp_path, content()) for _ in range(2)}
    assert len(two) == 2


def test_a_batch_that_cannot_be_written_whole_is_not_there(tmp_path: Path) -> None:
    """The balances do not fit their schema."""
    odd = replace(content(), balances=content().balances.drop_columns(["kind"]))
    with pytest.raises(KeyError):
        write(tmp_path, odd)
    assert names(tmp_path) == []


def test_a_missing_or_damaged_file_is_seen(tmp_path: Path) -> None:
    folder = write(tmp_path, content())
    whole = (tmp_path / folder / CUBE_FILE).read_bytes()
    (tmp_path / folder / CUBE_FILE).write_bytes(whole[:-10])
    assert not is_whole(tmp_path, folder)
    (tmp_path / folder / CUBE_FILE).unlink()
    assert not is_whole(tmp_path, folder)
    assert not is_whole(tmp_path, "another")


def test_the_sweep_removes_only_what_is_old_and_no_batch(tmp_path: Path) -> None:
    """What has a batch's name may be newer than a database that was restored: it is told of, and stays."""
    ensure_empty(tmp_path)
    long_ago = time.time() - ORPHAN_AGE_SECONDS - 60
    for name in ("known", "stray", ".tmp-killed", "under-way", ".tmp-under-way", "empty-old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / ROWS_FILE).write_bytes(b"")
    for name in ("known", "stray", ".tmp-killed", "empty-old", EMPTY_FOLDER):
        os.utime(tmp_path / name, (long_ago, long_ago))
    assert strays(tmp_path, known={"known"}) == ("stray",)
    assert sweep(tmp_path) == (".tmp-killed", "empty-old")
    assert names(tmp_path) == sorted([EMPTY_FOLDER, "known", "stray", "under-way", ".tmp-under-way"])
    assert sweep(tmp_path) == ()


def test_the_empty_files_are_written_once_and_named_by_the_schema(tmp_path: Path) -> None:
    (tmp_path / "empty-of-an-earlier-release").mkdir()
    ensure_empty(tmp_path)
    before = (tmp_path / EMPTY_FOLDER / ROWS_FILE).stat().st_mtime_ns
    ensure_empty(tmp_path)
    assert (tmp_path / EMPTY_FOLDER / ROWS_FILE).stat().st_mtime_ns == before
    assert pq.read_table(tmp_path / EMPTY_FOLDER / ROWS_FILE).num_rows == 0


def drop_column(path: Path, column: str) -> None:
    """Write a file as an earlier release did, before it had a column."""
    pq.write_table(pq.read_table(path).drop_columns([column]), path)


def test_files_that_lack_a_column_are_still_read(tmp_path: Path) -> None:
    (folder,), codes = write_books(tmp_path, {"k": sie(LEDGER)})
    for file in (ROWS_FILE, CUBE_FILE):
        drop_column(tmp_path / folder / file, "counterparty")
    ledger = DuckLedger(tmp_path, folders=[folder], codes=spell_out(MAPPING, [codes]))
    for by in (Dimension.UNIT, Dimension.COUNTERPARTY, Dimension.PARTNER, Dimension.INTERNAL):
        (hr,) = ledger.sums(YEAR, by=(by,))
        assert f"{hr.amount:.2f}" == "-100.00"
    (row,) = ledger.vouchers(YEAR, offset=0, limit=10).rows
    assert row.codes == (("responsibility", "13000"),)


def test_without_the_empty_file_of_the_current_schema_they_could_not_be(tmp_path: Path) -> None:
    (folder,), _ = write_books(tmp_path, {"k": sie(LEDGER)})
    drop_column(tmp_path / folder / ROWS_FILE, "counterparty")
    read = "SELECT counterparty FROM read_parquet($files, union_by_name=true)"
    old, empty = str(tmp_path / folder / ROWS_FILE), str(tmp_path / EMPTY_FOLDER / ROWS_FILE)
    with duckdb.connect(":memory:") as engine:
        assert engine.sql(read, params={"files": [empty, old]}).fetchall() == [(None,), (None,)]
        with pytest.raises(duckdb.BinderException):
            engine.sql(read, params={"files": [old]}).fetchall()
