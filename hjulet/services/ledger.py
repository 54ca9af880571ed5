"""Ledger batches: check a file, import it, withdraw it, list what there is.

Files first, then one short transaction with the batch row, the snapshot and the audit row: an
import that is stopped at any point leaves a whole batch or none.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hjulet.domain.ledger import BatchControl
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Place, Problem, Severity
from hjulet.domain.sie import SieFile, allow_unbalanced
from hjulet.readers.sie4 import SieContent, read_sie
from hjulet.services.access import require_anywhere
from hjulet.services.changes import audit
from hjulet.services.errors import NotFoundError, RefusedError, refused
from hjulet.services.snapshots import lock_snapshots, take_snapshot
from hjulet.store.ledger.files import ensure_empty, sweep, write_batch
from hjulet.store.models import Batch, BatchStatus, Company


@dataclass(frozen=True, kw_only=True)
class ImportOutcome:
    """What became of a file: ``imported``, ``already-imported``, ``replaced`` or ``refused``."""

    facts: SieFile
    status: str
    batch: str = ""
    snapshot: int | None = None


@dataclass(frozen=True, kw_only=True)
class BatchFacts:
    """A batch as it is listed. ``control_sum`` is the sum of absolute amounts, kronor."""

    batch: str
    file: str
    sha256: str
    content: str
    company: str
    months: tuple[str, ...]
    rows: int
    vouchers: int
    control_sum: Decimal
    status: str
    warnings: int
    imported_by: str
    imported_at: datetime


def ledger_root() -> Path:
    """Tell where the batches' folders lie in the home."""
    root: Path = settings.HJULET_HOME / "ledger"
    return root


