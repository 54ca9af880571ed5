"""How long the pages of the analysis take on a large ledger, against a yardstick of the same run.

    python -m benchmarks.drill [--rows N] [--rounds N]

The ledger is made up (``benchmarks/drill_home.py``) in a home that is removed afterwards: one year, 800
responsibilities in as many units below 10 committees, 300 accounts, the other codes on some of the rows.
The yardstick is reading the four columns that a sum needs out of the rows' file. Ratios say more than
milliseconds: the machine is another one tomorrow. Time of the processor is told beside time of the clock,
which also counts waiting for others on a shared machine.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django
import pyarrow.parquet as pq
from django.http import HttpResponse

from benchmarks.served import own_home

PIVOT, ROWS = "/huvudbok/analys/", "/huvudbok/analys/rader/"
PAGES = {
    "the year: line x month": PIVOT,
    "the year: committee x month": f"{PIVOT}?rader=enhet",
    "every unit x line": f"{PIVOT}?rader=alla-enheter&kolumner=rad",
    "account x counterparty": f"{PIVOT}?rader=konto&kolumner=motpart",
    "project x month, external": f"{PIVOT}?rader=projekt&interna=utan-egna",
    "a committee: unit x month": f"{PIVOT}?enhet=N3&rader=enhet&rad=personnel",
    "a unit: account x month": f"{PIVOT}?enhet=E10243&rad=personnel&rader=konto",
    "a cell's note": f"{PIVOT}?enhet=E10243&rad=personnel&rader=konto&manad=2025-03&fragment=1",
    "rows of a unit's account": f"{ROWS}?enhet=E10243&konto=50011",
    "rows of a committee's month": f"{ROWS}?enhet=N3&rad=personnel&manad=2025-03",
    "rows of all, largest first": f"{ROWS}?ordning=storst",
    "text in a committee's month": f"{ROWS}?enhet=N3&manad=2025-03&text=faktura+77",
    "text in the whole year": f"{ROWS}?text=faktura+77",
}


def main() -> None:
    """Make the ledger, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with own_home() as home:
        django.setup()
        from benchmarks.drill_home import make_home  # noqa: PLC0415 - its models need what is set up here

        start = time.perf_counter()
        folder = make_home(home, options.rows)
        made = time.perf_counter() - start
        cube = pq.read_metadata(folder / "cube.parquet").num_rows
        print(f"{options.rows} rows, {cube} in the cube, made in {made:.0f} s, {sys.version.split()[0]}")
        measure(folder, options.rounds)


def measure(folder: Path, rounds: int) -> None:
    """Ask for each page as a browser does, the first time and again."""
    from django.test import Client  # noqa: PLC0415 - needs settings

    client = Client(SERVER_NAME="127.0.0.1")
    assert client.login(username="alice", password="benchmark")  # noqa: S106 - invented
    columns = ["month", "responsibility", "account", "amount"]
    print(f"{'':30} {'first ms':>9} {'clock ms':>9} {'cpu ms':>8} {'x':>6}")
    yardstick = report(
        "read four columns",
        lambda: pq.read_table(folder / "rows.parquet", columns=columns, use_threads=False),
        rounds,
    )
    pages = dict(PAGES)
    listed = client.get(PAGES["rows of a unit's account"]).content.decode()
    voucher = listed.partition('href="/verifikat/')[2].partition('"')[0].replace("&amp;", "&")
    pages["a voucher"] = f"/verifikat/{voucher}"
    pages["the next voucher"] = f"/verifikat-intill/nasta/?{voucher.partition('?')[2]}"
    for name, address in pages.items():
        report(name, lambda address=address: show(client.get(address)), rounds, yardstick)


def show(answer: HttpResponse) -> None:
    """Refuse to measure a page that does not answer."""
    assert answer.status_code in (200, 302), answer


def report(name: str, work: Callable[[], object], rounds: int, yardstick: float = 0.0) -> float:
    """Measure some rounds after a first one, print a line, and give the processor's seconds."""
    first, _ = timed(work)
    taken = [timed(work) for _ in range(rounds)]
    clock, processor = (statistics.median(times) for times in zip(*taken, strict=True))
    ratio = processor / yardstick if yardstick else 1.0
    print(
        f"{name:30} {first * 1000:9.1f} {clock * 1000:9.1f} {processor * 1000:8.1f} {ratio:6.2f}", flush=True
    )
    return processor


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Tell how long something takes by the clock and by the processor, in seconds."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


if __name__ == "__main__":
    main()
