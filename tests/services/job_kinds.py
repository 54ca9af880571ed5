"""Jobs for tests: long work of no use, and ways to see what it did."""

import time
from typing import Any

from hjulet.services.errors import refused
from hjulet.services.job_run import JobRun
from hjulet.services.jobs import cancel
from hjulet.store.models import Job

KINDS = {
    name: f"tests.services.job_kinds.{name}" for name in ("count", "refuse", "fail", "regret", "be_silent")
}


def count(work: JobRun) -> dict[str, Any]:
    """Count to the number asked for."""
    for done in range(work.params["to"]):
        work.tell("writing", done, work.params["to"])
    return {"counted": work.params["to"], "by": work.by.id}


def refuse(work: JobRun) -> dict[str, Any]:
    """Meet what the state does not allow."""
    raise refused("disk-full")


def fail(work: JobRun) -> dict[str, Any]:
    """Meet a fault of the program."""
    raise ZeroDivisionError


def regret(work: JobRun) -> dict[str, Any]:
    """Be cancelled by its owner after the first piece."""
    work.tell("reading", 0, 2)
    cancel(work.id, by=work.by, at=work.at)
    work.tell("writing", 1, 2)
    return {"came": "too far"}


def be_silent(work: JobRun) -> dict[str, Any]:
    """Take long over a piece, and tell nothing meanwhile."""
    before = Job.objects.get(pk=work.id).heartbeat_at
    while Job.objects.get(pk=work.id).heartbeat_at == before:
        time.sleep(0.01)
    return {"lived": True}
