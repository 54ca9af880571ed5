"""When somebody is reminded of a task: a week before, the day before, and every day after its deadline."""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from hjulet.domain.task import Task, TaskKind


class Reason(StrEnum):
    """Why a task is told."""

    WEEK = "week"
    DAY = "day"
    OVERDUE = "overdue"


def reason_of(task: Task, day: date) -> Reason | None:
    """Tell why a task that is not done would be told on a day; None for one that is far away.

    A run that was missed, on a holiday, is made up for: from seven days before it is a week's reminder until
    one day is left.
    """
    left = (task.due - day).days
    if task.done_at is not None or left > 7:
        return None
    if left < 0:
        return Reason.OVERDUE
    return Reason.DAY if left <= 1 else Reason.WEEK


def to_remind(
    tasks: Iterable[Task],
    day: date,
    *,
    without: Collection[TaskKind],
    told: Collection[tuple[str, str]],
) -> tuple[tuple[Task, Reason], ...]:
    """Choose what to tell, in the order of deadlines.

    ``without`` are kinds that the person does not want, ``told`` what they have been told before, as
    (task, reason): a week's and a day's reminder come once, an overdue task again each day.
    """
    chosen = []
    for task in sorted(tasks, key=lambda one: (one.due, one.id)):
        reason = reason_of(task, day)
        if reason is None or task.kind in without:
            continue
        if reason is Reason.OVERDUE or (task.id, str(reason)) not in told:
            chosen.append((task, reason))
    return tuple(chosen)
