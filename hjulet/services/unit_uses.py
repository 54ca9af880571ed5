"""What hangs on units: rules, roles, amounts and texts that would lose their unit if it went away."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from hjulet.domain.mapping import InternalRule, UnitRule
from hjulet.domain.organisation import Organisation
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
    lasts = {unit: _last_day(after, unit) for unit in _codes(before) if _ends_earlier(before, after, unit)}
    counted: dict[str, Counter[UseKind]] = {}
    for kind, unit, until in _uses(lasts, on=on):
        if unit not in _codes(after) or _outlasts(until, lasts[unit]):
            counted.setdefault(unit, Counter())[kind] += 1
    found = [
        Hanging(
            unit=unit,
            fate=Fate.ENDS if unit in _codes(after) else Fate.GONE,
            last=lasts[unit],
            uses={kind: counted[unit][kind] for kind in UseKind if counted[unit][kind]},
        )
        for unit in lasts
        if unit in counted
    ]
    return (*found, *_roles_nowhere(_codes(before) | _codes(after), on=on))


def _codes(organisation: Organisation) -> set[str]:
    return {unit.code for unit in organisation.units}


def _last_day(organisation: Organisation, unit: str) -> date | None:
    """Tell the last day of a unit; None for one that goes on, and for one that is not there."""
    ends = [each.validity.end for each in organisation.units if each.code == unit]
    known_ends = [end for end in ends if end is not None]
    return max(known_ends) - timedelta(days=1) if ends and len(known_ends) == len(ends) else None


def _ends_earlier(before: Organisation, after: Organisation, unit: str) -> bool:
    if unit not in _codes(after):
        return True
    was, becomes = _last_day(before, unit), _last_day(after, unit)
    return becomes is not None and (was is None or becomes < was)


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
    for rows, (kind, column, last_day) in _TABLES.items():
        for unit, value in _in_force(rows, on=on).filter(unit__in=units).values_list("unit", column):
            yield kind, unit, None if value in (None, "") else last_day(value)


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
