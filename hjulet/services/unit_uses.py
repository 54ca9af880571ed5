"""What hangs on units: rules, roles, amounts and texts that would lose their unit if it went away."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from hjulet.domain.mapping import InternalRule, UnitRule
from hjulet.domain.organisation import Organisation
from hjulet.domain.organisation_file import last_day
from hjulet.domain.period import parse_period
from hjulet.domain.unit_use import Fate, Hanging, UseKind
from hjulet.services.mapping import version_in_force
from hjulet.store.known import Known, known
from hjulet.store.models import (
    BudgetAmount,
    BudgetStatus,
    CalendarQuestion,
    CalendarStep,
    CauseVersion,
    Edition,
    FollowUpVersion,
    ForecastVersion,
    InvestmentProject,
    NamedItem,
    RegisteredGrant,
    ReportText,
    RoleGrant,
    SavingVersion,
    SetAsideText,
    StaffFigure,
    Thread,
)

_Use = tuple[UseKind, str, date | None]
"""A kind, the unit, and the last day that it is about; None until further notice."""


def hanging_on(before: Organisation, after: Organisation, *, on: date) -> tuple[Hanging, ...]:
    """List the units that end or go away while something still hangs on them, as it is on a day.

    Roles over units that neither organisation has are told too: whoever has one reaches nothing by it.
    """
    was, becomes = _last_days(before), _last_days(after)
    lasts = {unit: becomes.get(unit) for unit, last in was.items() if _ends_earlier(unit, last, becomes)}
    counted: dict[str, Counter[UseKind]] = {}
    for kind, unit, until in _uses(lasts, on=on):
        if unit not in becomes or _outlasts(until, lasts[unit]):
            counted.setdefault(unit, Counter())[kind] += 1
    found = [
        Hanging(
            unit=unit,
            fate=Fate.ENDS if unit in becomes else Fate.GONE,
            last=last,
            uses={kind: counted[unit][kind] for kind in UseKind if counted[unit][kind]},
        )
        for unit, last in lasts.items()
        if unit in counted
    ]
    return (*found, *_roles_nowhere({*was, *becomes}, on=on))


def _last_days(organisation: Organisation) -> dict[str, date | None]:
    """Tell the last day of each unit; None for one that goes on."""
    found: dict[str, date | None] = {}
    for unit in organisation.units:
        last, earlier = last_day(unit.validity), found.get(unit.code, date.min)
        found[unit.code] = None if last is None or earlier is None else max(last, earlier)
    return found


def _ends_earlier(unit: str, was: date | None, becomes: Mapping[str, date | None]) -> bool:
    """Tell whether a unit is not there any more, or ends before it did."""
    if unit not in becomes:
        return True
    last = becomes[unit]
    return last is not None and (was is None or last < was)


def _outlasts(until: date | None, last: date | None) -> bool:
    return last is not None and (until is None or until > last)


def _roles_nowhere(codes: Collection[str], *, on: date) -> Iterator[Hanging]:
    units = (
        _in_force(RoleGrant, on=on).exclude(unit__in=codes).order_by("unit").values_list("unit", flat=True)
    )
    for unit, count in Counter(units).items():
        yield Hanging(unit=unit, fate=Fate.UNKNOWN, last=None, uses={UseKind.ROLES: count})


def _uses(units: Collection[str], *, on: date) -> Iterator[_Use]:
    """List all that is about some units."""
    if not units:
        return
    yield from _mapping(units)
    for rows, (kind, column, read) in _TABLES.items():
        for unit, value in _in_force(rows, on=on).filter(unit__in=units).values_list("unit", column):
            yield kind, unit, None if value in (None, "") else read(value)


def _mapping(units: Collection[str]) -> Iterator[_Use]:
    _, mapping = version_in_force()
    rules: tuple[UnitRule | InternalRule, ...] = (*mapping.units, *mapping.internal)
    for rule in rules:
        if rule.unit in units:
            yield UseKind.MAPPING, rule.unit, _of_year(rule.valid_to) if rule.valid_to else None


def _in_force(model: type[Any], *, on: date) -> QuerySet[Any]:
    """Give a table's rows that count: neither replaced nor withdrawn, and no role that is over."""
    rows: QuerySet[Any] = model.objects.order_by()
    if issubclass(model, Known):
        return rows.filter(known(at=None))
    if model is RoleGrant:
        return rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    return rows.filter(budget__status=BudgetStatus.ACTIVE) if model is BudgetAmount else rows


def _of_period(text: str) -> date:
    return parse_period(text).last_day


def _of_year(year: int) -> date:
    return date(year, 12, 31)


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _same(day: date) -> date:
    return day


_TABLES: dict[type[Any], tuple[UseKind, str, Callable[[Any], date]]] = {
    RoleGrant: (UseKind.ROLES, "valid_until", _before),
    BudgetAmount: (UseKind.BUDGET, "period", _of_period),
    ReportText: (UseKind.TEXTS, "period", _of_period),
    SetAsideText: (UseKind.TEXTS, "period", _of_period),
    Edition: (UseKind.EDITIONS, "period", _of_period),
    ForecastVersion: (UseKind.FORECASTS, "month", _of_period),
    StaffFigure: (UseKind.STAFF, "month", _of_period),
    NamedItem: (UseKind.REGISTERS, "month", _of_period),
    CauseVersion: (UseKind.REGISTERS, "year", _of_year),
    SavingVersion: (UseKind.REGISTERS, "year", _of_year),
    FollowUpVersion: (UseKind.REGISTERS, "to_year", _of_year),
    InvestmentProject: (UseKind.REGISTERS, "last_year", _of_year),
    RegisteredGrant: (UseKind.REGISTERS, "last_day", _same),
    CalendarStep: (UseKind.CALENDAR, "to_year", _of_year),
    CalendarQuestion: (UseKind.CALENDAR, "answered_at", localdate),
    Thread: (UseKind.TALK, "last_at", localdate),
}
"""Table with a unit -> what it is, the column that tells until when, and how the last day is read of it.

Not people's own notes: nobody else is told that there are any.
"""
