"""A browser that a person has signed in from before, known by a cookie.

Whoever guesses passwords from elsewhere uses up the attempts of strangers, never those of this browser
(OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). The cookie gives no access.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

_SALT = "hjulet.device"
_DAYS = 180
_AT_MOST = 8
"""People who share a browser; the one who signed in longest ago is forgotten first."""


def device_of(request: HttpRequest, *, username: str) -> str:
    """Name the browser if this person has signed in from it; else an empty text."""
    name, people = _read(request)
    return name if _mark(username) in people else ""


def remember(request: HttpRequest, response: HttpResponse, *, username: str) -> None:
    """Let the browser show next time that this person has signed in from it."""
    name, people = _read(request)
    mark = _mark(username)
    kept = [mark, *(each for each in people if each != mark)][:_AT_MOST]
    response.set_cookie(
        settings.HJULET_DEVICE_COOKIE,
        signing.dumps([name or secrets.token_urlsafe(16), kept], salt=_SALT),
        max_age=_DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        name, people = signing.loads(
            request.COOKIES.get(settings.HJULET_DEVICE_COOKIE, ""), salt=_SALT, max_age=_DAYS * 24 * 3600
        )
    except signing.BadSignature:
        return "", []
    return name, people


def _mark(username: str) -> str:
    """Stand for a username that the cookie does not tell."""
    return salted_hmac(_SALT, username.casefold()).hexdigest()[:20]
