"""Threads of remarks: to begin one, answer, change or withdraw one's own, settle it and open it again.

Whoever appends an entry first counts it in the thread's row, and so holds that row: numbers follow each other
in the order in which others can see them, and a mark of what is read never passes over one that came late.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from hjulet.domain.permission import Actor, Permission
from hjulet.domain.talk import LONGEST, EntryKind, Spot, mentioned
from hjulet.services.changes import audit, revise, update_versioned
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.services.mentions import require_readers
from hjulet.services.snapshots import find_snapshot, lock_snapshots
from hjulet.services.spots import Ground, Subject
from hjulet.store.models import Thread, ThreadEntry, ThreadReader

NOUN = "thread-entry"


def start_thread(spot: Spot, text: str, *, figures: Iterable[str] = (), by: Actor, at: datetime) -> int:
    """Begin a thread about a spot and give its number. ``figures`` are more references of a row.

    Raises NotFoundError for a spot that is not the actor's, RefusedError for an empty remark or one that
    names somebody who may not read it.
    """
    subject = _writable(Ground().new(spot, figures), by=by, at=at)
    said = _text(text)
    named = require_readers(said, subject, at=at)
    while (begun := _begin(subject, said, named, by=by, at=at)) is None:
        pass  # a snapshot came between: its values are what the thread begins with
    return begun


def reply(thread: int, text: str, *, seen: int, by: Actor, at: datetime) -> int:
    """Answer in a thread that was read up to the entry ``seen``, and give the entry's number.

    Raises NotFoundError for a thread that is not the actor's, RefusedError as ``start_thread`` does and
    ``thread-settled`` where somebody has settled it.
    """
    row, ground = _row(thread), Ground()
    subject = _writable(subject_of(row, ground), by=by, at=at)
    said = _text(text)
    named = require_readers(said, subject, at=at)
    values = spot_values(subject, ground)
    with transaction.atomic():
        number = _append(row, EntryKind.SAID, said, values, by=by, at=at, open_only=True)
        _notify(row, number, named)
        _take_part(row, number, seen=seen, by=by)
        audit("reply-remark", str(row.pk), by=by, at=at, number=number)
    return number


def change_remark(thread: int, number: int, text: str, *, version: int, by: Actor, at: datetime) -> None:
    """Write one's own remark anew. What it said before stays in its revisions.

    Whoever it named already is not asked about or told again. Raises NotFoundError for another's remark,
    ConflictError where it has changed since ``version``, RefusedError ``remark-withdrawn`` and as ``reply``.
    """
    row = _row(thread)
    subject = _writable(subject_of(row, Ground()), by=by, at=at)
    own = _own(thread, number, by=by)
    said = _text(text)
    named = require_readers(said, subject, but=mentioned(own.text), at=at)
    with transaction.atomic():
        if _held(row).settled_at is not None:
            raise refused("thread-settled")
        _rewrite(own, version=version, by=by, at=at, text=said, changed_at=at)
        _recount_mentions(row, number)
        _notify(row, number, named)
        audit("change-remark", str(thread), by=by, at=at, number=number, version=version + 1)


def withdraw_remark(thread: int, number: int, *, version: int, by: Actor, at: datetime) -> None:
    """Withdraw one's own remark: a mark that it was there is left. Raises as ``change_remark`` does."""
    row = _row(thread)
    _writable(subject_of(row, Ground()), by=by, at=at)
    own = _own(thread, number, by=by)
    with transaction.atomic():
        _held(row)
        _rewrite(own, version=version, by=by, at=at, text="", withdrawn_at=at)
        _recount_mentions(row, number)
        audit("withdraw-remark", str(thread), by=by, at=at, number=number, version=version + 1)


