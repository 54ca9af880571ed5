"""People from identity providers: found by what never changes about them, with roles by their groups."""

import os
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.timezone import localdate

from hjulet.domain.identity import Claims, Identities, Provider
from hjulet.domain.people_file import LONGEST_NAME, is_username
from hjulet.domain.permission import Actor
from hjulet.domain.problem import Place, Problem, Severity
from hjulet.readers.identity import FILE, read_identities
from hjulet.services.access import organisation
from hjulet.services.changes import audit
from hjulet.services.errors import refused
from hjulet.services.people import new_person, rename_person
from hjulet.services.rights import LOCK, end_grant, keep_grant
from hjulet.store.lock import hold
from hjulet.store.models import RoleGrant, User


def identity_problems(*, at: datetime) -> tuple[Problem, ...]:
    """Tell what is wrong with the configured providers, units that do not exist too."""
    reading = read_identities(settings.HJULET_HOME, environment=os.environ)
    units = organisation().as_of(localdate(at)).units if reading.identities.providers else {}
    unknown = [
        Problem(
            code="identity-unknown-unit",
            severity=Severity.ERROR,
            place=Place(file=FILE),
            params={"provider": provider.id, "key": "role", "value": rule.unit},
        )
        for provider in reading.identities.providers
        for rule in provider.rules
        if rule.unit not in units
    ]
    return (*reading.problems, *unknown, *_roles_left(reading.identities, at=at))


def _roles_left(known: Identities, *, at: datetime) -> list[Problem]:
    """Warn of roles in force whose provider is gone: nobody takes them back."""
    holds = Q(valid_until__isnull=True) | Q(valid_until__gt=localdate(at))
    left = RoleGrant.objects.filter(holds).exclude(provider="")
    left = left.exclude(provider__in=[each.id for each in known.providers])
    counted = left.values_list("provider").annotate(count=Count("id")).order_by("provider")
    return [
        Problem(
            code="identity-roles-left",
            severity=Severity.WARNING,
            place=Place(file=FILE),
            params={"provider": provider, "count": str(count)},
        )
        for provider, count in counted
    ]


def enter(claims: Claims, *, provider: Provider, at: datetime) -> bool:
    """Take in what a provider says about somebody who signs in; tell whether they have any role here.

    Whoever comes for the first time is added, if their groups give a role. The roles that the groups
    give replace those that they gave last time; roles given by hand stay. Raises RefusedError for
    somebody without username, or with one that is another's.
    """
    try:
        return _enter(claims, provider=provider, at=at)
    except IntegrityError:  # the same person came in by another window at the same moment
        return _enter(claims, provider=provider, at=at)


@transaction.atomic
def _enter(claims: Claims, *, provider: Provider, at: datetime) -> bool:
    hold(LOCK)  # a file may be adding the same person, or an administrator closing the account
    by = Actor(id=f"provider:{provider.id}", name=provider.name)
    roles = provider.roles_of(claims.groups)
    user = _linked(claims, provider) or _link(claims, provider, adds=bool(roles), by=by, at=at)
    if user is None:
        return False
    if not user.is_active:
        return True  # whoever is shut out is told so; neither name nor roles are changed
    _rename(user, claims.name, by=by, at=at)
    _replace_roles(user, roles, provider=provider, by=by, at=at)
    return any(grant.to_domain().validity.holds(localdate(at)) for grant in user.grants.all())


def _linked(claims: Claims, provider: Provider) -> User | None:
    found = SocialAccount.objects.filter(provider=provider.id, uid=claims.subject).first()
    return User.objects.select_for_update().get(pk=found.user_id) if found else None


def _link(claims: Claims, provider: Provider, *, adds: bool, by: Actor, at: datetime) -> User | None:
    """Tie somebody who is new from a provider to an account: a new one, or one whose name it rules over."""
    username = claims.username.strip().lower()
    if not is_username(username):
        raise refused("identity-no-username", provider=provider.name)
    user = User.objects.select_for_update().filter(username=username).first()
    if user and (not provider.rules_usernames or _is_anothers(user, provider)):
        raise refused("identity-username-taken", provider=provider.name, username=username)
    if not user and not adds:
        return None
    if not user:
        user = new_person(username=username, name=username, by=by, at=at)
    if not user.is_active:
        return user
    SocialAccount.objects.create(user=user, provider=provider.id, uid=claims.subject)
    audit("link-person", username, by=by, at=at, provider=provider.id)
    return user


def _is_anothers(user: User, provider: Provider) -> bool:
    """Tell whether the provider knows an account by another subject already: a name that is given anew."""
    return bool(SocialAccount.objects.filter(user=user, provider=provider.id).exists())


def _rename(user: User, name: str, *, by: Actor, at: datetime) -> None:
    name = name.strip()[:LONGEST_NAME]
    if name and name != user.name:
        rename_person(user, name, by=by, at=at)


def _replace_roles(
    user: User, roles: tuple[tuple[str, str], ...], *, provider: Provider, by: Actor, at: datetime
) -> None:
    """Let the roles that a provider's groups give now be those in force; what they gave before ends."""
    today = localdate(at)
    given = user.grants.filter(provider=provider.id)
    held = {(row.role, row.unit): row for row in given if row.to_domain().validity.holds(today)}
    gone = [row for role, row in held.items() if role not in roles]
    new = [role for role in roles if role not in held]
    if not gone and not new:
        return
    for row in gone:
        end_grant(row, on=today, version=row.version, by=by, at=at)
    for role, unit in new:
        row = RoleGrant.objects.create(
            user=user, role=role, unit=unit, valid_from=today, provider=provider.id
        )
        keep_grant(row, by=by, at=at)
    audit(
        "roles-from-groups",
        user.username,
        by=by,
        at=at,
        provider=provider.id,
        before=sorted(" ".join(role) for role in held),
        after=sorted(" ".join(role) for role in roles),
    )
