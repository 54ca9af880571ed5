"""People and what they may do."""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import prefetch_related_objects

from hjulet.domain.permission import ROLES, Actor, Grant
from hjulet.services.errors import refused
from hjulet.store.models import RoleGrant, User

OPERATOR = Actor(id="operator", name="Driften", is_operator=True)
"""Whoever runs the command on the machine itself."""

_HELD = ("grants", "deputyships__lender__grants")


def actor_of(username: str) -> Actor | None:
    """Find the actor with a username; None if there is no such active person."""
    people = User.objects.prefetch_related(*_HELD)
    user = people.filter(username=username, is_active=True).first()
    return user.actor() if user else None


def actor_signed_in(user: User) -> Actor | None:
    """Give whoever has signed in as an actor, without reading them anew; None if they are not active."""
    prefetch_related_objects([user], *_HELD)
    return user.actor() if user.is_active else None


@transaction.atomic
def add_person(
    *, username: str, name: str, password: str, grants: tuple[Grant, ...], email: str = ""
) -> None:
    """Add a person with roles. Raises RefusedError for a role that does not exist."""
    unknown = [grant.role for grant in grants if grant.role not in ROLES]
    if unknown:
        raise refused("unknown-role", role=unknown[0])
    user = User.objects.create(username=username, name=name, email=email, password=make_password(password))
    RoleGrant.objects.bulk_create(
        RoleGrant(
            user=user,
            role=grant.role,
            unit=grant.unit,
            valid_from=grant.validity.start,
            valid_until=grant.validity.end,
        )
        for grant in grants
    )


def first_unit(by: Actor, *, on: date) -> str | None:
    """Find the unit that a person meets first: that of the first grant in force."""
    return next((grant.unit for grant in by.grants if grant.validity.holds(on)), None)


def people_names() -> dict[str, str]:
    """Name everybody who can have done something, by their id."""
    return {OPERATOR.id: OPERATOR.name, **dict(User.objects.values_list("username", "name"))}
