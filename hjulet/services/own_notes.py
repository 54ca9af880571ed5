"""Notes of one's own on figures, rows and texts: read by nobody else, whatever their role.

No revision keeps what a note said, and the log says only that one was written. The version guards against the
other window of the same person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hjulet.domain.permission import Actor, Permission
from hjulet.domain.talk import LONGEST, Spot
from hjulet.services.access import require_anywhere
from hjulet.services.changes import audit, update_versioned
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.services.spots import Ground
from hjulet.store.models import OwnNote


@dataclass(frozen=True, kw_only=True)
class NoteText:
    """One's note on a spot as it stands; version 0 is none."""

    text: str = ""
    version: int = 0
    written_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class NoteLine:
    """A note on the list of one's own: what it is about, and whether that is gone."""

    spot: Spot
    figures: tuple[str, ...]
    label: str
    text: str
    written_at: datetime
    is_gone: bool


def own_note(spot: Spot, *, by: Actor) -> NoteText:
    """Give the actor's own note on a spot; one that was taken away is empty, with the version it had."""
    row = OwnNote.objects.filter(owner=by.id, part=spot.part, key=spot.key).first()
    if row is None:
        return NoteText()
    return NoteText(text=row.text, version=row.version, written_at=row.written_at if row.text else None)


def own_notes(*, language: str, by: Actor, at: datetime) -> tuple[NoteLine, ...]:
    """List the actor's own notes, the latest first, also those whose spot is gone or not theirs any more."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    ground = Ground()
    rows = list(OwnNote.objects.filter(owner=by.id).exclude(text=""))
    subjects = [
        ground.kept(row.spot, figures=row.figures, unit=row.unit, snapshot=row.snapshot) for row in rows
    ]
    labels = ground.labels(subjects, language=language)
    return tuple(
        NoteLine(
            spot=row.spot,
            figures=tuple(row.figures),
            label=labels[subject.spot],
            text=row.text,
            written_at=row.written_at,
            is_gone=subject.is_gone or not subject.allows(Permission.VIEW_FIGURES, by=by, at=at),
        )
        for row, subject in zip(rows, subjects, strict=True)
    )


def save_note(
    spot: Spot, text: str, *, figures: Iterable[str] = (), version: int, by: Actor, at: datetime
) -> None:
    """Write one's own note on a spot that was read at ``version`` (0 for none); an empty text takes it away.

    The row of one that is taken away stays, so that its versions go on and an old window is found out.
    Raises NotFoundError for a spot that is not the actor's to see, ConflictError with both texts where the
    note has changed since, RefusedError ``long-remark``.
    """
    ground = Ground()
    subject = ground.new(spot, figures)
    if not subject.allows(Permission.VIEW_FIGURES, by=by, at=at):
        raise NotFoundError(spot.key)
    said = text.strip()
    if len(said) > LONGEST:
        raise refused("long-remark", limit=str(LONGEST))
    rows = OwnNote.objects.filter(owner=by.id, part=subject.spot.part, key=subject.spot.key)
    with transaction.atomic():
        row = rows.first()
        if not said and (version == 0 or row is None or not row.text):
            return
        if row is None:
            first = {
                "figures": [str(ref) for ref in subject.refs],
                "unit": subject.unit,
                "snapshot": ground.books.number,
                "text": said,
                "written_at": at,
            }
            _, won = OwnNote.objects.get_or_create(
                owner=by.id, part=subject.spot.part, key=subject.spot.key, defaults=first
            )
        else:
            read = version if row.text else row.version  # nothing is lost where nothing stands
            won = update_versioned(rows, version=read, text=said, written_at=at)
        if not won:
            now = rows.first()
            raise ConflictError(theirs=now.text if now else "", mine=said, version=now.version if now else 0)
        audit("write-note" if said else "remove-note", "", by=by, at=at)
