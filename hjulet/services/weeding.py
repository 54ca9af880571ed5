"""Weeding: removing what has been kept long enough, by the rules of ``hjulet.domain.weeding``.

A preview says how much would go and how old the oldest is. Nothing that is decided, sealed or a version of a
text is reached; of a closed account the username and the name stay where something that is kept names them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import F, Max, Min
from django.utils.timezone import localdate, make_aware
from django_tasks_db.models import DBTaskResult

from hjulet.domain.permission import Actor, Permission
from hjulet.domain.weeding import READS, RULES, SIGN_INS, months_before
from hjulet.services.access import require_centrally
from hjulet.services.changes import audit
from hjulet.store.models import (
    AuditEvent,
    CacheEntry,
    CalendarFeed,
    OwnNote,
    PageVisit,
    Reminder,
    ReminderChoice,
    ReminderOutcome,
    RoleGrant,
    SavedView,
    SetAsideText,
    ThreadReader,
    TourMark,
    User,
)

Rows = models.QuerySet[Any]


@dataclass(frozen=True, kw_only=True)
class Weeded:
    """What a rule reaches: how many, and when the oldest of them ended; None where there is none."""

    kind: str
    months: int
    count: int
    oldest: datetime | None


def preview_weeding(*, by: Actor, at: datetime) -> tuple[Weeded, ...]:
    """Tell what would be removed at a moment. Changes nothing."""
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    return tuple(_found(kind, at) for kind in RULES)


def weed(*, by: Actor, at: datetime) -> tuple[Weeded, ...]:
    """Remove what has been kept long enough, all of it or nothing, and log how much of each kind."""
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    with transaction.atomic():
        found = tuple(_found(kind, at) for kind in RULES)
        for each in found:
            if each.count:
                _remove(each.kind, at)
        counts = {each.kind: each.count for each in found if each.count}
        if counts:
            audit("weed", "", by=by, at=at, count=sum(counts.values()), kinds=counts)
    return found


def _found(kind: str, at: datetime) -> Weeded:
    limit = months_before(at, RULES[kind].months)
    if kind == "accounts":
        ends = _closed(limit)
        count, oldest = len(ends), min(ends.values(), default=None)
    else:
        rows, ended = ROWS[kind](limit), ENDS[kind]
        count, oldest = rows.count(), rows.aggregate(oldest=Min(ended))["oldest"]
    return Weeded(kind=kind, months=RULES[kind].months, count=count, oldest=oldest)


def _remove(kind: str, at: datetime) -> None:
    limit = months_before(at, RULES[kind].months)
    if kind == "accounts":
        for number in _closed(limit):
            _empty(User.objects.get(pk=number))
    else:
        ROWS[kind](limit).delete()


ROWS: Mapping[str, Callable[[datetime], Rows]] = {
    "sessions": lambda limit: Session.objects.filter(expire_date__lt=limit),
    "visits": lambda limit: UserSession.objects.filter(last_seen_at__lt=limit),
    "attempts": lambda limit: CacheEntry.objects.filter(expires__lt=limit),
    "sign-ins": lambda limit: AuditEvent.objects.filter(action__in=SIGN_INS, at__lt=limit),
    "reads": lambda limit: AuditEvent.objects.filter(action__in=READS, at__lt=limit),
    "reminders": lambda limit: Reminder.objects.filter(claimed_at__lt=limit).exclude(
        outcome=ReminderOutcome.SENDING
    ),
    "set-aside": lambda limit: SetAsideText.objects.filter(settled_at__lt=limit),
    "queue": lambda limit: DBTaskResult.objects.filter(finished_at__lt=limit),
}
"""Kind -> the rows that ended before a moment."""

ENDS: Mapping[str, str] = {
    "sessions": "expire_date",
    "visits": "last_seen_at",
    "attempts": "expires",
    "sign-ins": "at",
    "reads": "at",
    "reminders": "claimed_at",
    "set-aside": "settled_at",
    "queue": "finished_at",
}
"""Kind -> the column that says when a row ended."""


def _closed(limit: datetime) -> dict[int, datetime]:
    """Find the accounts that were closed before a moment, with when: by an administrator, or by their roles.

    Of an open account it is the day that the last role ended; whoever has a role without an end, or to
    come, is not closed, and whoever has signed in since counts from that day. Whoever never had a role is
    somebody new, unless their account was closed. One that is empty already is not found again.
    """
    found = {}
    events = AuditEvent.objects.filter(action="close-account").values_list("object_id")
    shut = dict(events.annotate(at=Max("at")))
    for user in User.objects.prefetch_related("grants", "deputyships"):
        if not user.is_active and user.username in shut:
            if shut[user.username] < limit and not _is_empty(user):
                found[user.pk] = shut[user.username]
            continue
        ends = [_end(role, user) for role in user.grants.all()]
        ends += [role.valid_until for role in user.deputyships.all()]
        known = [end for end in ends if end is not None]
        if not ends or len(known) < len(ends):
            continue
        day = max(known)
        if user.last_login:
            day = max(day, localdate(user.last_login))
        if day < localdate(limit):
            found[user.pk] = make_aware(datetime.combine(day, time.min))
    return found


def _end(role: RoleGrant, user: User) -> date | None:
    """Tell when a role ended; None while it holds.

    An identity provider takes its roles back only when somebody signs in, so those of whoever does not come
    any more ended with the last time; so did all of whoever is shut out.
    """
    if role.valid_until is None and (role.provider or not user.is_active):
        return localdate(user.last_login) if user.last_login else role.valid_from
    return role.valid_until


def _is_empty(user: User) -> bool:
    """Tell whether nothing is left to take away."""
    return (
        not (user.email or user.last_login or user.has_usable_password())
        and not any(rows.exists() for rows in (user.grants, user.lendings, user.deputyships))
        and not any(model._default_manager.filter(user_id=user.pk).exists() for model in KEYS)
        and not any(
            model._default_manager.filter(**{column: user.username}).exists() for model, column in OWN
        )
    )


def _empty(user: User) -> None:
    """Take away all of a closed account but the username and the name, which what is kept still names."""
    for model, column in OWN:
        model._default_manager.filter(**{column: user.username}).delete()
    for model in KEYS:
        model._default_manager.filter(user_id=user.pk).delete()
    for rows in (user.grants, user.lendings, user.deputyships):
        rows.all().delete()
    User.objects.filter(pk=user.pk).update(
        email="", last_login=None, password=make_password(None), version=F("version") + 1
    )


KEYS: tuple[type[models.Model], ...] = (Authenticator, EmailAddress, SocialAccount, UserSession)
"""What lets somebody in, or says where from."""

OWN: tuple[tuple[type[models.Model], str], ...] = (
    (ReminderChoice, "person"),
    (Reminder, "person"),
    (CalendarFeed, "person"),
    (SavedView, "owner"),
    (SetAsideText, "actor"),
    (OwnNote, "owner"),
    (PageVisit, "person"),
    (ThreadReader, "person"),
    (TourMark, "person"),
)
"""What is a person's own, and the column that says whose."""