def settle_thread(thread: int, *, seen: int, by: Actor, at: datetime) -> None:
    """Mark a thread that was read up to the entry ``seen`` as settled; one that is settled stays as it is.

    Raises NotFoundError as ``reply``.
    """
    row = _row(thread)
    _writable(subject_of(row, Ground()), by=by, at=at)
    with transaction.atomic():
        free = Thread.objects.filter(pk=row.pk, settled_at__isnull=True)
        if free.update(settled_by=by.id, settled_at=at):
            number = _append(row, EntryKind.SETTLED, "", {}, by=by, at=at)
            _take_part(row, number, seen=seen, by=by)
            audit("settle-thread", str(thread), by=by, at=at)


def reopen_thread(thread: int, *, seen: int, by: Actor, at: datetime) -> None:
    """Open a settled thread again that was read up to ``seen``; one that is open stays as it is.

    Raises NotFoundError as ``reply``.
    """
    row = _row(thread)
    _writable(subject_of(row, Ground()), by=by, at=at)
    with transaction.atomic():
        if Thread.objects.filter(pk=row.pk, settled_at__isnull=False).update(settled_by="", settled_at=None):
            number = _append(row, EntryKind.REOPENED, "", {}, by=by, at=at)
            _take_part(row, number, seen=seen, by=by)
            audit("reopen-thread", str(thread), by=by, at=at)


def spot_values(subject: Subject, ground: Ground) -> dict[str, str | int | None]:
    """Give what stands at a spot now: the exact values by reference, or the version of a text."""
    if subject.is_gone:
        return {}
    if subject.place is not None:
        return {"version": subject.place.stored.version}
    figures = ground.values(subject.refs)
    return {str(ref): _exact(figures[ref].value) for ref in subject.refs}


def subject_of(row: Thread, ground: Ground) -> Subject:
    """Tell what a thread is about now."""
    return ground.kept(row.spot, figures=row.figures, unit=row.unit, snapshot=row.snapshot)


def find_thread(thread: int, ground: Ground, *, by: Actor, at: datetime) -> tuple[Thread, Subject]:
    """Find a thread that the actor may read, with what it is about; raises NotFoundError."""
    row = _row(thread)
    subject = subject_of(row, ground)
    if not subject.allows(Permission.READ_REMARKS, by=by, at=at):
        raise NotFoundError(thread)
    return row, subject


def _begin(subject: Subject, text: str, named: Iterable[str], *, by: Actor, at: datetime) -> int | None:
    """Write a thread with its first entry; None where another snapshot has come since its values were read.

    Under the lock on snapshots: the next one finds the thread, and tells what it changes.
    """
    ground = Ground()
    values = spot_values(subject, ground)
    with transaction.atomic():
        lock_snapshots()
        if find_snapshot().number != ground.books.number:
            return None
        row = Thread.objects.create(
            part=subject.spot.part,
            key=subject.spot.key,
            unit=subject.unit,
            figures=[str(ref) for ref in subject.refs],
            told=values,
            snapshot=ground.books.number,
            last_at=at,
        )
        number = _append(row, EntryKind.SAID, text, values, by=by, at=at)
        _notify(row, number, named)
        _take_part(row, number, seen=0, by=by)
        audit("start-thread", str(row.pk), by=by, at=at, about=subject.spot.key, unit=subject.unit)
    return row.pk


def _append(
    row: Thread,
    kind: EntryKind,
    text: str,
    figures: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
    open_only: bool = False,
) -> int:
    """Append an entry in the caller's transaction and give its number."""
    rows = Thread.objects.filter(pk=row.pk)
    counted = rows.filter(settled_at__isnull=True) if open_only else rows
    if not counted.update(entries=F("entries") + 1, last_at=at):
        raise refused("thread-settled")
    number = rows.values_list("entries", flat=True).get()
    ThreadEntry.objects.create(
        thread=row, number=number, kind=kind, author=by.id, text=text, figures=dict(figures), at=at
    )
    if kind is EntryKind.SAID:
        revise(NOUN, f"{row.pk} {number}", version=1, fields={"text": text}, by=by, at=at)
    return number


