"""Long work as people follow it: how far it has come, how long is left, and when it counts as lost.

A job that runs shows that it lives by its heartbeat. One that has been silent for ``LOST_AFTER`` was lost
with the process that ran it, and is started again, at most ``RESTARTS`` times.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

LOST_AFTER = timedelta(seconds=60)
RESTARTS = 3

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
"""The states of a job; the last three are its end."""

UNDER_WAY = (WAITING, RUNNING)


@dataclass(frozen=True, kw_only=True)
class JobFacts:
    """A job as it is shown. ``done`` of ``total`` counts what ``step`` counts; total 0: not known.

    ``result`` is what the work answered; of one that failed ``{"problems": [...]}``.
    """

    id: int
    kind: str
    title: str
    actor: str
    state: str
    step: str
    done: int
    total: int
    attempt: int
    cancel_asked: bool
    result: Mapping[str, Any]
    created_at: datetime
    step_at: datetime | None
    finished_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Tell whether the job has ended, well or not."""
        return self.state not in UNDER_WAY

    def seconds_left(self, *, at: datetime) -> int | None:
        """Give the seconds that are left of the step, at the pace so far; None where nothing can be said."""
        if self.state != RUNNING or not self.step_at or not 0 < self.done <= self.total:
            return None
        gone = (at - self.step_at).total_seconds()
        return round(gone * (self.total - self.done) / self.done)
