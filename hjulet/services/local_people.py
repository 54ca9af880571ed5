"""People who sign in by a password of this site, as the operator makes them.

For the first administrator, and for the day when nobody gets in. Whoever is given a password signs in by
it from then on: an identity provider no longer knows them, and the roles that its groups gave end. If they
come by a provider that rules over usernames, it knows them again, and the password opens nothing more.
"""

from dataclasses import dataclass
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from hjulet.domain.people_file import LONGEST_NAME, is_username
from hjulet.domain.permission import Actor, Grant
from hjulet.domain.problem import Problem, Severity
from hjulet.services.access import organisation
from hjulet.services.changes import audit
from hjulet.services.errors import NotFoundError, RefusedError, refused
from hjulet.services.granting import find_user, give_role
from hjulet.services.people import change_person, new_person
from hjulet.services.person_account import end_sessions
from hjulet.services.rights import LOCK, end_grant
from hjulet.store.lock import hold
from hjulet.store.models import User


@dataclass(frozen=True, kw_only=True)
class LocalPerson:
    """A person after they were given a password: their roles of today, and what ended by it.

    ``untied`` are the ids of the identity providers that no longer know them.
    """

    username: str
    name: str
    is_active: bool
    roles: tuple[Grant, ...]
    untied: tuple[str, ...] = ()
    sessions: int = 0


@transaction.atomic
def add_local_person(
    username: str, *, name: str, password: str, grant: Grant | None, by: Actor, at: datetime
) -> LocalPerson:
    """Add somebody with a password, and a role if one is given. Before there is any unit, over any.

    Raises NotFoundError for whoever is not the operator, RefusedError ``bad-username``, ``bad-name``,
    ``person-exists``, ``unknown-role``, ``unknown-unit``, and what is wrong with the password.
    """
    _require_operator(by)
    if not is_username(username):
        raise refused("bad-username", value=username)
    if not 0 < len(name) <= LONGEST_NAME:
        raise refused("bad-name", limit=str(LONGEST_NAME))
    _judge(password, User(username=username, name=name))
    if grant:
        _require_unit(grant.unit, at=at)
    hold(LOCK)
    if User.objects.filter(username=username).exists():
        raise refused("person-exists", username=username)
    grants = (grant,) if grant else ()
    user = new_person(username=username, name=name, password=password, grants=grants, by=by, at=at)
    return _told(user, at=at)


@transaction.atomic
def set_password(
    username: str, password: str, *, grant: Grant | None, by: Actor, at: datetime
) -> LocalPerson:
    """Give somebody who is there a new password, and a role that they lack; they are signed out everywhere.

    Raises NotFoundError for a person who is not there and for whoever is not the operator, RefusedError
    ``unknown-role``, ``unknown-unit``, and what is wrong with the password.
    """
    _require_operator(by)
    hold(LOCK)
    user = find_user(username)
    _judge(password, user)
    change_person(user, version=user.version, by=by, at=at, password=make_password(password))
    sessions = end_sessions(user)
    audit("set-password", username, by=by, at=at, sessions=sessions)
    untied = _untie(user, by=by, at=at)
    if grant and not _holds(user, grant, at=at):
        _require_unit(grant.unit, at=at)
        give_role(username, grant, by=by, at=at)
    return _told(user, untied=untied, sessions=sessions, at=at)


def _require_operator(by: Actor) -> None:
    if not by.is_operator:
        raise NotFoundError("person")


def _judge(password: str, user: User) -> None:
    """Refuse a password for all that is wrong with it, as one's own page does."""
    try:
        validate_password(password, user)
    except ValidationError as faults:
        raise RefusedError(
            Problem(code=str(fault.code).replace("_", "-"), severity=Severity.ERROR)
            for fault in faults.error_list
        ) from faults


def _require_unit(unit: str, *, at: datetime) -> None:
    units = organisation().as_of(localdate(at)).units
    if units and unit not in units:
        raise refused("unknown-unit", value=unit)


def _untie(user: User, *, by: Actor, at: datetime) -> tuple[str, ...]:
    """Let no identity provider know a person any more, and end the roles that their groups gave."""
    ties = SocialAccount.objects.filter(user=user).order_by("id")
    providers = tuple(ties.values_list("provider", flat=True))
    ties.delete()
    for provider in providers:
        audit("untie-person", user.username, by=by, at=at, provider=provider)
    today = localdate(at)
    for row in user.grants.exclude(provider=""):
        if row.valid_until is None or row.valid_until > max(today, row.valid_from):
            fields = end_grant(row, on=today, version=row.version, by=by, at=at)
            audit("end-role", user.username, by=by, at=at, grant=row.pk, **fields)
    return providers


def _holds(user: User, grant: Grant, *, at: datetime) -> bool:
    held = (row.to_domain() for row in user.grants.filter(role=grant.role, unit=grant.unit))
    return any(each.validity.holds(localdate(at)) for each in held)


def _told(user: User, *, untied: tuple[str, ...] = (), sessions: int = 0, at: datetime) -> LocalPerson:
    held = (row.to_domain() for row in user.grants.order_by("id"))
    return LocalPerson(
        username=user.username,
        name=user.name,
        is_active=user.is_active,
        roles=tuple(each for each in held if each.validity.holds(localdate(at))),
        untied=untied,
        sessions=sessions,
    )