def append_change(
    row: Thread, pairs: Mapping[str, object], *, told: Mapping[str, object], at: datetime
) -> bool:
    """Tell in a thread how its figures have changed; False where somebody has told so meanwhile.

    Nobody's entry: unread to all whose thread it is. What made the figures change has its own row in the log.
    """
    with transaction.atomic():
        now = Thread.objects.select_for_update().get(pk=row.pk)
        if now.told != row.told:
            return False
        now.told, now.entries, now.last_at = dict(told), now.entries + 1, at
        now.save(update_fields=["told", "entries", "last_at"])
        ThreadEntry.objects.create(
            thread=now, number=now.entries, kind=EntryKind.CHANGED, figures=dict(pairs), at=at
        )
    return True


def _rewrite(own: ThreadEntry, *, version: int, by: Actor, at: datetime, text: str, **fields: object) -> None:
    rows = ThreadEntry.objects.filter(pk=own.pk, withdrawn_at__isnull=True)
    if not update_versioned(rows, version=version, text=text, **fields):
        own.refresh_from_db()
        if own.withdrawn_at is not None:
            raise refused("remark-withdrawn")
        raise ConflictError(theirs=own.text, mine=text, version=own.version)
    place = f"{own.thread_id} {own.number}"
    revise(NOUN, place, version=version + 1, fields={"text": text}, by=by, at=at)


def _notify(row: Thread, number: int, named: Iterable[str]) -> None:
    """Make the thread unread, from the entry that names them, for those who are named."""
    for person in named:
        reader, _ = ThreadReader.objects.get_or_create(thread=row, person=person)
        if reader.mentioned < number:
            reader.mentioned, reader.read_to = number, min(reader.read_to, number - 1)
            reader.save(update_fields=["mentioned", "read_to"])


def _recount_mentions(row: Thread, number: int) -> None:
    """Find where those whom an entry named, and may name no more, are last named now."""
    concerned = ThreadReader.objects.filter(thread=row, mentioned=number)
    said = ThreadEntry.objects.filter(thread=row, kind=EntryKind.SAID, withdrawn_at__isnull=True)
    names = [(each.number, mentioned(each.text)) for each in said]
    for reader in concerned:
        reader.mentioned = max((each for each, named in names if reader.person in named), default=0)
        reader.save(update_fields=["mentioned"])


def _take_part(row: Thread, number: int, *, seen: int, by: Actor) -> None:
    """Let the actor take part. Their own entry is read, unless others came in before it meanwhile."""
    reader, _ = ThreadReader.objects.get_or_create(thread=row, person=by.id)
    reader.takes_part, reader.read_to = True, max(reader.read_to, min(seen, number - 1))
    if reader.read_to == number - 1:
        reader.read_to = number
    reader.save(update_fields=["takes_part", "read_to"])


def _row(thread: int) -> Thread:
    row = Thread.objects.filter(pk=thread).first()
    if row is None:
        raise NotFoundError(thread)
    return row


def _own(thread: int, number: int, *, by: Actor) -> ThreadEntry:
    found = ThreadEntry.objects.filter(
        thread=thread, number=number, kind=EntryKind.SAID, author=by.id
    ).first()
    if found is None:
        raise NotFoundError(number)
    if found.withdrawn_at is not None:
        raise refused("remark-withdrawn")
    return found


def _writable(subject: Subject, *, by: Actor, at: datetime) -> Subject:
    """Let through whoever may write here; a text that is decided is only read (``remarks-shut``)."""
    if not subject.allows(Permission.WRITE_REMARK, by=by, at=at):
        raise NotFoundError(subject.spot.key)
    if subject.is_shut:
        raise refused("remarks-shut")
    return subject


def _held(row: Thread) -> Thread:
    """Hold a thread until the transaction ends, so that nobody appends to it meanwhile, and read it."""
    return Thread.objects.select_for_update().get(pk=row.pk)


def _text(text: str) -> str:
    said = text.strip()
    if not said:
        raise refused("empty-remark")
    if len(said) > LONGEST:
        raise refused("long-remark", limit=str(LONGEST))
    return said


def _exact(value: object) -> str | None:
    return None if value is None else str(value)
