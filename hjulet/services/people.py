"""People and what they may do."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.timezone import localdate

from hjulet.domain.permission import ROLES, Actor, Grant, Permission
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import ConflictError, refused
from hjulet.services.providers import provider_names
from hjulet.services.rights import log_grant
from hjulet.services.sign_in import STRANGER
from hjulet.store.models import RoleGrant, User

OPERATOR = Actor(id="operator", name="Driften", is_operator=True)
"""Whoever runs the command on the machine itself."""

PERSON = "person"
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
def new_person(
    *,
    username: str,
    name: str,
    password: str | None = None,
    email: str = "",
    grants: tuple[Grant, ...] = (),
    by: Actor,
    at: datetime,
) -> User:
    """Add a person with roles; without a password they sign in by a provider, or not at all yet.

    Raises RefusedError for a role that does not exist. Whether the actor may is judged by whoever calls.
    """
    unknown = [grant.role for grant in grants if grant.role not in ROLES]
    if unknown:
        raise refused("unknown-role", role=unknown[0])
    user = User.objects.create(username=username, name=name, email=email, password=make_password(password))
    _keep(user, by=by, at=at)
    audit("add-person", username, by=by, at=at, name=name)
    for grant in grants:
        first, end = grant.validity.start, grant.validity.end
        row = RoleGrant.objects.create(
            user=user, role=grant.role, unit=grant.unit, valid_from=first, valid_until=end
        )
        log_grant("give-role", row, by=by, at=at)
    return user


def change_person(user: User, *, version: int, by: Actor, at: datetime, **fields: Any) -> None:
    """Change a person's row and keep its revision; raises ConflictError where it has changed since."""
    if not update_versioned(User.objects.filter(pk=user.pk), version=version, **fields):
        raise ConflictError(theirs="", mine="", version=user.version)
    user.refresh_from_db()
    _keep(user, by=by, at=at)


def rename_person(user: User, name: str, *, by: Actor, at: datetime) -> None:
    """Give a person another name; raises ConflictError where the person has changed since."""
    before = user.name
    change_person(user, version=user.version, by=by, at=at, name=name)
    audit("rename-person", user.username, by=by, at=at, before=before, after=name)


def _keep(user: User, *, by: Actor, at: datetime) -> None:
    fields = {"name": user.name, "email": user.email, "is_active": user.is_active}
    revise(PERSON, user.username, version=user.version, fields=fields, by=by, at=at)


def first_unit(by: Actor, *, on: date) -> str | None:
    """Find the unit that a person meets first: that of the first grant in force."""
    return next((grant.unit for grant in by.grants if grant.validity.holds(on)), None)


def people_names(among: Collection[str] | None = None) -> dict[str, str]:
    """Name everybody who can have done something, by their id; a protected person by what others may see.

    ``among`` are the only people that are asked for.
    """
    providers = {f"provider:{each}": name for each, name in provider_names().items()}
    asked = _named() if among is None else _named().filter(username__in=among)
    people = {user.username: user.shown_name for user in asked}
    return {OPERATOR.id: OPERATOR.name, STRANGER.id: STRANGER.name, **providers, **people}


def protected_people() -> dict[str, str]:
    """Name the protected people as others may see them, by their id."""
    return {user.username: user.shown_name for user in _named().filter(is_protected=True)}


def hidden_from(by: Actor, *, at: datetime) -> dict[str, str]:
    """Name the protected people whose usernames the actor may not read, as they are shown, by their id.

    Administrators read them all, and anybody their own.
    """
    if by.may_anywhere(Permission.MANAGE_SETUP, on=localdate(at)):
        return {}
    return {person: shown for person, shown in protected_people().items() if person != by.id}


def _named() -> QuerySet[User]:
    return User.objects.only("username", "name", "is_protected", "display_name")
