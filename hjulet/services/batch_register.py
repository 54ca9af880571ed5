"""A batch's rows in the database, written in one short transaction once its files lie ready.

Here it is settled what the months of a batch are, whose they are, and whether it is let in: the same
content is one batch, and no month of a company is counted twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from hjulet.domain.budget import PeriodBudget
from hjulet.domain.column_map import ListKind
from hjulet.domain.ledger import CODE_PARTS
from hjulet.domain.ledger_file import LedgerFile
from hjulet.domain.org_number import digits
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Place, Problem, Severity
from hjulet.services.changes import audit
from hjulet.services.errors import RefusedError
from hjulet.services.kept_problems import to_json
from hjulet.services.ledger_budget import take_period_budget
from hjulet.services.periods import reopen
from hjulet.services.scope import batch_units, mapping_in_force, require_over_all
from hjulet.services.snapshots import take_snapshot
from hjulet.store.models import Batch, BatchStatus, BudgetImport, BudgetStatus, Company


@dataclass(frozen=True, kw_only=True)
class ImportOutcome:
    """What became of a file: ``imported``, ``already-imported``, ``replaced`` or ``refused``."""

    facts: LedgerFile
    status: str
    batch: str = ""
    snapshot: int | None = None


def register(
    facts: LedgerFile,
    owner: Company,
    *,
    budgets: Iterable[PeriodBudget],
    key: str,
    folder: str,
    replacing: bool,
    by: Actor,
    at: datetime,
) -> ImportOutcome:
    """Write the rows of a batch whose files lie ready, and of the budget that came with it.

    The caller holds lock and transaction.
    """
    owner, noted = _settle_company(facts, owner)
    if earlier := same_content(owner, facts):
        return already_imported(facts, earlier)
    replaced = [batch for batch in overlapping(owner, _months(facts)) if _doubles(batch, facts)]
    _require_replaceable(facts, replaced, replacing=replacing)
    for batch in replaced:
        about = batch_units(batch, mapping_in_force())
        require_over_all(Permission.WITHDRAW_BATCH, about, by=by, at=at)
        end_batch(batch, BatchStatus.REPLACED, reason=key, by=by, at=at)
    reopened = reopen(owner, _months(facts), by=by, at=at)
    budgeted = take_period_budget(
        budgets, facts, company=owner.code, batch=key, mapping=mapping_in_force(), by=by, at=at
    )
    warnings = (*facts.problems, *noted, *reopened, *budgeted)
    _create_batch(facts, owner, key=key, folder=folder, warnings=warnings, by=by, at=at)
    action = "import-list" if facts.source else "import-sie"
    snapshot = take_snapshot(action, by=by, at=at)
    audit(
        action,
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
    status = "replaced" if replaced else "imported"
    facts = with_problems(facts, warnings)
    return ImportOutcome(facts=facts, status=status, batch=key, snapshot=snapshot.number)


def _settle_company(facts: LedgerFile, owner: Company) -> tuple[Company, list[Problem]]:
    """Find the company again under the lock, or save the new one; tell what is odd about it."""
    known = find_company(facts, owner.code)
    if known is None:
        owner.save()
        return owner, [_problem(facts, "unknown-company", Severity.WARNING, company=owner.code)]
    if facts.org_number and digits(facts.org_number) != digits(known.org_number):
        params = {"number": facts.org_number, "company": known.code}
        return known, [_problem(facts, "company-differs", Severity.WARNING, **params)]
    return known, []


def find_company(facts: LedgerFile, code: str) -> Company | None:
    """Find the company by organisation number, with or without hyphen, else by the code given."""
    number = digits(facts.org_number)
    known = Company.objects.all() if number else ()
    found = next((company for company in known if digits(company.org_number) == number), None)
    return found or (Company.objects.filter(code=code).first() if code else None)


def new_company(facts: LedgerFile, code: str) -> Company:
    """Make a company that is saved with its first batch; raises RefusedError without code and number."""
    if not (code or facts.org_number):
        raise RefusedError([_problem(facts, "missing-company", Severity.ERROR)])
    return Company(code=code or facts.org_number, org_number=facts.org_number, name=facts.company)


def same_content(owner: Company, facts: LedgerFile) -> Batch | None:
    """Find the company's active batch with the same content."""
    return Batch.objects.filter(
        company__code=owner.code, content=facts.content, status=BatchStatus.ACTIVE
    ).first()


