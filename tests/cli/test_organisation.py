"""``hjulet organisation``: what files would change, and with ``--yes`` let in."""

from datetime import datetime
from pathlib import Path

import pytest

from hjulet.cli.main import main
from hjulet.domain.permission import Actor
from hjulet.services.organisation_import import (
    Files,
    OrganisationTrial,
    import_organisation,
    try_organisation,
)
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
        "Changes that the file makes: 2. Run with --yes to read it in.",
        "IT, IT. Changes name from 2014-01-01: IT-enheten → IT",
        "IT, IT. Moves, administrative structure from 2014-01-01: Kommunstyrelsens kontor → Ekonomi",
    ]


def test_whoever_is_overtaken_between_the_trial_and_its_end_is_told_to_run_it_again(
    home: Path, db: None, hjulet: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(files: Files, *, by: Actor, at: datetime) -> OrganisationTrial:
        tried = try_organisation(files, by=by, at=at)
        other = tuple((name, data.replace(b"Kommunstyrelsens kontor", b"Kontoret")) for name, data in files)
        import_organisation(other, base=tried.base, by=by, at=at)
        return tried

    monkeypatch.setattr("hjulet.cli.organisation.try_organisation", overtaken)
    assert hjulet("organisation", "--yes", *FILES, exit_code=1)["error"]["code"] == "conflict"
    assert Unit.objects.filter(name="Kontoret").exists()


def test_a_file_that_is_not_there_is_wrong_usage_before_any_database_is_made(hjulet: Command) -> None:
    assert hjulet("organisation", "nej.csv", exit_code=2)["error"]["code"] == "no-such-file"
