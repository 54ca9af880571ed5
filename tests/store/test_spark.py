"""What is Spark's own: both workers work, answers are DuckDB's to the last digit, files open by name."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyarrow.parquet as pq
import pytest

from hjulet.domain.ledger import Dimension, Elimination, LedgerFilter, LedgerQuery, RowOrder
from hjulet.store.ledger.answers import Answer, AnsweredLedger
from hjulet.store.ledger.codes import CodeTables, spell_out
from hjulet.store.ledger.duck import DuckEngine, DuckLedger
from hjulet.store.ledger.files import ROWS_FILE
from tests.ledger_text import MAPPING, internal, sie
from tests.store.conftest import SPARK_MASTER, write_books

HOW = "without a cluster; script/setup --spark, then: script/with-spark script/test tests/store -m spark"
pytestmark = [pytest.mark.spark, pytest.mark.skipif(not SPARK_MASTER, reason=HOW)]
cluster: Any = pytest.importorskip("tests.store.spark_cluster", reason=HOW)

YEAR = LedgerFilter(first_month="2017-01", last_month="2017-12")
MONTHS = """
A 1 2017-{0:02}-15 Löner och hyra
  50110 13000,6=P1  1000.10 ÅRETS lön
  60100 12000,22=120  20.00 Hyra
  01990 0150           0.20
  70000 99999         -0.30 Utan rad
  19100 -          -1020.00
