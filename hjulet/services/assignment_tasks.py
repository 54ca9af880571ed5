"""The tasks that assignments open: who got one reports on it by its last day, or asks for another."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from hjulet.domain.assignments.assignment import Assignment
from hjulet.domain.assignments.standing import Standing, standing_of
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Permission
from hjulet.domain.task import KEPT, Task, TaskKind
from hjulet.services.duties import Duty, Holders
from hjulet.store.assignments import load_assignments
from hjulet.texts.catalogue import LANGUAGES


def assignment_duties(
    last: date, *, day: date, bodies: frozenset[str] | None, view: OrganisationView, holders: Holders
) -> Iterator[Duty]:
    """Make the tasks that are due by a day, to a service that asks for permission itself.

    One that is overdue stays until it is closed. It is done when the receiver has proposed that, or asked
    for another day: then the giver is waited for. ``bodies`` and ``view`` are as for indicators.
    """
    lives = Q(closed_on__isnull=True) | Q(closed_on__gte=day - KEPT)
    for assignment in load_assignments(where=lives & Q(given__lte=day)):
        receiver = assignment.receiver
        standing = standing_of(assignment, day)
        due = standing.due
        if receiver not in view or (bodies is not None and receiver not in bodies):
            continue
        if due is None or due > last:
            continue
        task = _task(assignment, standing, due, unit_name=view.units[receiver].name, holders=holders)
        nearest = holders.nearest(Permission.EDIT_ASSIGNMENTS, receiver, view=view, on=day)
        yield Duty(task=task, permission=Permission.EDIT_ASSIGNMENTS, holders=nearest)


def _task(assignment: Assignment, standing: Standing, due: date, *, unit_name: str, holders: Holders) -> Task:
    done = standing.closing or standing.asked
    return Task(
        kind=TaskKind.ASSIGNMENT,
        report="",
        report_names=dict.fromkeys(LANGUAGES, ""),
        body=assignment.receiver,
        unit=assignment.receiver,
        unit_name=unit_name,
        period=parse_period(f"{due:%Y-%m}"),
        section=str(assignment.number),
        labels=dict.fromkeys(LANGUAGES, assignment.name),
        due=due,
        done_at=done.written_at if done else None,
        done_by=holders.names.get(done.by, done.by) if done else "",
    )
