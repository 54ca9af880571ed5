"""The tasks that assignments open: who got one reports on it, who gave it answers what they ask.

What took over from a unit that has ended has its tasks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from hjulet.domain.assignments.assignment import ASKING, WITHOUT_OFFICE, Assignment, Event
from hjulet.domain.assignments.standing import ANSWERED, Standing, standing_of
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import month_period
from hjulet.domain.permission import Permission
from hjulet.domain.task import KEPT, Task, TaskKind
from hjulet.services.duties import Duty, Holders
from hjulet.store.assignments import load_assignments
from hjulet.store.models import AssignmentEvent, RegisteredAssignment
from hjulet.texts.catalogue import LANGUAGES


@dataclass(frozen=True, kw_only=True)
class _Units:
    """Which units have the tasks of some receivers and givers, among those that are asked about.

    ``gone`` are the receivers that ended and that nothing took over from.
    """

    receivers: Mapping[str, tuple[str, ...]]
    givers: Mapping[str, tuple[str, ...]]
    gone: frozenset[str]


def assignment_duties(
    last: date, *, day: date, bodies: frozenset[str] | None, view: OrganisationView, holders: Holders
) -> Iterator[Duty]:
    """Make the tasks that are due by a day, to a service that asks for permission itself.

    The receiver's stays until the assignment is closed, and is done when something is asked of the giver, as
    long as ``waits_for_giver`` says. The giver's begins then, and is due thirty days later; it is also theirs
    to find somebody else where nothing took over from the receiver. ``bodies`` and ``view`` are as for
    indicators.
    """
    units = _units(bodies, view)
    for assignment in _concerning(units, day):
        standing = standing_of(assignment, day)
        for task in _tasks(assignment, standing, day, units=units, view=view, names=holders.names):
            if task.due <= last:
                nearest = holders.nearest(Permission.EDIT_ASSIGNMENTS, task.unit, view=view, on=day)
                yield Duty(task=task, permission=Permission.EDIT_ASSIGNMENTS, holders=nearest)


def _units(bodies: frozenset[str] | None, view: OrganisationView) -> _Units:
    pairs = RegisteredAssignment.objects.values_list("receiver", "giver").distinct().order_by()
    receivers = {code for code, _ in pairs}
    carried = {code: view.history.carried_by(code, on=view.day) for code in receivers}
    givers = {code: _offices(code, view) for _, code in pairs}
    return _Units(
        receivers={code: _among(units, bodies) for code, units in carried.items()},
        givers={code: _among(units, bodies) for code, units in givers.items()},
        gone=frozenset(code for code, units in carried.items() if not units),
    )


def _offices(giver: str, view: OrganisationView) -> tuple[str, ...]:
    """Name who keeps a giver's register: itself or what took over from it, or the executive board for it."""
    board = view.executive_board
    units = view.history.carried_by(giver, on=view.day)
    kept = (board if board and view.units[unit].kind in WITHOUT_OFFICE else unit for unit in units)
    return tuple(dict.fromkeys(kept))


def _among(units: tuple[str, ...], bodies: frozenset[str] | None) -> tuple[str, ...]:
    return tuple(unit for unit in units if bodies is None or unit in bodies)


def _concerning(units: _Units, day: date) -> tuple[Assignment, ...]:
    """Load what the units have to do with: what they got, and what they gave that somebody asks about."""
    lives = Q(closed_on__isnull=True) | Q(closed_on__gte=day - KEPT)
    got = Q(receiver__in=[code for code, their in units.receivers.items() if their])
    gave = Q(giver__in=[code for code, their in units.givers.items() if their])
    asked = AssignmentEvent.objects.filter(kind__in=[each.value for each in ASKING]).values("number")
    told = Q(number__in=asked) | Q(receiver__in=units.gone)
    return load_assignments(where=Q(given__lte=day) & lives & (got | gave & told))


def _tasks(
    assignment: Assignment,
    standing: Standing,
    day: date,
    *,
    units: _Units,
    view: OrganisationView,
    names: Mapping[str, str],
) -> Iterator[Task]:
    if standing.due is not None:
        done = standing.closing or (standing.asked if standing.waits_for_giver(day) else None)
        for unit in units.receivers[assignment.receiver]:
            name = view.units[unit].name
            task = _task(TaskKind.ASSIGNMENT, assignment, standing.due, unit=unit, name=name)
            yield _done(task, done, names)
    due, answer = _to_answer(assignment, standing, day, gone=units.gone)
    if due is not None:
        giver = view.history.names.get(assignment.giver, assignment.giver)
        for unit in units.givers[assignment.giver]:
            yield _done(_task(TaskKind.ANSWER, assignment, due, unit=unit, name=giver), answer, names)


def _to_answer(
    assignment: Assignment, standing: Standing, day: date, *, gone: frozenset[str]
) -> tuple[date | None, Event | None]:
    """Tell when the giver is to have answered, and the answer; no day where nobody waits for one."""
    if standing.request is not None and (standing.answer is None or standing.answer.on >= day - KEPT):
        return standing.request.on + ANSWERED, standing.answer
    if assignment.receiver in gone and standing.closing is None:
        return standing.due or day, None
    return None, None


def _task(kind: TaskKind, assignment: Assignment, due: date, *, unit: str, name: str) -> Task:
    return Task(
        kind=kind,
        report="",
        report_names=dict.fromkeys(LANGUAGES, ""),
        body=unit,
        unit=unit,
        unit_name=name,
        period=month_period(due),
        section=str(assignment.number),
        labels=dict.fromkeys(LANGUAGES, assignment.name),
        due=due,
    )


def _done(task: Task, event: Event | None, names: Mapping[str, str]) -> Task:
    """Tell by which event a task was done; None while it is to do."""
    if event is None:
        return task
    return replace(task, done_at=event.written_at, done_by=names.get(event.by, event.by))
