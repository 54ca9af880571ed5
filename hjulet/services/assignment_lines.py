"""An assignment in short, as lists and pages show it: where it stands on a day, and its names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils.timezone import localdate

from hjulet.domain.assignments.assignment import Assignment
from hjulet.domain.assignments.standing import Standing, standing_of
from hjulet.domain.organisation import Organisation
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.assignment_rights import givers_of
from hjulet.services.day import DEMO_DAY, is_demo
from hjulet.store.assignments import load_assignments
from hjulet.store.models import AssignmentEvent, RegisteredAssignment


@dataclass(frozen=True, kw_only=True)
class AssignmentLine:
    """An assignment, where it stands, and the names of who gave it and who got it.

    ``is_gone`` tells that it lives and that its receiver does not; ``heirs`` are the names of who took over.
    """

    assignment: Assignment
    standing: Standing
    giver: str
    receiver: str
    is_gone: bool
    heirs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AssignmentsOfGoals:
    """The assignments that are elements of a structure, by their keys, as they stand on a ``day``."""

    lines: Mapping[str, AssignmentLine]
    day: date
    may_register: bool


def assignments_of_goals(
    structure: str, *, known_at: datetime | None = None, by: Actor, at: datetime
) -> AssignmentsOfGoals:
    """Give a structure's elements that are assignments; raises NotFoundError for whoever sees no unit.

    ``known_at`` is the moment of a snapshot: they stand as they did that day, and none is registered.
    """
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    day, known = register_day(at), organisation()
    if known_at is not None:
        day = min(day, localdate(known_at))
    found = load_assignments(where=Q(goal_structure=structure, given__lte=day))
    return AssignmentsOfGoals(
        lines={each.goal.key: line_of(each, day, known) for each in found if each.goal},
        day=day,
        may_register=known_at is None and bool(givers_of(by=by, at=at, known=known)),
    )


def register_day(at: datetime) -> date:
    """Tell the day that the register stands at, which nothing in it is after: today.

    The example stands still in 2017 and holds later assignments: there it is the last day that is known of.
    """
    if not is_demo():
        return localdate(at)
    given = RegisteredAssignment.objects.aggregate(last=Max("given"))["last"]
    happened = AssignmentEvent.objects.aggregate(last=Max("on"))["last"]
    return max(day for day in (DEMO_DAY, given, happened) if day)


def line_of(assignment: Assignment, day: date, known: Organisation) -> AssignmentLine:
    """Put an assignment in short, as it stands on a day."""
    standing, receiver, names = standing_of(assignment, day), assignment.receiver, known.names
    is_gone = standing.closing is None and known.has_ended(receiver, on=day)
    return AssignmentLine(
        assignment=assignment,
        standing=standing,
        giver=names.get(assignment.giver, assignment.giver),
        receiver=names.get(receiver, receiver),
        is_gone=is_gone,
        heirs=tuple(names[code] for code in known.carried_by(receiver, on=day)) if is_gone else (),
    )
