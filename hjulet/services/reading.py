"""Reads of somebody's personal data are logged before they are answered: without a log there is no answer."""

from datetime import datetime

from django.db import transaction

from hjulet.domain.permission import Actor
from hjulet.services.changes import audit


def log_read(action: str, about: str, *, by: Actor, at: datetime) -> None:
    """Write that somebody reads what is kept about a person; nothing where they read about themself.

    What the log raises is raised on: whoever asked gets no answer.
    """
    if about != by.id:
        log_search(action, about, by=by, at=at)


def log_search(action: str, words: str, *, by: Actor, at: datetime) -> None:
    """Write that somebody searches by words, which may find anybody. Raises on what the log raises."""
    with transaction.atomic():
        audit(action, words, by=by, at=at)
