"""How fast a large SIE file becomes a batch, in how much memory, against ``csv.reader`` over the same bytes.

    python -m benchmarks.import_sie [--rows N ...]

Each import runs in a process of its own, whose greatest memory is told; the yardstick runs before and
after it, so that what else the machine does is in both. Reading, all checks and the three Parquet files
are in the time; the database is not.
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.municipal_sie import write_municipal
from hjulet.readers.sie4 import read_sie
from hjulet.store.ledger.batch_writer import BatchWriter

ROOT = Path(__file__).resolve().parent.parent


def yardstick(path: Path) -> dict[str, float]:
    """Go through the file with ``csv.reader``."""
    started, used = time.perf_counter(), time.process_time()
    with path.open(encoding="cp437", newline="") as source:
        for _ in csv.reader(source, delimiter=" "):
            pass
    return {"seconds": time.perf_counter() - started, "processor": time.process_time() - used}


def import_file(path: Path) -> dict[str, Any]:
    """Read, judge and store a file."""
    started, used = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory(dir=path.parent) as root, BatchWriter(Path(root)) as writer:
        content = read_sie(path, file=path.name, into=writer.add)
        read = time.perf_counter()
        folder = writer.finish(key="benchmark", company="KOMMUN", balances=content.balances)
        ended, processor = time.perf_counter(), time.process_time() - used
        sizes = {file.name: file.stat().st_size for file in (Path(root) / folder).iterdir()}
    return {
        "rows": content.facts.counts.rows,
        "accepted": content.facts.accepted,
        "problems": len(content.facts.problems),
        "seconds": ended - started,
        "reading": read - started,
        "processor": processor,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "sizes": sizes,
    }


def _apart(what: str, path: Path) -> dict[str, Any]:
    words = [sys.executable, "-m", "benchmarks.import_sie", "--child", what, str(path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def measure(path: Path, rows: int) -> None:
    """Measure a file and print the lines."""
    before = _apart("yardstick", path)
    found = _apart("import", path)
    after = _apart("yardstick", path)
    csv_seconds = (before["seconds"] + after["seconds"]) / 2
    csv_processor = (before["processor"] + after["processor"]) / 2
    stored = sum(found["sizes"].values()) / 1e6
    print(f"{rows} rows, {path.stat().st_size / 1e6:.0f} MB, stored as {stored:.0f} MB: {found['sizes']}")
    print(f"  csv.reader         {csv_seconds:7.2f} s, {csv_processor:6.2f} s of processor")
    print(
        f"  import             {found['seconds']:7.2f} s, {found['processor']:6.2f} s of processor, "
        f"{found['rows'] / found['seconds'] / 1000:.0f} k rows/s, {found['seconds'] / csv_seconds:.1f} x"
    )
    print(f"  of it reading      {found['reading']:7.2f} s")
    print(f"  greatest memory    {found['memory']:7.0f} MB; {found['problems']} problems")


def main() -> None:
    """Measure files of the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[300_000, 3_000_000])
    parser.add_argument("--child", nargs=2, metavar=("WHAT", "PATH"))
    asked = parser.parse_args()
    if asked.child:
        what, path = asked.child
        print(json.dumps({"yardstick": yardstick, "import": import_file}[what](Path(path))))
        return
    for rows in asked.rows:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "municipal.se"
            measure(path, write_municipal(path, rows=rows))


if __name__ == "__main__":
    main()
