"""``hjulet organisation``: what files would change, and with ``--yes`` let in."""

from pathlib import Path

import pytest

from hjulet.cli.main import main
from hjulet.store.models import Unit
from tests.command import Command

DEMO = Path(__file__).resolve().parents[2] / "demo"
FILES = [str(DEMO / f"organisation{name}.csv") for name in ("", "_serves", "_successors")]


def test_a_home_gets_its_organisation(home: Path, db: None, hjulet: Command) -> None:
    shown = hjulet("organisation", *FILES)
    assert (shown["status"], shown["unchanged"], shown["problems"]) == ("would-change", 0, [])
    assert {change["kind"] for change in shown["changes"]} == {"new", "serves", "follows"}
    assert not Unit.objects.exists()
    assert hjulet("organisation", "--yes", *FILES)["status"] == "changed"
    again = hjulet("organisation", "--yes", *FILES)
    assert (again["status"], again["changes"], again["unchanged"]) == ("unchanged", [], 62)


def test_faults_are_told_and_nothing_is_changed(
    home: Path, db: None, hjulet: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "o.csv"
    bad.write_text(
        "code;kind;structure;name;parent;valid_from\nA;unit;both;A;B;2014-01-01\nC;x;both;C;;2014-01-01\n"
    )
    told = hjulet("organisation", str(bad), "--yes", exit_code=1)
    assert (told["status"], [one["code"] for one in told["problems"]]) == (
        "refused",
        ["unknown-kind", "unknown-parent"],
    )
    assert not Unit.objects.exists()
    assert main(["organisation", str(bad)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Ingenting är ändrat. Rätta 2 fel i filen och försök igen."
    assert lines[2] == "Fel: o.csv, rad 2: Enheten A ligger under B, som inte finns."


def test_a_change_is_a_line_of_words(
    demo: Path, tmp_path: Path, hjulet: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (DEMO / "organisation.csv").read_text(encoding="utf-8")
    changed = tmp_path / "o.csv"
    changed.write_text(
        text.replace("IT;function;administrative;IT-enheten;KSK", "IT;function;administrative;IT;EKO")
    )
    assert main(["organisation", str(changed), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "The file would change 2 things. Run with --yes to read it in.",
        "IT, IT. Changes name from 2014-01-01: IT-enheten → IT",
        "IT, IT. Moves, administrative structure from 2014-01-01: Kommunstyrelsens kontor → Ekonomi",
    ]


def test_a_file_that_is_not_there_is_wrong_usage(home: Path, db: None, hjulet: Command) -> None:
    assert hjulet("organisation", "nej.csv", exit_code=2)["error"]["code"] == "no-such-file"
