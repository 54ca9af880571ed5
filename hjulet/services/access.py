"""May this actor do this to that unit? Whoever may not is told that it does not exist."""

from datetime import datetime

from django.utils.timezone import localdate

from hjulet.domain.organisation import Organisation, OrganisationView
from hjulet.domain.permission import Actor, Permission, Place
from hjulet.services.errors import NotFoundError
from hjulet.store.organisation import load_organisation


def organisation(*, known_at: datetime | None = None) -> Organisation:
    """Load the organisation with its history, as it is known now or was at a moment."""
    return load_organisation(known_at=known_at)


def require(permission: Permission, unit: str, *, by: Actor, at: datetime, view: OrganisationView) -> None:
    """Let through whoever may do this to a unit of the organisation one looks at; else NotFoundError.

    The grant is judged today, and the place of the unit in the organisation one looks at.
    """
    if not may(permission, unit, by=by, at=at, view=view):
        raise NotFoundError(unit)


def require_anywhere(permission: Permission, *, by: Actor, at: datetime) -> None:
    """Let through whoever has the permission over any unit; else NotFoundError."""
    if not by.may_anywhere(permission, on=localdate(at)):
        raise NotFoundError(permission)


def may(permission: Permission, unit: str, *, by: Actor, at: datetime, view: OrganisationView) -> bool:
    """Tell whether the actor may do this to a unit."""
    return unit in view and by.may(permission, place=place_in(view, unit), on=localdate(at))


def may_now(permission: Permission, unit: str, *, by: Actor, at: datetime, known: Organisation) -> bool:
    """Tell whether the actor may do this to a unit as it is today; one that has ended, as it was last."""
    return may(permission, unit, by=by, at=at, view=known.last_seen(unit, by=localdate(at)))


def may_centrally(permission: Permission, *, by: Actor, at: datetime) -> bool:
    """Tell whether the actor has a permission over the executive board, which leads the steering.

    Without a board, over a unit at the top; before there is any unit, over anything at all. For the operator
    nothing is read: a home of an earlier release may lack the tables.
    """
    return by.is_operator or may_lead(permission, by=by, at=at, known=organisation())


def may_lead(permission: Permission, *, by: Actor, at: datetime, known: Organisation) -> bool:
    """Tell the same of an organisation, which need not be the one in force."""
    if by.is_operator:
        return True
    view = known.as_of(localdate(at))
    if not view.units:
        return by.may_anywhere(permission, on=localdate(at))
    board = view.executive_board
    central = [board] if board else [code for code in view.units if not view.parents(code)]
    return any(may(permission, unit, by=by, at=at, view=view) for unit in central)


def require_centrally(permission: Permission, *, by: Actor, at: datetime) -> None:
    """Let through whoever has a permission as ``may_centrally`` judges it; else NotFoundError."""
    if not may_centrally(permission, by=by, at=at):
        raise NotFoundError(permission)


def place_in(view: OrganisationView, unit: str) -> Place:
    """Tell what a unit is part of, in the organisation one looks at and over all time."""
    return Place(above=view.above(unit), ever_above=view.ever_above(unit))
