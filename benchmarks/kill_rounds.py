"""Kills imports and sealings with SIGKILL and counts half states: there shall be none.

Run: ``python -m benchmarks.kill_rounds [--random N] [--seed N] [--most N] [--points A,B] [--only W]``.

Each round copies a home, runs ``hjulet import sie`` or ``hjulet seal`` in a child process and kills it: at
N random moments spread over the measured time of the work, and at every named point (each call of mkdir,
open, fsync, rename, rmtree, execute and commit, before and after it; at most ``--most`` of each, spread
evenly). Then the home is judged by what the product itself says: ``batches`` against the stored rows,
``verify``, ``doctor``, rows against audit events and folders; and the work is done again, which must end
well. The positive control does the same with the order broken on purpose: rows first, files after. There
the judge must see half states, or it would be blind. The database is SQLite in the home.
"""

import argparse
import contextlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WORK = Path(tempfile.mkdtemp(prefix="hjulet-kill-"))
os.environ["HJULET_HOME"] = str(WORK / "judged")
os.environ["DJANGO_SETTINGS_MODULE"] = "hjulet.config.settings.staff"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from hjulet.cli.main import main as hjulet  # noqa: E402
from hjulet.services.figures import open_books  # noqa: E402
from hjulet.services.ledger import batches, control_faults  # noqa: E402
from hjulet.services.people import OPERATOR  # noqa: E402
from hjulet.store.models import AuditEvent, Batch, Edition, Snapshot  # noqa: E402

WORDS = {
    "import": ("import", "sie", str(ROOT / "demo" / "sie" / "2017.se"), "--company", "KOMMUN"),
    "seal": ("seal", "annual", "--unit", "KS", "--period", "2017"),
}


@dataclass
class Tally:
    """What some rounds saw. ``done`` counts those in which the work had been finished when killed."""

    name: str
    rounds: int = 0
    killed: int = 0
    done: int = 0
    half: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)

    def row(self) -> str:
        """Write the tally as a row of the table."""
        nothing = self.rounds - self.done - len(self.half)
        return (
            f"{self.name:<34}{self.rounds:>8}{self.killed:>8}{nothing:>9}{self.done:>7}"
            f"{len(self.half):>6}{len(self.stuck):>7}"
        )


def use(home: Path) -> None:
    """Look at another home from now on."""
    connection.close()
    settings.HJULET_HOME = home
    connection.settings_dict["NAME"] = home / "hjulet.sqlite3"


