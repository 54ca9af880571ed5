"""A stored home of each release opens in this one and comes to the same; a newer one is refused."""

import json
import sqlite3
from base64 import b64decode
from contextlib import closing
from pathlib import Path

import pytest

from hjulet.domain.backup import BackupManifest, control_document, parse_manifest
from tests.places import Place

HOMES = Path(__file__).resolve().parent
RELEASES = sorted(folder.name for folder in HOMES.iterdir() if (folder / "hjulet.sql").exists())
GROW = {"django_migrations", "django_content_type", "auth_permission", "store_auditevent"}
"""Tables that get rows by migrating, and by the backup."""


def opened(release: str, home: Path) -> tuple[Place, BackupManifest]:
    """Put a stored home in its place, and give what it came to when it was stored."""
    (home / "ledger").mkdir(parents=True)
    with closing(sqlite3.connect(home / "hjulet.sqlite3")) as database:
        database.executescript((HOMES / release / "hjulet.sql").read_text(encoding="utf-8"))
    for path, content in json.loads((HOMES / release / "files.json").read_text(encoding="utf-8")).items():
        (home / path).parent.mkdir(exist_ok=True)
        (home / path).write_bytes(b64decode(content))
    return Place(home, on_server=False), parse_manifest((HOMES / release / "manifest.json").read_bytes())


def test_there_is_a_home_of_the_first_release() -> None:
    assert "0.1.0" in RELEASES
    for release in RELEASES:
        assert sum(place.stat().st_size for place in (HOMES / release).iterdir()) < 200_000


@pytest.mark.slow
@pytest.mark.parametrize("release", RELEASES)
def test_it_is_backed_up_as_it_is_then_migrated_and_says_the_same(release: str, tmp_path: Path) -> None:
    place, stored = opened(release, tmp_path / "home")
    before = control_document(stored.control)
    answer = place.say("migrate", "--backup", str(tmp_path / "before"))
    assert answer["backup"]["control"] == before
    after = place.say("backup", str(tmp_path / "after"))["control"]
    assert {name: after["tables"][name] for name in before["tables"] if name not in GROW} == {
        name: rows for name, rows in before["tables"].items() if name not in GROW
    }
    assert (after["ledger"], after["budget"], after["chain"]) == (
        before["ledger"],
        before["budget"],
        before["chain"],
    )
    assert place.say("figure", "net_cost unit=HR period=2017")["value"] == "26250000.00"
    assert place.say("figure", "appropriation unit=HR period=2017")["value"] == "347701.00"
    assert [one for one in place.say("doctor")["problems"] if one["severity"] == "error"] == []
    assert place.say("migrate")["steps"] == 0


@pytest.mark.slow
def test_a_home_of_a_newer_release_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    place, _ = opened(RELEASES[-1], tmp_path / "home")
    place.say("migrate")
    with closing(sqlite3.connect(place.home / "hjulet.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '0999_later', '2030-01-01')"
        )
    for words in (("migrate",), ("batches",), ("doctor",), ("migrate", "--backup", str(tmp_path / "no"))):
        (problem,) = place.say(*words, exit_code=1)["problems"]
        assert (problem["code"], problem["params"]["step"]) == ("home-newer", "store 0999_later")
    assert not (tmp_path / "no").exists()
