"""How long reading, storing and asking the ledger take, against a yardstick of the same run.

    python -m benchmarks.ledger [--copies N]

The yardstick of reading is ``csv.reader`` over the same bytes; of asking, reading the same cube's Parquet
file into memory. Ratios say more than seconds: the machine is another one tomorrow.
"""

import argparse
import csv
import io
import re
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.timing import timed
from hjulet.domain.ledger import Dimension, LedgerFilter
from hjulet.domain.mapping import Mapping, RuleKind
from hjulet.readers.ledger_content import LedgerContent
from hjulet.readers.mapping_rules import read_rules
from hjulet.readers.sie4 import read_sie
from hjulet.store.ledger.batch_writer import BatchWriter
from hjulet.store.ledger.codes import CodeTables, CompanyCodes, spell_out
from hjulet.store.ledger.duck import DuckLedger
from hjulet.store.ledger.files import CUBE_FILE, ensure_empty

DEMO = Path(__file__).resolve().parent.parent / "demo"
COMPANY = "KOMMUN"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--copies", type=int, default=10, help="how many times the year's vouchers stand in the file"
    )
    data = enlarged((DEMO / "sie" / "2017.se").read_bytes(), copies=parser.parse_args().copies)
    chunks: list[pa.Table] = []
    content = read_sie(data, file="benchmark.se", into=chunks.append)
    rows = content.facts.counts.rows
    print(f"{rows} rows, {len(data) / 1e6:.1f} MB, {sys.version.split()[0]}")
    lines = timed(lambda: sum(1 for _ in csv.reader(io.StringIO(data.decode("cp437")), delimiter=" ")))
    report("csv.reader over the bytes", lines, lines, rows)
    report("read and check", timed(lambda: read_sie(data, file="benchmark.se"), rounds=3), lines, rows)
    with tempfile.TemporaryDirectory() as folder:
        measure_store(content, chunks, Path(folder), lines, rows)


def measure_store(
    content: LedgerContent, chunks: list[pa.Table], root: Path, lines: float, rows: int
) -> None:
    """Write the batch, and ask it as pages do."""
    ensure_empty(root)
    seconds = timed(lambda: store(content, chunks, root), rounds=3)
    report("write Parquet and cube", seconds, lines, rows)
    name = store(content, chunks, root)
    ledger = DuckLedger(root, folders=[name], codes=codes(content))
    cube = timed(lambda: pq.read_table(root / name / CUBE_FILE))
    year = LedgerFilter(first_month="2017-01", last_month="2017-12")
    line = LedgerFilter(first_month="2017-01", last_month="2017-12", units=("HR",), lines=("personnel",))
    report("read the cube's file", cube, cube, rows)
    report(
        "sums: unit x line x month",
        timed(lambda: ledger.sums(year, by=(Dimension.UNIT, Dimension.LINE, Dimension.MONTH))),
        cube,
        rows,
    )
    report("vouchers: a page of rows", timed(lambda: ledger.vouchers(line, offset=0, limit=50)), cube, rows)


def store(content: LedgerContent, chunks: list[pa.Table], root: Path) -> str:
    """Write the batch's files."""
    with BatchWriter(root) as writer:
        for chunk in chunks:
            writer.add(chunk)
        return writer.finish(key="benchmark", company=COMPANY, balances=content.balances)


def codes(content: LedgerContent) -> CodeTables:
    """Spell the demo's mapping out for the file's codes."""
    mapping = Mapping(accounts=(), units=())
    for kind in (RuleKind.ACCOUNTS, RuleKind.UNITS):
        file = DEMO / "mapping" / f"{kind}.csv"
        table = read_rules(file.read_bytes(), kind=kind, company=COMPANY, file=file.name)
        mapping = mapping.with_rules(kind, COMPANY, table.rules)
    held = CompanyCodes(
        company=COMPANY,
        accounts=frozenset(content.facts.used_codes["account"]),
        responsibilities=frozenset(content.facts.used_codes["responsibility"]),
        years=frozenset({2017}),
    )
    return spell_out(mapping, [held])


def enlarged(data: bytes, *, copies: int) -> bytes:
    """Repeat a file's vouchers in series of their own; its checksum and balances are left out."""
    text = data.decode("cp437")
    start = text.index("#VER")
    head = re.sub(r"(?m)^#(?:KSUMMA|[IU]B|RES|O[IU]B)\b.*\r?\n", "", text[:start])
    vouchers = re.sub(r"(?m)^#KSUMMA.*\r?\n?", "", text[start:])
    series = (re.sub(r"(?m)^#VER (\S+)", rf"#VER \g<1>{copy}", vouchers) for copy in range(copies))
    return (head + "".join(series)).encode("cp437")


def report(name: str, seconds: float, yardstick: float, rows: int) -> None:
    """Print a line."""
    speed = rows / seconds / 1000
    print(f"{name:28} {seconds * 1000:9.1f} ms  {seconds / yardstick:7.1f} x  {speed:9.0f} k rows/s")


if __name__ == "__main__":
    main()
