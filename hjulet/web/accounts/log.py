"""Listens to Django and django-allauth, and writes what happens at the door into the log."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_removed,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from hjulet.services.sign_in import Event, note
from hjulet.web.accounts import sessions
from hjulet.web.accounts.address import address_of


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: Any, **_: object) -> None:
    """Let the session begin, and note by what means."""
    sessions.begin(request.session, at=timezone.now())
    methods = [str(each["method"]) for each in get_authentication_records(request, user)]
    _note(Event.SIGNED_IN, request, user, how=" ".join(methods))


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: Any, **_: object) -> None:
    """Note who left."""
    if user is not None:
        _note(Event.SIGNED_OUT, request, user)


@receiver(password_changed)
def changed_password(request: HttpRequest, user: Any, **_: object) -> None:
    """Note that a password was changed."""
    _note(Event.PASSWORD_CHANGED, request, user)


@receiver(post_save, sender=Authenticator)
def added_factor(instance: Any, *, created: bool, **_: object) -> None:
    """Note a new second factor in the transaction that stores it: allauth's own signal comes after that."""
    if created:
        _note(Event.FACTOR_ADDED, context.request, instance.user, factor=str(instance.type))


def _factor(event: Event) -> Any:
    """Make a listener that notes what happened to a second factor."""

    def listen(request: HttpRequest, user: Any, authenticator: Any, **_: object) -> None:
        _note(event, request, user, factor=str(authenticator.type))

    return listen


FACTORS = {
    Event.FACTOR_REMOVED: (authenticator_removed, _factor(Event.FACTOR_REMOVED)),
    Event.FACTOR_USED: (authenticator_used, _factor(Event.FACTOR_USED)),
    Event.FACTOR_FAILED: (authentication_failed, _factor(Event.FACTOR_FAILED)),
}
"""Event -> the signal that tells of it, and its listener, which lives as long as this table."""

for _signal, _listener in FACTORS.values():
    _signal.connect(_listener)


def _note(event: Event, request: HttpRequest, user: Any, **details: str) -> None:
    note(event, username=user.get_username(), address=address_of(request), at=timezone.now(), **details)
