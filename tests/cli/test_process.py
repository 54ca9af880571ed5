"""The command as a process of its own: one JSON document on standard output, exit codes of CONTRACT."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledger_text import sie

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str | bytes, home: Path, **more: str) -> tuple[int, str, str]:
    """Run the command with a home of its own; give exit code, standard output and standard error."""
    own = ("HJULET", "DJANGO")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    done = subprocess.run(
        [sys.executable, "-m", "hjulet.cli.main", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**environment, "HJULET_HOME": str(home), **more},
    )
    return done.returncode, done.stdout, done.stderr


def test_a_new_home_is_made_ready_and_holds_nothing(tmp_path: Path) -> None:
    code, printed, errors = run("batches", "--json", home=tmp_path / "home")
    assert (code, json.loads(printed), errors) == (0, {"schema": "batches/1", "batches": []}, "")
    code, printed, _ = run("figure", "net_cost unit=KS period=2017", "--json", home=tmp_path / "home")
    assert (code, json.loads(printed)["error"]["code"]) == (1, "no-data")


def test_what_is_wrong_in_the_program_is_exit_3_with_the_trace_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "hjulet.sqlite3").write_text("no database at all")
    code, printed, errors = run("batches", "--json", home=tmp_path)
    assert (code, json.loads(printed)["error"]["code"]) == (3, "internal")
    assert "Traceback" in errors


@pytest.mark.parametrize("secret", [{}, {"HJULET_SECRET_KEY": "x" * 60}])
def test_a_home_that_cannot_be_made_is_refused_without_a_trace(
    tmp_path: Path, secret: dict[str, str]
) -> None:
    (tmp_path / "file").write_text("")
    code, printed, errors = run("batches", "--json", home=tmp_path / "file" / "home", **secret)
    assert (code, json.loads(printed)["error"]["code"], errors) == (1, "home-not-writable", "")


def test_settings_that_cannot_be_used_are_wrong_usage(tmp_path: Path) -> None:
    code, printed, errors = run("doctor", "--json", home=tmp_path, HJULET_DATABASE_URL="mysql://x/y")
    assert (code, json.loads(printed)["error"]["code"], errors) == (2, "bad-configuration", "")


@pytest.mark.parametrize("command", ["doctor", "batches"])
def test_a_database_that_does_not_answer_is_said(tmp_path: Path, command: str) -> None:
    where = {"HJULET_DATABASE_URL": f"postgresql://@/x?host={tmp_path}", "HJULET_SECRET_KEY": "x" * 60}
    code, printed, errors = run(command, "--json", home=tmp_path, **where)
    (problem,) = json.loads(printed)["problems"]
    assert (code, problem["code"], errors) == (1, "database-unreachable", "")


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    code, printed, errors = run("--help", home=tmp_path / "home")
    assert (code, errors) == (0, "")
    assert "seal" in printed
    assert not (tmp_path / "home").exists()
    ask = "import sys, hjulet.cli.parser; print({'django', 'duckdb', 'ibis', 'typst'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize("name", ["finns-inte.se", b"\xff\xfe.se"])
def test_a_file_that_is_not_there_is_named_even_by_a_name_that_is_no_text(
    tmp_path: Path, name: str | bytes
) -> None:
    code, printed, _ = run("check", "sie", name, "--json", home=tmp_path / "home")
    assert (code, json.loads(printed)["error"]["code"]) == (2, "no-such-file")


def test_a_file_whose_name_is_no_text_is_imported_under_a_name_that_is(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.se"
    Path(os.fsdecode(name)).write_bytes(sie("A 1 2017-01-15 L\n  50110 13000 1.00\n  19100 - -1.00"))
    code, printed, _ = run("import", "sie", name, "--json", home=tmp_path / "home")
    assert (code, json.loads(printed)["file"]) == (0, "\\udcff.se")
