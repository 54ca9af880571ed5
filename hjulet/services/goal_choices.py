"""What a form of the goals offers: bodies and units by their names, as they are within the period."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.organisation import ANSWERING, OrganisationView
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_centrally, organisation
from hjulet.services.commitment_rights import writes_goals_of
from hjulet.services.day import day_of_work
from hjulet.services.goal_pages import GoalsPage

SHARING = ANSWERING | {"company", "group_of_bodies"}

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class GoalChoices:
    """Codes and names: ``leads`` that the actor may write for, ``bodies`` that may share something.

    ``is_central`` is that the actor writes all goals, and may leave something without an owner.
    """

    is_central: bool
    leads: Choices
    units: Choices
    bodies: Choices


def goal_choices(within: GoalsPage, *, by: Actor, at: datetime) -> GoalChoices:
    """Gather what an actor may choose among in a structure."""
    known = organisation()
    view = known.as_of(within.structure.nearest(day_of_work(at)))
    is_central = may_centrally(Permission.EDIT_GOALS, by=by, at=at)
    groups = tuple((group.key, group.name) for group in within.structure.groups)
    return GoalChoices(
        is_central=is_central,
        leads=tuple(
            (code, name)
            for code, name in _named(view)
            if is_central or writes_goals_of(code, by=by, at=at, known=known)
        ),
        units=_named(view),
        bodies=(*groups, *(each for each in _named(view) if view.units[each[0]].kind in SHARING)),
    )


def _named(view: OrganisationView) -> Choices:
    """List the units by their names; the council gives goals, and undertakes nothing itself."""
    return tuple((code, unit.name) for code, unit in view.units.items() if unit.kind != "council")
