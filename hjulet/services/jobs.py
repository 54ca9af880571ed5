"""Long work: asked for here, done by the worker that ``hjulet serve`` runs, followed and cancelled here.

The row ``Job`` is the truth about a job. The queue of django-tasks holds numbers of such rows and nothing
else: of a worker that was killed it says for ever that it runs. What a job does stands in ``KINDS``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from hjulet.domain.job import LOST_AFTER, RESTARTS, JobFacts
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_centrally
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.job_run import failure, run
from hjulet.services.people import people_names
from hjulet.store.models import Job, JobState

KINDS: dict[str, str] = {
    "check-upload": "hjulet.services.upload_jobs.check_upload",
    "import-upload": "hjulet.services.upload_jobs.import_upload",
    "tell-changes": "hjulet.services.thread_changes.tell_changes",
    "render-report": "hjulet.services.report_files.render_report",
    "fetch-indicators": "hjulet.services.indicator_fetch.fetch_indicators",
    "fetch-catalogue": "hjulet.services.catalogue.fetch_catalogue",
}
"""Kind -> the function that does it (a ``JobFunction``), by its name as the queue names its own: found
when the job runs. A job may run twice: what it does must come to the same when it is done again."""

SHOWN = 100
"""Jobs on a list, the latest."""


@dataclass(frozen=True, kw_only=True)
class JobList:
    """Jobs, and the names of those who can have asked for them, by their id."""

    jobs: tuple[JobFacts, ...]
    people: Mapping[str, str]


@task
def run_job(job: int) -> None:
    """Run one job; called by the worker."""
    run(job, functions=KINDS, clock=timezone.now)


def ask(kind: str, *, title: str, params: dict[str, Any], by: Actor, at: datetime) -> int:
    """Ask for a job inside the transaction whose rows it is about, and give its number.

    ``params`` are plain JSON values. It comes into the queue when the transaction is committed.
    """
    job = Job.objects.create(kind=kind, title=title, params=params, actor=by.id, created_at=at)
    _enqueue_on_commit(job.pk)
    return job.pk


def find_job(number: int, *, by: Actor, at: datetime) -> JobFacts:
    """Find a job of the actor's, or any for a central administrator; raises NotFoundError."""
    found = _theirs(by=by, at=at).filter(pk=number).first()
    if found is None:
        raise NotFoundError(number)
    return facts_of(found)


def list_jobs(*, by: Actor, at: datetime) -> JobList:
    """List the actor's latest jobs, everybody's for a central administrator, the latest first."""
    found = _theirs(by=by, at=at).order_by("-id")[:SHOWN]
    return JobList(jobs=tuple(facts_of(job) for job in found), people=people_names())


def cancel(number: int, *, by: Actor, at: datetime) -> JobFacts:
    """Cancel a job: at once if it waits, between two pieces if it runs; one that is over stays as it is.

    Raises NotFoundError for a job that is not the actor's.
    """
    theirs = _theirs(by=by, at=at).filter(pk=number)
    theirs.filter(state=JobState.WAITING).update(
        state=JobState.CANCELLED, cancel_asked=True, finished_at=at, result={}
    )
    theirs.filter(state=JobState.RUNNING).update(cancel_asked=True)
    return find_job(number, by=by, at=at)


def restart_lost(*, at: datetime) -> tuple[int, ...]:
    """Start the jobs again that were lost with their worker, and name them.

    One that has been started again ``RESTARTS`` times has failed (``job-lost``).
    """
    lost = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=at - LOST_AFTER)
    again = [number for number, attempt in lost.values_list("pk", "attempt") if attempt <= RESTARTS]
    given_up = failure(refused("job-lost", count=str(RESTARTS)))
    lost.filter(attempt__gt=RESTARTS).update(state=JobState.FAILED, finished_at=at, result=given_up)
    return tuple(number for number in again if _restart(lost, number))


def _restart(lost: QuerySet[Job], number: int) -> bool:
    with transaction.atomic():
        if not lost.filter(pk=number).update(state=JobState.WAITING):
            return False
        _enqueue_on_commit(number)
    return True


def _enqueue_on_commit(number: int) -> None:
    transaction.on_commit(lambda: run_job.enqueue(number))


def _theirs(*, by: Actor, at: datetime) -> QuerySet[Job]:
    sees_all = may_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    return Job.objects.all() if sees_all else Job.objects.filter(actor=by.id)


def facts_of(job: Job) -> JobFacts:
    """Give a job's row as a domain value."""
    return JobFacts(
        id=job.pk,
        kind=job.kind,
        title=job.title,
        actor=job.actor,
        state=job.state,
        step=job.step,
        done=job.done,
        total=job.total,
        attempt=job.attempt,
        cancel_asked=job.cancel_asked,
        result=job.result or {},
        created_at=job.created_at,
        step_at=job.step_at,
        finished_at=job.finished_at,
    )
