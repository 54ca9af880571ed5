"""Sealing and verifying: what is decided becomes an edition that nobody can change unseen.

Rendering happens before the transaction; in it the locks of the chain and of the report's texts are held,
the folder gets its name, and the row is written: unless somebody wrote meanwhile, which is then built too.
Killed at any point there is no edition, or a whole one: a folder that no row and no audit event names is
the remains of a sealing that did not finish, and the next sealing moves it aside.
"""

import shutil
import uuid
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hjulet.documents.edition import content_bytes, predecessor, stamp_edition, sync_folder, write_edition
from hjulet.documents.formats import Files, Frame, sealed_formats, tables
from hjulet.domain.budget import BudgetVersion
from hjulet.domain.edition import EditionStamp, FaultCode, Predecessor, folder_name
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity
from hjulet.domain.report import Decider
from hjulet.domain.reports.catalogue import rests_on_goals
from hjulet.services.access import may, organisation
from hjulet.services.changes import audit
from hjulet.services.decided import hold_texts, last_edition, require_undecided, shut_again
from hjulet.services.errors import NotFoundError, RefusedError, refused
from hjulet.services.figures import open_books
from hjulet.services.house import house_style
from hjulet.services.people import people_names
from hjulet.services.rendering import render
from hjulet.services.report import BuiltReport, build_report, made_from_document, made_from_now
from hjulet.services.sealing import require_sealer
from hjulet.services.snapshots import find_snapshot
from hjulet.services.templates import template_of
from hjulet.store.goals import load_goals
from hjulet.store.lock import hold
from hjulet.store.models import AuditEvent, Edition, Snapshot
from hjulet.texts.catalogue import SWEDISH
from hjulet.texts.unit_plans import confirmed_words

LOCK = "chain"
TRIES = 5
"""How often a report is built before its sealing gives way to those who write in it."""

TEMPORARY = ".tmp-"
UNWRITTEN_AGE = timedelta(hours=1)
SEALED = "seal-report"
PROGRAMS = ("hjulet", "typst", "vl-convert-python", "pypandoc-binary", "duckdb")


class _WrittenMeanwhile(Exception):
    """Somebody saved a text, or the template, after the report was built."""


@dataclass(frozen=True, kw_only=True)
class EditionFacts:
    """An edition as it is listed and shown. ``seal`` is 64 hex digits; ``path`` its folder.

    ``referral`` says to whom it was sent for comment; it is empty for what is decided. ``replaces`` is the
    number of the same report's edition that it stands in for, ``replaced_by`` of its latest one: a decision
    is replaced by decisions only.
    """

    number: int
    kind: str
    unit: str
    period: str
    language: str
    title: str
    decision: str
    referral: str
    open_points: tuple[str, ...]
    snapshot: int
    seal: str
    previous: str | None
    replaces: int | None
    replaced_by: int | None
    path: Path
    sealed_by: str
    sealed_at: datetime

    @property
    def name(self) -> str:
        """Name the edition as its folder is named."""
        return folder_name(self.number)


