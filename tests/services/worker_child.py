"""The worker as a process on the test's own database, which may be told to die in the middle of an import.

Run as ``python -m tests.services.worker_child HOME DATABASE [POINT]``. It works off the queue and ends; at
the point it kills itself with SIGKILL: a step of the work, or ``committed``, when the batch is in.
"""

import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "hjulet.config.settings.test"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from hjulet.services.job_run import JobRun  # noqa: E402

upload_jobs: Any = import_module("hjulet.services.upload_jobs")


def die_at(point: str) -> None:
    """Die when the work comes to a point."""
    tell, outcome_of = JobRun.tell, upload_jobs.outcome_of

    def told(self: JobRun, step: str, done: int, total: int) -> None:
        tell(self, step, done, total)
        if step == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def committed(imported: Any) -> Any:
        if point == "committed":
            os.kill(os.getpid(), signal.SIGKILL)
        return outcome_of(imported)

    JobRun.tell, upload_jobs.outcome_of = told, committed  # type: ignore[method-assign]


if __name__ == "__main__":
    home, database, *point = sys.argv[1:]
    settings.HJULET_HOME = Path(home)
    connection.settings_dict["NAME"] = database
    if point:
        die_at(point[0])
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
