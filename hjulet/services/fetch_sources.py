"""The systems that indicators are fetched from: whether they may be asked, and what they said as evidence."""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from hjulet.readers import kolada, scb
from hjulet.readers.fetching import Answer, Fetcher
from hjulet.services.errors import refused
from hjulet.store.models import IndicatorAnswer


@dataclass(frozen=True, kw_only=True)
class Sources:
    """The systems that are asked; tests give their own."""

    kolada: Callable[[], Fetcher] = lambda: Fetcher(base=kolada.BASE, pace=kolada.PACE)
    scb: Callable[[], Fetcher] = lambda: Fetcher(base=scb.BASE, pace=scb.PACE)


SOURCES = Sources()


def is_on() -> bool:
    """Tell whether whoever runs the installation has said which municipality it is; else nothing is asked."""
    return bool(settings.HJULET_MUNICIPALITY)


def require_on() -> None:
    """Refuse to ask anybody while fetching is off."""
    if not is_on():
        raise refused("fetching-is-off")


def keep_answers(answers: Iterable[Answer], *, at: datetime) -> None:
    """Keep what was answered as it came, packed, with address and hash; in the change's transaction."""
    for answer in answers:
        IndicatorAnswer.objects.create(
            provider="Kolada" if answer.address.startswith(kolada.BASE) else "SCB",
            address=answer.address,
            fetched_at=at,
            sha256=hashlib.sha256(answer.body).hexdigest(),
            packed=gzip.compress(answer.body, mtime=0),
        )
