"""Who writes what of a commitment, by the organisation as it is today."""

from datetime import datetime

from hjulet.domain.goals.commitment import open_fields
from hjulet.domain.goals.element import Element
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.organisation import Organisation
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_centrally, may_now, organisation, require_centrally


def fields_open_to(by: Actor, commitment: Element, network: GoalNetwork, *, at: datetime) -> frozenset[str]:
    """Name the fields of a commitment that the actor may write."""
    known = organisation()
    return open_fields(
        commitment,
        network,
        writes_for=lambda body: writes_goals_of(body, by=by, at=at, known=known),
        is_central=may_centrally(Permission.EDIT_GOALS, by=by, at=at),
    )


def writes_goals_of(body: str, *, by: Actor, at: datetime, known: Organisation) -> bool:
    """Tell whether the actor writes the goals of a body."""
    return may_now(Permission.EDIT_GOALS, body, by=by, at=at, known=known)


def require_lead(body: str, *, by: Actor, at: datetime) -> None:
    """Let through whoever writes the goals of a body, or all goals; else NotFoundError.

    What has no owner (an empty code) is only for whoever writes all goals.
    """
    if body and writes_goals_of(body, by=by, at=at, known=organisation()):
        return
    require_centrally(Permission.EDIT_GOALS, by=by, at=at)
