"""Which threads are somebody's, what of them is unread, and the marks that pages show.

A thread is somebody's who takes part in it, is named in it, or has a role of their own at its very unit.
What one reads is marked as read by a button or by the page itself after it was shown, never by a mere visit.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from hjulet.domain.permission import ROLES, Actor, Permission
from hjulet.domain.talk import EntryKind, Spot, with_names
from hjulet.services.access import require_anywhere
from hjulet.services.people import people_names
from hjulet.services.spots import Ground, Subject
from hjulet.services.threads import find_thread, subject_of
from hjulet.store.models import Thread, ThreadEntry, ThreadReader

MOST = 200
"""Threads on a list, the latest."""


@dataclass(frozen=True, kw_only=True)
class ThreadLine:
    """A thread on a list: what it is about, its latest entry, and what of it the reader has not read.

    ``said`` is empty where the latest entry is no remark (``kind``), or is withdrawn.
    """

    id: int
    spot: Spot
    label: str
    unit_name: str
    kind: EntryKind
    said: str
    by: str
    at: datetime
    last: int
    unread: int
    is_mentioned: bool
    is_settled: bool
    is_gone: bool


@dataclass(frozen=True, kw_only=True)
class ThreadList:
    """Threads, the unread first, and whether they are all that the actor may read."""

    lines: tuple[ThreadLine, ...]
    is_all: bool

    @property
    def unread(self) -> int:
        """Count the threads with something unread."""
        return sum(line.unread > 0 for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What a row or a text shows of its threads: remarks in all, and how many the reader has not read."""

    remarks: int
    unread: int


def list_threads(*, is_all: bool = False, language: str, by: Actor, at: datetime) -> ThreadList:
    """List the actor's threads, or all that they may read. NotFoundError for who reads none at all."""
    require_anywhere(Permission.READ_REMARKS, by=by, at=at)
    readers = _readers(by)
    rows = Thread.objects.all() if is_all else _theirs(readers, by=by, at=at)
    lines = _listed(rows.iterator(), readers, language=language, by=by, at=at)
    return ThreadList(lines=tuple(sorted(lines, key=lambda line: line.unread == 0)), is_all=is_all)


def unread_threads(*, language: str, by: Actor, at: datetime) -> tuple[ThreadLine, ...]:
    """List the actor's threads with something unread; none for whoever reads no threads."""
    if not by.may_anywhere(Permission.READ_REMARKS, on=localdate(at)):
        return ()
    readers = _readers(by)
    rows = (row for row in _theirs(readers, by=by, at=at).iterator() if _unread(row, readers))
    return tuple(_listed(rows, readers, language=language, by=by, at=at))


def threads_about(
    subject: Subject, ground: Ground, *, language: str, by: Actor, at: datetime
) -> tuple[ThreadLine, ...]:
    """List the threads about a spot, and of a row those about its figures, the open ones first."""
    rows = Thread.objects.filter(key__in=[subject.spot.key, *map(str, subject.refs)])
    seen = list(_readable(rows, ground, by=by, at=at))
    lines = _lines(seen, _readers(by, of=rows), ground, language=language)
    return tuple(sorted(lines, key=lambda line: line.is_settled))


def marks(spots: Mapping[str, Iterable[str]], *, by: Actor, at: datetime) -> dict[str, Mark]:
    """Count what is said at the rows and texts of a page, by the page's own name of each.

    ``spots`` are the keys that count for each. Whoever reads no threads gets no mark at all; a row that
    nobody has talked about has a mark of 0.
    """
    if not by.may_anywhere(Permission.READ_REMARKS, on=localdate(at)):
        return {}
    keys = {key for each in spots.values() for key in each}
    rows = Thread.objects.filter(key__in=keys)
    seen, readers = list(_readable(rows, Ground(), by=by, at=at)), _readers(by, of=rows)
    counts = _remarks(row for row, _ in seen)
    by_key: dict[str, list[tuple[int, int]]] = {}
    for row, _ in seen:
        by_key.setdefault(row.key, []).append((counts.get(row.pk, 0), _unread(row, readers)))
    found = {}
    for name, own in spots.items():
        pairs = [pair for key in dict.fromkeys(own) for pair in by_key.get(key, ())]
        found[name] = Mark(remarks=sum(pair[0] for pair in pairs), unread=sum(pair[1] for pair in pairs))
    return found


