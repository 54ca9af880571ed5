"""Sealing and verifying: what is decided becomes an edition that nobody can change unseen.

Rendering happens before the transaction; in it the locks of the chain and of the report's texts are held,
the folder gets its name, and the row is written: unless somebody wrote meanwhile, which is then built too.
Killed at any point there is no edition, or a whole one: a folder that no row and no audit event names is
the remains of a sealing that did not finish, and the next sealing moves it aside.
"""

import shutil
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from hjulet.documents.edition import content_bytes, predecessor, stamp_edition, sync_folder, write_edition
from hjulet.documents.formats import Files, Frame, sealed_formats, tables
from hjulet.domain.edition import EditionStamp, FaultCode, Predecessor, folder_name
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor
from hjulet.domain.problem import Problem, Severity
from hjulet.domain.report import Decider
from hjulet.services.changes import audit
from hjulet.services.decided import decision_on, hold_texts, last_edition, require_undecided, shut_again
from hjulet.services.editions import EditionFacts, chain, editions_root, facts_of, replaced, report_of
from hjulet.services.errors import RefusedError, refused
from hjulet.services.house import house_style
from hjulet.services.rendering import render
from hjulet.services.report import BuiltReport, build_report, made_from_document, made_from_now
from hjulet.services.seal_rules import decided_words, recipient_of, require_outcome
from hjulet.services.sealing import require_sealer
from hjulet.services.templates import template_of
from hjulet.store.lock import hold
from hjulet.store.models import AuditEvent, Edition, Snapshot

LOCK = "chain"
TRIES = 5
"""How often a report is built before its sealing gives way to those who write in it."""

TEMPORARY = ".tmp-"
UNWRITTEN_AGE = timedelta(hours=1)
SEALED = "seal-report"
PROGRAMS = ("hjulet", "typst", "vl-convert-python", "pypandoc-binary", "duckdb")


class _WrittenMeanwhile(Exception):
    """Somebody saved a text, or the template, after the report was built."""


def seal_report(
    kind: str,
    unit: str,
    period: Period,
    *,
    decision: str = "",
    referral: str | None = None,
    open_points: Iterable[str] = (),
    by: Actor,
    at: datetime,
) -> EditionFacts:
    """Seal a report as the next edition of the chain: as it is decided, or sent for comment.

    ``referral`` says to whom and till when. What has gone from one authority to another is a public record
    (DOMAIN 20), so it is kept as a decided report is; its texts are still written. ``open_points`` are what
    is completed later, by supplements (``hjulet.services.supplements``).
    A plan that a unit's manager confirms says by whom and when in the place of a decision, and is that
    edition until it is opened again.
    A report that is as it was last decided, or last sent, is that edition still. Raises RefusedError where
    the text has references that cannot be read, the period has no outcome, or its texts were written each
    time that they were built, ``referral-is-no-decision`` where it is both, ``referral-to-nobody`` where
    it is sent to nobody and ``referral-leaves-open`` where it is sent with open points;
    ``confirmed-without-decision`` and ``decided-by-board`` as its template tells who decides; DecidedError
    where what is decided is sent before it is opened again; NotFoundError for a unit that is not the
    actor's to seal.
    """
    sent_to = recipient_of(referral, decision=decision)
    left_open = tuple(point.strip() for point in open_points if point.strip())
    if sent_to and left_open:
        raise refused("referral-leaves-open")
    require_sealer(kind, unit, period, by=by, at=at)
    if sent_to:
        require_undecided(kind, unit, period)
    else:
        decider = template_of(kind, period.year).decided_by
        decision = decided_words(decider, decision, by=by, at=at)
        if decider is Decider.MANAGER and (standing := _standing(kind, unit, period)):
            return standing
    for _ in range(TRIES):
        with suppress(_WrittenMeanwhile):
            built = _build(kind, unit, period, by=by, at=at)
            built = replace(built, report=replace(built.report, referral=sent_to, open_points=left_open))
            return _seal(built, decision=decision, by=by, at=at)
    raise refused("report-being-written")


def _standing(kind: str, unit: str, period: Period) -> EditionFacts | None:
    """Give what a plan was confirmed as, until it is opened again: the day of a confirmation is the first."""
    row = last_edition(kind, unit, period, is_referral=False)
    found = decision_on(kind, unit, period)
    return facts_of(row, chain()) if row and found and found.is_shut else None


def _build(kind: str, unit: str, period: Period, *, by: Actor, at: datetime) -> BuiltReport:
    """Build a report that can be sealed; raises RefusedError with all that stands in the way."""
    built = build_report(kind, unit, period, by=by, at=at)
    require_outcome(built)
    faults = [
        *(problem for problem in built.problems if problem.severity is Severity.ERROR),
        *(
            Problem(code="missing-text", severity=Severity.ERROR, params={"heading": missing.label})
            for missing in built.required
        ),
    ]
    if faults:
        raise RefusedError(faults)
    return built


def _seal(built: BuiltReport, *, decision: str, by: Actor, at: datetime) -> EditionFacts:
    """Seal what is built, behind all editions that come between; raises _WrittenMeanwhile."""
    content = sha256(content_bytes(built.report, decision=decision)).hexdigest()
    sealed = None
    while sealed is None:
        sealed = _sealed_already(built, content, by=by, at=at) or _seal_after(
            _last(), built, content, decision=decision, by=by, at=at
        )
    return sealed


