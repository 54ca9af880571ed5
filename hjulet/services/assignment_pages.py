"""What pages show of the assignments: the list on a day, one with its timeline, and what there is to write.

Assignments are given in decisions that anybody may read: whoever sees the figures of any unit reads them all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils.timezone import localdate

from hjulet.domain.assignments.assignment import Assignment, Event, Happening, Origin
from hjulet.domain.assignments.selection import STANDING_OUT, Asked, Show, is_asked, urgency
from hjulet.domain.assignments.standing import Standing, standing_of
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.organisation import Organisation
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.assignment_rights import Choices, givers_of, gives_for, open_to, strikes
from hjulet.services.assignments import find_assignment
from hjulet.services.day import day_of_work
from hjulet.services.errors import NotFoundError
from hjulet.services.people import people_names
from hjulet.store.assignments import load_assignments
from hjulet.store.goals import load_goals
from hjulet.store.models import AssignmentEvent, RegisteredAssignment

SHOWN = 100
"""Assignments on a page."""


@dataclass(frozen=True, kw_only=True)
class AssignmentLine:
    """An assignment, where it stands, and the names of who gave it and who got it."""

    assignment: Assignment
    standing: Standing
    giver: str
    receiver: str


@dataclass(frozen=True, kw_only=True)
class AssignmentList:
    """A page of the assignments on a ``day``; ``count`` fit what was asked for, ``lines`` are on the page.

    ``counts`` tells how many of those that the other choices leave stand out, by why. ``later`` are given
    after the day, ``last_day`` is the day that the register stands at.
    """

    lines: tuple[AssignmentLine, ...]
    count: int
    pages: int
    day: date
    counts: Mapping[Show, int]
    givers: Choices
    receivers: Choices
    years: tuple[int, ...]
    later: int
    last_day: date
    may_register: bool


@dataclass(frozen=True, kw_only=True)
class AssignmentPage:
    """One assignment on a ``day``, with its names; ``open`` is what the actor may write down.

    ``strikable`` are the places of the events that they may strike, ``goal`` the element that it is the same
    as, ``replaces`` the assignments that it took the place of, by number and name.
    """

    line: AssignmentLine
    day: date
    goal: Element | None
    people: Mapping[str, str]
    open: frozenset[Happening]
    may_change: bool
    strikable: frozenset[int]
    replaces: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class AssignmentsOfGoals:
    """The assignments that are elements of a structure, by their keys, as they stand on a ``day``."""

    lines: Mapping[str, AssignmentLine]
    day: date
    may_register: bool


@dataclass(frozen=True, kw_only=True)
class WritingPage:
    """What one needs to register or correct an assignment: bodies to choose, and what it begins as."""

    assignment: Assignment
    givers: Choices
    receivers: Choices
    goal: Element | None


def assignment_list(asked: Asked, *, page: int = 1, by: Actor, at: datetime) -> AssignmentList:
    """List the assignments that are asked for; what asks for attention stands first."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    known, last_day = organisation(), register_day(at)
    day = asked.day or last_day
    names = _names(known)
    below = frozenset(known.as_of(localdate(at)).subtree(asked.receiver)) | {asked.receiver}
    loaded = load_assignments(where=_where(asked.show, day))
    every = [_line(each, day, names) for each in loaded]
    fitting = [each for each in every if is_asked(asked, each.assignment, below=below)]
    shown = [each for each in fitting if asked.show.holds(each.standing)]
    shown.sort(key=lambda each: urgency(each.assignment, each.standing))
    pages = max(1, -(-len(shown) // SHOWN))
    first = (min(page, pages) - 1) * SHOWN
    given = RegisteredAssignment.objects.filter(given__lte=day)
    return AssignmentList(
        lines=tuple(shown[first : first + SHOWN]),
        count=len(shown),
        pages=pages,
        day=day,
        counts={show: sum(show.holds(each.standing) for each in fitting) for show in STANDING_OUT},
        givers=_chosen(given.values_list("giver", flat=True), names),
        receivers=_chosen(given.values_list("receiver", flat=True), names),
        years=tuple(each.year for each in given.dates("given", "year", order="DESC")),
        later=RegisteredAssignment.objects.filter(given__gt=day).count(),
        last_day=last_day,
        may_register=bool(givers_of(by=by, at=at, known=known)),
    )


def all_lines(asked: Asked, *, by: Actor, at: datetime) -> tuple[AssignmentLine, ...]:
    """List all that is asked for, as files hold it."""
    first = assignment_list(asked, by=by, at=at)
    rest = (assignment_list(asked, page=page, by=by, at=at).lines for page in range(2, first.pages + 1))
    return (*first.lines, *(line for lines in rest for line in lines))


def assignment_page(number: int, *, by: Actor, at: datetime) -> AssignmentPage:
    """Gather an assignment; raises NotFoundError for whoever sees no unit, and for a number not used."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    assignment, known, day = find_assignment(number), organisation(), register_day(at)
    among = open_to(assignment, by=by, at=at, known=known)
    return AssignmentPage(
        line=_line(assignment, day, _names(known)),
        day=day,
        goal=_element(assignment.goal),
        people=people_names(),
        open=among if assignment.closing is None else among & {Happening.STRUCK},
        may_change=gives_for(assignment.giver, by=by, at=at, known=known),
        strikable=frozenset(each.place for each in assignment.holding() if strikes(each.kind, among)),
        replaces=_replaced(number),
    )


def event_page(number: int, kind: Happening, *, by: Actor, at: datetime) -> AssignmentPage:
    """Gather an assignment to write down what happened; raises NotFoundError for what is not the actor's."""
    page = assignment_page(number, by=by, at=at)
    if kind not in page.open:
        raise NotFoundError(str(number))
    return page


def event_to_strike(number: int, place: int, *, by: Actor, at: datetime) -> tuple[AssignmentPage, Event]:
    """Gather an event that the actor may strike; raises NotFoundError."""
    page = event_page(number, Happening.STRUCK, by=by, at=at)
    found = [each for each in page.line.assignment.events if each.place == place]
    if place not in page.strikable:
        raise NotFoundError(str(place))
    return page, found[0]


def new_assignment_page(goal: Ref | None = None, *, by: Actor, at: datetime) -> WritingPage:
    """Gather what one needs to register an assignment, of an element of the goals or of none.

    Raises NotFoundError for whoever keeps no body's register.
    """
    known = organisation()
    givers = givers_of(by=by, at=at, known=known)
    if not givers:
        raise NotFoundError(Permission.EDIT_ASSIGNMENTS)
    element = _element(goal)
    blank = Assignment(
        name=element.name if element else "",
        origin=Origin.GOALS if element else Origin.DECISION,
        giver=givers[0][0],
        receiver=element.lead if element else "",
        given=localdate(at),
        goal=element.ref if element else None,
    )
    receivers = _receivers(known, at=at, also=blank.receiver)
    return WritingPage(assignment=blank, givers=givers, receivers=receivers, goal=element)


def change_assignment_page(number: int, *, by: Actor, at: datetime) -> WritingPage:
    """Gather an assignment to correct; raises NotFoundError for whoever does not keep its register."""
    assignment, known = find_assignment(number), organisation()
    if not gives_for(assignment.giver, by=by, at=at, known=known):
        raise NotFoundError(str(number))
    givers = dict(givers_of(by=by, at=at, known=known))
    givers.setdefault(assignment.giver, _names(known).get(assignment.giver, assignment.giver))
    return WritingPage(
        assignment=assignment,
        givers=tuple(givers.items()),
        receivers=_receivers(known, at=at, also=assignment.receiver),
        goal=_element(assignment.goal),
    )


def assignments_of_goals(structure: str, *, by: Actor, at: datetime) -> AssignmentsOfGoals:
    """Give a structure's elements that are assignments; raises NotFoundError for whoever sees no unit."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    day, known = register_day(at), organisation()
    names = _names(known)
    found = load_assignments(where=Q(goal_structure=structure))
    return AssignmentsOfGoals(
        lines={each.goal.key: _line(each, day, names) for each in found if each.goal},
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


def _line(assignment: Assignment, day: date, names: Mapping[str, str]) -> AssignmentLine:
    receiver = names.get(assignment.receiver, assignment.receiver)
    return AssignmentLine(
        assignment=assignment,
        standing=standing_of(assignment, day),
        giver=names.get(assignment.giver, assignment.giver),
        receiver=receiver,
    )


def _names(known: Organisation) -> dict[str, str]:
    """Name all units that have ever been, each by its latest name."""
    return {unit.code: unit.name for unit in sorted(known.units, key=lambda unit: unit.validity.start)}


def _where(show: Show, day: date) -> Q:
    """Select those given by a day; the closed ones, most of a register, only where they are asked for."""
    given = Q(given__lte=day)
    if show in (Show.CLOSED, Show.ALL):
        return given
    return given & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def _chosen(codes: Iterable[str], names: Mapping[str, str]) -> Choices:
    return tuple(sorted(((code, names.get(code, code)) for code in set(codes)), key=lambda each: each[1]))


def _receivers(known: Organisation, *, at: datetime, also: str) -> Choices:
    """List the units of today, and one that an assignment already names; the council gives, and gets none."""
    view = known.as_of(localdate(at))
    found = {code: unit.name for code, unit in view.units.items() if unit.kind != "council"}
    if also and also not in found:
        found[also] = _names(known).get(also, also)
    return tuple(found.items())


def _element(ref: Ref | None) -> Element | None:
    """Find the element that is an assignment; None for none, and for one that the goals no longer hold."""
    if ref is None:
        return None
    network = load_goals()
    if ref not in network or network[ref].kind is not ElementKind.ASSIGNMENT:
        return None
    return network[ref]


def _replaced(number: int) -> tuple[tuple[int, str], ...]:
    numbers = AssignmentEvent.objects.filter(replaced_by=number).values_list("number", flat=True)
    found = load_assignments(where=Q(number__in=list(numbers)))
    return tuple(
        (each.number, each.name)
        for each in found
        if each.closing is not None and each.closing.replaced_by == number
    )
