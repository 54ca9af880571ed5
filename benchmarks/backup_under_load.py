"""A backup while people write and a ledger is read in; restored elsewhere it comes to the same to the öre.

    python -m benchmarks.backup_under_load [--writers N] [--rows N] [--seconds N]
    script/with-postgres .venv/bin/python -m benchmarks.backup_under_load

The example municipality is loaded, with one ledger of so many rows. Then writers save texts through the
service, each in a process of its own, a second ledger is read in again and again, and the home is backed up
in the midst of it. It is restored in an empty home, which is asked for its control sums. Prints how many
saves went through before, during and after, how long the slowest took, and the backup's size and time.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from benchmarks.load import ROOT
from benchmarks.municipal_sie import write_municipal

SERVER = os.environ.get("HJULET_TEST_DATABASE_URL", "")

WRITER = """
import sys, time, django
django.setup()
from django.db import transaction
from django.utils import timezone
from hjulet.services.changes import audit, revise
from hjulet.services.people import OPERATOR
number, until = sys.argv[1], time.monotonic() + float(sys.argv[2])
count = 0
while time.monotonic() < until:
    count, begun = count + 1, time.monotonic()
    at = timezone.now()
    with transaction.atomic():
        revise("trial", number, version=count, fields={"source": "x" * 500}, by=OPERATOR, at=at)
        audit("save-trial", number, by=OPERATOR, at=at)
    print(time.time(), time.monotonic() - begun, flush=True)
    time.sleep(0.05)
"""


def environment(home: Path, name: str) -> dict[str, str]:
    """Tell a process where it works."""
    own = {**os.environ, "HJULET_HOME": str(home), "DJANGO_SETTINGS_MODULE": "hjulet.config.settings.staff"}
    if SERVER:
        own["HJULET_DATABASE_URL"] = urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
    return own


def command(*words: str, env: dict[str, str]) -> dict[str, Any]:
    """Run the command, and give its document."""
    done = subprocess.run(
        [sys.executable, "-m", "hjulet.cli.main", *words, "--json"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def main() -> int:
    """Make the homes, let them write, back up, restore, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--seconds", type=float, default=40)
    asked = parser.parse_args()
    if SERVER:
        import psycopg  # noqa: PLC0415 - only where there is a server

        with psycopg.connect(SERVER, autocommit=True) as opened:
            for name in ("under_load", "restored"):
                opened.execute(f"CREATE DATABASE {name}")
    with tempfile.TemporaryDirectory() as place:
        return trial(Path(place), asked)


def trial(place: Path, asked: argparse.Namespace) -> int:
    """Run the trial in a folder; 0 if the sums are the same."""
    home, elsewhere = environment(place / "home", "under_load"), environment(place / "other", "restored")
    command("demo", env=home)
    books = [place / f"{number}.se" for number in (1, 2)]
    for number, book in enumerate(books):
        write_municipal(book, rows=asked.rows, seed=number)
    command("import", "sie", str(books[0]), "--company", "BIG", env=home)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(number), str(asked.seconds)],
            cwd=ROOT,
            env=home,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(asked.writers)
    ]
    words = ["-m", "hjulet.cli.main", "import", "sie", str(books[1]), "--company", "MORE"]
    for one in writers:
        assert one.stdout is not None
        one.stdout.readline()  # it has begun
    time.sleep(asked.seconds / 4)
    importing = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=home, stdout=subprocess.DEVNULL)
    begun = time.time()
    made = command("backup", str(place / "backup"), env=home)
    ended = time.time()
    importing.wait()
    saves = [tuple(map(float, line.split())) for one in writers for line in one.communicate()[0].splitlines()]
    begun_restoring = time.time()
    restored = command("restore", str(place / "backup"), env=elsewhere)
    took = time.time() - begun_restoring
    report(saves, begun, ended)
    size = f"{made['files']} files, {made['size'] / 1e6:.1f} MB"
    print(f"backup: {size} in {ended - begun:.1f} s; restore {took:.1f} s")
    again = command("backup", str(place / "again"), env=elsewhere)["control"]
    made["control"]["tables"]["store_auditevent"] += 1  # that it was restored
    is_same = restored["control"]["ledger"] == made["control"]["ledger"] and again == made["control"]
    rows = made["control"]["tables"]
    print(f"in the backup: {rows['store_revision']} revisions, {len(made['control']['ledger'])} batch years")
    print(f"control sums of the manifest and of the restored home: {'equal' if is_same else 'DIFFERENT'}")
    return 0 if is_same and command("verify", env=elsewhere)["ok"] else 1


def report(saves: list[tuple[float, ...]], begun: float, ended: float) -> None:
    """Print how saving went before, during and after the backup."""
    parts = {
        "before": [took for at, took in saves if at < begun],
        "during": [took for at, took in saves if begun <= at <= ended],
        "after": [took for at, took in saves if at > ended],
    }
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name, part in parts.items():
        took = sorted(part) or [0.0]
        late = took[int(len(took) * 0.95)]
        print(
            f"{name:<8}{len(part):>6} saves   p95 {late * 1000:>6.0f} ms   slowest {took[-1] * 1000:>6.0f} ms"
        )


if __name__ == "__main__":
    sys.exit(main())
