"""A backup and its restoring: the same to the öre, a flipped byte is named, and nothing is ever destroyed."""

import json
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from hjulet.domain.backup import MANIFEST, SUMS, parse_manifest
from hjulet.services.errors import RefusedError
from hjulet.services.restore import read_backup
from tests.command import SCHEMAS
from tests.places import Place, is_sqlite

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module")
def demo_place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Make the example municipality with a sealed report, somebody who is signed in, and a house style."""
    place = Place(tmp_path_factory.mktemp("backup") / "demo").make()
    place.say("demo")
    place.say("seal", "annual", "--unit", "KS", "--period", "2017")
    signed_in = (
        "import django; django.setup()\n"
        "from django.contrib.sessions.backends.db import SessionStore\n"
        "session = SessionStore(); session['who'] = 'bo'; session.save()"
    )
    done = place.run(
        "-c", "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'hjulet.config.settings.staff'\n" + signed_in
    )
    assert done.returncode == 0, done.stderr
    (place.home / "house").mkdir()
    (place.home / "house" / "house.toml").write_text('accent = "#0b5a83"\n', encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def made(demo_place: Place) -> dict[str, Any]:
    """Back it up once."""
    return demo_place.say("backup", str(demo_place.home.parent / "made"))


@pytest.fixture
def backup(made: dict[str, Any], tmp_path: Path) -> Path:
    """Give a test a copy of the backup that it may harm."""
    return Path(shutil.copytree(made["folder"], tmp_path / "copy"))


@pytest.fixture
def empty(tmp_path: Path) -> Place:
    """Give a place with nothing in it."""
    return Place(tmp_path / "empty").make()


def rewrite(backup: Path, **values: Any) -> None:
    """Change what a manifest says, and its control sum, as another release would have written it."""
    document = json.loads((backup / MANIFEST).read_text(encoding="utf-8")) | values
    text = json.dumps(document)
    lines = (backup / SUMS).read_text(encoding="utf-8").splitlines()[:-1]
    (backup / MANIFEST).write_text(text, encoding="utf-8")
    own = f"{sha256(text.encode()).hexdigest()}  {MANIFEST}"
    (backup / SUMS).write_text("\n".join([*lines, own, ""]), encoding="utf-8")


def test_what_is_restored_is_what_was_backed_up(
    made: dict[str, Any], demo_place: Place, empty: Place
) -> None:
    restored = empty.say("restore", made["folder"])
    assert restored["control"] == made["control"]
    assert (restored["faults"], restored["aside"], restored["beside"]) == ([], None, [])
    figure = ("figure", "net_cost unit=KS period=2017")
    assert empty.say(*figure)["value"] == demo_place.say(*figure)["value"]
    assert empty.say("verify", "--rebuild")["ok"]
    assert (empty.home / "house" / "house.toml").is_file()
    again = empty.say("backup", str(empty.home.parent / "again"))["control"]
    events = again["tables"].pop("store_auditevent")
    before = {**made["control"], "tables": dict(made["control"]["tables"])}
    assert events == before["tables"].pop("store_auditevent") + 1  # that it was restored
    assert again == before


def test_the_control_sums_are_those_of_the_files_that_were_read_in(
    made: dict[str, Any], demo_place: Place
) -> None:
    sums = {one["batch"]: one["turnover"] for one in made["control"]["ledger"]}
    batches = demo_place.say("batches")["batches"]
    assert sums == {one["batch"]: one["control_sum"] for one in batches}
    assert made["control"]["chain"]["number"] == 1


def test_nobody_is_signed_in_by_a_backup_and_nobody_else_reads_it(
    made: dict[str, Any], demo_place: Place
) -> None:
    folder = Path(made["folder"])
    assert "django_session" not in made["control"]["tables"]
    assert not [place for place in folder.rglob("*") if "secret-key" in place.name]
    files = [place for place in folder.rglob("*") if place.is_file()]
    assert {stat.S_IMODE(place.stat().st_mode) for place in files} == {0o600}
    if is_sqlite():
        key = (demo_place.home / "secret-key").read_bytes()
        assert not [place for place in files if key in place.read_bytes()]
        who = "SELECT session_key FROM django_session"
        (signed_in,) = _ask(demo_place.home / "hjulet.sqlite3", who)
        assert _ask(folder / "database" / "hjulet.sqlite3", who) == []
        assert signed_in[0].encode() not in (folder / "database" / "hjulet.sqlite3").read_bytes()


def _ask(database: Path, sql: str) -> list[tuple[str]]:
    import sqlite3  # noqa: PLC0415 - of one of the two databases

    opened = sqlite3.connect(database)
    try:
        return opened.execute(sql).fetchall()
    finally:
        opened.close()


def test_the_control_sums_can_be_checked_without_us_and_the_manifest_has_its_schema(
    made: dict[str, Any],
) -> None:
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    folder = Path(made["folder"])
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", SUMS], cwd=folder, check=True)
    schema = json.loads((SCHEMAS / "backup-manifest.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    listed = {one.path for one in parse_manifest((folder / MANIFEST).read_bytes()).files}
    there = {place.relative_to(folder).as_posix() for place in folder.rglob("*") if place.is_file()}
    assert there == {*listed, MANIFEST, SUMS}


def flipped(place: Path) -> Iterator[None]:
    """Flip the middle byte of a file, and put it back."""
    whole = place.read_bytes()
    middle = len(whole) // 2
    place.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    yield
    place.write_bytes(whole)


def test_a_flipped_byte_in_any_file_is_refused_and_the_file_named(backup: Path) -> None:
    read_backup(backup)
    for place in sorted(one for one in backup.rglob("*") if one.is_file()):
        name = place.relative_to(backup).as_posix()
        for _ in flipped(place):
            with pytest.raises(RefusedError) as refusal:
                read_backup(backup)
            told = [problem.params["file"] for problem in refusal.value.problems]
            assert len(told) == 1
            assert name in told[0]
    read_backup(backup)  # the control: whole again, it is taken


@pytest.mark.once
def test_a_flipped_byte_leaves_the_home_empty(backup: Path, empty: Place) -> None:
    rows = next(backup.rglob("rows.parquet"))
    for _ in flipped(rows):
        refusal = empty.say("restore", str(backup), exit_code=1)
    (problem,) = refusal["problems"]
    assert (problem["code"], problem["params"]["file"]) == (
        "backup-file-changed",
        rows.relative_to(backup).as_posix(),
    )
    assert not (empty.home / "ledger").exists()


def test_a_missing_file_is_named_and_so_is_a_folder_that_is_no_backup(backup: Path, tmp_path: Path) -> None:
    rows = next(backup.rglob("rows.parquet"))
    rows.unlink()
    with pytest.raises(RefusedError) as refusal:
        read_backup(backup)
    assert [problem.code for problem in refusal.value.problems] == ["backup-file-missing"]
    with pytest.raises(RefusedError, match="not-a-backup"):
        read_backup(tmp_path)


def test_a_backup_of_a_newer_release_or_of_another_database_is_refused(backup: Path, empty: Place) -> None:
    manifest = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
    other = "postgresql" if is_sqlite() else "sqlite"
    rewrite(backup, database=other)
    assert empty.codes("restore", str(backup)) == ["backup-other-database"]
    newer = {**manifest["migrations"], "store": "0999_from_the_future"}
    rewrite(backup, database=manifest["database"], migrations=newer)
    assert empty.codes("restore", str(backup)) == ["backup-newer"]
    rewrite(backup, migrations=manifest["migrations"])
    empty.say("restore", str(backup))  # the control: only that was in the way


def test_what_came_after_a_backup_is_told_of_and_set_aside(
    backup: Path, empty: Place, tmp_path: Path
) -> None:
    empty.say("restore", str(backup))
    later = tmp_path / "later.se"
    books = next(Path("demo/sie").glob("2017.se")).read_bytes()
    later.write_bytes(books.replace(b"#TRANS 50110 ", b"#TRANS 50120 ", 5))
    empty.say("import", "sie", str(later), "--replace")
    newest = max((empty.home / "ledger").glob("[0-9a-f]*"), key=lambda place: place.stat().st_mtime)
    assert empty.codes("restore", str(backup)) == ["restore-needs-empty-home", "newer-beside"]
    assert newest.is_dir()
    replaced = empty.say("restore", str(backup), "--replace")
    assert replaced["beside"] == [f"ledger/{newest.name}"]
    assert (Path(replaced["aside"]) / "ledger" / newest.name / "rows.parquet").is_file()
    assert not newest.exists()
    assert empty.say("doctor")["problems"] == []


SAYS_NO = """
CREATE FUNCTION says_no() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
CREATE EVENT TRIGGER says_no ON ddl_command_start WHEN TAG IN ('ALTER SCHEMA') EXECUTE FUNCTION says_no();
"""


def test_a_server_that_says_no_leaves_the_home_as_it_was(
    backup: Path, empty: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_sqlite():
        pytest.skip("SQLite's database is a file, and says nothing")
    empty.say("restore", str(backup))
    with monkeypatch.context() as patched:
        program = tmp_path / "bin" / "pg_restore"
        program.parent.mkdir()
        program.write_text("#!/bin/sh\necho broken >&2\nexit 1\n")
        program.chmod(0o700)
        patched.setenv("PATH", str(program.parent), prepend=os.pathsep)
        assert empty.codes("restore", str(backup), "--replace") == ["database-program-failed"]
    empty.execute(SAYS_NO)
    assert empty.codes("restore", str(backup), "--replace") == ["database-refused"]
    empty.execute("DROP EVENT TRIGGER says_no; DROP FUNCTION says_no();")
    assert list(empty.home.glob("replaced-*")) == []
    assert empty.say("doctor")["problems"] == []
    empty.say("restore", str(backup), "--replace")  # the control: only these were in the way


def test_a_database_that_is_older_than_the_files_beside_it_is_seen(backup: Path, empty: Place) -> None:
    """As after a database that was put back by hand."""
    empty.say("restore", str(backup))
    (edition,) = (empty.home / "editions").glob("0001")
    shutil.copytree(edition, edition.with_name("0002"))
    (batch, *_) = (empty.home / "ledger").glob("[0-9a-f]*.*")
    forgotten = Path(shutil.copytree(batch, batch.with_name("forgotten.0123456789ab")))
    subprocess.run(["touch", "--date=2 hours ago", str(forgotten)], check=True)
    assert empty.codes("doctor", exit_code=0) == ["stray-batch-files", "stray-edition"]


@pytest.mark.once
def test_where_something_lies_nothing_is_written(
    made: dict[str, Any], demo_place: Place, tmp_path: Path
) -> None:
    before = (Path(made["folder"]) / SUMS).read_bytes()
    assert demo_place.codes("backup", made["folder"]) == ["backup-exists"]
    assert (Path(made["folder"]) / SUMS).read_bytes() == before
    (tmp_path / "file").write_text("")
    assert demo_place.codes("backup", str(tmp_path / "file" / "x"), exit_code=2) == ["cannot-write"]


@pytest.mark.once
def test_a_home_that_is_not_there_is_no_backup_of_nothing(empty: Place, tmp_path: Path) -> None:
    assert empty.codes("backup", str(tmp_path / "nothing")) == ["home-empty"]
    assert not (tmp_path / "nothing").exists()


@pytest.mark.once
@pytest.mark.parametrize("point", ["rename:1:before", "fsync:5:after"])
def test_a_backup_that_is_killed_is_no_backup(demo_place: Place, tmp_path: Path, point: str) -> None:
    words = ("-m", "benchmarks.killed_child", "--crash", point, "backup", str(tmp_path / "killed"))
    assert demo_place.run(*words).returncode == -9
    assert not (tmp_path / "killed").exists()
    demo_place.say("backup", str(tmp_path / "killed"))


@pytest.mark.once
def test_a_batch_whose_files_are_gone_is_not_backed_up_as_if_whole(
    backup: Path, empty: Place, tmp_path: Path
) -> None:
    empty.say("restore", str(backup))
    next((empty.home / "ledger").rglob("rows.parquet")).unlink()
    assert empty.codes("backup", str(tmp_path / "half")) == ["batch-files-missing"]
    assert [place.name for place in tmp_path.iterdir() if "half" in place.name] == []