def mark_read(thread: int, *, to: int, by: Actor, at: datetime) -> None:
    """Mark a thread as read up to an entry; what was read stays so. NotFoundError as ``find_thread``."""
    row, _ = find_thread(thread, Ground(), by=by, at=at)
    _read(row, min(to, row.entries), by=by)


def mark_all_read(shown: Mapping[int, int], *, by: Actor, at: datetime) -> None:
    """Mark those of the actor's threads that were shown as read: ``shown`` is the last entry of each then."""
    require_anywhere(Permission.READ_REMARKS, by=by, at=at)
    for row in _theirs(_readers(by), by=by, at=at).filter(pk__in=shown):
        _read(row, min(shown[row.pk], row.entries), by=by)


def _read(row: Thread, to: int, *, by: Actor) -> None:
    ThreadReader.objects.get_or_create(thread=row, person=by.id)
    ThreadReader.objects.filter(thread=row, person=by.id, read_to__lt=to).update(read_to=to)


def _readers(by: Actor, *, of: QuerySet[Thread] | None = None) -> dict[int, ThreadReader]:
    """Find how far the actor has read some threads, or all that they have ever read."""
    rows = ThreadReader.objects.filter(person=by.id)
    return {row.thread_id: row for row in (rows if of is None else rows.filter(thread__in=of))}


def _theirs(readers: Mapping[int, ThreadReader], *, by: Actor, at: datetime) -> QuerySet[Thread]:
    own = [number for number, row in readers.items() if row.takes_part or row.mentioned]
    units = {
        grant.unit
        for grant in by.grants
        if Permission.WRITE_REMARK in ROLES[grant.role].permissions and grant.validity.holds(localdate(at))
    }
    return Thread.objects.filter(Q(pk__in=own) | Q(unit__in=units))


def _readable(
    rows: Iterable[Thread], ground: Ground, *, by: Actor, at: datetime
) -> Iterator[tuple[Thread, Subject]]:
    """Pair threads with what they are about; those alone that the actor may read."""
    found = ((row, subject_of(row, ground)) for row in rows)
    return (pair for pair in found if pair[1].allows(Permission.READ_REMARKS, by=by, at=at))


def _unread(row: Thread, readers: Mapping[int, ThreadReader]) -> int:
    reader = readers.get(row.pk)
    return row.entries - (reader.read_to if reader else 0)


def _remarks(rows: Iterable[Thread]) -> dict[int, int]:
    """Count the remarks of threads that are not withdrawn."""
    counts: dict[int, int] = {}
    said = ThreadEntry.objects.filter(thread__in=list(rows), kind=EntryKind.SAID, withdrawn_at__isnull=True)
    for thread in said.values_list("thread_id", flat=True):
        counts[thread] = counts.get(thread, 0) + 1
    return counts


def _listed(
    rows: Iterable[Thread],
    readers: Mapping[int, ThreadReader],
    *,
    language: str,
    by: Actor,
    at: datetime,
) -> list[ThreadLine]:
    """Make lines of threads, as many as a list has, of those that the actor may read."""
    ground = Ground()
    seen = list(islice(_readable(rows, ground, by=by, at=at), MOST))
    return _lines(seen, readers, ground, language=language)


def _lines(
    seen: list[tuple[Thread, Subject]],
    readers: Mapping[int, ThreadReader],
    ground: Ground,
    *,
    language: str,
) -> list[ThreadLine]:
    if not seen:
        return []
    names = people_names()
    labels = ground.labels((subject for _, subject in seen), language=language)
    latest = {
        entry.thread_id: entry
        for entry in ThreadEntry.objects.filter(
            thread__in=[row for row, _ in seen], number=F("thread__entries")
        )
    }
    lines = []
    for row, subject in seen:
        last, reader = latest[row.pk], readers.get(row.pk)
        lines.append(
            ThreadLine(
                id=row.pk,
                spot=row.spot,
                label=labels[subject.spot],
                unit_name=subject.unit_name,
                kind=EntryKind(last.kind),
                said=with_names(last.text, names),
                by=names.get(last.author, last.author),
                at=last.at,
                last=row.entries,
                unread=_unread(row, readers),
                is_mentioned=bool(reader and reader.mentioned > reader.read_to),
                is_settled=row.settled_at is not None,
                is_gone=subject.is_gone,
            )
        )
    return lines
