"""How long lists take to read and judge, as csv and as a workbook, against ``csv.reader`` in the same run.

    python -m benchmarks.import_lists [--rows N] [--seed N]

The list is a generated municipality's: vouchers of two to eight rows, Swedish texts, amounts written
``-1234,50``. The yardstick is ``csv.reader`` over the same bytes, which splits and judges nothing. Memory
is what a process of its own had at most, for the list and for one of a tenth of its rows.
"""

import argparse
import csv
import io
import multiprocessing
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import xlsxwriter

from benchmarks.timing import median_of
from hjulet.domain.column_map import propose_map
from hjulet.readers.lists import read_list
from hjulet.readers.xlsx_guard import inspect_workbook

HEADS = (
    *("Serie", "Ver.nr", "Bokföringsdatum", "Period", "Konto", "Ansvar", "Verksamhet"),
    *("Projekt", "Motpart", "Belopp", "Text"),
)
COLUMNS = propose_map(HEADS)
TEXTS = ("Löner augusti", "Hyra, Lunagallerian", "Kaffe & frukt", "Årsavgift", "Återbetalning")
MOST_IN_A_BOOK = 200_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=2017)
    asked = parser.parse_args()
    rows = list(generated(asked.rows, seed=asked.seed))
    data, quoted = as_csv(rows, csv.QUOTE_MINIMAL), as_csv(rows, csv.QUOTE_ALL)
    print(f"{len(rows)} rows, {len(data) / 1e6:.1f} MB, {sys.version.split()[0]}")
    text = data.decode()
    yardstick = median_of(lambda: sum(1 for _ in csv.reader(io.StringIO(text), delimiter=";")), rounds=3)
    tell("csv.reader over the bytes", yardstick, yardstick, len(rows))
    tell("read and judge csv", median_of(lambda: read(data), rounds=3), yardstick, len(rows))
    tell("the same, every cell quoted", median_of(lambda: read(quoted), rounds=3), yardstick, len(rows))
    tell(
        "row by row (the oracle)", median_of(lambda: read(data, exactly=True), rounds=1), yardstick, len(rows)
    )
    some = whole(rows[:MOST_IN_A_BOOK])
    book = as_xlsx(some)
    part = yardstick * len(some) / len(rows)
    tell("workbook: the guard alone", median_of(lambda: inspect_workbook(book), rounds=1), part, len(some))
    tell("workbook: read and judge", median_of(lambda: read(book), rounds=1), part, len(some))
    assert read(book) == read(as_csv(some, csv.QUOTE_MINIMAL)), "the same rows have the same content"
    for name, size in (("a tenth", len(rows) // 10), ("all", len(rows))):
        print(f"most memory, {name:10} {peak(as_csv(whole(rows[:size]), csv.QUOTE_MINIMAL)):6.0f} MB")


def generated(count: int, *, seed: int) -> Iterator[tuple[str, ...]]:
    """Make rows of balanced vouchers."""
    chosen = random.Random(seed)
    made = number = 0
    while made < count:
        number += 1
        month = 1 + number * 12 // (count // 4 + 1) % 12
        head = ("A", str(number), f"2017-{month:02d}-{chosen.randint(1, 28):02d}", f"2017{month:02d}")
        amounts = [chosen.randint(-5_000_000, 5_000_000) for _ in range(chosen.randint(1, 5))]
        for ore in (*amounts, -sum(amounts)):
            made += 1
            yield (
                *head,
                f"{chosen.choice((3, 4, 5, 6, 7))}{chosen.randint(1000, 1400)}",
                f"0{chosen.randint(10000, 10400)}",
                str(chosen.randint(100, 160)),
                chosen.choice(("", "", "P100", "P2017")),
                chosen.choice(("", "871", "100")),
                f"{'-' if ore < 0 else ''}{abs(ore) // 100},{abs(ore) % 100:02d}",
                chosen.choice(TEXTS),
            )


def whole(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Leave out the last voucher, which may have been cut."""
    return [row for row in rows if row[1] != rows[-1][1]]


def as_csv(rows: list[tuple[str, ...]], quoting: int) -> bytes:
    """Write the rows as csv."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", quoting=quoting, lineterminator="\r\n").writerows((HEADS, *rows))
    return stream.getvalue().encode()


def as_xlsx(rows: list[tuple[str, ...]]) -> bytes:
    """Write the rows as a workbook: number, account and amount as numbers, the other codes as text."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        for line, row in enumerate(rows, 1):
            sheet.write_row(line, 0, row)
            for place in (1, 4):
                sheet.write_number(line, place, int(row[place]))
            sheet.write_number(line, 9, float(row[9].replace(",", ".")))
    return stream.getvalue()


def read(source: bytes | Path, *, exactly: bool = False) -> str:
    """Read and judge, and give the content's hash."""
    met: list[int] = []
    content = read_list(
        source, file="list", columns=COLUMNS, into=lambda rows: met.append(rows.num_rows), exactly=exactly
    )
    assert content.facts.accepted, content.facts.problems[:3]
    assert sum(met) == content.facts.counts.rows
    return content.facts.content


def peak(data: bytes) -> float:
    """Give the most memory, in MB, that a process of its own had when it read a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(data)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(_peak, (path,))


def _peak(path: Path) -> float:
    pa.set_cpu_count(1)
    read(path)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+([0-9]+)", status)[1]) / 1000


def tell(name: str, seconds: float, yardstick: float, rows: int) -> None:
    """Print a line."""
    speed = rows / seconds / 1000
    print(f"{name:28} {seconds * 1000:8.0f} ms  {seconds / yardstick:6.1f} x  {speed:7.0f} k rows/s")


if __name__ == "__main__":
    main()
