"""A person's own account: by what means they sign in, and what roles they have."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils.timezone import localdate

from hjulet.domain.permission import Actor
from hjulet.services.access import organisation
from hjulet.services.errors import NotFoundError
from hjulet.store.models import User


@dataclass(frozen=True, kw_only=True)
class Key:
    """A passkey: its number here, what its owner calls it, and when it was added and last used."""

    id: int
    name: str
    added: datetime
    used: datetime | None


@dataclass(frozen=True, kw_only=True)
class HeldRole:
    """A role over a unit; ``provider`` is the one whose groups gave it, or empty."""

    role: str
    unit_name: str
    provider: str


@dataclass(frozen=True, kw_only=True)
class Account:
    """What one may know about one's own account. ``codes_left`` is None without recovery codes."""

    username: str
    name: str
    has_password: bool
    has_app: bool
    keys: tuple[Key, ...]
    codes_left: int | None
    providers: tuple[str, ...]
    roles: tuple[HeldRole, ...]


def own_account(*, by: Actor, at: datetime) -> Account:
    """Give an actor's own account; raises NotFoundError for an actor who has none."""
    user = User.objects.filter(username=by.id).first()
    if user is None:
        raise NotFoundError(by.id)
    units = organisation().as_of(localdate(at)).units
    factors = list(Authenticator.objects.filter(user_id=user.pk).order_by("id"))
    codes = [each for each in factors if each.type == Authenticator.Type.RECOVERY_CODES]
    return Account(
        username=user.username,
        name=user.name,
        has_password=user.has_usable_password(),
        has_app=any(each.type == Authenticator.Type.TOTP for each in factors),
        keys=tuple(
            Key(id=each.pk, name=each.wrap().name, added=each.created_at, used=each.last_used_at)
            for each in factors
            if each.type == Authenticator.Type.WEBAUTHN
        ),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
        providers=providers_of(user.username),
        roles=tuple(
            HeldRole(
                role=grant.role,
                unit_name=units[grant.unit].name if grant.unit in units else grant.unit,
                provider=grant.provider,
            )
            for grant in user.grants.order_by("id")
            if grant.to_domain().validity.holds(localdate(at))
        ),
    )


def providers_of(username: str) -> tuple[str, ...]:
    """Name the identity providers that somebody comes from, by their ids; none for a local account."""
    found = SocialAccount.objects.filter(user__username=username).order_by("id")
    return tuple(found.values_list("provider", flat=True))
