"""How long the ledger's questions take on years of a large municipality, against a yardstick of the same run.

    python -m benchmarks.queries [--rows N] [--years N]

One year is made as a SIE file (``municipal_sie``), read and stored as an import does; the other years are
the same rows at other dates. The yardstick is DuckDB reading two columns of the year's rows: less than that
no question about rows can take. Queries run in one thread, as they do in the staff site's workers.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.municipal_sie import YEAR, make_plan, write_municipal
from benchmarks.timing import timed
from hjulet.domain.ledger import ROW_COLUMNS, Dimension, Elimination, LedgerFilter, RowOrder
from hjulet.domain.mapping import AccountRule, InternalRule, InternalScope, Mapping, UnitRule
from hjulet.readers.sie4 import read_sie
from hjulet.store.ledger.batch_writer import BatchWriter
from hjulet.store.ledger.codes import CompanyCodes, spell_out
from hjulet.store.ledger.duck import DuckLedger
from hjulet.store.ledger.files import CUBE_FILE, ROWS_FILE, ensure_empty
from hjulet.store.ledger.schema import BALANCES

COMPANY = "KOMMUN"
COMMITTEES = 10
LINES = ("fees", "materials_services", "personnel", "premises", "transfers", "net_interest")
ROUNDS = 7


def main() -> None:
    """Make the years, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3_000_000, help="rows of a year")
    parser.add_argument("--years", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), rows=given.rows, years=given.years)


