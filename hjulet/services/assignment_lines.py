"""An assignment in short, as lists and pages show it: where it stands on a day, and its names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q

from hjulet.domain.assignments.assignment import Assignment
from hjulet.domain.assignments.standing import Standing, standing_of
from hjulet.domain.organisation import Organisation
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.assignment_rights import givers_of
from hjulet.services.day import day_of_work
from hjulet.store.assignments import load_assignments
from hjulet.store.models import AssignmentEvent, RegisteredAssignment


@dataclass(frozen=True, kw_only=True)
class AssignmentLine:
    """An assignment, where it stands, and the names of who gave it and who got it."""

    assignment: Assignment
    standing: Standing
    giver: str
    receiver: str


@dataclass(frozen=True, kw_only=True)
class AssignmentsOfGoals:
    """The assignments that are elements of a structure, by their keys, as they stand on a ``day``."""

    lines: Mapping[str, AssignmentLine]
    day: date
    may_register: bool


def assignments_of_goals(structure: str, *, by: Actor, at: datetime) -> AssignmentsOfGoals:
    """Give a structure's elements that are assignments; raises NotFoundError for whoever sees no unit."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    day, known = register_day(at), organisation()
    names = unit_names(known)
    found = load_assignments(where=Q(goal_structure=structure))
    return AssignmentsOfGoals(
        lines={each.goal.key: line_of(each, day, names) for each in found if each.goal},
        day=day,
        may_register=bool(givers_of(by=by, at=at, known=known)),
    )


def register_day(at: datetime) -> date:
    """Tell the day that the register stands at: today.

    The example stands still in 2017 and holds later assignments: there it is the last day that is known of.
    """
    given = RegisteredAssignment.objects.aggregate(last=Max("given"))["last"]
    happened = AssignmentEvent.objects.aggregate(last=Max("on"))["last"]
    return max(day for day in (day_of_work(at), given, happened) if day)


def line_of(assignment: Assignment, day: date, names: Mapping[str, str]) -> AssignmentLine:
    """Put an assignment in short, as it stands on a day."""
    receiver = names.get(assignment.receiver, assignment.receiver)
    return AssignmentLine(
        assignment=assignment,
        standing=standing_of(assignment, day),
        giver=names.get(assignment.giver, assignment.giver),
        receiver=receiver,
    )


def unit_names(known: Organisation) -> dict[str, str]:
    """Name all units that have ever been, each by its latest name."""
    return {unit.code: unit.name for unit in sorted(known.units, key=lambda unit: unit.validity.start)}
