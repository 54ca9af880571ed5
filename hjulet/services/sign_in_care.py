"""What is tended now and then behind the door: sessions that have run out, and secrets by an old key."""

import logging
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from hjulet.services.factor_secrets import write_anew

log = logging.getLogger("hjulet.sign_in")


def tend() -> None:
    """Throw away sessions that have run out, and encrypt by today's key what an old one encrypted."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    if count := write_anew():
        log.warning("%d second factors are now encrypted by the new key", count)
