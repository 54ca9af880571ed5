"""The command's imports: a bar for whoever watches, withdrawals of budgets, and imports undone."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from hjulet.services.demo import FOLDER
from hjulet.texts.jobs import left_words, pace_words
from tests.command import Command
from tests.ledger_text import sie

ROOT = Path(__file__).resolve().parents[2]
JANUARY = "A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00"


def watched(*words: str, home: Path) -> tuple[str, str]:
    """Run the command with a terminal for its standard error; give both outputs."""
    ours, theirs = pty.openpty()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("HJULET", "DJANGO"))}
    done = subprocess.run(
        [sys.executable, "-m", "hjulet.cli.main", *words],
        cwd=ROOT,
        env={**own, "HJULET_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 65536):
            seen += part
    except OSError:  # the terminal is gone when its last user is
        pass
    os.close(ours)
    assert done.returncode == 0, (done.stdout, seen)
    return done.stdout.decode(), seen.decode()


@pytest.mark.slow
def test_a_bar_is_drawn_for_a_terminal_and_for_nobody_else(tmp_path: Path) -> None:
    book = str(FOLDER / "sie" / "2017.se")
    said, drawn = watched("check", "sie", book, home=tmp_path)
    assert "2017.se: Läser filen █" in drawn
    assert drawn.endswith("\r\x1b[K")  # the line is left as it was
    assert "█" not in said
    _, drawn = watched("check", "sie", book, "--json", home=tmp_path)
    assert drawn == ""


@pytest.mark.parametrize(
    ("step", "done", "total", "said"),
    [
        ("reading", 0, 280_000_000, "0 av 280 MB"),
        ("reading", 70_000_000, 280_000_000, "70 av 280 MB, ungefär 30 sekunder kvar, 7 MB/s"),
        ("writing", 100_000, 300_000, "100 000 av 300 000 rader, ungefär 20 sekunder kvar, 10 000 rader/s"),
        ("writing", 100, 0, ""),
    ],
)
def test_the_pace_so_far_says_how_long_is_left(step: str, done: int, total: int, said: str) -> None:
    words = pace_words(step, done, total, seconds=10, language="sv")
    assert words.replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "strax klart"),
        (3, "ungefär 3 sekunder kvar"),
        (119, "ungefär 119 sekunder kvar"),
        (150, "ungefär 2 minuter kvar"),
        (3600, "ungefär 60 minuter kvar"),
    ],
)
def test_what_is_left_is_said_in_seconds_and_then_in_minutes(seconds: int, said: str) -> None:
    assert left_words(seconds, language="sv") == said


def test_an_import_is_undone_by_the_command(db: None, home: Path, hjulet: Command, tmp_path: Path) -> None:
    first, second = tmp_path / "1.se", tmp_path / "2.se"
    first.write_bytes(sie(JANUARY))
    second.write_bytes(sie(JANUARY.replace("100.00", "200.00")))
    old = hjulet("import", "sie", str(first))["batch"]
    new = hjulet("import", "sie", str(second), "--replace")["batch"]

    undone = hjulet("withdraw", new, "--undo", "--reason", "fel fil")

    assert (undone["status"], undone["restored"]) == ("withdrawn", [old])
    assert {one["batch"]: one["status"] for one in hjulet("batches")["batches"]} == {
        old: "active",
        new: "withdrawn",
    }


def test_a_budget_is_withdrawn_by_the_key_that_its_import_gave(
    demo: Path, hjulet: Command, tmp_path: Path
) -> None:
    file = tmp_path / "b.csv"
    file.write_text(
        "unit;line;account;period;amount;version;decided\nHR;personnel;;2019;1;original;2018-01-01\n"
    )
    key = hjulet("import", "budget", str(file))["batch"]
    assert hjulet("withdraw", key, "--reason", "fel")["restored"] == []
    assert hjulet("withdraw", key, "--reason", "fel", exit_code=1)["error"]["code"] == "not-active"
    assert hjulet("withdraw", "0" * 12, "--reason", "fel", exit_code=1)["error"]["code"] == "not-found"
