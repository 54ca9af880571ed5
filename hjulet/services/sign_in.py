"""What happens at the door, written into the log: never a password, a code or a word that nobody owns."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from hjulet.domain.permission import Actor
from hjulet.services.changes import audit
from hjulet.store.models import User

STRANGER = Actor(id="stranger", name="Någon som inte har loggat in")
UNKNOWN = "unknown"
"""Stands for a username that nobody has: what was typed may be a password."""


class Event(StrEnum):
    """What can happen at the door."""

    SIGNED_IN = "sign-in"
    SIGNED_OUT = "sign-out"
    FAILED = "sign-in-failed"
    REFUSED = "sign-in-refused"
    PASSWORD_CHANGED = "change-password"  # noqa: S105 - a word for the log
    FACTOR_ADDED = "add-factor"
    FACTOR_REMOVED = "remove-factor"
    FACTOR_USED = "use-factor"
    FACTOR_FAILED = "factor-failed"
    SESSIONS_ENDED = "end-sessions"


BY_A_STRANGER = frozenset({Event.FAILED, Event.REFUSED, Event.FACTOR_FAILED})
"""Whoever did these has not shown who they are."""


@transaction.atomic
def note(event: Event, *, username: str, at: datetime, address: str = "", **details: str) -> None:
    """Write an event at the door into the log: whom it concerns, from which address, and how."""
    concerned = username if User.objects.filter(username=username).exists() else UNKNOWN
    by = STRANGER if event in BY_A_STRANGER else Actor(id=concerned, name=concerned)
    audit(event, concerned, by=by, at=at, address=address, **details)
