"""Verify editions: by their files alone, against the database, and by asking the figures again."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from hjulet.documents.edition import content_bytes, verify_editions, verify_home
from hjulet.domain.edition import CONTENT, MANIFEST, Anchor, Fault, FaultCode, Verification, folder_number
from hjulet.domain.period import parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require_anywhere
from hjulet.services.edition import SEALED
from hjulet.services.editions import EditionFacts, editions_root, list_editions
from hjulet.services.errors import NotFoundError
from hjulet.services.report import BuiltReport, build_report, parse_made_from
from hjulet.services.supplements import supplement_faults
from hjulet.store.ledger.kept import forget
from hjulet.store.models import AuditEvent, Edition


@dataclass(frozen=True, kw_only=True)
class Drift:
    """A figure that is another one now than when it was sealed. An empty figure: words have changed."""

    edition: int
    figure: str
    sealed: str | None
    now: str | None


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What verifying found; ``drift`` only after a rebuild."""

    verification: Verification
    drift: tuple[Drift, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong and nothing has drifted."""
        return self.verification.ok and not self.drift


def verify(
    *,
    edition: int | None = None,
    anchors: Iterable[Anchor] = (),
    again: bool = False,
    by: Actor,
    at: datetime,
) -> Verified:
    """Verify this home's chain, or one of its editions; ``again`` also asks all figures anew.

    Raises NotFoundError for an edition that does not exist or is not the actor's.
    """
    require_anywhere(Permission.VERIFY_EDITIONS, by=by, at=at)
    rows = [row for row in list_editions(by=by, at=at) if edition in (None, row.number)]
    if edition is not None and not rows:
        raise NotFoundError(edition)
    kept = tuple(anchors)
    if edition is None:
        verification = _with_database(verify_home(editions_root(), anchors=kept))
    else:
        verification = _as_sealed(
            verify_editions([row.path for row in rows], anchors=kept), numbers={edition}
        )
    if not again:
        return Verified(verification=verification)
    forget()  # the figures are to come out of the files as they are now
    drift = tuple(found for row in rows for found in _drift(row, by=by, at=at))
    return Verified(verification=verification, drift=drift)


def verify_folder(folder: Path, *, anchors: Iterable[Anchor] = ()) -> Verified:
    """Verify a folder elsewhere: one edition, or a folder of editions. Needs no database."""
    kept = tuple(anchors)
    if (folder / CONTENT).exists() or folder_number(folder.name) is not None:
        return Verified(verification=verify_editions([folder], anchors=kept))
    return Verified(verification=verify_home(folder, anchors=kept))


def _with_database(found: Verification) -> Verification:
    """Add what only the database knows: an edition that was sealed and whose folder or row is gone.

    A folder beyond the last row, which no audit event names, is a sealing that was killed: no edition.
    """
    rows = {row.number: row.folder for row in Edition.objects.all()}
    sealed = {
        int(number) for number in AuditEvent.objects.filter(action=SEALED).values_list("object_id", flat=True)
    }
    unfinished = _unfinished(set(rows) | sealed)
    faults = {fault for fault in found.faults if fault.edition != unfinished}
    for number in sorted(set(rows) | sealed):
        if number not in rows or not (editions_root() / rows[number]).is_dir():
            faults.add(Fault(number, "", FaultCode.MISSING_EDITION))
    editions = found.editions - (1 if unfinished else 0)
    whole = replace(found, editions=editions, faults=tuple(sorted(faults)))
    return _as_sealed(whole, numbers=set(rows))


def _as_sealed(found: Verification, *, numbers: Collection[int]) -> Verification:
    """Add what differs from what was sealed: manifests, though sound in themselves, and supplements."""
    changed = {
        Fault(row.number, MANIFEST, FaultCode.CHANGED_FILE)
        for row in Edition.objects.filter(number__in=numbers)
        if (place := editions_root() / row.folder / MANIFEST).is_file()
        and sha256(place.read_bytes()).hexdigest() != row.manifest
    }
    return replace(found, faults=tuple(sorted({*found.faults, *changed, *supplement_faults(numbers)})))


def _unfinished(known: set[int]) -> int | None:
    following = max(known, default=0) + 1
    numbers = {folder_number(path.name) for path in editions_root().iterdir() if path.is_dir()}
    return following if following in numbers else None


def rebuild(row: EditionFacts, *, by: Actor, at: datetime) -> BuiltReport:
    """Build a sealed report again, from its snapshot, and the template and texts as they were."""
    built = build_report(
        row.kind,
        row.unit,
        parse_period(row.period),
        snapshot=row.snapshot,
        language=row.language,
        made_from=parse_made_from(_row(row).made_from),
        by=by,
        at=at,
    )
    return replace(built, report=replace(built.report, referral=row.referral, open_points=row.open_points))


def _drift(row: EditionFacts, *, by: Actor, at: datetime) -> list[Drift]:
    """Compare a sealed report with the same report built again.

    Where the file is not what was sealed, only its control sum is left to compare with.
    """
    built = rebuild(row, by=by, at=at)
    now = content_bytes(built.report, decision=row.decision)
    sealed = _row(row).content
    if sha256(now).hexdigest() == sealed:
        return []
    place = row.path / CONTENT
    stored = place.read_bytes() if place.is_file() else b""
    if sha256(stored).hexdigest() != sealed:
        return [Drift(edition=row.number, figure="", sealed=None, now=None)]
    if "preliminary" not in json.loads(stored):  # sealed as final, or before closings were kept
        now = content_bytes(replace(built.report, preliminary=False), decision=row.decision)
        if now == stored:
            return []
    drift = _figure_drift(row, json.loads(stored)["figures"], json.loads(now)["figures"])
    return drift or [Drift(edition=row.number, figure="", sealed=None, now=None)]


def _figure_drift(row: EditionFacts, sealed: Mapping[str, Any], now: Mapping[str, Any]) -> list[Drift]:
    return [
        Drift(
            edition=row.number,
            figure=ref,
            sealed=sealed.get(ref, {}).get("value"),
            now=now.get(ref, {}).get("value"),
        )
        for ref in sorted({*sealed, *now})
        if sealed.get(ref) != now.get(ref)
    ]


def _row(row: EditionFacts) -> Edition:
    return Edition.objects.get(number=row.number)