def editions_root() -> Path:
    """Tell where the editions lie in the home."""
    root: Path = settings.HJULET_HOME / "editions"
    root.mkdir(parents=True, exist_ok=True)
    return root


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
    A plan that a unit's manager confirms says by whom and when in the place of a decision.
    A report that is as it was last decided, or last sent, is that edition still. Raises RefusedError where
    the text has references that cannot be read, the period has no outcome, or its texts were written each
    time that they were built, ``referral-is-no-decision`` where it is both, ``referral-to-nobody`` where
    it is sent to nobody and ``referral-leaves-open`` where it is sent with open points;
    ``confirmed-without-decision`` and ``decided-by-board`` as its template tells who decides; DecidedError
    where what is decided is sent before it is opened again; NotFoundError for a unit that is not the
    actor's to seal.
    """
    sent_to = _recipient(referral, decision=decision)
    left_open = tuple(point.strip() for point in open_points if point.strip())
    if sent_to and left_open:
        raise refused("referral-leaves-open")
    require_sealer(kind, unit, period, by=by, at=at)
    if sent_to:
        require_undecided(kind, unit, period)
    else:
        decision = _decided(template_of(kind, period.year).decided_by, decision, by=by, at=at)
    for _ in range(TRIES):
        with suppress(_WrittenMeanwhile):
            built = _build(kind, unit, period, by=by, at=at)
            built = replace(built, report=replace(built.report, referral=sent_to, open_points=left_open))
            return _seal(built, decision=decision, by=by, at=at)
    raise refused("report-being-written")


def _decided(decider: Decider, decision: str, *, by: Actor, at: datetime) -> str:
    """Tell what a report is decided by, in the words that are printed.

    What is confirmed is confirmed by whoever seals it; a board that meets elsewhere must be named.
    """
    if decider is Decider.MANAGER:
        if decision:
            raise refused("confirmed-without-decision")
        name = people_names({by.id}).get(by.id, by.name)
        return confirmed_words(name, timezone.localdate(at), language=SWEDISH)
    if decider is Decider.BOARD and not decision.strip():
        raise refused("decided-by-board")
    return decision


def _recipient(referral: str | None, *, decision: str) -> str:
    """Tell to whom a report is sent; empty where it is decided."""
    if referral is None:
        return ""
    if decision:
        raise refused("referral-is-no-decision")
    if not referral.strip():
        raise refused("referral-to-nobody")
    return referral.strip()


def _build(kind: str, unit: str, period: Period, *, by: Actor, at: datetime) -> BuiltReport:
    """Build a report that can be sealed; raises RefusedError with all that stands in the way."""
    built = build_report(kind, unit, period, by=by, at=at)
    _require_outcome(built)
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


def list_editions(*, by: Actor, at: datetime) -> tuple[EditionFacts, ...]:
    """List the editions of units that the actor may see, in the order of the chain."""
    structure = organisation()
    chain = _chain()
    return tuple(
        _facts(row, chain)
        for row in chain
        if may(
            Permission.VIEW_FIGURES,
            row.unit,
            by=by,
            at=at,
            view=structure.as_of(parse_period(row.period).last_day),
        )
    )


def editions_of(
    kind: str, unit: str, period: Period, *, view: OrganisationView, by: Actor, at: datetime
) -> tuple[EditionFacts, ...]:
    """List the editions of one report; empty also where they are not the actor's to see.

    ``view`` is the organisation of the period's end, as it is known now.
    """
    if not may(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view):
        return ()
    chain, report = _chain(), (kind, unit, str(period))
    return tuple(_facts(row, chain) for row in chain if _report_of(row) == report)


def find_edition(number: int, *, by: Actor, at: datetime) -> EditionFacts:
    """Find an edition; raises NotFoundError for one that does not exist or is not the actor's."""
    found = next((edition for edition in list_editions(by=by, at=at) if edition.number == number), None)
    if found is None:
        raise NotFoundError(number)
    return found


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
    return _facts(latest, _chain())


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
        replaces=_replaced([row for row in _chain() if _report_of(row) == key], referral=report.referral),
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
    return _facts(row, _chain())


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


def _require_outcome(built: BuiltReport) -> None:
    """Refuse a report on a period that the ledger does not have: the chain keeps what it is given.

    A plan rests on what the body was first given: it is refused without an original appropriation. A decision
    on goals rests on them, and the plan of a unit, which may have no money of its own, on none of these.
    """
    template = built.made_from.template
    if template.is_of_unit:
        return
    if rests_on_goals(template):
        _require_goals(built)
        return
    unit, period = built.report.unit, str(built.report.period)
    place = {"unit": unit, "period": period}
    if template.is_ahead:
        original = {**place, "version": str(BudgetVersion.ORIGINAL)}
        code, ref = "no-budget", REGISTRY.ref("appropriation", original)
    else:
        code, ref = "no-outcome", REGISTRY.ref("net_cost", place)
    if open_books(built.report.snapshot).resolve([ref])[ref].value is None:
        raise refused(code, unit=unit, period=period)


def _require_goals(built: BuiltReport) -> None:
    """Refuse a decision on goals of a year that none begin in: those that hold were decided before."""
    report = built.report
    known = load_goals(at=find_snapshot(report.snapshot).known_at)
    found = known.in_force(report.period.last_day)
    if found is None or found.first_year != report.period.year:
        raise refused("no-goals", period=str(report.period))


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


def _chain() -> list[Edition]:
    return list(Edition.objects.defer("made_from"))


def _facts(row: Edition, chain: Sequence[Edition]) -> EditionFacts:
    same = [one for one in chain if _report_of(one) == _report_of(row)]
    later = [one.number for one in same if one.number > row.number and (row.referral or not one.referral)]
    return EditionFacts(
        number=row.number,
        kind=row.kind,
        unit=row.unit,
        period=row.period,
        language=row.language,
        title=row.title,
        decision=row.decision,
        referral=row.referral,
        open_points=tuple(row.open_points),
        snapshot=row.snapshot_id,
        seal=row.seal,
        previous=next((one.seal for one in chain if one.number == row.number - 1), None),
        replaces=_replaced([one for one in same if one.number < row.number], referral=row.referral),
        replaced_by=max(later, default=None),
        path=editions_root() / row.folder,
        sealed_by=row.sealed_by,
        sealed_at=row.sealed_at,
    )


def _report_of(edition: Edition | EditionFacts) -> tuple[str, str, str]:
    return edition.kind, edition.unit, edition.period


def _replaced(earlier: Sequence[Edition], *, referral: str) -> int | None:
    """Tell which of a report's earlier editions a new one stands in for.

    A decision stands in for the decision before it, and the first one for what was sent; what is sent, for
    what was sent alone.
    """
    sent = [one.number for one in earlier if one.referral]
    decided = [one.number for one in earlier if not one.referral]
    return max(sent if referral else decided or sent, default=None)
