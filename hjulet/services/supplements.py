"""The open points of a sealed edition, and the supplements that complete them (DOMAIN 23).

A supplement is a row and a small file that says the same. The file gets its name within the transaction, as
an edition's folder does: killed before the commit there is a file that no row or event names, which is no
supplement, and which the next one of that number replaces.
"""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from hjulet.documents.content import canonical
from hjulet.documents.edition import sync_folder
from hjulet.domain import supplement as domain
from hjulet.domain.edition import Fault, FaultCode
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor
from hjulet.services.changes import audit
from hjulet.services.editions import EditionFacts, find_edition
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.sealing import may_seal
from hjulet.store.lock import hold
from hjulet.store.models import AuditEvent, Edition, Supplement

SUPPLEMENTED = "supplement-edition"


@dataclass(frozen=True, kw_only=True)
class SupplementFacts:
    """A supplement as it is shown. ``seal`` is the control sum of its file."""

    number: int
    text: str
    decided_by: str
    decided_on: date
    seal: str


@dataclass(frozen=True, kw_only=True)
class OpenPoint:
    """What an edition left open, numbered from 1, and what completes it; None while it is open."""

    number: int
    text: str
    supplement: SupplementFacts | None


@dataclass(frozen=True, kw_only=True)
class OpenPoints:
    """The open points of an edition, and whether the actor may complete them."""

    edition: EditionFacts
    points: tuple[OpenPoint, ...]
    may_complete: bool


def view_open_points(edition: int, *, by: Actor, at: datetime) -> OpenPoints:
    """List what an edition left open; raises NotFoundError for one that is not the actor's."""
    facts = find_edition(edition, by=by, at=at)
    held = {row.point: row for row in Supplement.objects.filter(edition=edition)}
    return OpenPoints(
        edition=facts,
        points=tuple(
            OpenPoint(number=number, text=text, supplement=_facts(held[number]) if number in held else None)
            for number, text in enumerate(facts.open_points, start=1)
        ),
        may_complete=may_seal(facts.kind, facts.unit, parse_period(facts.period), by=by, at=at),
    )


def find_open_point(edition: int, point: int, *, by: Actor, at: datetime) -> OpenPoint:
    """Find a point that the actor may complete.

    Raises NotFoundError where there is none, and RefusedError ``point-completed`` for one that is completed.
    """
    found = view_open_points(edition, by=by, at=at)
    wanted = next((each for each in found.points if each.number == point), None)
    if wanted is None or not found.may_complete:
        raise NotFoundError(point)
    if wanted.supplement is not None:
        raise refused("point-completed", number=str(wanted.supplement.number))
    return wanted


def complete(
    edition: int, point: int, *, text: str, decided_by: str, decided_on: date, by: Actor, at: datetime
) -> SupplementFacts:
    """Complete an open point by a supplement, the edition's next one.

    Raises as ``find_open_point`` does, and RefusedError for a decision of a day to come.
    """
    with transaction.atomic():
        hold(f"supplements {edition}")
        wanted = find_open_point(edition, point, by=by, at=at)
        if decided_on > localdate(at):
            raise refused("decided-ahead", day=str(localdate(at)))
        before = Supplement.objects.filter(edition=edition).last()
        made = domain.Supplement(
            edition=edition,
            number=before.number + 1 if before else 1,
            point=point,
            text=text,
            decided_by=decided_by,
            decided_on=decided_on,
        )
        follows = before.seal if before else Edition.objects.get(number=edition).manifest
        content = canonical(made.document(open_point=wanted.text, previous=follows))
        row = Supplement.objects.create(
            edition_id=edition,
            number=made.number,
            point=point,
            text=text,
            decided_by=decided_by,
            decided_on=decided_on,
            seal=sha256(content).hexdigest(),
            sealed_by=by.id,
            sealed_at=at,
        )
        audit(SUPPLEMENTED, made.file, by=by, at=at, edition=edition, number=made.number, seal=row.seal)
        _write(made.file, content)
    return _facts(row)


def supplement_faults(editions: Collection[int]) -> Iterator[Fault]:
    """List what is wrong with the supplements of some editions: row and file must say what the log sealed.

    The log is believed: a row that it does not know of is no supplement, however well its file fits.
    """
    held = Supplement.objects.filter(edition__in=editions).select_related("edition")
    rows, sealed = {_domain(row).file: row for row in held}, _sealed(editions)
    follows: dict[int, str] = {}
    for name in sorted({*rows, *sealed}, key=_numbers):
        (number, _), place, row, seal = _numbers(name), _root() / name, rows.get(name), sealed.get(name)
        if seal is None:
            yield Fault(number, f"supplements/{name}", FaultCode.EXTRA_FILE)
            continue
        previous, follows[number] = follows.get(number), seal
        if row is None or not place.is_file():
            yield Fault(number, f"supplements/{name}", FaultCode.MISSING_FILE)
        elif not _is_as_sealed(row, place, seal=seal, previous=previous or row.edition.manifest):
            yield Fault(number, f"supplements/{name}", FaultCode.CHANGED_FILE)


def _sealed(editions: Collection[int]) -> dict[str, str]:
    """Read from the log the seal of each supplement, by its file; what is said of one first is what holds."""
    events = AuditEvent.objects.filter(action=SUPPLEMENTED).order_by("-id").values_list("object_id", "params")
    return {name: params["seal"] for name, params in events if _numbers(name)[0] in editions}


def _is_as_sealed(row: Supplement, place: Path, *, seal: str, previous: str) -> bool:
    """Tell whether row and file say what was sealed, of a point that the edition has."""
    points = row.edition.open_points
    if row.point > len(points):
        return False
    content = canonical(_domain(row).document(open_point=points[row.point - 1], previous=previous))
    return {row.seal, *(sha256(each).hexdigest() for each in (content, place.read_bytes()))} == {seal}


def _numbers(file: str) -> tuple[int, int]:
    """Read the numbers of an edition and its supplement from the name of a file."""
    edition, number = file.removesuffix(".json").split("-")
    return int(edition), int(number)


def _root() -> Path:
    root: Path = settings.HJULET_HOME / "supplements"
    root.mkdir(parents=True, exist_ok=True)
    return root


def _write(name: str, content: bytes) -> None:
    """Write a file whole or not at all."""
    temporary = _root() / f".tmp-{name}"
    with temporary.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    temporary.replace(_root() / name)
    sync_folder(_root())


def _facts(row: Supplement) -> SupplementFacts:
    return SupplementFacts(
        number=row.number,
        text=row.text,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        seal=row.seal,
    )


def _domain(row: Supplement) -> domain.Supplement:
    return domain.Supplement(
        edition=row.edition_id,
        number=row.number,
        point=row.point,
        text=row.text,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
    )
