"""A person's account as an administrator keeps it: closed when they leave, freed of factors that are lost.

Whoever keeps an account administers all that its roles are over, those that are lent to it too. An account
without any role is kept by whoever leads the installation, and nobody keeps their own: what one does to
one's own account stands on one's own page.
"""

from datetime import date, datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.timezone import localdate

from hjulet.domain.permission import ROLES, Actor, Permission
from hjulet.services.access import may_centrally, organisation
from hjulet.services.changes import audit
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.granting import administers, find_user
from hjulet.services.people import change_person
from hjulet.services.rights import LOCK
from hjulet.store.lock import hold
from hjulet.store.models import User


def close_account(username: str, *, version: int, by: Actor, at: datetime) -> None:
    """Close a person's account: they are out at once, and no way leads in. Roles and keys stay as they are.

    One that is closed stays so. Raises NotFoundError for an account that is not the actor's to keep,
    RefusedError ``last-administrator``, ConflictError where the person has changed since.
    """
    with transaction.atomic():
        user = _kept(username, by=by, at=at)
        if _leads(user, at=at) and not any(_leads(other, at=at) for other in _others(user)):
            raise refused("last-administrator", name=user.name)
        if user.is_active:
            change_person(user, version=version, by=by, at=at, is_active=False)
            audit("close-account", username, by=by, at=at, sessions=end_sessions(user))


def open_account(username: str, *, version: int, by: Actor, at: datetime) -> None:
    """Open an account that was closed; one that is open stays so. Raises as ``close_account`` does."""
    with transaction.atomic():
        user = _kept(username, by=by, at=at)
        if not user.is_active:
            end_sessions(user)  # a sign-in that was half done when the account was closed
            change_person(user, version=version, by=by, at=at, is_active=True)
            audit("open-account", username, by=by, at=at)


def remove_factors(username: str, *, by: Actor, at: datetime) -> None:
    """Take away a person's app, passkeys and recovery codes, which are lost or stolen; they are signed out.

    They sign in by their password, or their provider, and add new ones. Where there are none, nothing is
    done. Raises NotFoundError for an account that is not the actor's to keep.
    """
    with transaction.atomic():
        user = _kept(username, by=by, at=at)
        factors = Authenticator.objects.filter(user=user)
        if kinds := sorted(factors.values_list("type", flat=True)):
            factors.delete()
            audit("remove-factors", username, by=by, at=at, factors=kinds, sessions=end_sessions(user))


def may_keep(user: User, *, by: Actor, at: datetime) -> bool:
    """Tell whether the actor keeps a person's account."""
    if by.id == user.username:
        return False
    units = _units(user, on=localdate(at))
    if not units:
        return may_centrally(Permission.MANAGE_SETUP, by=by.without_lent, at=at)
    known = organisation()
    return all(administers(unit, by=by, at=at, known=known) for unit in units)


def end_sessions(user: User) -> int:
    """Sign a person out everywhere, and tell how many sessions that ended: some had run out by themselves."""
    sessions = list(UserSession.objects.filter(user=user))
    living = [session for session in sessions if session.exists()]
    for session in sessions:
        session.end()
    return len(living)


def _kept(username: str, *, by: Actor, at: datetime) -> User:
    """Find a person whose account is the actor's to keep; nobody changes rights meanwhile."""
    hold(LOCK)
    user = find_user(username)
    if not may_keep(user, by=by, at=at):
        raise NotFoundError(username)
    return user


def _units(user: User, *, on: date) -> set[str]:
    """List what a person's roles are over, now or later, those that are lent to them too."""
    own = [row.to_domain() for row in user.grants.all()]
    borrowed = [grant for row in user.deputyships.all() for grant in row.lent()]
    return {grant.unit for grant in own + borrowed if grant.validity.end is None or grant.validity.end > on}


def _leads(user: User, *, at: datetime) -> bool:
    """Tell whether a person gets in and leads the installation by a role of their own."""
    own = Actor(id=user.username, name=user.name, grants=user.own_grants())
    return may_centrally(Permission.MANAGE_SETUP, by=own, at=at)


def _others(user: User) -> list[User]:
    roles = [role.id for role in ROLES.values() if Permission.MANAGE_SETUP in role.permissions]
    others = User.objects.filter(is_active=True, grants__role__in=roles).exclude(pk=user.pk)
    return list(others.distinct().prefetch_related("grants"))