def check_sie(data: bytes, *, file: str, by: Actor, at: datetime) -> SieFile:
    """Read and judge a SIE file; change nothing."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    return read_sie(data, file=file).facts


def import_sie(
    data: bytes,
    *,
    file: str,
    company: str = "",
    replacing: bool = False,
    unbalanced: bool = False,
    by: Actor,
    at: datetime,
) -> ImportOutcome:
    """Import a SIE file as one batch. A refused file is an outcome, not an exception.

    ``replacing`` lets the batch take the place of active ones whose months it covers wholly;
    ``unbalanced`` lets unbalanced vouchers in with a warning (the controller's audited choice).
    """
    require_anywhere(Permission.IMPORT_LEDGER, by=by, at=at)
    content = read_sie(data, file=file)
    if unbalanced:
        content = replace(
            content, facts=_with_problems(content.facts, allow_unbalanced(content.facts.problems))
        )
    if not content.facts.accepted:
        return ImportOutcome(facts=content.facts, status="refused")
    try:
        return _store(content, company=company, replacing=replacing, by=by, at=at)
    except RefusedError as refusal:
        facts = _with_problems(content.facts, (*content.facts.problems, *refusal.problems))
        return ImportOutcome(facts=facts, status="refused")


def withdraw(batch: str, *, reason: str, by: Actor, at: datetime) -> int:
    """Take a batch out of new snapshots and give the snapshot's number. The files are kept.

    Raises NotFoundError for an unknown batch, RefusedError where it is not active or no reason given.
    """
    require_anywhere(Permission.WITHDRAW_BATCH, by=by, at=at)
    if not reason.strip():
        raise refused("missing-reason", batch=batch)
    with transaction.atomic():
        lock_snapshots()
        found = Batch.objects.filter(key=batch).first()
        if found is None:
            raise NotFoundError(batch)
        if found.status != BatchStatus.ACTIVE:
            raise refused("not-active", batch=batch, status=found.status)
        _end(found, BatchStatus.WITHDRAWN, reason=reason, by=by, at=at)
        snapshot = take_snapshot("withdraw-batch", by=by, at=at)
        audit("withdraw-batch", batch, by=by, at=at, reason=reason, snapshot=snapshot.number)
    return snapshot.number


def batches(*, by: Actor, at: datetime) -> tuple[BatchFacts, ...]:
    """List all batches, the ended ones too, in the order of import."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    return tuple(_facts(batch) for batch in Batch.objects.select_related("company"))


def sweep_orphans() -> tuple[str, ...]:
    """Remove what imports that did not finish have left, and name it."""
    ensure_empty(ledger_root())
    return sweep(ledger_root(), known=set(Batch.objects.values_list("folder", flat=True)))


def control_faults(stored: Sequence[BatchControl], expected: Sequence[BatchFacts]) -> tuple[str, ...]:
    """Name the batches whose stored rows differ from what their file summed to."""
    counted = {control.batch: (control.rows, control.control_sum) for control in stored}
    nothing = (0, Decimal(0))
    return tuple(
        batch.batch
        for batch in expected
        if counted.get(batch.batch, nothing) != (batch.rows, batch.control_sum)
    )


def _store(content: SieContent, *, company: str, replacing: bool, by: Actor, at: datetime) -> ImportOutcome:
    facts = content.facts
    owner = _find_company(facts, company) or _new_company(facts, company)
    if earlier := _same_content(owner, facts):
        return _already(facts, earlier)
    key = _next_key(facts)
    sweep_orphans()
    folder = write_batch(
        ledger_root(), key=key, company=owner.code, rows=content.rows, balances=content.balances
    )
    try:
        with transaction.atomic():
            lock_snapshots()
            outcome = _register(content, owner, key=key, folder=folder, replacing=replacing, by=by, at=at)
    except RefusedError:  # any other fault may come after the commit: then the sweep judges by the rows
        shutil.rmtree(ledger_root() / folder)
        raise
    if outcome.status == "already-imported":
        shutil.rmtree(ledger_root() / folder)
    return outcome


def _register(
    content: SieContent, owner: Company, *, key: str, folder: str, replacing: bool, by: Actor, at: datetime
) -> ImportOutcome:
    """Write the rows of a batch whose files lie ready; the caller holds lock and transaction."""
    facts = content.facts
    warnings = list(facts.problems)
    known = _find_company(facts, owner.code)
    if known is None:
        owner.save()
        warnings.append(_unknown_company(facts, owner))
    owner = known or owner
    if facts.org_number and facts.org_number != owner.org_number:
        params = {"number": facts.org_number, "company": owner.code}
        warnings.append(_problem(facts, "company-differs", Severity.WARNING, **params))
    if earlier := _same_content(owner, facts):
        return _already(facts, earlier)
    replaced = _overlapping(owner, _months(facts))
    _require_replaceable(facts, replaced, replacing=replacing)
    for batch in replaced:
        _end(batch, BatchStatus.REPLACED, reason=key, by=by, at=at)
    _create_batch(content, owner, key=key, folder=folder, warnings=warnings, by=by, at=at)
    snapshot = take_snapshot("import-sie", by=by, at=at)
    audit(
        "import-sie",
        key,
        by=by,
        at=at,
        file=facts.file,
        sha256=facts.sha256,
        rows=facts.counts.rows,
        replaced=[batch.key for batch in replaced],
        unbalanced=any(problem.code == "unbalanced-voucher" for problem in facts.problems),
        snapshot=snapshot.number,
    )
    return ImportOutcome(
        facts=_with_problems(facts, tuple(warnings)),
        status="replaced" if replaced else "imported",
        batch=key,
        snapshot=snapshot.number,
    )


def _find_company(facts: SieFile, code: str) -> Company | None:
    """Find the company by organisation number, else by the code given."""
    found = Company.objects.filter(org_number=facts.org_number).first() if facts.org_number else None
    return found or (Company.objects.filter(code=code).first() if code else None)


def _new_company(facts: SieFile, code: str) -> Company:
    """Make a company that is saved with its first batch; raises RefusedError without code and number."""
    if not (code or facts.org_number):
        raise RefusedError([_problem(facts, "missing-company", Severity.ERROR)])
    return Company(code=code or facts.org_number, org_number=facts.org_number, name=facts.company)


def _same_content(owner: Company, facts: SieFile) -> Batch | None:
    return Batch.objects.filter(
        company__code=owner.code, content=facts.content, status=BatchStatus.ACTIVE
    ).first()


def _already(facts: SieFile, earlier: Batch) -> ImportOutcome:
    last = earlier.snapshots.order_by("number").last()
    return ImportOutcome(
        facts=facts,
        status="already-imported",
        batch=earlier.key,
        snapshot=last.number if last else None,
    )


def _next_key(facts: SieFile) -> str:
    """Name a batch by its content; one that comes again after a withdrawal gets a number."""
    stem = facts.content[:12]
    earlier = Batch.objects.filter(key__startswith=stem).count()
    return f"{stem}-{earlier + 1}" if earlier else stem


def _months(facts: SieFile) -> tuple[str, ...]:
    """Tell which months a batch is about: those of its rows, else the year of its balances."""
    year = next((year for year in facts.fiscal_years if year.index == 0 and year.start and year.end), None)
    if facts.months or year is None or year.start is None or year.end is None:
        return facts.months
    after = date(year.end.year + year.end.month // 12, year.end.month % 12 + 1, 1)
    return Period(year.start.replace(day=1), after).months


def _overlapping(owner: Company, months: Sequence[str]) -> list[Batch]:
    active = Batch.objects.filter(company=owner, status=BatchStatus.ACTIVE)
    return [batch for batch in active if set(batch.months) & set(months)]


def _require_replaceable(facts: SieFile, overlapped: Sequence[Batch], *, replacing: bool) -> None:
    """Refuse a double month, and a replacement that would lose months."""
    months = set(_months(facts))
    for batch in overlapped:
        shared = sorted(months & set(batch.months))
        lost = sorted(set(batch.months) - months)
        params = {"batch": batch.key, "from": shared[0], "to": shared[-1]}
        if not replacing:
            raise RefusedError([_problem(facts, "overlaps-active-batch", Severity.ERROR, **params)])
        if lost:
            params = {"batch": batch.key, "from": lost[0], "to": lost[-1]}
            raise RefusedError([_problem(facts, "replacement-loses-months", Severity.ERROR, **params)])


def _create_batch(
    content: SieContent,
    owner: Company,
    *,
    key: str,
    folder: str,
    warnings: Sequence[Problem],
    by: Actor,
    at: datetime,
) -> None:
    facts = content.facts
    responsibilities = {code: name for (dimension, code), name in facts.objects.items() if dimension == "1"}
    Batch.objects.create(
        key=key,
        company=owner,
        file=facts.file,
        sha256=facts.sha256,
        content=facts.content,
        folder=folder,
        kind=facts.kind,
        months=list(_months(facts)),
        rows=facts.counts.rows,
        vouchers=facts.counts.vouchers,
        control_sum=facts.control_sum,
        accounts=_met(content, "account", facts.accounts),
        responsibilities=_met(content, "responsibility", responsibilities),
        warnings=[_as_json(problem) for problem in warnings],
        imported_by=by.id,
        imported_at=at,
    )


def _met(content: SieContent, column: str, names: Mapping[str, str]) -> dict[str, str]:
    """Name every code that the rows use, declared or not."""
    return {code: names.get(code, "") for code in sorted(content.rows[column].unique().to_pylist()) if code}


def _end(batch: Batch, status: BatchStatus, *, reason: str, by: Actor, at: datetime) -> None:
    batch.status, batch.reason, batch.ended_by, batch.ended_at = status, reason, by.id, at
    batch.save(update_fields=["status", "reason", "ended_by", "ended_at"])


def _unknown_company(facts: SieFile, owner: Company) -> Problem:
    return _problem(facts, "unknown-company", Severity.WARNING, company=owner.code)


def _problem(facts: SieFile, code: str, severity: Severity, **params: str) -> Problem:
    return Problem(code=code, severity=severity, place=Place(file=facts.file), params=params)


def _with_problems(facts: SieFile, problems: tuple[Problem, ...]) -> SieFile:
    return replace(facts, problems=problems)


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "line": problem.place.line,
        "params": dict(problem.params),
    }


def _facts(batch: Batch) -> BatchFacts:
    return BatchFacts(
        batch=batch.key,
        file=batch.file,
        sha256=batch.sha256,
        content=batch.content,
        company=batch.company.code,
        months=tuple(batch.months),
        rows=batch.rows,
        vouchers=batch.vouchers,
        control_sum=batch.control_sum,
        status=batch.status,
        warnings=len(batch.warnings),
        imported_by=batch.imported_by,
        imported_at=batch.imported_at,
    )
