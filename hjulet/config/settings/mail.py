"""Mail goes out through the municipality's own server: HJULET_SMTP_HOST and what else stands here."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

PORTS = {"starttls": "587", "tls": "465", "none": "25"}
"""Way of encrypting -> the port it most often has."""


def mail_by(environment: Mapping[str, str]) -> dict[str, Any]:
    """Give the settings for mail; without a host nothing is sent. Raises ImproperlyConfigured."""
    way = environment.get("HJULET_SMTP_TLS", "") or "starttls"
    if way not in PORTS:
        raise ImproperlyConfigured("HJULET_SMTP_TLS: write starttls, tls or none")
    port = environment.get("HJULET_SMTP_PORT", "") or PORTS[way]
    if not port.isdecimal():
        raise ImproperlyConfigured("HJULET_SMTP_PORT: write a number")
    return {
        "EMAIL_HOST": environment.get("HJULET_SMTP_HOST", ""),
        "EMAIL_PORT": int(port),
        "EMAIL_HOST_USER": environment.get("HJULET_SMTP_USER", ""),
        "EMAIL_HOST_PASSWORD": environment.get("HJULET_SMTP_PASSWORD", ""),
        "EMAIL_USE_TLS": way == "starttls",
        "EMAIL_USE_SSL": way == "tls",
        "DEFAULT_FROM_EMAIL": environment.get("HJULET_MAIL_FROM", ""),
        "HJULET_URL": environment.get("HJULET_URL", ""),
    }