"""
BALANCES = "#IB 0 19100 500.10\n#UB 0 19100 100.00\n#PSALDO 0 201702 50110 {} 25.00"
RULES = replace(MAPPING, internal=(internal("counterparty", "120", "129", "own", "EKO"),))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, list[str], CodeTables]:
    """Write a batch for each month of half a year."""
    books = {f"m{month}": sie(MONTHS.format(month), balances=BALANCES) for month in range(1, 7)}
    folders, held = write_books(tmp_path, books)
    return tmp_path, folders, spell_out(RULES, [held])


def every_answer(ledger: LedgerQuery, earlier: LedgerQuery) -> Iterator[str]:
    """Ask every question; the answers are written so that another type or scale is another text."""
    searched = replace(YEAR, text="årets", codes=(("project", ("P1", "")),), without=Elimination.OWN)
    yield repr(ledger.sums(searched, by=tuple(Dimension)))
    yield repr(ledger.vouchers(searched, offset=2, limit=7))
    for where in (YEAR, replace(YEAR, last_month="2017-02", units=("HR", "unmapped"))):
        yield from (repr(ledger.sums(where, by=(by,))) for by in Dimension)
        yield repr(ledger.sums(where, by=tuple(Dimension)))
        yield from (repr(ledger.vouchers(where, offset=2, limit=7, order=order)) for order in RowOrder)
        yield repr(ledger.unmapped(where))
        yield repr(ledger.compare(where, earlier=earlier, limit=100))
    yield from (
        repr(ledger.balances(YEAR, kind=kind, by=(Dimension.LINE,))) for kind in ("IB", "UB", "PSALDO")
    )
    yield repr(ledger.control())
    yield repr(ledger.voucher("m3", "A-1-20170315"))


def test_every_answer_is_that_of_duckdb_to_the_last_digit(files: tuple[Path, list[str], CodeTables]) -> None:
    root, folders, codes = files
    of_spark, of_duckdb = (
        list(
            every_answer(
                open_ledger(root, folders=folders, codes=codes),
                open_ledger(root, folders=folders[1:], codes=codes),
            )
        )
        for open_ledger in (cluster.spark_ledger, DuckLedger)
    )
    assert of_spark == of_duckdb
    assert len(of_duckdb) == 45


class Changed(DuckEngine):
    """Answers with amounts that something was done to."""

    def __init__(self, root: Path, change: Any) -> None:
        """Remember what is done to an amount."""
        super().__init__(root)
        self._change = change

    def run(self, *args: Any, **kwargs: Any) -> Answer:
        """Answer as DuckDB does, then change."""
        answer = super().run(*args, **kwargs)
        return [
            {
                name: self._change(value) if isinstance(value, Decimal) else value
                for name, value in row.items()
            }
            for row in answer
        ]


@pytest.mark.parametrize(
    "change",
    [
        lambda amount: amount.quantize(Decimal("0.1")),  # equal as numbers: every sum ends with a 0
        lambda amount: amount.quantize(Decimal("0.001")),
        lambda amount: amount + Decimal("0.01"),
        float,
    ],
    ids=["scale 1", "scale 3", "an öre more", "float"],
)
def test_another_scale_or_an_ore_would_be_noticed(
    files: tuple[Path, list[str], CodeTables], change: Any
) -> None:
    root, folders, codes = files
    changed = AnsweredLedger(Changed(root, change), folders=folders, codes=codes)
    by = (Dimension.MONTH, Dimension.LINE)
    spark = cluster.spark_ledger(root, folders=folders, codes=codes)
    assert repr(spark.sums(YEAR, by=by)) != repr(changed.sums(YEAR, by=by))
    assert repr(spark.control()) != repr(changed.control())


def test_a_sum_that_does_not_fit_is_an_error() -> None:
    too_much = "SELECT SUM(amount) FROM VALUES (99999999999999999999999999999999999999BD), (1BD) AS t(amount)"
    with pytest.raises(Exception, match=r"ARITHMETIC_OVERFLOW|NUMERIC_VALUE_OUT_OF_RANGE"):
        cluster.spark_session().sql(too_much).toArrow()


def test_a_day_is_the_same_day_for_workers_in_another_time_zone(
    files: tuple[Path, list[str], CodeTables],
) -> None:
    root, folders, codes = files
    ledger = cluster.spark_ledger(root, folders=folders, codes=codes)
    assert len(ledger.voucher("m3", "A-1-20170315")) == 5
    settings = cluster.spark_session().conf
    settings.set("spark.sql.datetime.java8API.enabled", "false")
    try:
        lost = ledger.voucher("m3", "A-1-20170315")
    finally:
        settings.set("spark.sql.datetime.java8API.enabled", "true")
    assert lost == ()  # what the setting is for


def test_a_file_of_an_earlier_release_without_a_column_is_read(
    files: tuple[Path, list[str], CodeTables],
) -> None:
    root, folders, codes = files
    path = root / folders[0] / ROWS_FILE
    pq.write_table(pq.read_table(path).drop_columns(["signature", "counterparty"]), path)
    where = replace(YEAR, text="hyra", without=Elimination.OWN)
    of_spark, of_duckdb = (
        open_ledger(root, folders=folders, codes=codes).vouchers(where, offset=0, limit=100)
        for open_ledger in (cluster.spark_ledger, DuckLedger)
    )
    assert of_spark == of_duckdb
    assert of_spark.total_rows == 25  # the first month's internal row is no longer known as such


def test_files_are_opened_by_name_whatever_stands_in_it(tmp_path: Path) -> None:
    root = tmp_path / "mål [1] {a,b} *?"
    folders, held = write_books(root, {"k1": sie(MONTHS.format(1))})
    ledger = cluster.spark_ledger(root, folders=folders, codes=spell_out(RULES, [held]))
    assert [one.rows for one in ledger.control()] == [5]


def test_a_file_that_is_missing_is_an_error(files: tuple[Path, list[str], CodeTables]) -> None:
    root, folders, codes = files
    (root / folders[3] / ROWS_FILE).unlink()
    with pytest.raises(Exception, match=r"PATH_NOT_FOUND|FILE_NOT_EXIST|does not exist"):
        cluster.spark_ledger(root, folders=folders, codes=codes).control()


def test_both_workers_run_tasks(files: tuple[Path, list[str], CodeTables]) -> None:
    root, folders, codes = files
    log = Path(urlsplit(cluster.spark_session().conf.get("spark.eventLog.dir")).path)
    before = tasks_by_worker(log)
    cluster.spark_ledger(root, folders=folders, codes=codes).control()
    deadline = time.monotonic() + 10  # the log is written beside the work
    while len(ran := tasks_by_worker(log) - before) < 2 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert set(ran) == {"0", "1"}, ran


def tasks_by_worker(log: Path) -> Counter[str]:
    """Count the tasks that have ended, by the number of the worker's executor."""
    events = (
        json.loads(line)
        for path in log.rglob("events_*")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith('{"Event":"SparkListenerTaskEnd"')
    )
    return Counter(event["Task Info"]["Executor ID"] for event in events)