def _sealed_already(built: BuiltReport, content: str, *, by: Actor, at: datetime) -> EditionFacts | None:
    """Give the report's latest edition if it has this content; a report that was opened after it is shut.

    A decision is the latest decision, though the report was sent for comment after it. What was sent before a
    decision is out no more: what is sent after it is an edition of its own, with the same words too.
    """
    report = built.report
    latest = last_edition(report.kind, report.unit, report.period, is_referral=bool(report.referral))
    decided = last_edition(report.kind, report.unit, report.period, is_referral=False)
    if latest is None or latest.content != content or (decided and decided.number > latest.number):
        return None
    with transaction.atomic():
        _hold(built)
        shut_again(latest.number, by=by, at=at)
    return facts_of(latest, chain())


def _hold(built: BuiltReport) -> None:
    """Hold the chain and the report's texts; raises _WrittenMeanwhile if it is built from others.

    Raises DecidedError for what is sent for comment, if it has been decided meanwhile.
    """
    report = built.report
    hold(LOCK)
    hold_texts(report.kind, report.unit, report.period)
    if report.referral:
        require_undecided(report.kind, report.unit, report.period)
    if made_from_now(report.kind, report.unit, report.period) != built.made_from:
        raise _WrittenMeanwhile


def _seal_after(
    previous: Edition | None,
    built: BuiltReport,
    content: str,
    *,
    decision: str,
    by: Actor,
    at: datetime,
) -> EditionFacts | None:
    """Render and register the edition that follows ``previous``; None if another one came between."""
    report = built.report
    key = (report.kind, report.unit, str(report.period))
    stamp = stamp_edition(
        report,
        decision=decision,
        previous=_predecessor(previous),
        replaces=replaced([row for row in chain() if report_of(row) == key], referral=report.referral),
    )
    _sweep_unwritten(at)
    temporary = editions_root() / f"{TEMPORARY}{uuid.uuid4().hex}"
    temporary.mkdir()
    try:
        manifest = write_edition(
            temporary,
            report=report,
            stamp=stamp,
            decision=decision,
            programs=_programs(),
            files=_files(built, stamp, decision=decision, at=at),
        )
        with transaction.atomic():
            _hold(built)
            if _last() != previous:
                return None
            _require_unsealed(stamp.number)
            row = _register(built, stamp, content, manifest, decision=decision, by=by, at=at)
            _move_aside(editions_root() / row.folder)
            temporary.rename(editions_root() / row.folder)
            sync_folder(editions_root())
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return facts_of(row, chain())


def _files(built: BuiltReport, stamp: EditionStamp, *, decision: str, at: datetime) -> Files:
    """Render what the edition holds beside its content; its date is that of the place, not Greenwich."""
    frame = Frame(
        date=timezone.localdate(at),
        stamp=stamp,
        decision=decision,
        labels=built.labels,
        style=house_style(),
    )
    made = render(built.report, frame, formats=sealed_formats(), at=at)
    return {
        path: content for files in [*made.values(), tables(built.report)] for path, content in files.items()
    }


def _register(
    built: BuiltReport,
    stamp: EditionStamp,
    content: str,
    manifest: bytes,
    *,
    decision: str,
    by: Actor,
    at: datetime,
) -> Edition:
    report = built.report
    audit(
        SEALED,
        folder_name(stamp.number),
        by=by,
        at=at,
        seal=stamp.seal,
        decision=decision,
        **({"referral": report.referral} if report.referral else {}),
        snapshot=report.snapshot,
    )
    return Edition.objects.create(
        number=stamp.number,
        kind=report.kind,
        unit=report.unit,
        period=str(report.period),
        language=report.language,
        title=report.title,
        decision=decision,
        referral=report.referral,
        open_points=list(report.open_points),
        snapshot=Snapshot.objects.get(number=report.snapshot),
        made_from=made_from_document(built.made_from),
        content=content,
        seal=stamp.seal,
        manifest=predecessor(manifest, stamp=stamp).manifest,
        folder=folder_name(stamp.number),
        sealed_by=by.id,
        sealed_at=at,
    )


def _require_unsealed(number: int) -> None:
    """Refuse a number that the audit log knows as sealed: its row is gone, and its folder is evidence."""
    if AuditEvent.objects.filter(action=SEALED, object_id=folder_name(number)).exists():
        raise refused("edition-fault", edition=str(number), file="", what=FaultCode.MISSING_EDITION)


def _sweep_unwritten(at: datetime) -> None:
    """Remove what sealings that were killed while they rendered have left."""
    for folder in editions_root().glob(f"{TEMPORARY}*"):
        if folder.stat().st_mtime < (at - UNWRITTEN_AGE).timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def _move_aside(folder: Path) -> None:
    """Set the remains of a sealing that was killed before its row was written beside the chain."""
    if folder.exists():
        folder.rename(folder.with_name(f".unfinished-{folder.name}-{uuid.uuid4().hex[:8]}"))


def _last() -> Edition | None:
    return Edition.objects.last()


def _predecessor(row: Edition | None) -> Predecessor | None:
    return Predecessor(number=row.number, seal=row.seal, manifest=row.manifest) if row else None


def _programs() -> Mapping[str, str]:
    return {name: version(name) for name in PROGRAMS}
