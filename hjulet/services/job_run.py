"""The worker's side of a job: claim it, do it, tell how far it has come, and say how it ended.

A job whose database goes away is left as it is: silent, so that it counts as lost and is started again.

Every write names the attempt it belongs to. A worker that was taken for lost while it only was slow
finds that its attempt is over, and stops; what it did is done again, to the same end.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import F
from django.utils.module_loading import import_string

from hjulet.domain.permission import Actor
from hjulet.domain.progress import CancelledError
from hjulet.services.away import is_away
from hjulet.services.errors import NotFoundError, RefusedError, refused
from hjulet.services.kept_problems import to_json
from hjulet.services.people import OPERATOR, actor_of
from hjulet.store.models import Job, JobState

log = logging.getLogger("hjulet.jobs")

EVERY = timedelta(seconds=0.5)
"""How often progress is written at most: a short transaction each."""


BEAT_SECONDS = 15
"""How often a job shows that it lives while its work tells nothing."""


class LostError(Exception):
    """The attempt is over: the job was taken for lost and started again."""


@dataclass(kw_only=True)
class JobRun:
    """A job while it runs: what was asked for, by whom, and whom to tell how far it has come.

    ``at`` is when this attempt began. The work calls ``tell`` between its pieces.
    """

    id: int
    attempt: int
    params: Mapping[str, Any]
    by: Actor
    at: datetime
    clock: Callable[[], datetime]
    _step: str = field(default="", init=False)
    _told_at: datetime | None = field(default=None, init=False)

    def tell(self, step: str, done: int, total: int) -> None:
        """Write how far the work has come; at most every half second within a step. It is a ``Progress``.

        Raises CancelledError once somebody has asked for that.
        """
        now = self.clock()
        is_new = step != self._step
        if not is_new and not self._is_due(now):
            return
        self._step = step
        values: dict[str, Any] = {"step": step, "done": done, "total": total}
        self._write(now, **values, **({"step_at": now} if is_new else {}))

    def beat(self) -> None:
        """Write that the work lives, where it does not know how far it has come."""
        now = self.clock()
        if self._is_due(now):
            self._write(now)

    def _is_due(self, now: datetime) -> bool:
        return self._told_at is None or now - self._told_at >= EVERY

    def _write(self, now: datetime, **values: Any) -> None:
        self._told_at = now
        if not self._mine().filter(cancel_asked=False).update(heartbeat_at=now, **values):
            raise CancelledError if self._mine().exists() else LostError

    @contextmanager
    def kept_alive(self) -> Iterator[None]:
        """Show that the work lives, also while a piece of it takes longer than a minute."""
        is_over = Event()
        beating = Thread(target=self._beat_until, args=(is_over,), daemon=True)
        beating.start()
        try:
            yield
        finally:
            is_over.set()
            beating.join()

    def _beat_until(self, is_over: Event) -> None:
        while not is_over.wait(BEAT_SECONDS):
            try:
                self._mine().update(heartbeat_at=self.clock())
            except DatabaseError as fault:
                log.warning("job %s: its heartbeat was not written: %s", self.id, fault)
            finally:
                connection.close()  # this thread's own

    def end(self, state: JobState, result: Mapping[str, Any]) -> None:
        """Write how the job ended, unless another attempt has it by now."""
        self._mine().update(state=state, result=result, finished_at=self.clock())

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.id, attempt=self.attempt, state=JobState.RUNNING)


JobFunction = Callable[[JobRun], dict[str, Any]]
"""Does a job and answers with plain JSON values. It commits what it does whole or not at all."""


def run(number: int, *, functions: Mapping[str, str], clock: Callable[[], datetime]) -> None:
    """Run a job that waits, to its end; nothing if it does not wait any more."""
    job = _claim(number, at=clock())
    if job is None:
        return
    by = OPERATOR if job.actor == OPERATOR.id else actor_of(job.actor)
    if by is None:
        by = Actor(id=job.actor, name=job.actor)  # whoever has left may do nothing, and the work says so
    work = JobRun(id=job.pk, attempt=job.attempt, params=job.params, by=by, at=clock(), clock=clock)
    function: JobFunction = import_string(functions[job.kind])
    try:
        with work.kept_alive():
            result = function(work)
        work.end(JobState.DONE, result)
    except CancelledError:
        work.end(JobState.CANCELLED, {})
    except RefusedError as refusal:
        work.end(JobState.FAILED, failure(refusal))
    except NotFoundError:
        work.end(JobState.FAILED, failure(refused("job-gone")))
    except LostError:
        log.warning("job %s: attempt %s was taken for lost", number, job.attempt)
    except Exception as fault:  # the edge: told to whoever asked, logged for whoever runs the machine
        if is_away(fault):
            log.warning("job %s: the database went away, so it is started again: %s", number, fault)
            return
        log.exception("job %s (%s)", number, job.kind)
        work.end(JobState.FAILED, failure(refused("job-failed")))


def _claim(number: int, *, at: datetime) -> Job | None:
    """Take a job that waits; of several at once exactly one gets it."""
    claimed = Job.objects.filter(pk=number, state=JobState.WAITING).update(
        state=JobState.RUNNING,
        attempt=F("attempt") + 1,
        started_at=at,
        heartbeat_at=at,
        step="",
        step_at=None,
        done=0,
        total=0,
    )
    return Job.objects.get(pk=number) if claimed else None


def failure(refusal: RefusedError) -> dict[str, Any]:
    """Give the result of a job that failed."""
    return {"problems": [to_json(problem) for problem in refusal.problems]}
