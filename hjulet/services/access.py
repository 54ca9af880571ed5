"""May this actor do this to that unit? Whoever may not is told that it does not exist."""

from datetime import datetime

from hjulet.domain.organisation import Organisation, OrganisationView
from hjulet.domain.permission import Actor, Permission
from hjulet.services.errors import NotFoundError
from hjulet.store.organisation import load_organisation


def organisation(*, known_at: datetime | None = None) -> Organisation:
    """Load the organisation with its history, as it is known now or was at a moment."""
    return load_organisation(known_at=known_at)


def require(permission: Permission, unit: str, *, by: Actor, at: datetime, view: OrganisationView) -> None:
    """Let through whoever may do this to a unit of the organisation one looks at; else NotFoundError.

    The grant is judged today, and the place of the unit in the organisation one looks at.
    """
    if unit not in view or not by.may(permission, above=view.above(unit), on=at.date()):
        raise NotFoundError(unit)


def require_anywhere(permission: Permission, *, by: Actor, at: datetime) -> None:
    """Let through whoever has the permission over any unit; else NotFoundError."""
    if not by.may_anywhere(permission, on=at.date()):
        raise NotFoundError(permission)


def may(permission: Permission, unit: str, *, by: Actor, at: datetime, view: OrganisationView) -> bool:
    """Tell whether the actor may do this to a unit."""
    return unit in view and by.may(permission, above=view.above(unit), on=at.date())
