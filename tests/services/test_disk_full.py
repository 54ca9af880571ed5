"""A full disk: nothing of the file is there, and the message says what it is."""

import errno
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from hjulet.services import ledger
from hjulet.services.disk import is_disk_full
from hjulet.services.errors import RefusedError
from hjulet.services.people import OPERATOR
from hjulet.services.uploads import ask_import, find_upload
from hjulet.store.ledger.files import EMPTY_FOLDER
from hjulet.store.models import AuditEvent, Batch
from hjulet.texts.problems import sentence
from tests.ledger_text import sie
from tests.services.job_helper import work_off
from tests.services.people import AT
from tests.services.test_uploads import checked

JANUARY = sie("A 1 2017-01-15 Löner\n  50110 13000 100.00\n  19100 - -100.00")
ROOT = Path(__file__).resolve().parents[2]


def take() -> None:
    ledger.import_sie(JANUARY, file="k.se", company="KOMMUN", by=OPERATOR, at=AT)


def assert_nothing(home: Path) -> None:
    assert Batch.objects.count() == 0
    assert AuditEvent.objects.filter(action="import-sie").count() == 0
    assert {path.name for path in (home / "ledger").iterdir()} <= {EMPTY_FOLDER}


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str, Exception], None]:
    """Let a call meet a full disk."""

    def put(place: Any, name: str, fault: Exception) -> None:
        def fail(*_: object, **__: object) -> None:
            raise fault

        monkeypatch.setattr(place, name, fail)

    return put


def test_files_that_there_is_no_room_for_leave_no_batch(
    small: Path, full: Callable[[Any, str, Exception], None]
) -> None:
    full(os, "fsync", OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(RefusedError) as refusal:
        take()
    (problem,) = refusal.value.problems
    assert sentence(problem, language="sv") == (
        "Disken är full. Ingenting är ändrat. Frigör plats och försök igen."
    )
    assert_nothing(small)


def test_a_row_that_there_is_no_room_for_takes_its_files_away(
    small: Path, full: Callable[[Any, str, Exception], None]
) -> None:
    full(ledger, "register", OperationalError("database or disk is full"))
    with pytest.raises(RefusedError) as refusal:
        take()
    assert [problem.code for problem in refusal.value.problems] == ["disk-full"]
    assert_nothing(small)


def test_another_fault_of_the_machine_is_not_called_a_full_disk(
    small: Path, full: Callable[[Any, str, Exception], None]
) -> None:
    full(os, "fsync", OSError(errno.EIO, "Input/output error"))
    with pytest.raises(OSError, match="Input/output"):
        take()
    assert_nothing(small)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (OSError(errno.ENOSPC, ""), True),
        (OSError(errno.EDQUOT, ""), True),
        (OSError(errno.EACCES, ""), False),
        (OperationalError("database or disk is full"), True),
        (OperationalError("could not extend file: No space left on device"), True),
        (OperationalError("database is locked"), False),
        (ValueError("No space left on device"), False),
    ],
)
def test_a_full_disk_is_known_by_what_the_machine_says(fault: Exception, expected: bool) -> None:
    assert is_disk_full(fault) is expected


def test_the_job_fails_with_the_reason_and_may_be_asked_for_again(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = checked(JANUARY)
    with monkeypatch.context() as patch:

        def no_room(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr(os, "fsync", no_room)
        ask_import([found.key], by=OPERATOR, at=AT)
        work_off()
    failed = find_upload(found.key, by=OPERATOR, at=AT)
    assert (failed.job.state, failed.may_be_taken) == ("failed", True)
    assert [problem["code"] for problem in failed.job.result["problems"]] == ["disk-full"]
    assert_nothing(small)
    ask_import([found.key], by=OPERATOR, at=AT)
    work_off()
    assert find_upload(found.key, by=OPERATOR, at=AT).is_in


@pytest.mark.slow
def test_a_limit_on_the_size_of_files_is_met_by_a_real_process(tmp_path: Path) -> None:
    """The machine itself says no: the database may be as large as it is, the rows of a year may not."""
    home, file = tmp_path / "home", tmp_path / "k.se"
    year = "\n".join(
        f"A {n} 2017-01-15 Verifikat {n}\n  50110 13000 100.00 Rad {n}\n  19100 - -100.00 Rad {n}"
        for n in range(1, 20_001)
    )
    file.write_bytes(sie(year))
    own = {name: value for name, value in os.environ.items() if not name.startswith(("HJULET", "DJANGO"))}
    words = [sys.executable, "-m", "hjulet.cli.main"]

    def run(*more: str, limit: int = resource.RLIM_INFINITY) -> "subprocess.CompletedProcess[str]":
        def limited() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        return subprocess.run(
            [*words, *more, "--json"],
            cwd=ROOT,
            env={**own, "HJULET_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=limited,
        )

    assert run("batches").returncode == 0
    limit = max(path.stat().st_size for path in home.iterdir()) + 100_000
    refused = run("import", "sie", str(file), limit=limit)
    assert (refused.returncode, '"code": "disk-full"' in refused.stdout) == (1, True), refused.stdout
    assert '"batches": []' in run("batches").stdout
    assert {path.name for path in (home / "ledger").iterdir()} <= {EMPTY_FOLDER}
    assert '"status": "imported"' in run("import", "sie", str(file)).stdout
