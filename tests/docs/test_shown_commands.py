"""The commands that the pages show are run, and answer what the pages say.

A line of output that ends with "…" is compared up to there. Where a page shows no output, the command
must still be done, or find what it is there to find (exit 1).
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = {"hjulet": ["-m", "hjulet.cli.main"], "python3": []}
DRAFT = "HR:s nettokostnad ökade med 3,0 mnkr till 38,7 mnkr.\n"

Run = Callable[[str], subprocess.CompletedProcess[str]]


def shown(page: str) -> list[tuple[str, list[str]]]:
    """List the commands of a page's code blocks, each with the lines of output that follow it."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(
        r"^ *```\n(.*?)^ *```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    ):
        is_ours = False
        for line in block.splitlines():
            command = re.match(r"\s*\$ (.*)", line)
            if command:
                is_ours = command[1].split()[0] in PROGRAMS
                found += [(command[1], [])] if is_ours else []
            elif is_ours:
                found[-1][1].append(line.strip())
    return found


def agrees(printed: str, line: str) -> bool:
    """Tell whether a printed line is the one shown, up to a mark of omission."""
    said = printed.strip()
    return said.startswith(line.removesuffix("…")) if line.endswith("…") else said == line


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a shown command, once, in a folder that has the demo, the tools, a draft, and a home of its own."""
    folder = tmp_path_factory.mktemp("shown")
    for name in ("demo", "tools"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "draft.md").write_text(DRAFT, encoding="utf-8")
    known = {name: value for name, value in os.environ.items() if not name.startswith(("HJULET_", "DJANGO_"))}
    environment = known | {"HJULET_HOME": str(folder / "var"), "PYTHONPATH": str(ROOT)}

    @cache
    def run_one(command: str) -> subprocess.CompletedProcess[str]:
        program, *words = shlex.split(command.replace("$HJULET_HOME", str(folder / "var")))
        return subprocess.run(
            [sys.executable, *PROGRAMS[program], *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run_one


@pytest.mark.slow
def test_the_pages_show_what_the_commands_answer(run: Run) -> None:
    commands = [*shown("docs/concepts/flow.md"), *shown("README.md")]
    wrong = {}
    for command, lines in commands:
        answer = run(command)
        printed = answer.stdout.splitlines()
        if answer.returncode > 1 or (lines and not _same(printed, lines)):
            wrong[command] = answer.stdout + answer.stderr

    assert len([command for command, lines in commands if lines]) > 10
    assert wrong == {}


def _same(printed: list[str], lines: list[str]) -> bool:
    return len(printed) == len(lines) and all(map(agrees, printed, lines))


def test_another_answer_would_be_found() -> None:
    assert _same(["a = 1 kr", "b: 0f3a"], ["a = 1 kr", "b: 0f…"])
    assert not _same(["a = 1 kr", "b: 0f3a"], ["a = 1 kr", "b: 0e…"])
    assert not _same(["a = 1 kr"], ["a = 2 kr"])
    assert not _same(["a = 1 kr", "more"], ["a = 1 kr"])
