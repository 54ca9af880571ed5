"""The command in a process that is to be killed: at a moment from outside, or at a named point from within.

Run by ``kill_rounds``. A point is ``fsync:3:before``: at the third call of that function, before or after it
has done its work, the process kills itself with SIGKILL, so that no cleaning up of any kind is run. With
``--count`` it is not killed but tells how often each function is called. ``--broken`` breaks our order of
writing on purpose: row first, files after; each step committed by itself. It is there to show that the
rounds can see a half state.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "hjulet.config.settings.staff"
django.setup()

from django.db import transaction  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.db.backends.utils import CursorWrapper  # noqa: E402

from hjulet.cli.main import main  # noqa: E402

import_module("hjulet.cli.ledger")  # loaded before the clock starts
cli_editions: Any = import_module("hjulet.cli.editions")
edition: Any = import_module("hjulet.services.edition")
endings: Any = import_module("hjulet.services.batch_endings")
ledger: Any = import_module("hjulet.services.ledger")

POINTS: dict[str, tuple[Any, str]] = {
    "mkdir": (Path, "mkdir"),
    "open": (Path, "open"),
    "fsync": (os, "fsync"),
    "rename": (Path, "rename"),
    "rmtree": (shutil, "rmtree"),
    "execute": (CursorWrapper, "execute"),
    "commit": (BaseDatabaseWrapper, "_commit"),
}
"""Name of a point -> what is called there: every step that can leave something on the disk."""

calls: Counter[str] = Counter()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _watch(name: str, place: Any, attribute: str, *, before: int, after: int) -> None:
    """Count the calls of a function, and die at one of them (0: at none)."""
    original: Callable[..., Any] = getattr(place, attribute)

    def counted(*given: Any, **named: Any) -> Any:
        calls[name] += 1
        number = calls[name]
        if number == before:
            _die()
        answer = original(*given, **named)
        if number == after:
            _die()
        return answer

    setattr(place, attribute, counted)


def watch(crash: str) -> None:
    """Watch all points; die at the one named, if any."""
    named, _, rest = crash.partition(":")
    number, _, when = rest.partition(":")
    for name, (place, attribute) in POINTS.items():
        hit = int(number) if name == named else 0
        before, after = (hit, 0) if when == "before" else (0, hit)
        _watch(name, place, attribute, before=before, after=after)


def break_import() -> None:
    """Commit the batch's row first and write its files after."""
    writer, take = ledger.BatchWriter, ledger.import_sie
    later: list[tuple[Any, str, dict[str, Any]]] = []

    class Late(writer):  # type: ignore[misc]
        """Gives a name at once, keeps what it was given, and writes when the row is there."""

        def finish(self, **given: Any) -> str:
            later.append((self, f"{given['key']}.late", given))
            return later[-1][1]

        def __exit__(self, *_: object) -> None:
            """Leave the rows where they lie."""

    def import_sie(*given: Any, **named: Any) -> Any:
        outcome = take(*given, **named)
        for late, name, wanted in later:
            root = ledger.ledger_root()
            (root / writer.finish(late, **wanted)).rename(root / name)
        return outcome

    ledger.BatchWriter, ledger.import_sie = Late, import_sie


def break_ending() -> None:
    """Commit each step of a withdrawal or an undoing by itself."""

    def alone(name: str) -> None:
        step = getattr(endings, name)

        def committed(*given: Any, **named: Any) -> Any:
            with transaction.atomic():
                return step(*given, **named)

        setattr(endings, name, committed)

    for name in ("lock_snapshots", "end_batch", "revive_batch", "reopen", "take_snapshot", "audit"):
        alone(name)
    endings.transaction = SimpleNamespace(atomic=nullcontext)


def break_seal() -> None:
    """Commit the edition's row with an empty folder, and write its files into it one by one."""
    write, seal = edition.write_edition, cli_editions.seal_report
    aside = Path(tempfile.mkdtemp(prefix="hjulet-kill-"))

    def seal_report(*given: Any, **named: Any) -> Any:
        facts = seal(*given, **named)
        for place in sorted(path for path in aside.rglob("*") if path.is_file()):
            target = facts.path / place.relative_to(aside)
            target.parent.mkdir(exist_ok=True)
            with target.open("wb") as sink:
                sink.write(place.read_bytes())
                os.fsync(sink.fileno())
        shutil.rmtree(aside)
        return facts

    edition.write_edition = lambda _folder, **named: write(aside, **named)
    cli_editions.seal_report = seal_report


def run() -> int:
    """Run the command as told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--crash", default="")
    parser.add_argument("--count", action="store_true")
    parser.add_argument("--broken", action="store_true")
    parser.add_argument("words", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    if asked.broken:
        {"import": break_import, "withdraw": break_ending, "seal": break_seal}[asked.words[0]]()
    watch(asked.crash)
    print("ready", file=sys.stderr, flush=True)
    code = main(asked.words)
    if asked.count:
        print(json.dumps(calls))
    return code


if __name__ == "__main__":
    sys.exit(run())
