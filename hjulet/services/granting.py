"""Giving and ending roles, and lending them to a deputy.

An administrator gives roles over what they administer, and nowhere else. A person may themself appoint
who stands in for them; so may whoever administers all that the person's roles are over. What is given
or ended counts from the next request of whoever it is about: roles are read at each.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from hjulet.domain.organisation import Organisation
from hjulet.domain.permission import ROLES, Actor, Grant, Permission
from hjulet.domain.validity import Validity
from hjulet.services.access import may_now, organisation, require_anywhere
from hjulet.services.changes import audit
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.providers import provider_names
from hjulet.services.rights import LOCK, end_grant, end_lending, log_grant, log_lending
from hjulet.store.lock import hold
from hjulet.store.models import Deputy, RoleGrant, User


def give_role(username: str, grant: Grant, *, by: Actor, at: datetime) -> int:
    """Give a person a role, and tell the grant's number.

    Raises NotFoundError for a person who is not there and a unit that is not the actor's to administer,
    RefusedError ``unknown-role``, ``days-turned``, and ``role-given`` for one that the person has from the
    same day.
    """
    require_anywhere(Permission.MANAGE_SETUP, by=by, at=at)
    user = find_user(username)
    _require_unit(grant.unit, by=by, at=at, known=organisation())
    if grant.role not in ROLES:
        raise refused("unknown-role", role=grant.role)
    _require_order(grant.validity)
    with transaction.atomic():
        hold(LOCK)
        if _is_given(user, grant):
            raise refused("role-given", first=str(grant.validity.start))
        row = RoleGrant.objects.create(
            user=user,
            role=grant.role,
            unit=grant.unit,
            valid_from=grant.validity.start,
            valid_until=grant.validity.end,
        )
        log_grant("give-role", row, by=by, at=at)
    return row.pk


def end_role(number: int, *, username: str, on: date, version: int, by: Actor, at: datetime) -> None:
    """End a person's role on a day: from that day it does not hold. One that has not begun never does.

    Raises NotFoundError for a role that is not the person's or not over what the actor administers,
    RefusedError ``already-over``, and ``role-by-groups`` for one that its provider would give again,
    ConflictError where it has changed.
    """
    require_anywhere(Permission.MANAGE_SETUP, by=by, at=at)
    with transaction.atomic():
        hold(LOCK)
        row = RoleGrant.objects.filter(pk=number, user__username=username).first()
        if row is None:
            raise NotFoundError(number)
        _require_unit(row.unit, by=by, at=at, known=organisation())
        if row.provider in provider_names():
            raise refused("role-by-groups", provider=provider_names()[row.provider])
        fields = end_grant(row, on=on, version=version, by=by, at=at)
        audit("end-role", username, by=by, at=at, grant=row.pk, **fields)


def appoint_deputy(lender: str, deputy: str, during: Validity, *, by: Actor, at: datetime) -> int:
    """Let a person hold another's roles for a time, and tell the number of the lending.

    Whoever appoints for somebody else lends what that person's roles are over now, and nothing that comes
    later: it may be over what is not theirs to administer. Raises NotFoundError for people who are not
    there or not the actor's to lend for, RefusedError
    ``days-turned``, ``deputy-without-end`` and ``own-deputy``.
    """
    lent_by = find_user(lender)
    require_lending(lent_by, by=by, at=at)
    held_by = find_user(deputy)
    if held_by.is_protected and not by.may_anywhere(Permission.MANAGE_SETUP, on=localdate(at)):
        raise NotFoundError(deputy)
    _require_order(during)
    if during.end is None:
        raise refused("deputy-without-end")
    if held_by == lent_by:
        raise refused("own-deputy")
    is_own = by.id == lent_by.username
    with transaction.atomic():
        hold(LOCK)
        row = Deputy.objects.create(
            lender=lent_by,
            deputy=held_by,
            valid_from=during.start,
            valid_until=during.end,
            units=None if is_own else sorted({grant.unit for grant in lent_by.grants.all()}),
        )
        log_lending("appoint-deputy", row, by=by, at=at)
    return row.pk


def end_deputy(number: int, *, lender: str, on: date, version: int, by: Actor, at: datetime) -> None:
    """End a lending on a day: from that day the deputy holds nothing of it. One not begun never does.

    Raises NotFoundError as ``appoint_deputy`` does, RefusedError ``already-over``, ConflictError where it
    has changed.
    """
    lent_by = find_user(lender)
    require_lending(lent_by, by=by, at=at)
    with transaction.atomic():
        hold(LOCK)
        row = Deputy.objects.filter(pk=number, lender=lent_by).first()
        if row is None:
            raise NotFoundError(number)
        end_lending(row, on=on, version=version, by=by, at=at)


def require_lending(lender: User, *, by: Actor, at: datetime) -> None:
    """Let through whoever may lend a person's roles: themself, and who administers all of them."""
    if not may_lend(lender, by=by, at=at):
        raise NotFoundError(lender.username)


def may_lend(lender: User, *, by: Actor, at: datetime) -> bool:
    """Tell whether the actor may say who stands in for a person."""
    if by.id == lender.username:
        return True
    known, units = organisation(), {grant.unit for grant in lender.grants.all()}
    return bool(units) and all(administers(unit, by=by, at=at, known=known) for unit in units)


def administers(unit: str, *, by: Actor, at: datetime, known: Organisation) -> bool:
    """Tell whether the actor gives and ends roles over a unit; the operator does over any.

    What is lent is not enough: a deputy could make it their own.
    """
    return may_now(Permission.MANAGE_SETUP, unit, by=by.without_lent, at=at, known=known)


def find_user(username: str) -> User:
    """Find a person; raises NotFoundError."""
    found = User.objects.filter(username=username).first()
    if found is None:
        raise NotFoundError(username)
    return found


def _is_given(user: User, grant: Grant) -> bool:
    """Tell whether somebody was given the same role by hand from the same day, and it was not taken back."""
    same = user.grants.filter(role=grant.role, unit=grant.unit, valid_from=grant.validity.start, provider="")
    return same.exclude(valid_until=grant.validity.start).exists()


def _require_unit(unit: str, *, by: Actor, at: datetime, known: Organisation) -> None:
    if not administers(unit, by=by, at=at, known=known):
        raise NotFoundError(unit)


def _require_order(validity: Validity) -> None:
    if validity.end is not None and validity.end < validity.start:
        raise refused("days-turned", first=str(validity.start), last=str(validity.end))
