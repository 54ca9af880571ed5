"""The same questions about the same ledger on DuckDB and on Spark: times, and that the answers are equal.

    script/with-spark .venv/bin/python -m benchmarks.spark [--rows N] [--batches N]

The ledger is invented from hashes of row numbers, so every run asks about the same rows: a batch of a year
for each municipality of a consortium, and a state before one of them was replaced. Answers are compared as
text, in which another type or scale of a number is a difference. DuckDB has one thread, as our processes
have; Spark has what script/with-spark starts, two workers of one core.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from hjulet.domain.ledger import Dimension, Elimination, LedgerFilter, LedgerQuery, RowOrder
from hjulet.domain.mapping import AccountRule, InternalRule, InternalScope, Mapping, UnitRule
from hjulet.store.ledger.answers import AnsweredLedger
from hjulet.store.ledger.batch_writer import BatchWriter
from hjulet.store.ledger.codes import CodeTables, CompanyCodes, spell_out
from hjulet.store.ledger.duck import DuckLedger
from hjulet.store.ledger.files import CUBE_FILE, ROWS_FILE, ensure_empty
from hjulet.store.ledger.schema import BALANCES
from hjulet.store.ledger.spark import SparkLedger, open_session

YEAR = LedgerFilter(first_month="2017-01", last_month="2017-12")
CHUNK = 100_000
INVENTED = """
WITH drawn AS (
    SELECT i, i // 4 AS v, hash(i, $seed) AS h, hash(i // 2, $seed) AS pair, hash(i // 4, $seed) AS of_voucher
    FROM range($start, $stop) AS t(i)
), dated AS (
    SELECT *, DATE '2017-01-01' + (of_voucher % 365)::INT AS date FROM drawn
)
SELECT
    'A-' || v || '-' || strftime(date, '%Y%m%d') AS voucher, 'A' AS series, v::VARCHAR AS number, date,
    strftime(date, '%Y-%m') AS month, '' AS period, (i % 4 + 1)::INT AS row,
    (30000 + 100 * (h % 400))::VARCHAR AS account, (12000 + (h >> 16) % 300)::VARCHAR AS responsibility,
    CASE WHEN h % 10 = 0 THEN 'P' || (h >> 20) % 50 ELSE '' END AS project,
    '' AS activity_code, (100 + (h >> 24) % 40)::VARCHAR AS activity,
    CASE WHEN (h >> 8) % 20 = 0 THEN (120 + (h >> 28) % 20)::VARCHAR ELSE '' END AS counterparty,
    '' AS other_objects,
    (CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END
        * ((pair % 10000000)::DECIMAL(16, 0) * 0.01 + CASE WHEN v % 100 = 7 THEN $more ELSE 0.00 END)
    )::DECIMAL(18, 2) AS amount,
    '' AS quantity, CASE WHEN h % 3 = 0 THEN 'Faktura ' || h % 100000 ELSE '' END AS text,
    'Leverantör ' || of_voucher % 5000 AS voucher_text, '' AS signature, (i + 10)::INT AS line
FROM dated
"""
"""Vouchers of four rows that balance two by two; every hundredth voucher has ``$more`` kronor more."""


def main() -> None:
    """Write the ledger, ask both engines, print, and say whether an answer differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3_000_000, help="rows in all")
    parser.add_argument("--batches", type=int, default=6, help="municipalities, one batch each")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), rows=given.rows // given.batches, batches=given.batches)


