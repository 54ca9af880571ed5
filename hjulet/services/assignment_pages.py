"""What the pages of one assignment show: its life and who may add to it, and what there is to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from hjulet.domain.assignments.assignment import RECEIVING, Assignment, Event, Happening, Origin
from hjulet.domain.assignments.correction import Correction
from hjulet.domain.assignments.standing import Standing
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.organisation import Organisation
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.assignment_history import corrections_of
from hjulet.services.assignment_lines import AssignmentLine, line_of, register_day
from hjulet.services.assignment_rights import Choices, givers_of, gives_for, open_to, strikes
from hjulet.services.assignments import find_assignment
from hjulet.services.errors import NotFoundError
from hjulet.services.people import people_names
from hjulet.store.assignments import load_assignments
from hjulet.store.goals import load_elements
from hjulet.store.models import AssignmentEvent


@dataclass(frozen=True, kw_only=True)
class AssignmentPage:
    """One assignment on a ``day``, with its names; ``open`` is what the actor may write down.

    ``strikable`` are the places of the events that they may strike, ``goal`` the element that it is the same
    as, ``replaces`` the assignments that it took the place of, by number and name. ``people`` and ``units``
    are names, ``corrections`` what has been corrected in it.
    """

    line: AssignmentLine
    day: date
    goal: Element | None
    people: Mapping[str, str]
    units: Mapping[str, str]
    corrections: tuple[Correction, ...]
    open: frozenset[Happening]
    may_change: bool
    strikable: frozenset[int]
    replaces: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class WritingPage:
    """What one needs to register or correct an assignment: bodies to choose, and what it begins as."""

    assignment: Assignment
    givers: Choices
    receivers: Choices
    goal: Element | None


def assignment_page(number: int, *, by: Actor, at: datetime) -> AssignmentPage:
    """Gather an assignment; raises NotFoundError for whoever sees no unit, and for a number not used."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    assignment, known, day = find_assignment(number), organisation(), register_day(at)
    among, line = open_to(assignment, by=by, at=at, known=known), line_of(assignment, day, known)
    return AssignmentPage(
        line=line,
        day=day,
        goal=_element(assignment.goal),
        people=people_names(),
        units=known.names,
        corrections=corrections_of(number),
        open=among & _possible(line.standing),
        may_change=gives_for(assignment.giver, by=by, at=at, known=known),
        strikable=frozenset(each.place for each in assignment.holding() if strikes(each.kind, among)),
        replaces=_replaced(number),
    )


def _possible(standing: Standing) -> frozenset[Happening]:
    """Name what can happen next: what is closed is only struck, and what nobody asked is not answered."""
    if standing.closing is not None:
        return frozenset({Happening.STRUCK})
    if standing.asked is None:
        return frozenset(Happening) - {Happening.UPHELD}
    return frozenset(Happening) - ({standing.asked.kind} & {Happening.DECLINED})


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
        given=register_day(at),
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
    givers.setdefault(assignment.giver, known.names.get(assignment.giver, assignment.giver))
    return WritingPage(
        assignment=assignment,
        givers=tuple(givers.items()),
        receivers=_receivers(known, at=at, also=assignment.receiver),
        goal=_element(assignment.goal),
    )


def _receivers(known: Organisation, *, at: datetime, also: str) -> Choices:
    """List the units of today that get assignments, and one that an assignment already names."""
    view = known.as_of(localdate(at))
    found = {code: unit.name for code, unit in view.units.items() if unit.kind in RECEIVING}
    if also and also not in found:
        found[also] = known.names.get(also, also)
    return tuple(found.items())


def _element(ref: Ref | None) -> Element | None:
    """Find the element that is an assignment; None for none, and for one that the goals no longer hold."""
    if ref is None:
        return None
    found = load_elements([ref]).get(ref)
    return found if found and found.kind is ElementKind.ASSIGNMENT else None


def _replaced(number: int) -> tuple[tuple[int, str], ...]:
    numbers = AssignmentEvent.objects.filter(replaced_by=number).values_list("number", flat=True)
    found = load_assignments(where=Q(number__in=list(numbers)))
    return tuple(
        (each.number, each.name)
        for each in found
        if each.closing is not None and each.closing.replaced_by == number
    )
