"""How long one stays signed in: a while after the last visit, and never more than a working day."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

BACKGROUND = "X-Background"
"""A header of requests that a page makes by itself, which keep nobody signed in."""

_SINCE, _SEEN = "signed_in_at", "seen_at"
_EVERY = timedelta(minutes=1)
"""A session is written this often at most: not at every request."""


class SessionLimits:
    """Ends a session that has lasted long enough, and keeps the others alive."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out whoever has been signed in too long, then go on."""
        if request.user.is_authenticated:
            now = timezone.now()
            if has_ended(request.session, at=now):
                logout(request)
            elif BACKGROUND not in request.headers:
                keep(request.session, at=now)
        return self.get_response(request)


def begin(session: SessionBase, *, at: datetime) -> None:
    """Let a session begin."""
    session[_SINCE] = session[_SEEN] = at.isoformat()
    session.set_expiry(settings.SESSION_COOKIE_AGE)


def has_ended(session: SessionBase, *, at: datetime) -> bool:
    """Tell whether a session has lasted, or lain idle, as long as it may."""
    if _SINCE not in session:
        return True
    return _left(session, at=at) <= timedelta(0) or at - _moment(session, _SEEN) >= _idle()


def keep(session: SessionBase, *, at: datetime) -> None:
    """Keep a session alive for as long as one may be idle, and never beyond its limit."""
    if at - _moment(session, _SEEN) >= _EVERY:
        session[_SEEN] = at.isoformat()
        session.set_expiry(int(min(_idle(), _left(session, at=at)).total_seconds()) or 1)


def _left(session: SessionBase, *, at: datetime) -> timedelta:
    return _moment(session, _SINCE) + timedelta(seconds=settings.HJULET_SESSION_LIMIT) - at


def _idle() -> timedelta:
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _moment(session: SessionBase, key: str) -> datetime:
    return datetime.fromisoformat(session[key])
