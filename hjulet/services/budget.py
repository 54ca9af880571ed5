"""Budget files: imported whole or not at all."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hjulet.domain.budget import BudgetRow
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity, is_refused
from hjulet.domain.statement import RESULT_LINES
from hjulet.readers.budget import BudgetContent, read_budget
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.changes import audit
from hjulet.services.errors import NotFoundError, RefusedError, refused
from hjulet.services.scope import over_all, require_over_all
from hjulet.services.snapshots import lock_snapshots, take_snapshot
from hjulet.store.models import BudgetAmount, BudgetImport, BudgetStatus

KEY_LENGTH = 12


@dataclass(frozen=True, kw_only=True)
class BudgetOutcome:
    """What became of a budget file: ``imported``, ``already-imported`` or ``refused``."""

    file: str
    sha256: str
    content: str
    rows: int
    problems: tuple[Problem, ...]
    status: str
    batch: str = ""
    snapshot: int | None = None


def import_budget(data: bytes, *, file: str, by: Actor, at: datetime) -> BudgetOutcome:
    """Import a budget file. Rows of units or lines that do not exist refuse the whole file.

    The same content twice is a no-op that says so.
    """
    require_anywhere(Permission.IMPORT_BUDGET, by=by, at=at)
    content = read_budget(data, file=file)
    problems = judged(content)
    if is_refused(problems):
        return _outcome(content, problems, "refused")
    try:
        require_over_all(Permission.IMPORT_BUDGET, {row.unit for row in content.rows}, by=by, at=at)
    except RefusedError as refusal:
        return _outcome(content, (*problems, *refusal.problems), "refused")
    with transaction.atomic():
        lock_snapshots()
        if earlier := BudgetImport.objects.filter(
            content=content.content, status=BudgetStatus.ACTIVE
        ).first():
            last = earlier.snapshots.order_by("number").last()
            number = last.number if last else None
            return _outcome(content, problems, "already-imported", snapshot=number)
        imported = BudgetImport.objects.create(
            file=file, sha256=content.sha256, content=content.content, imported_by=by.id, imported_at=at
        )
        BudgetAmount.objects.bulk_create(_amount(imported, row) for row in content.rows)
        _end_period_budgets(content, by=by, at=at)
        snapshot = take_snapshot("import-budget", by=by, at=at)
        audit(
            "import-budget",
            content.content,
            by=by,
            at=at,
            file=file,
            sha256=content.sha256,
            rows=len(content.rows),
            snapshot=snapshot.number,
        )
    return _outcome(content, problems, "imported", snapshot=snapshot.number)


def withdraw_budget(batch: str, *, reason: str, by: Actor, at: datetime) -> int:
    """Take a budget out of new snapshots and give the snapshot's number; ``batch`` is its key.

    Raises NotFoundError for an unknown budget, RefusedError where it is not active, no reason is given,
    or it came with a batch of the ledger and goes with it (``budget-of-batch``).
    """
    require_anywhere(Permission.WITHDRAW_BATCH, by=by, at=at)
    if not reason.strip():
        raise refused("missing-reason", batch=batch)
    with transaction.atomic():
        lock_snapshots()
        found = find_budget(batch, Permission.WITHDRAW_BATCH, by=by, at=at)
        if found.status != BudgetStatus.ACTIVE:
            raise refused("not-active", batch=batch, status=found.status)
        if found.batch:
            raise refused("budget-of-batch", batch=found.batch)
        found.status, found.reason, found.ended_by, found.ended_at = (
            BudgetStatus.WITHDRAWN,
            reason,
            by.id,
            at,
        )
        found.save(update_fields=["status", "reason", "ended_by", "ended_at"])
        snapshot = take_snapshot("withdraw-budget", by=by, at=at)
        audit("withdraw-budget", batch, by=by, at=at, reason=reason, snapshot=snapshot.number)
    return snapshot.number


def _end_period_budgets(content: BudgetContent, *, by: Actor, at: datetime) -> None:
    """Let what came with ledger files give way, unit by unit and year by year: else both would count."""
    about = {(row.unit, row.period[:4]) for row in content.rows}
    amounts = BudgetAmount.objects.exclude(budget__batch="").filter(budget__status=BudgetStatus.ACTIVE)
    held = amounts.values_list("budget_id", "unit", "period").distinct()
    ended = {budget for budget, unit, period in held if (unit, period[:4]) in about}
    BudgetImport.objects.filter(pk__in=ended).update(
        status=BudgetStatus.WITHDRAWN, reason=budget_key(content.content), ended_by=by.id, ended_at=at
    )


def budget_key(content: str) -> str:
    """Name a budget by its content."""
    return content[:KEY_LENGTH]


def find_budget(batch: str, permission: Permission, *, by: Actor, at: datetime) -> BudgetImport:
    """Find the latest budget with a key, one that is in force first; raises NotFoundError."""
    if len(batch) == KEY_LENGTH:
        for row in BudgetImport.objects.filter(content__startswith=batch).order_by("status", "-id"):
            units = set(row.amounts.values_list("unit", flat=True))
            if over_all(permission, units, by=by, at=at):
                return row
    raise NotFoundError(batch)


def judged(content: BudgetContent) -> tuple[Problem, ...]:
    """List all that is wrong with a budget file, units and lines that do not exist included."""
    return (*content.problems, *_unknown(content))


def _unknown(content: BudgetContent) -> list[Problem]:
    """Find units and lines that do not exist, each once, where the file names it first."""
    units = {unit.code for unit in organisation().units}
    lines = {"", *RESULT_LINES}
    found: dict[tuple[str, str], Problem] = {}
    for row, place in zip(content.rows, content.places, strict=True):
        for code, name, known in (("unknown-unit", row.unit, units), ("unknown-line", row.line, lines)):
            if name not in known and (code, name) not in found:
                found[code, name] = Problem(
                    code=code, severity=Severity.ERROR, place=place, params={"value": name}
                )
    return list(found.values())


def _amount(imported: BudgetImport, row: BudgetRow) -> BudgetAmount:
    return BudgetAmount(
        budget=imported,
        unit=row.unit,
        line=row.line,
        account=row.account,
        period=row.period,
        amount=row.amount,
        version=row.version,
        decided=row.decided,
    )


def _outcome(
    content: BudgetContent, problems: tuple[Problem, ...], status: str, snapshot: int | None = None
) -> BudgetOutcome:
    return BudgetOutcome(
        file=content.file,
        sha256=content.sha256,
        content=content.content,
        rows=len(content.rows),
        problems=problems,
        status=status,
        batch="" if status == "refused" else budget_key(content.content),
        snapshot=snapshot,
    )
