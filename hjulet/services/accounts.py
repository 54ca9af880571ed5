"""The invented persons of the example municipality, as the sign-in page lists them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from hjulet.services.access import organisation
from hjulet.services.demo import demo_people
from hjulet.services.people import actor_of


@dataclass(frozen=True, kw_only=True)
class DemoAccount:
    """An invented person: who, in what role, over which unit."""

    username: str
    name: str
    role: str
    unit_name: str


def demo_accounts(*, at: datetime) -> tuple[DemoAccount, ...]:
    """List the invented persons with a role in force; none outside the demo."""
    view = organisation().as_of(localdate(at))
    return tuple(
        DemoAccount(username=username, name=name, role=grant.role, unit_name=view.units[grant.unit].name)
        for username, name in demo_people()
        if (actor := actor_of(username))
        for grant in actor.grants[:1]
        if grant.validity.holds(localdate(at)) and grant.unit in view
    )