def measure(root: Path, *, rows: int, batches: int) -> None:
    """Ask every question on both engines."""
    start = time.perf_counter()
    ensure_empty(root)
    folders = [write(root, company=f"K{number:02}", rows=rows, seed=number) for number in range(batches)]
    replaced = write(root, company="K00", rows=rows, seed=0, more="1.00")
    print(f"{rows * batches} rows in {batches} batches, written in {time.perf_counter() - start:.0f} s")
    for file in (ROWS_FILE, CUBE_FILE):
        size = sum((root / folder / file).stat().st_size for folder in folders)
        print(f"{file}: {size / 1e6:.1f} MB, {size / (rows * batches):.1f} bytes for each row of the ledger")
    held = codes(batches)
    run_as_a_cluster_does()
    start = time.perf_counter()
    session = open_session(os.environ["HJULET_TEST_SPARK_MASTER"])
    states = (folders, [replaced, *folders[1:]])
    on_spark = [SparkLedger(session, str(root), folders=each, codes=held) for each in states]
    on_duckdb = [DuckLedger(root, folders=each, codes=held) for each in states]
    on_spark[0].voucher("K00", "none")
    print(f"session and first answer: {time.perf_counter() - start:.1f} s")
    application = session.sparkContext.applicationId
    compare(rows * batches, on_duckdb, on_spark, application)
    for one in executors(application):
        print(f"executor {one.number}: {one.peak:.0f} MB at most")
    session.stop()


def compare(
    rows: int, on_duckdb: Sequence[DuckLedger], on_spark: Sequence[SparkLedger], application: str
) -> None:
    """Print a line for each question; leave with an error if an answer differs."""
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'':33} {'DuckDB':>17} {'Spark':>17}")
    print(f"{'question':33} {'s':>8} {'core s':>8} {'s':>8} {'core s':>8} {'rows/core s':>12}  answers")
    differing = []
    for name, ask in QUESTIONS.items():
        duckdb_took = timed(ask, *on_duckdb, clock=time.process_time)
        spark_took = timed(
            ask, *on_spark, clock=lambda: sum(one.core_seconds for one in executors(application))
        )
        same = duckdb_took.answer == spark_took.answer
        differing += [] if same else [name]
        verdict = f"equal, {len(spark_took.answer)} characters" if same else "DIFFERENT"
        figures = " ".join(
            f"{one:8.2f}" for took in (duckdb_took, spark_took) for one in (took.seconds, took.core_seconds)
        )
        print(f"{name:33} {figures} {rows / spark_took.core_seconds:12,.0f}  {verdict}")
    if differing:
        raise SystemExit(f"answers differ: {', '.join(differing)}")


Ask = Callable[[LedgerQuery, LedgerQuery], object]

QUESTIONS: dict[str, Ask] = {
    "sums: company, line, month (cube)": lambda ledger, _: ledger.sums(
        YEAR, by=(Dimension.COMPANY, Dimension.LINE, Dimension.MONTH)
    ),
    "sums without internal (cube)": lambda ledger, _: ledger.sums(
        replace(YEAR, without=Elimination.OWN), by=(Dimension.COMPANY, Dimension.ACCOUNT, Dimension.PARTNER)
    ),
    "sums of one municipality (cube)": lambda ledger, _: ledger.sums(
        replace(YEAR, companies=("K01",)), by=(Dimension.UNIT, Dimension.LINE)
    ),
    "unmapped (cube)": lambda ledger, _: ledger.unmapped(YEAR),
    "sums where a text is (rows)": lambda ledger, _: ledger.sums(
        replace(YEAR, text="leverantör 12"), by=(Dimension.COMPANY, Dimension.LINE)
    ),
    "page of 50 of all rows (rows)": lambda ledger, _: ledger.vouchers(
        YEAR, offset=100, limit=50, order=RowOrder.LARGEST
    ),
    "control (rows and cube)": lambda ledger, _: ledger.control(),
    "compare two states (rows)": lambda ledger, earlier: ledger.compare(YEAR, earlier=earlier, limit=200),
}
"""Name of a question -> how it is asked of a state and an earlier one."""


@dataclass(frozen=True)
class Took:
    """What a question took, and its answer as text. Core seconds hardly depend on who else is at work."""

    seconds: float
    core_seconds: float
    answer: str


