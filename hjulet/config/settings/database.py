"""The relational database: PostgreSQL named by an address, or SQLite in the home."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def sqlite_in(home: Path) -> dict[str, Any]:
    """Give the settings of the embedded database.

    WAL, IMMEDIATE and the long timeout go together: with Django's defaults every tenth save is
    lost when many people write at once.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "hjulet.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
        },
    }


_PATIENCE = {"connect_timeout": "3", "tcp_user_timeout": "10000"}
"""Seconds, and milliseconds, until a server that is not there is given up: a page is answered meanwhile."""


def postgresql_at(url: str) -> dict[str, Any]:
    """Give the settings for ``postgresql://user:password@host:port/name?option=value``.

    ``host`` and ``port`` may stand among the options (a socket's folder has no other place); all
    other options go to libpq as they are. Raises ImproperlyConfigured for any other address; the
    message never repeats the address, which may hold a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured("HJULET_DATABASE_URL: the address cannot be read") from error
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name or "/" in name:
        raise ImproperlyConfigured("HJULET_DATABASE_URL: write postgresql://user:password@host:port/name")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = options.pop("host", unquote(parts.hostname or ""))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": options.pop("port", str(port or "")),
        "OPTIONS": _PATIENCE | options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
