"""What the day's letter tells of threads: each with something unread once, and again when more has come."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from hjulet.domain.permission import Actor
from hjulet.domain.task import TaskKind
from hjulet.services.thread_reading import ThreadLine, unread_threads

NEWS = "news"
"""Why a thread is told, in the log of letters."""


@dataclass(frozen=True, kw_only=True)
class ThreadNews:
    """A thread to tell of: ``id`` names it with its last entry, ``path`` is its address on the site."""

    id: str
    kind: TaskKind
    label: str
    path: str


def thread_news(
    *,
    without: Collection[TaskKind],
    told: Collection[tuple[str, str]],
    language: str,
    by: Actor,
    at: datetime,
) -> tuple[ThreadNews, ...]:
    """List what a person has not read and not been told of, where they are named first.

    ``without`` are kinds that they do not want, ``told`` what they have been told before, as (id, reason).
    """
    found = _news(unread_threads(language=language, by=by, at=at))
    wanted = (one for one in found if one.kind not in without and (one.id, NEWS) not in told)
    return tuple(sorted(wanted, key=lambda one: one.kind is not TaskKind.MENTION))


def _news(lines: tuple[ThreadLine, ...]) -> Iterator[ThreadNews]:
    for line in lines:
        yield ThreadNews(
            id=f"thread {line.id} {line.last}",
            kind=TaskKind.MENTION if line.is_mentioned else TaskKind.THREAD,
            label=line.label,
            path=reverse("thread", args=[line.id]),
        )
