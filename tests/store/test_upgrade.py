"""Batches of an earlier release: their cubes follow from their rows."""

from pathlib import Path

import pyarrow.parquet as pq

from hjulet.domain.ledger import Dimension, LedgerFilter
from hjulet.store.ledger.codes import spell_out
from hjulet.store.ledger.duck import DuckLedger
from hjulet.store.ledger.files import CUBE_FILE, ROWS_FILE, SUMS_FILE, is_whole
from hjulet.store.ledger.upgrade import bring_up
from tests.ledger_text import MAPPING, sie
from tests.store.conftest import write_books

BOOKS = "A 1 2017-01-15 Löner\n  50110 13000,6=P1 100.00\n  50110 13000 7.00\n  19100 - -107.00\n"
YEAR = LedgerFilter(first_month="2017-01", last_month="2017-12")


def make_old(folder: Path) -> None:
    """Leave a batch as the first release wrote it: no sums, no debit in the cube, no period in the rows."""
    (folder / SUMS_FILE).unlink()
    for file, column in ((CUBE_FILE, "debit"), (ROWS_FILE, "period")):
        pq.write_table(pq.read_table(folder / file).drop_columns([column]), folder / file)


def test_a_batch_of_an_earlier_release_is_brought_to_this_one(tmp_path: Path) -> None:
    (folder,), codes = write_books(tmp_path, {"k": sie(BOOKS)})
    ledger = DuckLedger(tmp_path, folders=[folder], codes=spell_out(MAPPING, [codes]))
    before = ledger.control(), ledger.sums(YEAR, by=(Dimension.UNIT, Dimension.PROJECT))
    make_old(tmp_path / folder)
    assert not is_whole(tmp_path, folder)
    rows = (tmp_path / folder / ROWS_FILE).read_bytes()
    assert bring_up(tmp_path, [folder]) == (folder,)
    assert is_whole(tmp_path, folder)
    assert (ledger.control(), ledger.sums(YEAR, by=(Dimension.UNIT, Dimension.PROJECT))) == before
    assert (tmp_path / folder / ROWS_FILE).read_bytes() == rows


def test_a_batch_of_this_release_is_left_alone(tmp_path: Path) -> None:
    (folder,), _ = write_books(tmp_path, {"k": sie(BOOKS)})
    cube = tmp_path / folder / CUBE_FILE
    written = cube.stat().st_mtime_ns
    assert bring_up(tmp_path, [folder, "gone"]) == ()
    assert cube.stat().st_mtime_ns == written
