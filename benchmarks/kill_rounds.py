"""Kills imports, replacements, withdrawals, undoings and sealings, and counts half states: none, we say.

Run: ``python -m benchmarks.kill_rounds [--random N] [--seed N] [--most N] [--points A,B] [--only W ...]``;
``script/with-postgres .venv/bin/python -m benchmarks.kill_rounds`` does the same on PostgreSQL.

Each round copies a home, does one piece of work with the command in a child process and kills it with
SIGKILL: at N random moments spread over the measured time of the work, and at every named point (each call
of mkdir, open, fsync, rename, rmtree, execute and commit, before and after it; at most ``--most`` of each,
spread evenly). Then the home is judged (``kill_judge``), and the work is done again, which must end well. The
positive control does the same with the order broken on purpose: rows first, files after; each step of a
withdrawal in a transaction of its own. There the judge must see half states, or it would be blind.
"""

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass, field

from benchmarks import kill_homes as homes
from benchmarks.kill_judge import State, faults, say, state_of
from hjulet.store.models import AuditEvent, Batch, Snapshot

BOOKS = homes.ROOT / "demo" / "sie" / "2017.se"
CORRECTED = homes.WORK / "2017-corrected.se"

WORDS: dict[str, tuple[str, ...]] = {
    "import": ("import", "sie", str(BOOKS), "--company", "KOMMUN"),
    "replace": ("import", "sie", str(CORRECTED), "--replace"),
    "withdraw": ("withdraw", "{batch}", "--reason", "fel fil"),
    "undo": ("withdraw", "{batch}", "--undo", "--reason", "fel fil"),
    "seal": ("seal", "annual", "--unit", "KS", "--period", "2017"),
}
"""Work -> the command; ``{batch}`` is the latest batch of the home."""


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


@dataclass(frozen=True)
class Work:
    """A piece of work: its command, and what the home is before and after it."""

    name: str
    words: tuple[str, ...]
    before: State
    after: State


def child(work: Work, *options: str) -> "subprocess.Popen[str]":
    """Start the work on a fresh copy of its home, and wait until the child has loaded its programs."""
    homes.make("round", like=work.name)
    return _start(work.words, *options)


def _start(words: tuple[str, ...], *options: str) -> "subprocess.Popen[str]":
    started = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.killed_child", *options, *words],
        cwd=homes.ROOT,
        env=homes.environment("round"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stderr is not None
    line = started.stderr.readline()
    assert line == "ready\n", line + started.stderr.read()
    return started


def prepare(asked: Collection[str]) -> None:
    """Make the homes that the rounds start from: without a ledger, the demo, and one with a replacement."""
    CORRECTED.write_bytes(BOOKS.read_bytes().replace(b"#TRANS 50110 ", b"#TRANS 50120 ", 25))
    homes.make("demo")
    homes.use("demo")
    assert say("demo")[0] == 0
    for name in asked:
        homes.make(name, like="demo")
    if "undo" in asked:
        homes.use("undo")
        assert say(*WORDS["replace"])[1]["status"] == "replaced"
    if "import" in asked:
        homes.use("import")
        _without_ledger()


def _without_ledger() -> None:
    for model in (
        AuditEvent.objects.filter(action="import-sie"),
        Snapshot.objects.exclude(number=1),
        Batch.objects,
    ):
        model.all().delete()
    shutil.rmtree(homes.WORK / "import" / "ledger")


def work_of(name: str) -> Work:
    """Do a piece of work once, unharmed, and note what the home is before and after."""
    before = state_of(name)
    latest = Batch.objects.order_by("id").last()
    words = tuple(word.replace("{batch}", latest.key if latest else "") for word in WORDS[name])
    homes.make("round", like=name)
    homes.use("round")
    code, answer = say(*words)
    assert code == 0, answer
    return Work(name=name, words=words, before=before, after=state_of("round"))


def round_of(
    work: Work, tally: Tally, *, label: str, options: tuple[str, ...], delay: float | None = None
) -> None:
    """Run the work once, kill it or let it kill itself, and judge the home it leaves."""
    process = child(work, *options)
    if delay is not None:
        time.sleep(delay)
        process.kill()
    process.communicate()
    tally.rounds += 1
    tally.killed += process.returncode == -signal.SIGKILL
    homes.use("round")
    found = faults()
    if found:
        tally.half.append(f"{label}: {'; '.join(found)}")
        return
    left = state_of("round")
    if left not in (work.before, work.after):
        tally.half.append(f"{label}: neither before nor after: {left}")
        return
    is_done = left == work.after
    tally.done += is_done
    code, answer = say(*work.words)  # done again, it must end well; what is withdrawn already says so
    if (code and not is_done) or state_of("round") != work.after or faults():
        tally.stuck.append(f"{label}: {answer}")


def measure(work: Work, *options: str) -> tuple[float, dict[str, int]]:
    """Run the work to its end: how long it takes, and how often each point is passed."""
    process = child(work, "--count", *options)
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


def rounds(work: Work, asked: argparse.Namespace, *, dice: random.Random, broken: bool) -> list[Tally]:
    """Run all rounds of one kind of work; of a broken one only as many as show that the judge sees."""
    options = ("--broken",) if broken else ()
    name = f"{work.name}, broken order" if broken else work.name
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
    parser.add_argument("--only", choices=tuple(WORDS), action="append")
    asked = parser.parse_args(arguments)
    dice, names = random.Random(asked.seed), asked.only or tuple(WORDS)
    try:
        prepare(names)
        works = [work_of(name) for name in names]
        ours, control = (
            [tally for work in works for tally in rounds(work, asked, dice=dice, broken=broken)]
            for broken in (False, True)
        )
    finally:
        homes.remove()
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
