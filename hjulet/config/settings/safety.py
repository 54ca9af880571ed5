"""What guards a site that others can reach: cookies, HSTS, and the names it answers to.

A home with the example municipality is served over plain http on the loopback address, and nowhere else.
"""

from typing import Any

from hjulet.domain.loopback import LOOPBACK

YEAR = 365 * 24 * 3600
OTHERS_TO_DECIDE = ["security.W005", "security.W021"]
"""Whether HSTS holds for the other sites of the domain too (subdomains, preload) is not for us to say."""


def names(text: str) -> list[str]:
    """Read a list with commas between: ``HJULET_HOSTS``, ``HJULET_OLD_SECRET_KEYS``."""
    return [name.strip() for name in text.split(",") if name.strip()]


def guards(*, demo: bool, hosts: list[str], proxies: int) -> dict[str, Any]:
    """Give the settings that guard the site.

    ``hosts`` are the names by which others reach it, none on loopback only; ``proxies`` is how many
    servers of ours stand in front and say how and from where they were asked.
    """
    if demo:
        return {"ALLOWED_HOSTS": [*LOOPBACK, *hosts], "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": True}
    return {
        "ALLOWED_HOSTS": [*LOOPBACK, *hosts],
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "HJULET_DEVICE_COOKIE": "__Host-device",
        "SECURE_HSTS_SECONDS": YEAR,
        "SILENCED_SYSTEM_CHECKS": OTHERS_TO_DECIDE,
        "SECURE_SSL_REDIRECT": bool(hosts),
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if proxies else None,
        "ALLAUTH_TRUSTED_PROXY_COUNT": proxies,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
    }