def already_imported(facts: LedgerFile, earlier: Batch) -> ImportOutcome:
    """Answer that the content is there already, and in which batch."""
    last = earlier.snapshots.order_by("number").last()
    return ImportOutcome(
        facts=facts,
        status="already-imported",
        batch=earlier.key,
        snapshot=last.number if last else None,
    )


def next_key(facts: LedgerFile) -> str:
    """Name a batch by its content; one that comes again after a withdrawal gets a number."""
    stem = facts.content[:12]
    earlier = Batch.objects.filter(key__startswith=stem).count()
    return f"{stem}-{earlier + 1}" if earlier else stem


def _months(facts: LedgerFile) -> tuple[str, ...]:
    """Tell which months a batch is about: those of its rows, else the year of its balances."""
    year = next((year for year in facts.fiscal_years if year.index == 0 and year.start and year.end), None)
    if facts.months or year is None or year.start is None or year.end is None:
        return facts.months
    after = date(year.end.year + year.end.month // 12, year.end.month % 12 + 1, 1)
    return Period(year.start.replace(day=1), after).months


def overlapping(owner: Company, months: Sequence[str]) -> list[Batch]:
    """Find a company's active batches that have some of the months."""
    active = Batch.objects.filter(company=owner, status=BatchStatus.ACTIVE)
    return [batch for batch in active if set(batch.months) & set(months)]


def _doubles(batch: Batch, facts: LedgerFile) -> bool:
    """Tell whether two files of the same months would count the same: vouchers and balances do not."""
    return {batch.kind, facts.kind} != {ListKind.VOUCHERS, ListKind.BALANCES}


def _require_replaceable(facts: LedgerFile, overlapped: Sequence[Batch], *, replacing: bool) -> None:
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
    facts: LedgerFile,
    owner: Company,
    *,
    key: str,
    folder: str,
    warnings: Sequence[Problem],
    by: Actor,
    at: datetime,
) -> None:
    names = {
        part: {code: name for (of, code), name in facts.objects.items() if of == dimension}
        for dimension, part in CODE_PARTS.items()
    }
    met = {part: _met(facts, part, names[part]) for part in names}
    Batch.objects.create(
        key=key,
        company=owner,
        file=facts.file,
        sha256=facts.sha256,
        content=facts.content,
        folder=folder,
        kind=facts.kind,
        source=facts.source,
        months=list(_months(facts)),
        rows=facts.counts.rows,
        vouchers=facts.counts.vouchers,
        control_sum=facts.control_sum,
        balances=facts.counts.balances,
        balance_sum=facts.balance_sum,
        accounts=_met(facts, "account", facts.accounts),
        responsibilities=met["responsibility"],
        code_names=met,
        warnings=[to_json(problem) for problem in warnings],
        imported_by=by.id,
        imported_at=at,
    )


def _met(facts: LedgerFile, column: str, names: Mapping[str, str]) -> dict[str, str]:
    """Name every code that rows and balances use, declared or not."""
    return {code: names.get(code, "") for code in facts.used_codes[column]}


def end_batch(batch: Batch, status: BatchStatus, *, reason: str, by: Actor, at: datetime) -> None:
    """Let a batch, and the budget that came with it, count no more in new snapshots; its files are kept."""
    batch.status, batch.reason, batch.ended_by, batch.ended_at = status, reason, by.id, at
    batch.save(update_fields=["status", "reason", "ended_by", "ended_at"])
    BudgetImport.objects.filter(batch=batch.key, status=BudgetStatus.ACTIVE).update(
        status=BudgetStatus.WITHDRAWN, reason=reason, ended_by=by.id, ended_at=at
    )


def revive_batch(batch: Batch) -> None:
    """Let a batch that was replaced count again, and the budget that came with it and ended with it."""
    BudgetImport.objects.filter(batch=batch.key, ended_at=batch.ended_at).update(
        status=BudgetStatus.ACTIVE, reason="", ended_by="", ended_at=None
    )
    batch.status, batch.reason, batch.ended_by, batch.ended_at = BatchStatus.ACTIVE, "", "", None
    batch.save(update_fields=["status", "reason", "ended_by", "ended_at"])


def _problem(facts: LedgerFile, code: str, severity: Severity, **params: str) -> Problem:
    return Problem(code=code, severity=severity, place=Place(file=facts.file), params=params)


def with_problems(facts: LedgerFile, problems: tuple[Problem, ...]) -> LedgerFile:
    """Give the facts with other problems."""
    return replace(facts, problems=problems)
