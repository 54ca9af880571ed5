"""What has been imported: ledger batches and budgets, with who and when, and what one may do about it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require_anywhere
from hjulet.services.errors import NotFoundError
from hjulet.services.ledger import BatchFacts, batches
from hjulet.services.people import people_names
from hjulet.services.scope import over_all
from hjulet.store.models import BudgetImport


@dataclass(frozen=True, kw_only=True)
class BudgetFacts:
    """A budget file as it is listed."""

    file: str
    sha256: str
    rows: int
    years: tuple[str, ...]
    imported_by: str
    imported_at: datetime


@dataclass(frozen=True, kw_only=True)
class Imports:
    """All imports, the latest first. ``people`` names those who made them, by their id."""

    batches: tuple[BatchFacts, ...]
    budgets: tuple[BudgetFacts, ...]
    people: dict[str, str]
    may_import: bool
    may_withdraw: bool


def list_imports(*, by: Actor, at: datetime) -> Imports:
    """List what has been imported, the ended batches too."""
    found = batches(by=by, at=at)
    return Imports(
        batches=found[::-1],
        budgets=_budgets(by=by, at=at),
        people=people_names(),
        may_import=by.may_anywhere(Permission.IMPORT_LEDGER, on=at.date()),
        may_withdraw=by.may_anywhere(Permission.WITHDRAW_BATCH, on=at.date()),
    )


def require_importer(*, by: Actor, at: datetime) -> None:
    """Let through whoever may read in a ledger; else NotFoundError."""
    require_anywhere(Permission.IMPORT_LEDGER, by=by, at=at)


def find_batch(key: str, *, by: Actor, at: datetime) -> BatchFacts:
    """Find a batch to withdraw; raises NotFoundError."""
    require_anywhere(Permission.WITHDRAW_BATCH, by=by, at=at)
    found = next((batch for batch in batches(by=by, at=at) if batch.batch == key), None)
    if found is None:
        raise NotFoundError(key)
    return found


def _budgets(*, by: Actor, at: datetime) -> tuple[BudgetFacts, ...]:
    """List the budgets that are about the actor's units only."""
    return tuple(
        BudgetFacts(
            file=row.file,
            sha256=row.sha256,
            rows=row.counted,
            years=tuple(sorted({period[:4] for period in row.amounts.values_list("period", flat=True)})),
            imported_by=row.imported_by,
            imported_at=row.imported_at,
        )
        for row in BudgetImport.objects.annotate(counted=Count("amounts")).order_by("-id")
        if over_all(Permission.VIEW_IMPORTS, set(row.amounts.values_list("unit", flat=True)), by=by, at=at)
    )
