"""Mitt arbete: what somebody is to do now, what comes and what is done; and what is missing below them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.timezone import localdate

from hjulet.domain.calendar.step import Occurrence
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.task import Task, TaskState
from hjulet.services.access import may, organisation, require_anywhere
from hjulet.services.calendar import concerned
from hjulet.services.day import day_of_work
from hjulet.services.duties import Duty
from hjulet.services.people import people_names
from hjulet.services.tasks import Duties, all_duties
from hjulet.services.thread_reading import ThreadLine, unread_threads
from hjulet.texts.catalogue import SWEDISH


@dataclass(frozen=True, kw_only=True)
class Below:
    """A unit below somebody, what is missing from it, and who is to do it (names)."""

    unit: str
    name: str
    missing: tuple[Task, ...]
    holders: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Work:
    """The page of a day: one's own tasks, those below, and the steps whose figures are not there yet.

    ``unread`` are the threads that are one's own and have something new.

    ``is_today`` is False for another day than today's: the example stands at a day of its own.
    """

    day: date
    is_today: bool
    tasks: tuple[Task, ...]
    below: tuple[Below, ...]
    awaited: tuple[Occurrence, ...]
    unread: tuple[ThreadLine, ...]

    def of(self, *states: TaskState) -> tuple[Task, ...]:
        """List one's own tasks in some states; of those that are done, the recent ones."""
        return tuple(
            task
            for task in self.tasks
            if (state := task.state(self.day)) in states
            and (state is not TaskState.DONE or task.is_recent(self.day))
        )


def work_page(*, language: str = SWEDISH, by: Actor, at: datetime) -> Work:
    """Gather somebody's work. Raises NotFoundError for whoever sees no unit."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    day = day_of_work(at)
    view = organisation().as_of(localdate(at))
    found = all_duties(day, bodies=concerned(by=by, at=at, view=view))
    return Work(
        day=day,
        is_today=day == timezone.localdate(at),
        tasks=tuple(tasks_of(found.duties, by=by, on=localdate(at))),
        below=_below(found, day, by=by, at=at, view=view),
        awaited=tuple(one for one in found.awaited if one.due >= day),
        unread=unread_threads(language=language, by=by, at=at),
    )


def tasks_of(duties: Iterable[Duty], *, by: Actor, on: date) -> Iterator[Task]:
    """List the tasks that are somebody's own, or of those they stand in for."""
    given = tuple(duties)
    people = people_names()
    names = {by.id: ""} | {lender: people.get(lender, lender) for lender in by.deputy_for(on=on)}
    for duty in given:
        mine = [person for person in names if person in duty.holders]
        if mine:
            yield replace(duty.task, on_behalf_of=names[mine[0]])


def _below(found: Duties, day: date, *, by: Actor, at: datetime, view: OrganisationView) -> tuple[Below, ...]:
    """Gather what is missing now from the units below, for whoever might do it in their place."""
    own = {by.id, *by.deputy_for(on=localdate(at))}
    missing: dict[str, list[Duty]] = {}
    for duty in found.duties:
        if (
            duty.holders.isdisjoint(own)
            and duty.task.state(day) in (TaskState.OVERDUE, TaskState.NOW)
            and may(duty.permission, duty.task.unit, by=by, at=at, view=view)
        ):
            missing.setdefault(duty.task.unit, []).append(duty)
    return tuple(
        Below(
            unit=unit,
            name=view.units[unit].name,
            missing=tuple(duty.task for duty in missing[unit]),
            holders=tuple(
                sorted({found.holders.names[person] for duty in missing[unit] for person in duty.holders})
            ),
        )
        for unit in view.units
        if unit in missing
    )
