"""What the pages about people show: everybody with their roles, and one person with deputies and changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils.timezone import localdate

from hjulet.domain.organisation import Organisation
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.validity import Validity
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.errors import NotFoundError
from hjulet.services.granting import administers, find_user, may_lend
from hjulet.services.people import people_names
from hjulet.services.person_account import may_keep
from hjulet.services.protection import Protection, may_protect, protection_of
from hjulet.services.providers import provider_names
from hjulet.services.reading import log_read
from hjulet.store.models import AuditEvent, Deputy, RoleGrant, User

CHANGES = (
    "give-role",
    "end-role",
    "change-role-end",
    "roles-from-groups",
    "appoint-deputy",
    "end-deputy",
    "close-account",
    "open-account",
    "remove-factors",
    "set-password",
)
"""Audit rows that tell of a person's rights and account."""

SHOWN = 20
"""Changes on a page, the latest."""


@dataclass(frozen=True, kw_only=True)
class HeldRole:
    """A role that somebody has, or had. ``may_end`` tells whether the actor may end it.

    ``provider`` names the one whose groups gave it, who alone takes it back while it is configured.
    """

    number: int
    role: str
    unit: str
    unit_name: str
    validity: Validity
    version: int
    provider: str
    may_end: bool

    def holds(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.validity.holds(day)


@dataclass(frozen=True, kw_only=True)
class Lending:
    """A lending of all of one person's roles to another: whom it is about, by id and name."""

    number: int
    lender: str
    deputy: str
    other: str
    validity: Validity
    version: int


@dataclass(frozen=True, kw_only=True)
class RightsChange:
    """What was done to a person's rights: the action, its values, by whom and when."""

    action: str
    params: Mapping[str, str]
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person as they are listed; ``roles`` are those that hold on the day."""

    username: str
    name: str
    is_active: bool
    roles: tuple[HeldRole, ...]
    stands_in_for: tuple[str, ...]
    is_protected: bool


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """One person: the roles, whom they lend to and stand in for, and what changed.

    ``units`` may the actor give roles over, none for whoever is no administrator; ``deputies`` can be
    chosen where ``may_lend``; ``may_keep`` tells whether the account is the actor's to keep, who alone is
    told whether it ``has_factors``: an app, passkeys or recovery codes. ``protection`` is there for whoever
    may change it.
    """

    username: str
    name: str
    is_active: bool
    version: int
    may_keep: bool
    has_factors: bool
    roles: tuple[HeldRole, ...]
    lends: tuple[Lending, ...]
    stands_in: tuple[Lending, ...]
    changes: tuple[RightsChange, ...]
    people: Mapping[str, str]
    units: Mapping[str, str]
    unit_names: Mapping[str, str]
    deputies: tuple[tuple[str, str], ...]
    may_lend: bool
    protection: Protection | None


def list_people(*, by: Actor, at: datetime) -> tuple[Person, ...]:
    """List everybody by name, to whoever gives roles; else NotFoundError."""
    require_anywhere(Permission.MANAGE_SETUP, by=by, at=at)
    known, day = organisation(), localdate(at)
    people = User.objects.prefetch_related("grants", "deputyships__lender").order_by("name", "username")
    return tuple(
        Person(
            username=user.username,
            name=user.name,
            is_active=user.is_active,
            roles=tuple(role for role in _roles(user.grants.all(), known, by=by, at=at) if role.holds(day)),
            stands_in_for=tuple(
                each.lender.name for each in user.deputyships.all() if each.validity.holds(day)
            ),
            is_protected=user.is_protected,
        )
        for user in people
    )


def require_people(*, by: Actor, at: datetime) -> None:
    """Let through whoever gives roles; else NotFoundError."""
    require_anywhere(Permission.MANAGE_SETUP, by=by, at=at)


def find_person(username: str, *, by: Actor, at: datetime) -> PersonPage:
    """Open a person's page: one's own, or any for whoever gives roles; else NotFoundError.

    Somebody else's reading is logged first, and gets no answer if the log cannot be written.
    """
    manages = by.may_anywhere(Permission.MANAGE_SETUP, on=localdate(at))
    if username != by.id and not manages:
        raise NotFoundError(username)
    user, known = find_user(username), organisation()
    log_read("read-person", username, by=by, at=at)
    view = known.as_of(localdate(at))
    lends = may_lend(user, by=by, at=at)
    keeps = manages and may_keep(user, by=by, at=at)
    return PersonPage(
        username=user.username,
        name=user.name,
        is_active=user.is_active,
        version=user.version,
        may_keep=keeps,
        has_factors=keeps and Authenticator.objects.filter(user=user).exists(),
        roles=_roles(user.grants.all(), known, by=by, at=at),
        lends=tuple(
            _lending(row, row.deputy.name if manages else row.deputy.shown_name)
            for row in user.lendings.select_related("deputy")
        ),
        stands_in=tuple(
            _lending(row, row.lender.name if manages else row.lender.shown_name)
            for row in user.deputyships.select_related("lender")
        ),
        changes=_changes(username),
        people=people_names(),
        units={
            code: unit.name
            for code, unit in view.units.items()
            if manages and administers(code, by=by, at=at, known=known)
        },
        unit_names=known.names,
        deputies=_others(user) if lends else (),
        may_lend=lends,
        protection=protection_of(user) if may_protect(user, by=by, at=at) else None,
    )


def _roles(
    rows: Iterable[RoleGrant], known: Organisation, *, by: Actor, at: datetime
) -> tuple[HeldRole, ...]:
    providers = provider_names()
    return tuple(
        HeldRole(
            number=row.pk,
            role=row.role,
            unit=row.unit,
            unit_name=known.names.get(row.unit, row.unit),
            validity=row.to_domain().validity,
            version=row.version,
            provider=providers.get(row.provider, row.provider),
            may_end=row.provider not in providers and administers(row.unit, by=by, at=at, known=known),
        )
        for row in rows
    )


def _lending(row: Deputy, other: str) -> Lending:
    return Lending(
        number=row.pk,
        lender=row.lender.username,
        deputy=row.deputy.username,
        other=other,
        validity=row.validity,
        version=row.version,
    )


def _others(user: User) -> tuple[tuple[str, str], ...]:
    others = User.objects.filter(is_active=True, is_protected=False).exclude(pk=user.pk).order_by("name")
    return tuple(others.values_list("username", "name"))


def _changes(username: str) -> tuple[RightsChange, ...]:
    about = Q(object_id=username) | Q(params__deputy=username)
    rows = AuditEvent.objects.filter(about, action__in=CHANGES).order_by("-id")[:SHOWN]
    return tuple(RightsChange(action=row.action, params=row.params, by=row.actor, at=row.at) for row in rows)
