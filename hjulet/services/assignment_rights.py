"""Who writes what of an assignment: the body that gave it decides, the body that got it reports.

The council and the auditors have no office here: whoever keeps the assignments of the executive board, which
leads the steering, keeps theirs too. What closes one is still their decision, which has to be named.
"""

from datetime import datetime

from django.utils.timezone import localdate

from hjulet.domain.assignments.assignment import GIVING, OF_RECEIVER, WITHOUT_OFFICE, Assignment, Happening
from hjulet.domain.organisation import Organisation
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_lead, may_now
from hjulet.services.errors import NotFoundError

Choices = tuple[tuple[str, str], ...]


def gives_for(body: str, *, by: Actor, at: datetime, known: Organisation) -> bool:
    """Tell whether the actor registers, moves and closes the assignments that a body gives.

    What took over from a body that has ended keeps its register.
    """
    bodies = {body, *known.carried_by(body, on=localdate(at))}
    if any(may_now(Permission.EDIT_ASSIGNMENTS, each, by=by, at=at, known=known) for each in bodies):
        return True
    view = known.last_seen(body, by=localdate(at))
    has_no_office = body in view and view.units[body].kind in WITHOUT_OFFICE
    return has_no_office and may_lead(Permission.EDIT_ASSIGNMENTS, by=by, at=at, known=known)


def open_to(assignment: Assignment, *, by: Actor, at: datetime, known: Organisation) -> frozenset[Happening]:
    """Name what the actor may write down of an assignment; nothing for whoever has no part in it.

    What took over from a receiver that has ended reports in its place.
    """
    if gives_for(assignment.giver, by=by, at=at, known=known):
        return frozenset(Happening)
    receivers = {assignment.receiver, *known.carried_by(assignment.receiver, on=localdate(at))}
    if any(may_now(Permission.EDIT_ASSIGNMENTS, unit, by=by, at=at, known=known) for unit in receivers):
        return OF_RECEIVER | {Happening.STRUCK}
    return frozenset()


def strikes(kind: Happening, among: frozenset[Happening]) -> bool:
    """Tell whether whoever may write ``among`` may strike an event: one that they could have written."""
    return Happening.STRUCK in among and kind in among


def require_giver(body: str, *, by: Actor, at: datetime, known: Organisation) -> None:
    """Let through whoever keeps the assignments that a body gives; else NotFoundError."""
    if not gives_for(body, by=by, at=at, known=known):
        raise NotFoundError(body)


def givers_of(*, by: Actor, at: datetime, known: Organisation) -> Choices:
    """List the bodies of today whose assignments the actor keeps: codes and names."""
    view = known.as_of(localdate(at))
    return tuple(
        (code, unit.name)
        for code, unit in view.units.items()
        if unit.kind in GIVING and gives_for(code, by=by, at=at, known=known)
    )
