"""Kills both workers of ``hjulet serve`` in the middle of an import and of a report's files: done, once.

    python -m benchmarks.worker_killed [--rows N] [--rounds N] [--hurry]

The example municipality is served, with its workers. Each round asks for an import and for all files of a
report; when both are under way the workers are killed with SIGKILL. ``serve`` starts new ones, finds after a
minute that the jobs are silent, and starts them again. At the end both must be done: one batch, one audit
row, one folder, each file once and whole, and no process of the killed ones left. ``--hurry`` makes the
minute of silence pass at once, by writing an older heartbeat.
"""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.municipal_sie import write_municipal
from benchmarks.served import example_home, served

REPORTS = (("KS", "2017"), ("KS", "2016"), ("HR", "2017"))
PATIENCE = 300
"""Seconds that anything may take on a busy machine."""


def main() -> int:
    """Serve, kill, wait and judge; 0 if everything was done once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=1, choices=range(1, len(REPORTS) + 1))
    parser.add_argument("--hurry", action="store_true")
    asked = parser.parse_args()
    with example_home() as home:
        with served() as site:
            faults = [
                fault for number in range(asked.rounds) for fault in one_round(number, site.process, asked)
            ]
        faults += [f"process {pid} is left" for pid in processes_of(str(home))]
    for fault in faults:
        print(f"  {fault}")
    print(f"{asked.rounds} rounds: {'done, once' if not faults else 'NOT AS IT SHOULD'}")
    return 1 if faults else 0


def one_round(number: int, serving: int, asked: argparse.Namespace) -> list[str]:
    """Ask for the work, kill it in the middle, wait for its end, and name what is not as it should be."""
    from django.utils import timezone  # noqa: PLC0415 - needs what make_home sets up

    from hjulet.store.models import Job  # noqa: PLC0415

    jobs = ask_for_work(number, asked.rows)
    waited(lambda: under_way(jobs) or over(jobs))
    steps = {job.kind: f"{job.step} {job.done} of {job.total}" for job in found(jobs)}
    killed = workers(serving)
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    begun = time.monotonic()
    print(f"killed {len(killed)} workers at {steps}")
    if over(jobs):
        return ["the work was over before the workers were killed: give more rows"]
    if asked.hurry:
        silent = timezone.now() - timedelta(seconds=61)
        Job.objects.filter(pk__in=jobs, state="running").update(heartbeat_at=silent)
    waited(lambda: over(jobs))
    ended = {job.kind: f"{job.state}, attempt {job.attempt}" for job in found(jobs)}
    print(f"after {time.monotonic() - begun:.0f} s: {ended}")
    return judge(jobs, number)


def ask_for_work(number: int, rows: int) -> list[int]:
    """Send a file in, wait for its check, then ask for its import and for all files of a report."""
    from django.utils import timezone  # noqa: PLC0415

    from hjulet.services import report_files, uploads  # noqa: PLC0415
    from hjulet.services.people import OPERATOR  # noqa: PLC0415
    from hjulet.store.models import Upload  # noqa: PLC0415

    at = timezone.now()
    books = uploads.arrivals() / f"round-{number}.se"
    write_municipal(books, rows=rows, seed=number + 1)
    sending = uploads.send([uploads.Sent(path=books, file=books.name)], by=OPERATOR, at=at)
    upload = Upload.objects.get(sending=sending)
    waited(lambda: over([upload.check_job_id]))
    uploads.ask_import([upload.key], company=f"ROUND{number}", by=OPERATOR, at=at)
    upload.refresh_from_db()
    unit, period = REPORTS[number]
    report = report_files.ReportAsked(kind="annual", unit=unit, period=period, snapshot=None, language="sv")
    rendering = report_files.report_file(report, report_files.ALL, by=OPERATOR, at=at)
    assert isinstance(rendering, int), "the report's files were made at once"
    assert upload.import_job_id, "the file may not be read in"
    return [upload.import_job_id, rendering]


def judge(jobs: list[int], number: int) -> list[str]:
    """Name what is not done, or done twice."""
    from django.utils import timezone  # noqa: PLC0415

    from hjulet.services.kept_files import rendered_root  # noqa: PLC0415
    from hjulet.services.ledgers import ledger_root  # noqa: PLC0415
    from hjulet.services.people import OPERATOR  # noqa: PLC0415
    from hjulet.services.report_files import ALL, job_file  # noqa: PLC0415
    from hjulet.store.models import AuditEvent, Batch  # noqa: PLC0415

    importing, rendering = found(jobs)
    faults = [
        f"{job.kind}: {job.state} {job.result}" for job in (importing, rendering) if job.state != "done"
    ]
    faults += [f"{job.kind}: attempt {job.attempt}" for job in (importing, rendering) if job.attempt < 2]
    if faults:
        return faults
    batches = list(Batch.objects.filter(company__code=f"ROUND{number}").values_list("key", flat=True))
    events = AuditEvent.objects.filter(action="import-sie", object_id__in=batches).count()
    folders = [place.name for place in ledger_root().iterdir() if place.name.partition(".")[0] in batches]
    if (len(batches), events, len(folders)) != (1, 1, 1):
        faults.append(f"batches {batches}, audit rows {events}, folders {folders}")
    kept = [place for place in rendered_root().glob("[0-9a-f]*") if (place / "files.json").exists()]
    print(f"one batch, one audit row, one folder; {len(kept)} kept files and charts")
    given = job_file(rendering.pk, ALL, by=OPERATOR, at=timezone.now())  # every control sum is checked
    return faults if given.content else [*faults, "no files"]


def found(jobs: list[int]) -> list[Any]:
    """Give the jobs as they are now, in the order of their numbers."""
    from hjulet.store.models import Job  # noqa: PLC0415

    return list(Job.objects.filter(pk__in=jobs).order_by("pk"))


def under_way(jobs: list[int]) -> bool:
    """Tell whether the import has begun to read, and the files are being made."""
    importing, rendering = found(jobs)
    return bool(importing.state == rendering.state == "running" and importing.step)


def over(jobs: list[int]) -> bool:
    """Tell whether all of them have ended."""
    return all(job.finished_at for job in found(jobs))


def workers(serving: int) -> list[int]:
    """List the workers of a process that serves."""
    children = Path(f"/proc/{serving}/task/{serving}/children").read_text().split()
    return [int(pid) for pid in children if b"db_worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def processes_of(home: str) -> list[int]:
    """List the processes that work in a home, this one aside."""
    left = []
    for place in Path("/proc").glob("[0-9]*/environ"):
        try:
            is_ours = f"HJULET_HOME={home}".encode() in place.read_bytes().split(b"\0")
        except OSError:
            continue
        if is_ours and int(place.parent.name) != os.getpid():
            left.append(int(place.parent.name))
    return left


def waited(seen: Callable[[], bool]) -> None:
    """Wait until something is seen."""
    until = time.monotonic() + PATIENCE
    while not seen():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
