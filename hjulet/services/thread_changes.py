"""Tells in threads what a new snapshot changed: a job that each snapshot asks for, and nobody's reading.

The thread's row says which values it told last. So a job that runs twice tells once, and one that never ran
is made up for by the next.
"""

from typing import Any

from hjulet.domain.talk import differs
from hjulet.services.job_run import JobRun
from hjulet.services.spots import Ground
from hjulet.services.threads import append_change, subject_of
from hjulet.store.models import Thread

PIECE = 200
"""Threads that are compared at once: one question to each source."""


def tell_changes(work: JobRun) -> dict[str, Any]:
    """Compare each thread's figures with the latest snapshot, and append what changed; give how many did."""
    numbers = list(Thread.objects.exclude(figures=[]).order_by("id").values_list("pk", flat=True))
    told = 0
    for start in range(0, len(numbers), PIECE):
        work.tell("telling", start, len(numbers))
        told += _tell(numbers[start : start + PIECE], Ground(), work)
    return {"threads": told}


def _tell(numbers: list[int], ground: Ground, work: JobRun) -> int:
    rows = list(Thread.objects.filter(pk__in=numbers))
    subjects = {row.pk: subject_of(row, ground) for row in rows}
    figures = ground.values(ref for one in subjects.values() if not one.is_gone for ref in one.refs)
    changed = 0
    for row in rows:
        subject = subjects[row.pk]
        values = {} if subject.is_gone else {str(ref): figures[ref].value for ref in subject.refs}
        now = {ref: None if values.get(ref) is None else str(values[ref]) for ref in row.told}
        pairs = {ref: [was, now[ref]] for ref, was in row.told.items() if differs(was, now[ref])}
        if pairs:
            changed += append_change(row, pairs, told=now, at=work.clock())
    return changed
