"""A thread as its page shows it: each entry, and what its figures were when it was written and are now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hjulet.domain.figures import FigureRef, ReferenceFault, Unit
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.talk import EntryKind, Mention, Spot, differs, with_names, worded
from hjulet.services.errors import NotFoundError
from hjulet.services.mentions import readers_of
from hjulet.services.own_notes import NoteText, own_note
from hjulet.services.people import people_names
from hjulet.services.spots import Ground, Subject
from hjulet.services.tables import figure_labels
from hjulet.services.thread_reading import ThreadLine, threads_about
from hjulet.services.threads import NOUN, find_thread, spot_values
from hjulet.store.models import Revision, Thread, ThreadEntry, ThreadReader


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A figure that differs: its value then and at the later moment, None where there was none.

    ``is_own`` tells that it is the very figure that the thread is about, not another one of its row.
    """

    label: str
    unit: Unit
    before: Decimal | None
    after: Decimal | None
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class EntryView:
    """An entry as it is read. ``moved`` are the figures that differ since; of a change, those that changed.

    ``earlier`` are the texts that its writer has replaced; ``text_version`` of a text is the version it was
    written at, where that is not the one that stands now, else 0.
    """

    number: int
    kind: EntryKind
    by: str
    at: datetime
    parts: tuple[str | Mention, ...]
    source: str
    version: int
    changed_at: datetime | None
    is_withdrawn: bool
    is_own: bool
    is_unread: bool
    moved: tuple[Moved, ...]
    text_version: int
    earlier: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class About:
    """What a page of threads is about: its words and values, and what the actor may do there.

    ``readers`` are those who may be named, by username; nobody where the actor only reads. Whoever sees the
    figures without the talk (``may_read``) has their own note there all the same.
    """

    subject: Subject
    label: str
    values: tuple[Moved, ...]
    snapshot: int
    may_read: bool
    may_write: bool
    is_shut: bool
    readers: Mapping[str, str]
    note: NoteText


@dataclass(frozen=True, kw_only=True)
class ThreadPage:
    """A thread with all its entries."""

    id: int
    about: About
    entries: tuple[EntryView, ...]
    last: int
    is_settled: bool
    has_unread: bool


@dataclass(frozen=True, kw_only=True)
class SpotPage:
    """What is said at a spot: its threads, and where one begins another."""

    about: About
    threads: tuple[ThreadLine, ...]


def thread_page(thread: int, *, language: str, by: Actor, at: datetime) -> ThreadPage:
    """Gather a thread. Raises NotFoundError for one that is not the actor's to read."""
    ground = Ground()
    row, subject = find_thread(thread, ground, by=by, at=at)
    entries = _entries(row, subject, ground, language=language, by=by)
    return ThreadPage(
        id=row.pk,
        about=_about(subject, ground, language=language, by=by, at=at),
        entries=entries,
        last=row.entries,
        is_settled=row.settled_at is not None,
        has_unread=any(entry.is_unread for entry in entries),
    )


def spot_page(
    spot: Spot, *, figures: tuple[str, ...] = (), language: str, by: Actor, at: datetime
) -> SpotPage:
    """Gather what is said at a spot. Raises NotFoundError for one that is not there, or not the actor's."""
    ground = Ground()
    subject = ground.new(spot, figures)
    if not subject.allows(Permission.VIEW_FIGURES, by=by, at=at):
        raise NotFoundError(spot.key)
    return SpotPage(
        about=_about(subject, ground, language=language, by=by, at=at),
        threads=threads_about(subject, ground, language=language, by=by, at=at),
    )


def _about(subject: Subject, ground: Ground, *, language: str, by: Actor, at: datetime) -> About:
    may_write = subject.allows(Permission.WRITE_REMARK, by=by, at=at)
    now = spot_values(subject, ground)
    return About(
        subject=subject,
        label=ground.labels([subject], language=language)[subject.spot],
        values=_moved({ref: (value, value) for ref, value in now.items()}, subject, ground, language),
        snapshot=ground.books.number,
        may_read=subject.allows(Permission.READ_REMARKS, by=by, at=at),
        may_write=may_write,
        is_shut=subject.is_shut,
        readers=readers_of(subject, at=at) if may_write else {},
        note=own_note(subject.spot, by=by),
    )


def _entries(
    row: Thread, subject: Subject, ground: Ground, *, language: str, by: Actor
) -> tuple[EntryView, ...]:
    names, now = people_names(), spot_values(subject, ground)
    reader = ThreadReader.objects.filter(thread=row, person=by.id).first()
    read_to = reader.read_to if reader else 0
    earlier = _earlier_texts(row, names)
    found = []
    for entry in ThreadEntry.objects.filter(thread=row):
        kind = EntryKind(entry.kind)
        was = entry.figures.get("version", 0)
        found.append(
            EntryView(
                number=entry.number,
                kind=kind,
                by=names.get(entry.author, entry.author),
                at=entry.at,
                parts=tuple(worded(entry.text, names)),
                source=entry.text,
                version=entry.version,
                changed_at=entry.changed_at,
                is_withdrawn=entry.withdrawn_at is not None,
                is_own=kind is EntryKind.SAID and entry.author == by.id,
                is_unread=entry.number > read_to,
                moved=_moved(_pairs(entry, now), subject, ground, language),
                text_version=was if "version" in now and was != now["version"] else 0,
                earlier=() if entry.withdrawn_at else earlier.get(entry.number, ())[:-1],
            )
        )
    return tuple(found)


def _pairs(entry: ThreadEntry, now: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """Pair what figures were with what they became, or are now; those alone that differ."""
    if entry.kind == EntryKind.CHANGED:
        return {ref: (pair[0], pair[1]) for ref, pair in entry.figures.items()}
    if entry.kind != EntryKind.SAID or entry.withdrawn_at is not None:
        return {}
    return {ref: (was, now.get(ref)) for ref, was in entry.figures.items() if differs(was, now.get(ref))}


def _moved(
    pairs: Mapping[str, tuple[object, object]], subject: Subject, ground: Ground, language: str
) -> tuple[Moved, ...]:
    refs = {text: ref for text in pairs if (ref := _ref(text)) is not None}
    names = ground.books.names_of(refs.values())
    labels = figure_labels(refs.values(), view=subject.view, registered=names, language=language)
    return tuple(
        Moved(
            label=labels[ref],
            unit=REGISTRY.metrics[ref.metric].unit,
            before=_decimal(pairs[text][0]),
            after=_decimal(pairs[text][1]),
            is_own=text == subject.spot.key,
        )
        for text, ref in refs.items()
    )


def _ref(text: str) -> FigureRef | None:
    """Read a stored reference; None for a text's version, and for a metric that is no more."""
    try:
        return REGISTRY.parse(text)
    except ReferenceFault:
        return None


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _earlier_texts(row: Thread, names: Mapping[str, str]) -> dict[int, tuple[str, ...]]:
    """Read how the remarks of a thread were worded, by number, the first first; who is named, by name."""
    found: dict[int, tuple[str, ...]] = {}
    changed = ThreadEntry.objects.filter(thread=row, version__gt=1).values_list("number", flat=True)
    places = {f"{row.pk} {number}": number for number in changed}
    for one in Revision.objects.filter(noun=NOUN, object_id__in=places).order_by("version"):
        number = places[one.object_id]
        found[number] = (*found.get(number, ()), with_names(one.fields["text"], names))
    return found
