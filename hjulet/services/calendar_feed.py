"""A person's feed of the calendar: an address that cannot be guessed, and what stands behind it.

Whoever has the address reads without signing in, so it shows what that person may see at each request and
nothing when they no longer may. Only the token's hash is kept: the address is shown once, when it is made.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from hjulet.domain.calendar.step import Occurrence
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.calendar import steps_between
from hjulet.services.changes import audit
from hjulet.services.day import day_of_work
from hjulet.services.errors import NotFoundError
from hjulet.services.people import actor_of
from hjulet.store.models import CalendarFeed

YEARS_BACK, YEARS_AHEAD = 1, 2
"""How many years before and after this one a feed holds."""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What a feed shows: the steps that concern its person, with the names of their bodies."""

    person: str
    language: str
    steps: tuple[Occurrence, ...]
    unit_names: dict[str, str]


def has_feed(*, by: Actor) -> bool:
    """Tell whether a person has an address for a feed."""
    return CalendarFeed.objects.filter(person=by.id).exists()


def renew_feed(*, language: str, by: Actor, at: datetime) -> str:
    """Make a person's address, and give its token; the one before it shows nothing from now on."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    token = secrets.token_urlsafe(32)
    fields = {"token_hash": _hash(token), "language": language, "made_at": at}
    with transaction.atomic():
        CalendarFeed.objects.update_or_create(person=by.id, defaults=fields)
        audit("renew-feed", by.id, by=by, at=at)
    return token


def end_feed(*, by: Actor, at: datetime) -> None:
    """Take a person's address away."""
    with transaction.atomic():
        CalendarFeed.objects.filter(person=by.id).delete()
        audit("end-feed", by.id, by=by, at=at)


def read_feed(token: str, *, at: datetime) -> Feed:
    """Gather what stands behind a token now.

    Raises NotFoundError for a token that is none, and for one of a person who may no longer sign in.
    """
    row = CalendarFeed.objects.filter(token_hash=_hash(token)).first()
    by = actor_of(row.person) if row else None
    if row is None or by is None:
        raise NotFoundError("feed")
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    units, year = organisation().as_of(localdate(at)).units, day_of_work(at).year
    return Feed(
        person=by.name,
        language=row.language,
        steps=steps_between(year - YEARS_BACK, year + YEARS_AHEAD, by=by, at=at),
        unit_names={code: unit.name for code, unit in units.items()},
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