def say(*words: str) -> tuple[int, dict[str, Any]]:
    """Run the command in this process and give its exit code and document."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = hjulet([*words, "--json"])
    document: dict[str, Any] = json.loads(printed.getvalue())
    return code, document


def faults() -> list[str]:
    """Name what is half in the home that is looked at."""
    return [*_row_faults(), *_doctor_faults(), *_edition_faults()]


def _row_faults() -> Iterator[str]:
    if Batch.objects.count() != AuditEvent.objects.filter(action="import-sie").count():
        yield "batches and audit events differ"
    if Edition.objects.count() != AuditEvent.objects.filter(action="seal-report").count():
        yield "editions and audit events differ"
    if set(Snapshot.objects.latest("number").batches.all()) != set(Batch.objects.all()):
        yield "a batch outside the latest snapshot"
    numbers = list(Snapshot.objects.values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"snapshots {numbers}"


def _doctor_faults() -> Iterator[str]:
    """Ask the doctor, who compares files with rows; then compare once more, without the doctor."""
    code, doctor = say("doctor")
    found = [problem["code"] for problem in doctor.get("problems", ()) if problem["severity"] == "error"]
    if code > 1 or found:
        yield f"doctor: {found or doctor}"
    if "batch-files-missing" not in found:
        listed = batches(by=OPERATOR, at=timezone.now())
        for key in control_faults(open_books().ledger.control(), listed):
            yield f"sums of {key}"


def _edition_faults() -> Iterator[str]:
    code, verified = say("verify", "--rebuild")
    if code or verified["editions"] != Edition.objects.count():
        yield f"verify: {verified.get('faults') or verified}"


def is_done(work: str) -> bool:
    """Tell whether the work is there, all of it."""
    return (Batch if work == "import" else Edition).objects.exists()


def child(work: str, home: Path, *options: str) -> "subprocess.Popen[str]":
    """Start the work in a child and wait until it has loaded its programs."""
    command = [sys.executable, "-m", "benchmarks.killed_child", *options, *WORDS[work]]
    started = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "HJULET_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stderr is not None
    line = started.stderr.readline()
    assert line == "ready\n", line + started.stderr.read()
    return started


def copy(work: str) -> Path:
    """Copy the home that the work starts from."""
    home = WORK / "round"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(WORK / work, home)
    return home


def prepare() -> None:
    """Make the homes that the rounds start from: one with a mapping and no ledger, and the demo."""
    for work in WORDS:
        use(WORK / work)
        assert say("demo")[0] == 0
    use(WORK / "import")
    for model in (
        AuditEvent.objects.filter(action="import-sie"),
        Snapshot.objects.exclude(number=1),
        Batch.objects,
    ):
        model.all().delete()
    shutil.rmtree(WORK / "import" / "ledger")
    connection.close()


def round_of(
    work: str, tally: Tally, *, label: str, options: tuple[str, ...], delay: float | None = None
) -> None:
    """Run the work once, kill it or let it kill itself, and judge the home it leaves."""
    home = copy(work)
    process = child(work, home, *options)
    if delay is not None:
        time.sleep(delay)
        process.kill()
    process.communicate()
    use(home)
    tally.rounds += 1
    tally.killed += process.returncode == -signal.SIGKILL
    found = faults()
    if found:
        tally.half.append(f"{label}: {'; '.join(found)}")
        return
    tally.done += is_done(work)
    code, answer = say(*WORDS[work])  # done again, it must end well
    if code or not is_done(work) or faults():
        tally.stuck.append(f"{label}: {answer}")


def measure(work: str, *options: str) -> tuple[float, dict[str, int]]:
    """Run the work to its end: how long it takes, and how often each point is passed."""
    home = copy(work)
    process = child(work, home, "--count", *options)
    started = time.monotonic()
    printed, errors = process.communicate()
    assert process.returncode == 0, errors
    counts: dict[str, int] = json.loads(printed.splitlines()[-1])
    return time.monotonic() - started, counts


def spread(count: int, most: int) -> list[int]:
    """Pick at most so many (2 or more) of 1..count, evenly, the first and the last among them."""
    if count <= most:
        return list(range(1, count + 1))
    return sorted({1 + round(place * (count - 1) / (most - 1)) for place in range(most)})


def points(counts: dict[str, int], most: int, names: frozenset[str]) -> list[str]:
    """Name the points at which to die; no names: all."""
    return [
        f"{name}:{number}:{when}"
        for name, count in counts.items()
        if not names or name in names
        for number in spread(count, most)
        for when in ("before", "after")
    ]


def rounds(work: str, asked: argparse.Namespace, *, dice: random.Random, broken: bool) -> list[Tally]:
    """Run all rounds of one kind of work; of a broken one only as many as show that the judge sees."""
    options = ("--broken",) if broken else ()
    name = f"{work}, broken order" if broken else work
    took, counts = measure(work, *options)
    at_random, at_points = Tally(f"{name}, random moments"), Tally(f"{name}, named points")
    for _ in range(-(-asked.random // 4) if broken else asked.random):
        delay = dice.uniform(0, took)
        round_of(work, at_random, label=f"{delay:.3f} s", options=options, delay=delay)
    for point in points(counts, 2 if broken else asked.most, frozenset(asked.points.split(",")) - {""}):
        round_of(work, at_points, label=point, options=(*options, "--crash", point))
    return [at_random, at_points]


def main(arguments: list[str] | None = None) -> int:
    """Run the rounds, print the table; 0 if there was no half state and the control saw some."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=40, help="random moments for each kind of work")
    parser.add_argument("--most", type=int, default=12, help="calls of each function at which to die")
    parser.add_argument("--points", default="", help="only these functions, with commas between")
    parser.add_argument("--seed", type=int, default=2017)
    parser.add_argument("--only", choices=tuple(WORDS))
    asked = parser.parse_args(arguments)
    dice = random.Random(asked.seed)
    try:
        prepare()
        works = [asked.only] if asked.only else list(WORDS)
        ours, control = (
            [tally for work in works for tally in rounds(work, asked, dice=dice, broken=broken)]
            for broken in (False, True)
        )
    finally:
        connection.close()
        shutil.rmtree(WORK, ignore_errors=True)
    return report(ours, control)


def report(ours: list[Tally], control: list[Tally]) -> int:
    """Print the table and what was half or stuck."""
    print(f"{'':<34}{'rounds':>8}{'killed':>8}{'nothing':>9}{'whole':>7}{'half':>6}{'stuck':>7}")
    for tally in (*ours, *control):
        print(tally.row())
    for tally in ours:
        for line in (*tally.half, *tally.stuck):
            print(f"{tally.name}: {line}")
    clean = not any(tally.half or tally.stuck for tally in ours)
    seen = all(any(tally.half for tally in control[place : place + 2]) for place in range(0, len(control), 2))
    print(f"half states: {'none' if clean else 'SEEN'}; the control saw {'some' if seen else 'NONE'}")
    return 0 if clean and seen else 1


if __name__ == "__main__":
    sys.exit(main())
