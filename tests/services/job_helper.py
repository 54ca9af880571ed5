"""Jobs done in the test's own process, as the worker would."""

from django.utils import timezone

from hjulet.services.job_run import run
from hjulet.services.jobs import KINDS
from hjulet.store.models import Job


def work_off() -> None:
    """Run every job that waits, in the order they were asked for."""
    for number in Job.objects.filter(state="waiting").values_list("pk", flat=True):
        run(number, functions=KINDS, clock=timezone.now)
