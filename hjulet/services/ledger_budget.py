"""The budget that comes with a ledger file (#PBUDGET): a budget version that goes as its batch goes.

It counts only for units and years that have no budget of their own: a budget file says what was decided, a
ledger export only what somebody once registered beside the accounts.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from hjulet.domain.budget import BudgetRow, BudgetVersion, PeriodBudget
from hjulet.domain.ledger_file import LedgerFile
from hjulet.domain.mapping import Mapping
from hjulet.domain.permission import Actor
from hjulet.domain.problem import Place, Problem, Severity
from hjulet.services.sources import MAIN_COMPANY
from hjulet.store.models import BudgetAmount, BudgetImport, BudgetStatus

_UNMAPPED_SIGN = -1


def take_period_budget(
    budgets: Iterable[PeriodBudget],
    facts: LedgerFile,
    *,
    company: str,
    batch: str,
    mapping: Mapping,
    by: Actor,
    at: datetime,
) -> tuple[Problem, ...]:
    """Store the budget of a batch, inside the transaction that registers it, and tell what was not taken.

    Only the municipality's own file has one; codes without a unit are told (``budget-unmapped``), and units
    that have a budget file for the year are left as they are (``budget-not-taken``).
    """
    if company != MAIN_COMPANY:
        return ()
    rows = [(one, _row(one, mapping)) for one in budgets]
    lost = sorted({one.responsibility for one, row in rows if row is None})
    found = [row for _, row in rows if row is not None]
    decided = _units_with_a_budget()
    kept = [row for row in found if (row.unit, row.period[:4]) not in decided]
    left = sorted({row.unit for row in found if (row.unit, row.period[:4]) in decided})
    if kept:
        imported = BudgetImport.objects.create(
            file=facts.file,
            sha256=facts.sha256,
            content=sha256(f"period-budget/1 {facts.content}".encode()).hexdigest(),
            batch=batch,
            imported_by=by.id,
            imported_at=at,
        )
        BudgetAmount.objects.bulk_create(BudgetAmount(budget=imported, **vars(row)) for row in kept)
    return tuple(
        Problem(
            code=code,
            severity=Severity.WARNING,
            place=Place(file=facts.file),
            params={"codes": ", ".join(codes[:10])},
        )
        for code, codes in (("budget-unmapped", lost), ("budget-not-taken", left))
        if codes
    )


def _row(budget: PeriodBudget, mapping: Mapping) -> BudgetRow | None:
    """Turn a record to a budget row with the statement's sign; None where no unit has its code."""
    year = int(budget.month[:4])
    unit = mapping.unit_of(MAIN_COMPANY, budget.responsibility, year)
    rule = mapping.account_rule(MAIN_COMPANY, budget.account, year)
    if unit is None:
        return None
    return BudgetRow(
        unit=unit,
        line="",
        account=budget.account,
        period=budget.month,
        amount=budget.amount * (rule.sign if rule else _UNMAPPED_SIGN),
        version=BudgetVersion.ORIGINAL,
        decided=None,
    )


def _units_with_a_budget() -> set[tuple[str, str]]:
    """Collect the units and years that a budget file is about."""
    own = BudgetAmount.objects.filter(budget__status=BudgetStatus.ACTIVE, budget__batch="")
    return {(unit, period[:4]) for unit, period in own.values_list("unit", "period").distinct()}
