"""What has been read in: ledger batches and budgets, with who and when, and what one may do about it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem
from hjulet.services.access import require_anywhere
from hjulet.services.batch_endings import replaced_by
from hjulet.services.budget import budget_key, find_budget
from hjulet.services.errors import NotFoundError
from hjulet.services.kept_problems import from_json
from hjulet.services.ledger import BatchFacts, batch_facts, batches
from hjulet.services.people import people_names
from hjulet.services.scope import batch_units, mapping_in_force, over_all, reach
from hjulet.store.models import Batch, BatchStatus, BudgetImport, Edition, Snapshot


@dataclass(frozen=True, kw_only=True)
class Ended:
    """Who ended a batch or a budget, when, and why: a reason, or ``by_batch``, which took its place."""

    by: str
    at: datetime
    reason: str
    by_batch: str = ""


@dataclass(frozen=True, kw_only=True)
class BudgetFacts:
    """A budget file as it is listed. ``of_batch`` is the ledger batch that it came with."""

    batch: str
    file: str
    sha256: str
    rows: int
    years: tuple[str, ...]
    status: str
    of_batch: str
    imported_by: str
    imported_at: datetime
    ended: Ended | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An edition that stands on a batch or a budget: its snapshot names it, and it is never changed."""

    number: int
    title: str
    period: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Imports:
    """All imports, the latest first. ``people`` names those who made them, by their id."""

    batches: tuple[BatchFacts, ...]
    budgets: tuple[BudgetFacts, ...]
    people: dict[str, str]
    may_import: bool
    may_withdraw: bool


@dataclass(frozen=True, kw_only=True)
class BatchHistory:
    """A batch with all that is known of it. ``replaced`` are the batches whose place it took."""

    facts: BatchFacts
    kind: str
    company: str
    problems: tuple[Problem, ...]
    replaced: tuple[BatchFacts, ...]
    ended: Ended | None
    editions: tuple[Standing, ...]
    people: dict[str, str]
    may_withdraw: bool

    @property
    def may_undo(self) -> bool:
        """Tell whether undoing the import would be something else than withdrawing the batch."""
        return self.may_withdraw and bool(self.replaced)


def list_imports(*, by: Actor, at: datetime) -> Imports:
    """List what has been imported, the ended batches too."""
    found = batches(by=by, at=at)
    return Imports(
        batches=found[::-1],
        budgets=_budgets(by=by, at=at),
        people=people_names(),
        may_import=by.may_anywhere(Permission.IMPORT_LEDGER, on=localdate(at)),
        may_withdraw=by.may_anywhere(Permission.WITHDRAW_BATCH, on=localdate(at)),
    )


def find_batch(key: str, *, by: Actor, at: datetime) -> BatchHistory:
    """Find a batch with its history; raises NotFoundError."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    batch = Batch.objects.select_related("company").filter(key=key).first()
    if batch is None:
        raise NotFoundError(key)
    units = batch_units(batch, mapping_in_force())
    if not over_all(Permission.VIEW_IMPORTS, units, by=by, at=at):
        raise NotFoundError(key)
    is_theirs = over_all(Permission.WITHDRAW_BATCH, units, by=by, at=at)
    return BatchHistory(
        facts=batch_facts(batch),
        kind=batch.kind,
        company=batch.company.name,
        problems=tuple(from_json(kept, file=batch.file) for kept in batch.warnings),
        replaced=tuple(batch_facts(earlier) for earlier in replaced_by(batch).select_related("company")),
        ended=_ended(batch),
        editions=_standing(Snapshot.objects.filter(batches=batch)),
        people=people_names(),
        may_withdraw=is_theirs and batch.status == BatchStatus.ACTIVE,
    )


def find_batch_to_end(key: str, *, by: Actor, at: datetime) -> BatchHistory:
    """Find a batch that the actor may withdraw; raises NotFoundError."""
    require_anywhere(Permission.WITHDRAW_BATCH, by=by, at=at)
    return find_batch(key, by=by, at=at)


def find_budget_to_end(key: str, *, by: Actor, at: datetime) -> tuple[BudgetFacts, tuple[Standing, ...]]:
    """Find a budget that the actor may withdraw, and the editions that stand on it; raises NotFoundError."""
    require_anywhere(Permission.WITHDRAW_BATCH, by=by, at=at)
    found = find_budget(key, Permission.WITHDRAW_BATCH, by=by, at=at)
    return _budget_facts(found, found.amounts.count()), _standing(Snapshot.objects.filter(budgets=found))


def _standing(snapshots: QuerySet[Snapshot]) -> tuple[Standing, ...]:
    return tuple(
        Standing(number=one.number, title=one.title, period=one.period, unit=one.unit)
        for one in Edition.objects.filter(snapshot__in=snapshots)
    )


def _ended(row: Batch | BudgetImport) -> Ended | None:
    if row.ended_at is None:
        return None
    is_replaced = row.status == BatchStatus.REPLACED
    return Ended(
        by=row.ended_by,
        at=row.ended_at,
        reason="" if is_replaced else row.reason,
        by_batch=row.reason if is_replaced else "",
    )


def _budgets(*, by: Actor, at: datetime) -> tuple[BudgetFacts, ...]:
    """List the budgets that are about the actor's units only."""
    is_theirs = reach(Permission.VIEW_IMPORTS, by=by, at=at)
    return tuple(
        _budget_facts(row, row.counted)
        for row in BudgetImport.objects.annotate(counted=Count("amounts")).order_by("-id")
        if is_theirs(_units(row))
    )


def _units(row: BudgetImport) -> Collection[str]:
    return set(row.amounts.values_list("unit", flat=True))


def _budget_facts(row: BudgetImport, counted: int) -> BudgetFacts:
    return BudgetFacts(
        batch=budget_key(row.content),
        file=row.file,
        sha256=row.sha256,
        rows=counted,
        years=tuple(sorted({period[:4] for period in row.amounts.values_list("period", flat=True)})),
        status=row.status,
        of_batch=row.batch,
        imported_by=row.imported_by,
        imported_at=row.imported_at,
        ended=_ended(row),
    )
