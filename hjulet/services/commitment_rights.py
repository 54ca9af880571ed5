"""Who writes what of the goals and of a commitment, by the organisation as it is today."""

from collections.abc import Callable
from datetime import datetime

from hjulet.domain.goals.commitment import WRITTEN, open_fields
from hjulet.domain.goals.element import Element, ElementKind
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.goals.writing import may_write
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


def may_aim(by: Actor, element: Element, network: GoalNetwork, *, at: datetime) -> bool:
    """Tell whether the actor writes the targets of an element: whoever writes all of the element does."""
    if element.kind is ElementKind.COMMITMENT:
        return fields_open_to(by, element, network, at=at) >= frozenset(WRITTEN)
    return goal_writer(by, at=at)(element, network)


def goal_writer(by: Actor, *, at: datetime) -> Callable[[Element, GoalNetwork], bool]:
    """Give what tells whether the actor writes an element of a structure, as it is or would be."""
    known = organisation()
    is_central = may_centrally(Permission.EDIT_GOALS, by=by, at=at)

    def writes(element: Element, network: GoalNetwork) -> bool:
        return may_write(
            element,
            network,
            writes_for=lambda body: writes_goals_of(body, by=by, at=at, known=known),
            is_central=is_central,
        )

    return writes
