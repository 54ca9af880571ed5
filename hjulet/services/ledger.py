"""Ledger batches: check a file, import it, list what there is.

Files first, then one short transaction with the batch row, the snapshot and the audit row: an
import that is stopped at any point leaves a whole batch or none.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.db import OperationalError, transaction

from hjulet.domain.ledger import ControlTotal
from hjulet.domain.ledger_file import LedgerFile, allow_unbalanced
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.progress import Progress, no_progress
from hjulet.readers.ledger_content import LedgerContent, RowSink
from hjulet.readers.period_budget import period_budgets
from hjulet.readers.sie4 import read_sie
from hjulet.services.access import require_anywhere
from hjulet.services.batch_register import (
    ImportOutcome,
    already_imported,
    find_company,
    new_company,
    next_key,
    register,
    same_content,
    with_problems,
)
from hjulet.services.disk import refused_when_full
from hjulet.services.errors import RefusedError
from hjulet.services.ledgers import ledger_root
from hjulet.services.scope import (
    batch_units,
    mapping_in_force,
    reach,
    require_over_all,
    units_of,
)
from hjulet.services.snapshots import lock_snapshots
from hjulet.store.ledger.batch_writer import BatchWriter
from hjulet.store.ledger.files import ensure_empty, sweep
from hjulet.store.models import Batch


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
    unbalanced: bool  # let in with vouchers that do not balance, by explicit choice
    imported_by: str
    imported_at: datetime


def check_sie(
    source: Path | bytes, *, file: str, progress: Progress = no_progress, by: Actor, at: datetime
) -> LedgerFile:
    """Read and judge a SIE file; change nothing. Raises CancelledError if ``progress`` does."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    return read_sie(source, file=file, progress=progress).facts


def import_sie(
    source: Path | bytes,
    *,
    file: str,
    company: str = "",
    replacing: bool = False,
    unbalanced: bool = False,
    progress: Progress = no_progress,
    by: Actor,
    at: datetime,
) -> ImportOutcome:
    """Import a SIE file as one batch. A refused file is an outcome, not an exception.

    ``replacing`` lets the batch take the place of active ones whose months it covers wholly;
    ``unbalanced`` lets unbalanced vouchers in with a warning (the controller's audited choice).
    Raises CancelledError if ``progress`` does; then nothing is left behind.
    """
    return import_ledger(
        lambda into: read_sie(source, file=file, into=into, progress=progress),
        company=company,
        replacing=replacing,
        unbalanced=unbalanced,
        progress=progress,
        by=by,
        at=at,
    )


def import_ledger(
    read: Callable[[RowSink], LedgerContent],
    *,
    company: str,
    replacing: bool,
    unbalanced: bool,
    progress: Progress,
    by: Actor,
    at: datetime,
) -> ImportOutcome:
    """Import what a reader gives, its rows piece by piece, as one batch; as ``import_sie``.

    Raises RefusedError where the disk is full; then too nothing is left behind.
    """
    require_anywhere(Permission.IMPORT_LEDGER, by=by, at=at)
    with refused_when_full(), BatchWriter(ledger_root()) as writer:
        content = read(writer.add)
        if unbalanced:
            allowed = allow_unbalanced(content.facts.problems)
            content = replace(content, facts=with_problems(content.facts, allowed))
        if not content.facts.accepted:
            return ImportOutcome(facts=content.facts, status="refused")
        try:
            return _store(
                content, writer, company=company, replacing=replacing, progress=progress, by=by, at=at
            )
        except RefusedError as refusal:
            facts = with_problems(content.facts, (*content.facts.problems, *refusal.problems))
            return ImportOutcome(facts=facts, status="refused")


def batches(*, by: Actor, at: datetime) -> tuple[BatchFacts, ...]:
    """List the batches that are about the actor's units only, the ended ones too, in the order of import."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    mapping, is_theirs = mapping_in_force(), reach(Permission.VIEW_IMPORTS, by=by, at=at)
    return tuple(
        batch_facts(batch)
        for batch in Batch.objects.select_related("company")
        if is_theirs(batch_units(batch, mapping))
    )


def sweep_orphans() -> tuple[str, ...]:
    """Remove what imports that did not finish have left, and name it."""
    ensure_empty(ledger_root())
    return sweep(ledger_root())


def control_faults(stored: Sequence[ControlTotal], expected: Sequence[BatchFacts]) -> tuple[str, ...]:
    """Name the batches whose stored rows, cube or sums differ from what their file summed to."""
    return tuple(
        batch.batch
        for batch in expected
        if any(total != (batch.rows, batch.control_sum) for total in _totals(stored, batch=batch.batch))
    )


def _totals(stored: Sequence[ControlTotal], *, batch: str) -> tuple[tuple[int, Decimal], ...]:
    """Add up the months of a batch: as its rows have them, its cube, and the cube's sums."""
    own = [total for total in stored if total.batch == batch]
    return (
        (sum(one.rows for one in own), sum((one.turnover for one in own), Decimal(0))),
        (sum(one.cube_rows for one in own), sum((one.cube_turnover for one in own), Decimal(0))),
        (sum(one.sums_rows for one in own), sum((one.sums_turnover for one in own), Decimal(0))),
    )


def _store(
    content: LedgerContent,
    writer: BatchWriter,
    *,
    company: str,
    replacing: bool,
    progress: Progress,
    by: Actor,
    at: datetime,
) -> ImportOutcome:
    facts = content.facts
    owner = find_company(facts, company) or new_company(facts, company)
    codes = facts.used_codes["responsibility"]
    about = units_of(mapping_in_force(), company=owner.code, codes=codes, months=facts.months)
    require_over_all(Permission.IMPORT_LEDGER, about, by=by, at=at)
    if earlier := same_content(owner, facts):
        return already_imported(facts, earlier)
    key = next_key(facts)
    sweep_orphans()
    budgets = period_budgets(content.balances)
    folder = writer.finish(key=key, company=owner.code, balances=content.balances, progress=progress)
    try:
        with transaction.atomic():
            lock_snapshots()
            outcome = register(
                facts, owner, budgets=budgets, key=key, folder=folder, replacing=replacing, by=by, at=at
            )
    except (RefusedError, OperationalError):  # of any other fault the sweep judges by the rows
        if not Batch.objects.filter(folder=folder).exists():  # else it came after the commit
            shutil.rmtree(ledger_root() / folder)
        raise
    if outcome.status == "already-imported":
        shutil.rmtree(ledger_root() / folder)
    return outcome


def batch_facts(batch: Batch) -> BatchFacts:
    """Give a batch's row as a domain value."""
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
        unbalanced=any(warning["code"] == "unbalanced-voucher" for warning in batch.warnings),
        imported_by=batch.imported_by,
        imported_at=batch.imported_at,
    )