def measure(root: Path, *, rows: int, years: int) -> None:
    """Time every question on one year, and the sums on all of them."""
    ensure_empty(root)
    start = time.perf_counter()
    folders = [first_year(root, rows)]
    folders += [other_year(root, folders[0], YEAR - number) for number in range(1, years)]
    made = time.perf_counter() - start
    row_file, cube_file = (root / folders[0] / name for name in (ROWS_FILE, CUBE_FILE))
    counted, cells = (pq.read_metadata(path).num_rows for path in (row_file, cube_file))
    print(f"{counted} rows a year, {cells} in its cube, {years} years, made in {made:.0f} s")
    print(
        f"{row_file.stat().st_size / counted:.1f} bytes a row, cube {cube_file.stat().st_size / 1e6:.1f} MB"
    )
    print(f"Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    codes = spell_out(mapping(), [held(years)])
    one = DuckLedger(root, folders=folders[:1], codes=codes)
    all_years = DuckLedger(root, folders=folders, codes=codes)
    yardstick = timed(lambda: raw(row_file), rounds=ROUNDS)
    print(f"{'':<46}{'ms':>8}{'x yardstick':>13}")
    report("yardstick: two columns of the year's rows", yardstick, yardstick)
    ask_year("one year", one, yardstick)
    ask_year(f"a year of {years}", all_years, yardstick)
    everything = LedgerFilter(first_month=f"{YEAR - years + 1}-01", last_month=f"{YEAR}-12")
    by = (Dimension.UNIT, Dimension.LINE, Dimension.MONTH)
    report(
        f"{years} years: committee x line x month",
        timed(lambda: all_years.sums(everything, by=by), rounds=ROUNDS),
        yardstick,
    )


def ask_year(name: str, ledger: DuckLedger, yardstick: float) -> None:
    """Time the questions that pages ask, about the last year."""
    year = LedgerFilter(first_month=f"{YEAR}-01", last_month=f"{YEAR}-12")
    own = replace(year, units=("N3",), lines=("personnel",))
    month = replace(own, first_month=f"{YEAR}-03", last_month=f"{YEAR}-03")
    external = replace(year, without=Elimination.OWN)
    row = ledger.vouchers(month, offset=0, limit=1).rows[0]
    by = (Dimension.UNIT, Dimension.LINE, Dimension.MONTH)
    questions: dict[str, Callable[[], object]] = {
        "committee x line x month": lambda: ledger.sums(year, by=by),
        "the same without internal items": lambda: ledger.sums(external, by=by),
        "project x month": lambda: ledger.sums(year, by=(Dimension.PROJECT, Dimension.MONTH)),
        "account x counterparty of a committee": lambda: ledger.sums(
            replace(year, units=("N3",)), by=(Dimension.ACCOUNT, Dimension.COUNTERPARTY)
        ),
        "text in all rows, by account": lambda: ledger.sums(
            replace(year, text="internhyra"), by=(Dimension.ACCOUNT,)
        ),
        "rows of a committee's line and month": lambda: ledger.vouchers(month, offset=0, limit=50),
        "rows of a committee's line, the year": lambda: ledger.vouchers(own, offset=0, limit=50),
        "the year's largest rows": lambda: ledger.vouchers(year, offset=0, limit=50, order=RowOrder.LARGEST),
        "one voucher": lambda: ledger.voucher(row.batch, row.voucher),
    }
    for question, ask in questions.items():
        report(f"{name}: {question}", timed(ask, rounds=ROUNDS), yardstick)


def first_year(root: Path, rows: int) -> str:
    """Make a SIE file, and store it as an import does."""
    path = root / "year.se"
    write_municipal(path, rows=rows)
    with BatchWriter(root) as writer:
        content = read_sie(path, file=path.name, into=writer.add)
        assert content.facts.accepted, content.facts.problems
        folder = writer.finish(key=f"y{YEAR}", company=COMPANY, balances=content.balances)
    path.unlink()
    return folder


def other_year(root: Path, folder: str, year: int) -> str:
    """Store the same rows at the dates of another year."""
    empty = BALANCES.to_pyarrow().empty_table().drop_columns(["batch", "company"])
    with BatchWriter(root) as writer:
        names = [name for name, _ in ROW_COLUMNS]
        for batch in pq.ParquetFile(root / folder / ROWS_FILE).iter_batches(columns=names):
            writer.add(dated(pa.Table.from_batches([batch]).select(names), year))
        return writer.finish(key=f"y{year}", company=COMPANY, balances=empty)


def dated(rows: pa.Table, year: int) -> pa.Table:
    """Move rows to another year; the day may shift, the month does not."""
    for name in ("month", "voucher"):
        moved = pc.replace_substring(rows[name], str(YEAR), str(year))
        rows = rows.set_column(rows.schema.get_field_index(name), name, moved)
    back = pa.scalar(365 * (YEAR - year), pa.int32())
    days = pc.subtract(rows["date"].cast(pa.int32()), back).cast(pa.date32())
    return rows.set_column(rows.schema.get_field_index("date"), "date", days)


def mapping() -> Mapping:
    """Map account classes to lines, responsibilities to ten committees, every tenth counterparty to us."""
    years = {"company": COMPANY, "valid_from": 2000, "valid_to": None}
    lines = zip("345678", LINES, strict=True)
    plan = make_plan(random.Random(2025))
    return Mapping(
        accounts=tuple(
            AccountRule(**years, account_from=first, account_to=first, line=line, sign=-1)
            for first, line in lines
        ),
        units=tuple(
            UnitRule(
                **years,
                code_part="responsibility",
                code_from=code,
                code_to=code,
                unit=f"N{number % COMMITTEES}",
            )
            for number, code in enumerate(plan.responsibilities)
        ),
        internal=tuple(
            InternalRule(
                **years,
                code_part="counterparty",
                code_from=code,
                code_to=code,
                scope=InternalScope.OWN,
                unit=f"N{number % COMMITTEES}",
            )
            for number, code in enumerate(plan.counterparties[::10])
        ),
    )


def held(years: int) -> CompanyCodes:
    """Name the codes that the years hold."""
    plan = make_plan(random.Random(2025))
    return CompanyCodes(
        company=COMPANY,
        accounts=frozenset((*plan.costs, *plan.income, *plan.balance)),
        responsibilities=frozenset(plan.responsibilities),
        years=frozenset(range(YEAR - years + 1, YEAR + 1)),
        counterparties=frozenset(plan.counterparties),
    )


def raw(path: Path) -> Sequence[object]:
    """Sum the amounts by month, straight from the file."""
    with duckdb.connect(":memory:", config={"threads": 1}) as engine:
        read = "SELECT month, sum(amount) FROM read_parquet($path) GROUP BY month"
        return engine.execute(read, {"path": str(path)}).fetchall()


def report(name: str, seconds: float, yardstick: float) -> None:
    """Print a line."""
    print(f"{name:<46}{seconds * 1000:>8.0f}{seconds / yardstick:>13.2f}")


if __name__ == "__main__":
    main()
