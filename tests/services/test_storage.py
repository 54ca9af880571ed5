"""What could lose what people save: settings, network disks; and a job whose database went away."""

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from hjulet.domain.problem import Severity
from hjulet.services import jobs, storage
from hjulet.services.errors import RefusedError
from hjulet.services.job_run import JobRun
from hjulet.services.people import OPERATOR
from hjulet.services.storage import database_problems, require_safe_database
from hjulet.store.database import network_file_system
from hjulet.store.models import Job
from tests.places import is_sqlite
from tests.services.job_helper import work_off
from tests.services.people import AT

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/hem /srv/hem nfs4 rw 0 0
/dev/sdb1 /srv/hem/lokal ext4 rw 0 0
//server/del /srv/med\\040blank cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/var/hjulet", None),
        ("/srv/hem/hjulet", "nfs4"),
        ("/srv/hem/lokal/hjulet", None),
        ("/srv/hemma", None),
        ("/srv/med blank/hjulet", "cifs"),
    ],
)
def test_a_home_on_a_network_disk_is_known_by_its_mount(place: str, kind: str | None) -> None:
    assert network_file_system(Path(place), mounts=MOUNTS) == kind


def test_our_own_settings_lose_nothing(home: Path, db: None) -> None:
    assert require_safe_database() == ()


@pytest.mark.parametrize(
    ("pragma", "wanted"),
    [("synchronous=OFF", "FULL"), ("synchronous=NORMAL", "FULL"), ("busy_timeout=100", "≥ 10000")],
)
def test_a_setting_that_could_lose_a_save_is_refused(
    transactional_db: None, home: Path, pragma: str, wanted: str
) -> None:
    if not is_sqlite():
        pytest.skip("of SQLite")
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {pragma}")
        with pytest.raises(RefusedError) as refusal:
            require_safe_database()
    finally:
        connection.close()
    (problem,) = refusal.value.problems
    assert (problem.code, problem.params["wanted"]) == ("database-setting", wanted)
    assert problem.params["setting"] == pragma.partition("=")[0]


def test_what_others_may_have_chosen_is_refused_too(
    transactional_db: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_sqlite():
        pytest.skip("of SQLite")
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", None)
    (problem,) = database_problems()
    assert (problem.params["setting"], problem.params["value"]) == ("transaction_mode", "DEFERRED")


def test_a_network_disk_is_warned_of(
    db: None, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path} nfs rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(storage, "MOUNTS", mounts)
    found = [(problem.code, problem.severity) for problem in require_safe_database()]
    assert found == ([("database-on-network", Severity.WARNING)] if is_sqlite() else [])


def test_a_job_whose_database_went_away_is_not_failed_but_started_again(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(jobs.KINDS, "count", f"{__name__}.lose_the_database")
    number = jobs.ask("count", title="", params={}, by=OPERATOR, at=AT)
    work_off()
    lost = jobs.find_job(number, by=OPERATOR, at=AT)
    assert (lost.state, lost.attempt) == ("running", 1)
    heartbeat = Job.objects.get(pk=number).heartbeat_at
    assert heartbeat is not None
    assert jobs.restart_lost(at=heartbeat + timedelta(seconds=61)) == (number,)


def lose_the_database(work: JobRun) -> dict[str, Any]:
    """Meet a server that is started again."""
    raise OperationalError("server closed the connection unexpectedly")


def test_a_copy_of_a_damaged_database_is_no_backup(tmp_path: Path) -> None:
    from hjulet.store.backup.sqlite import DamagedError, dump  # noqa: PLC0415

    damaged = tmp_path / "home.sqlite3"
    opened = sqlite3.connect(damaged)
    opened.execute("CREATE TABLE letters (letter TEXT)")
    opened.executemany("INSERT INTO letters VALUES (?)", [("x" * 100,)] * 500)
    opened.commit()
    opened.close()
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
    with pytest.raises(DamagedError):
        dump(damaged, tmp_path / "copy")
    damaged.write_bytes(whole)
    assert dump(damaged, tmp_path / "second").tables == {"letters": 500}
