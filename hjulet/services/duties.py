"""Who a task is for: whoever may do it and stands nearest to the unit it is about.

A unit's comment is its manager's; where it has no manager, the nearest above answers. The others above may do
it too, and see it among what is missing below them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hjulet.domain.organisation import OrganisationView
from hjulet.domain.permission import Grant, Permission, Place
from hjulet.domain.task import Task
from hjulet.services.people import OPERATOR
from hjulet.store.models import User


@dataclass(frozen=True)
class Holders:
    """The grants of everybody who may sign in, by unit: (username, grant)."""

    by_unit: Mapping[str, tuple[tuple[str, Grant], ...]]
    names: Mapping[str, str]

    def nearest(
        self, permission: Permission, unit: str, *, view: OrganisationView, on: date
    ) -> frozenset[str]:
        """Collect those who have a permission at the unit itself, else at the nearest level above it."""
        level, seen = {unit}, set[str]()
        while level:
            found = frozenset(
                person
                for one in level
                for person, grant in self.by_unit.get(one, ())
                if grant.allows(permission, place=Place(above=(one,)), on=on)
            )
            if found:
                return found
            seen |= level
            level = {parent for one in level for parent in view.parents(one)} - seen
        return frozenset()


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A task, what one must be allowed to do it, and whose it is first of all."""

    task: Task
    permission: Permission
    holders: frozenset[str]


def load_holders() -> Holders:
    """Load who has which role where."""
    by_unit: dict[str, tuple[tuple[str, Grant], ...]] = {}
    names = {OPERATOR.id: OPERATOR.name}
    for user in User.objects.filter(is_active=True).prefetch_related("grants"):
        names[user.username] = user.shown_name
        for row in user.grants.all():
            by_unit[row.unit] = (*by_unit.get(row.unit, ()), (user.username, row.to_domain()))
    return Holders(by_unit=by_unit, names=names)