def timed(ask: Ask, ledger: AnsweredLedger, earlier: AnsweredLedger, *, clock: Callable[[], float]) -> Took:
    """Ask once to warm up, then three times: the median seconds, and the mean core seconds."""
    taken, answer = [], repr(ask(ledger, earlier))
    before = clock()
    for _ in range(3):
        start = time.perf_counter()
        ask(ledger, earlier)
        taken.append(time.perf_counter() - start)
    return Took(statistics.median(taken), (clock() - before) / 3, answer)


def write(root: Path, *, company: str, rows: int, seed: int, more: str = "0.00") -> str:
    """Write an invented batch and give the name of its folder."""
    with BatchWriter(root) as writer:
        for start in range(0, rows, CHUNK):
            drawn = {"seed": seed, "start": start, "stop": min(start + CHUNK, rows)}
            chunk: pa.Table = duckdb.sql(INVENTED.replace("$more", more), params=drawn).to_arrow_table()
            writer.add(chunk)
        balances = BALANCES.to_pyarrow().empty_table().drop_columns(["batch", "company"])
        return writer.finish(key=company, company=company, balances=balances)


def codes(batches: int) -> CodeTables:
    """Spell a mapping out for all municipalities; some accounts and codes are left without."""
    companies = [f"K{number:02}" for number in range(batches)]
    mapping = Mapping(
        accounts=tuple(account_rule(company, str(n)) for company in companies for n in range(30, 68)),
        units=tuple(unit_rule(company, str(n)) for company in companies for n in range(1200, 1229)),
        internal=tuple(internal_rule(company) for company in companies),
    )
    return spell_out(mapping, [held_by(company) for company in companies])


def account_rule(company: str, first: str) -> AccountRule:
    """Map accounts by their first two digits."""
    return AccountRule(
        company=company,
        valid_from=2014,
        valid_to=None,
        account_from=first,
        account_to=first,
        line=f"line{first}",
        sign=-1,
    )


def unit_rule(company: str, first: str) -> UnitRule:
    """Map responsibilities by their first four digits."""
    return UnitRule(
        company=company,
        valid_from=2014,
        valid_to=None,
        code_part="responsibility",
        code_from=first,
        code_to=first,
        unit=f"U{first}",
    )


def internal_rule(company: str) -> InternalRule:
    """Make half of the counterparties internal."""
    return InternalRule(
        company=company,
        valid_from=2014,
        valid_to=None,
        code_part="counterparty",
        code_from="120",
        code_to="129",
        scope=InternalScope.OWN,
        unit="U1200",
    )


def held_by(company: str) -> CompanyCodes:
    """Name the codes that an invented batch can have."""
    return CompanyCodes(
        company=company,
        accounts=frozenset(str(30000 + 100 * n) for n in range(400)),
        responsibilities=frozenset(str(12000 + n) for n in range(300)),
        years=frozenset({2017}),
        counterparties=frozenset(str(120 + n) for n in range(20)),
    )


def run_as_a_cluster_does() -> None:
    """Let both sides of the session compile as long as it pays, unlike the tests, which are short."""
    defaults = Path(os.environ["SPARK_CONF_DIR"]) / "spark-defaults.conf"
    lines = [f"spark.{side}.extraJavaOptions -XX:+UseSerialGC\n" for side in ("driver", "executor")]
    defaults.write_text(defaults.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")


@dataclass(frozen=True)
class Executor:
    """A worker's process: the core seconds that it has used, and the most MB of memory that it has had."""

    number: str
    core_seconds: float
    peak: float


def executors(application: str) -> Iterator[Executor]:
    """Find the executors of an application on this machine."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_text(encoding="utf-8", errors="replace").split("\0")
            status = (process / "status").read_text(encoding="utf-8")
            times = (process / "stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
        except OSError:  # it has ended
            continue
        if application in words and "--executor-id" in words:
            (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
            used = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
            yield Executor(words[words.index("--executor-id") + 1], used, int(peak) / 1024)


if __name__ == "__main__":
    main()
