"""The tasks that assignments open: who got one reports on it by its last day, or asks for another."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from hjulet.domain.assignments.assignment import Assignment
from hjulet.domain.assignments.standing import Standing, standing_of
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import month_period
from hjulet.domain.permission import Permission
from hjulet.domain.task import KEPT, Task, TaskKind
from hjulet.services.duties import Duty, Holders
from hjulet.store.assignments import load_assignments
from hjulet.store.models import RegisteredAssignment
from hjulet.texts.catalogue import LANGUAGES


def assignment_duties(
    last: date, *, day: date, bodies: frozenset[str] | None, view: OrganisationView, holders: Holders
) -> Iterator[Duty]:
    """Make the tasks that are due by a day, to a service that asks for permission itself.

    One that is overdue stays until it is closed. It is done when the receiver has proposed that, or asked
    for another day: then the giver is waited for, as long as ``waits_for_giver`` says. What took over from a
    receiver that has ended has its tasks. ``bodies`` and ``view`` are as for indicators.
    """
    carried = {
        code: [unit for unit in units if bodies is None or unit in bodies]
        for code in RegisteredAssignment.objects.values_list("receiver", flat=True).distinct().order_by()
        if (units := view.history.carried_by(code, on=view.day))
    }
    lives = Q(closed_on__isnull=True) | Q(closed_on__gte=day - KEPT)
    theirs = Q(receiver__in=[code for code, units in carried.items() if units])
    for assignment in load_assignments(where=lives & theirs & Q(given__lte=day)):
        standing = standing_of(assignment, day)
        due = standing.due
        if due is None or due > last:
            continue
        for unit in carried[assignment.receiver]:
            task = _task(
                assignment, standing, due, day=day, unit=unit, name=view.units[unit].name, holders=holders
            )
            nearest = holders.nearest(Permission.EDIT_ASSIGNMENTS, unit, view=view, on=day)
            yield Duty(task=task, permission=Permission.EDIT_ASSIGNMENTS, holders=nearest)


def _task(
    assignment: Assignment,
    standing: Standing,
    due: date,
    *,
    day: date,
    unit: str,
    name: str,
    holders: Holders,
) -> Task:
    done = standing.closing or (standing.asked if standing.waits_for_giver(day) else None)
    return Task(
        kind=TaskKind.ASSIGNMENT,
        report="",
        report_names=dict.fromkeys(LANGUAGES, ""),
        body=unit,
        unit=unit,
        unit_name=name,
        period=month_period(due),
        section=str(assignment.number),
        labels=dict.fromkeys(LANGUAGES, assignment.name),
        due=due,
        done_at=done.written_at if done else None,
        done_by=holders.names.get(done.by, done.by) if done else "",
    )
