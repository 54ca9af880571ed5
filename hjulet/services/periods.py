"""Closing the books month by month: what is open, preliminary or closed, and who said so (DOMAIN 8).

A closing is a statement about the ledger as it was. Where the ledger of a closed month is changed after
all, by a replacement or a withdrawal, the month becomes preliminary again and says so.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hjulet.domain.closing import PeriodState, accounting_periods, is_accounting_period, year_end_of
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity
from hjulet.services.access import require_anywhere
from hjulet.services.changes import audit
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.people import people_names
from hjulet.services.scope import batch_units, mapping_in_force, over_all, reach
from hjulet.services.snapshots import find_snapshot, lock_snapshots, take_snapshot
from hjulet.store.known import known
from hjulet.store.models import Batch, BatchStatus, Company, PeriodStatus


@dataclass(frozen=True, kw_only=True)
class MonthState:
    """A month of a company: its state, who set it and when, and what the ledger holds of it."""

    month: str
    state: PeriodState
    set_by: str = ""
    set_at: datetime | None = None
    has_rows: bool = False


@dataclass(frozen=True, kw_only=True)
class CompanyYear:
    """The thirteen periods of a company's year, January to December and the year-end period."""

    company: str
    name: str
    year: int
    months: tuple[MonthState, ...]
    may_close: bool


def states(companies: Collection[str], *, known_at: datetime | None = None) -> dict[str, PeriodState]:
    """Tell the state of each month that something is said of; of several companies the one least far."""
    order = list(PeriodState)
    found: dict[str, PeriodState] = {}
    rows = PeriodStatus.objects.filter(known(at=known_at), company__code__in=companies)
    by_month: dict[str, dict[str, PeriodState]] = {}
    for code, month, state in rows.values_list("company__code", "month", "state"):
        by_month.setdefault(month, {})[code] = PeriodState(state)
    for month, of in by_month.items():
        said = [of.get(company, PeriodState.OPEN) for company in companies]
        found[month] = min(said, key=order.index)
    return found


def company_year(company: str, year: int, *, by: Actor, at: datetime) -> CompanyYear:
    """Give the periods of a company's year; raises NotFoundError for a company that is not the actor's."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    owner = _find(company, Permission.VIEW_IMPORTS, by=by, at=at)
    rows = {row.month: row for row in PeriodStatus.objects.filter(known(at=None), company=owner)}
    booked = {month for batch in _active(owner) for month in batch.months}
    names = people_names()
    return CompanyYear(
        company=owner.code,
        name=owner.name,
        year=year,
        months=tuple(_month(month, rows.get(month), booked, names) for month in accounting_periods(year)),
        may_close=over_all(Permission.CLOSE_PERIODS, _units(owner), by=by, at=at),
    )


def companies(*, by: Actor, at: datetime) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """List the companies whose imports the actor may see: code, name, and the years with rows."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    is_theirs = reach(Permission.VIEW_IMPORTS, by=by, at=at)
    return tuple(
        (owner.code, owner.name, _years(owner))
        for owner in Company.objects.order_by("code")
        if is_theirs(_units(owner))
    )


def set_states(company: str, months: Iterable[str], state: PeriodState, *, by: Actor, at: datetime) -> int:
    """Set the state of some months and give the number of the snapshot that rests on it.

    What is so already is a no-op. Raises NotFoundError for a company that is not the actor's to close,
    RefusedError ``bad-period`` for what is no month.
    """
    wanted = tuple(dict.fromkeys(months))
    for month in wanted:
        if not is_accounting_period(month):
            raise refused("bad-period", value=month)
    with transaction.atomic():
        lock_snapshots()
        owner = _find(company, Permission.CLOSE_PERIODS, by=by, at=at)
        if not _set(owner, wanted, state, by=by, at=at):
            return find_snapshot().number
        snapshot = take_snapshot("set-periods", by=by, at=at)
        audit(
            "set-periods",
            owner.code,
            by=by,
            at=at,
            months=list(wanted),
            state=state.value,
            snapshot=snapshot.number,
        )
    return snapshot.number


def reopen(company: Company, months: Iterable[str], *, by: Actor, at: datetime) -> tuple[Problem, ...]:
    """Make closed months preliminary whose ledger is being changed, in that transaction, and tell of it."""
    touched = {period for month in months for period in (month, year_end_of(month)) if period}
    closed = PeriodStatus.objects.filter(
        known(at=None), company=company, month__in=touched, state=PeriodState.CLOSED
    )
    names = tuple(closed.values_list("month", flat=True))
    if not names:
        return ()
    _set(company, names, PeriodState.PRELIMINARY, by=by, at=at)
    audit("reopen-periods", company.code, by=by, at=at, months=list(names))
    shown = names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
    params = {"company": company.code, "months": shown}
    return (Problem(code="period-reopened", severity=Severity.WARNING, params=params),)


def _set(company: Company, months: Collection[str], state: PeriodState, *, by: Actor, at: datetime) -> bool:
    """Let months be known to have a state; tell whether any had another."""
    now = PeriodStatus.objects.filter(known(at=None), company=company, month__in=months)
    kept = set(now.filter(state=state).values_list("month", flat=True))
    now.exclude(state=state).update(known_until=at)
    changed = [month for month in months if month not in kept]
    PeriodStatus.objects.bulk_create(
        PeriodStatus(company=company, month=month, state=state, known_from=at, set_by=by.id)
        for month in changed
    )
    return bool(changed)


def _find(company: str, permission: Permission, *, by: Actor, at: datetime) -> Company:
    found = Company.objects.filter(code=company).first()
    if found is None or not over_all(permission, _units(found), by=by, at=at):
        raise NotFoundError(company)
    return found


def _active(company: Company) -> tuple[Batch, ...]:
    return tuple(company.batches.filter(status=BatchStatus.ACTIVE).select_related("company"))


def _units(company: Company) -> frozenset[str]:
    mapping = mapping_in_force()
    return frozenset(unit for batch in _active(company) for unit in batch_units(batch, mapping))


def _years(company: Company) -> tuple[int, ...]:
    return tuple(sorted({int(month[:4]) for batch in _active(company) for month in batch.months}))


def _month(
    month: str, row: PeriodStatus | None, booked: Collection[str], names: Mapping[str, str]
) -> MonthState:
    if row is None:
        return MonthState(month=month, state=PeriodState.OPEN, has_rows=month in booked)
    return MonthState(
        month=month,
        state=PeriodState(row.state),
        set_by=names.get(row.set_by, row.set_by),
        set_at=row.known_from,
        has_rows=month in booked,
    )
