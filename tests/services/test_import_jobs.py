"""Imports as jobs, many at once and with workers that die: each file is in once, whole, or not at all."""

import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from hjulet.services.job_run import run
from hjulet.services.jobs import KINDS, restart_lost
from hjulet.services.people import OPERATOR
from hjulet.services.uploads import ask_import, find_sending, find_upload
from hjulet.store.models import AuditEvent, Batch, Job, Upload
from tests.ledger_text import sie
from tests.services.at_once import at_once
from tests.services.people import AT
from tests.services.test_import_races import JANUARY, LATER, assert_whole
from tests.services.test_uploads import checked, send_in

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


def worker(home: Path, *point: str) -> int:
    """Let a worker of its own work off the queue, or die at a point; give its exit code."""
    database = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.services.worker_child", str(home), database, *point]
    return subprocess.run(command, cwd=ROOT, check=False, stderr=subprocess.DEVNULL).returncode


@pytest.mark.parametrize(
    "point",
    [pytest.param("reading", marks=pytest.mark.once), "writing", "committed"],
)
def test_an_import_whose_worker_is_killed_is_done_again_and_the_batch_is_there_once(
    transactional_db: None, small: Path, point: str
) -> None:
    found = checked(sie(JANUARY))
    ask_import([found.key], by=OPERATOR, at=AT)
    number = Job.objects.get(kind="import-upload").pk

    assert worker(small, point) == -signal.SIGKILL
    assert Job.objects.get(pk=number).state == "running"

    assert worker(small) == 0  # the control: another worker alone never takes it up
    assert (Job.objects.get(pk=number).state, Batch.objects.count()) == ("running", point == "committed")

    assert restart_lost(at=timezone.now() + timedelta(seconds=61)) == (number,)
    assert worker(small) == 0
    job = Job.objects.get(pk=number)
    assert (job.state, job.attempt) == ("done", 2)
    assert find_upload(found.key, by=OPERATOR, at=AT).is_in
    assert (Batch.objects.count(), AuditEvent.objects.filter(action="import-sie").count()) == (1, 1)
    for left in (small / "ledger").glob(".tmp-*"):  # of the worker that was killed: the sweep takes it later
        left.rename(small / left.name)
    assert_whole(small)


def outcomes(sending: str) -> Counter[str]:
    """Ask for the import of all files that were sent together, run the jobs at once, and count the ends."""
    files = find_sending(sending, by=OPERATOR, at=AT)
    ask_import([one.key for one in files], company="KOMMUN", by=OPERATOR, at=AT)
    numbers = Job.objects.filter(kind="import-upload").values_list("pk", flat=True)
    at_once(*(partial(run, number, functions=KINDS, clock=timezone.now) for number in numbers))
    after = find_sending(sending, by=OPERATOR, at=AT)
    return Counter(one.outcome.status if one.outcome else one.job.state for one in after)


def judged_alike(*contents: bytes) -> str:
    """Send files in that a check has judged well."""
    verdict = Upload.objects.get(key=checked(sie(JANUARY)).key).checked
    sending = send_in(*contents)
    Upload.objects.filter(sending=sending).update(checked=verdict)
    Job.objects.filter(kind="check-upload").update(state="done", finished_at=AT, result={})
    return sending


def test_the_same_file_twenty_times_at_once_is_one_batch(transactional_db: None, small: Path) -> None:
    sending = judged_alike(*[sie(JANUARY)] * 20)
    assert outcomes(sending) == {"imported": 1, "already-imported": 19}
    assert (Batch.objects.count(), AuditEvent.objects.filter(action="import-sie").count()) == (1, 1)
    assert_whole(small)


def test_of_two_files_of_one_month_at_once_one_comes_in(transactional_db: None, small: Path) -> None:
    assert outcomes(judged_alike(sie(JANUARY), sie(LATER))) == {"imported": 1, "refused": 1}
    assert_whole(small)
