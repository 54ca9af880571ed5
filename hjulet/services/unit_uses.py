"""What hangs on units: rules, roles, amounts and texts that would lose their unit if it went away."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from hjulet.domain.mapping import InternalRule, UnitRule
from hjulet.domain.organisation_changes import Change, ChangeKind
from hjulet.domain.period import parse_period
from hjulet.domain.unit_use import Fate, Hanging, UseKind
from hjulet.domain.validity import Validity
from hjulet.services.mapping import version_in_force
from hjulet.store.goals import load_goals
from hjulet.store.known import Known, known
from hjulet.store.models import (
    ActionVersion,
    BoardRow,
    BudgetAmount,
    BudgetStatus,
    CalendarQuestion,
    CalendarStep,
    CauseVersion,
    Edition,
    FollowUpVersion,
    ForecastVersion,
    GoalAssessment,
    IndicatorVersion,
    InvestmentProject,
    NamedItem,
    RegisteredAssignment,
    RegisteredGrant,
    ReportText,
    RoleGrant,
    SavingVersion,
    SetAsideText,
    StaffFigure,
    ThemeVersion,
    Thread,
)

_Use = tuple[UseKind, str, Validity]
"""A kind, the unit, and the time that it is about."""

_FATES = {ChangeKind.ENDS: Fate.ENDS, ChangeKind.GONE: Fate.GONE}


def hanging_on(changes: Iterable[Change], *, on: date) -> tuple[Hanging, ...]:
    """List the units that exist no more, or less than they did, while something is about the time lost.

    ``on`` is today: of a role counts what is left of it. What is about a unit that goes away altogether
    counts whatever time it is about.
    """
    fates: dict[str, Fate] = {}
    lost: dict[str, list[Validity]] = defaultdict(list)
    for change in changes:
        if change.kind in _FATES:
            fates[change.unit] = _FATES[change.kind]
            lost[change.unit].append(change.during)
    counted: dict[str, Counter[UseKind]] = defaultdict(Counter)
    for kind, unit, during in _uses(lost, on=on):
        if fates[unit] is Fate.GONE or any(during.overlap(span) for span in lost[unit]):
            counted[unit][kind] += 1
    return tuple(
        Hanging(
            unit=unit,
            fate=fates[unit],
            lost=tuple(spans),
            uses={kind: counted[unit][kind] for kind in UseKind if counted[unit][kind]},
        )
        for unit, spans in lost.items()
        if unit in counted
    )


def roles_nowhere(codes: Collection[str], *, on: date) -> tuple[Hanging, ...]:
    """List the units outside some that roles are over: whoever has one reaches nothing by it."""
    units = (
        _in_force(RoleGrant, on=on).exclude(unit__in=codes).order_by("unit").values_list("unit", flat=True)
    )
    return tuple(
        Hanging(unit=unit, fate=Fate.UNKNOWN, lost=(), uses={UseKind.ROLES: count})
        for unit, count in Counter(units).items()
    )


def _uses(units: Collection[str], *, on: date) -> Iterator[_Use]:
    """List all that is about some units."""
    if not units:
        return
    yield from _mapping(units)
    yield from _goals(units)
    yield from _indicators(units)
    yield from _themes(units)
    yield from _assignments(units)
    yield from _assessments(units)
    for rows, (kind, columns, read) in _TABLES.items():
        for unit, *values in _in_force(rows, on=on).filter(unit__in=units).values_list("unit", *columns):
            during = read(*values)
            if kind is UseKind.ROLES:
                during = Validity(max(during.start, on), during.end)
            yield kind, unit, during


def _mapping(units: Collection[str]) -> Iterator[_Use]:
    _, mapping = version_in_force()
    rules: tuple[UnitRule | InternalRule, ...] = (*mapping.units, *mapping.internal)
    for rule in rules:
        if rule.unit in units:
            yield UseKind.MAPPING, rule.unit, _years(rule.valid_from, rule.valid_to)


def _goals(units: Collection[str]) -> Iterator[_Use]:
    """List the units that goals and what stands under them name, each for the structure's years."""
    network = load_goals()
    for element in network.elements:
        structure = element.ref.structure
        for unit in network.members(structure, element.named):
            if unit in units:
                yield UseKind.GOALS, unit, network.structure(structure).validity


def _indicators(units: Collection[str]) -> Iterator[_Use]:
    rows = IndicatorVersion.objects.filter(known(at=None), owner__in=units)
    for unit, first, last in rows.values_list("owner", "first_year", "last_year"):
        yield UseKind.INDICATORS, unit, _years(first or date.min.year, last)


def _themes(units: Collection[str]) -> Iterator[_Use]:
    """List the units that answer for themes, which have no last day."""
    rows = ThemeVersion.objects.filter(known(at=None), unit__in=units).order_by()
    for unit in rows.values_list("unit", flat=True):
        yield UseKind.ACTIONS, unit, _moment(None)


def _assignments(units: Collection[str]) -> Iterator[_Use]:
    """List the units that gave and got assignments, each for as long as the assignment lives."""
    rows = RegisteredAssignment.objects.filter(Q(giver__in=units) | Q(receiver__in=units)).order_by()
    for giver, receiver, given, closed in rows.values_list("giver", "receiver", "given", "closed_on"):
        for unit in {giver, receiver} & set(units):
            yield UseKind.ASSIGNMENTS, unit, Validity.through(given, closed)


def _assessments(units: Collection[str]) -> Iterator[_Use]:
    rows = GoalAssessment.objects.filter(known(at=None), body__in=units, withdrawn=False).order_by()
    for unit, period in rows.values_list("body", "period"):
        yield UseKind.ASSESSMENTS, unit, _period(period)


def _in_force(model: type[Any], *, on: date) -> QuerySet[Any]:
    """Give a table's rows that count: neither replaced nor withdrawn, and no role that is over."""
    rows: QuerySet[Any] = model.objects.order_by()
    if issubclass(model, Known):
        return rows.filter(known(at=None))
    if model is RoleGrant:
        return rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    return rows.filter(budget__status=BudgetStatus.ACTIVE) if model is BudgetAmount else rows


def _period(text: str) -> Validity:
    period = parse_period(text)
    return Validity(period.start, period.end)


def _year(year: int) -> Validity:
    return _years(year, year)


def _years(first: int, last: int | None) -> Validity:
    return Validity(date(first, 1, 1), date(last + 1, 1, 1) if last and last < date.max.year else None)


def _moment(at: datetime | None) -> Validity:
    """Give the day of a moment; what is still to come is about the time to come."""
    day = localdate(at) if at else None
    return Validity.through(day or date.max, day)


_TABLES: dict[type[Any], tuple[UseKind, tuple[str, ...], Callable[..., Validity]]] = {
    RoleGrant: (UseKind.ROLES, ("valid_from", "valid_until"), Validity),
    BudgetAmount: (UseKind.BUDGET, ("period",), _period),
    ReportText: (UseKind.TEXTS, ("period",), _period),
    SetAsideText: (UseKind.TEXTS, ("period",), _period),
    Edition: (UseKind.EDITIONS, ("period",), _period),
    ForecastVersion: (UseKind.FORECASTS, ("month",), _period),
    StaffFigure: (UseKind.STAFF, ("month",), _period),
    NamedItem: (UseKind.REGISTERS, ("month",), _period),
    CauseVersion: (UseKind.REGISTERS, ("year",), _year),
    SavingVersion: (UseKind.REGISTERS, ("year",), _year),
    FollowUpVersion: (UseKind.REGISTERS, ("from_year", "to_year"), _years),
    InvestmentProject: (UseKind.REGISTERS, ("first_year", "last_year"), _years),
    RegisteredGrant: (UseKind.REGISTERS, ("first_day", "last_day"), Validity.through),
    CalendarStep: (UseKind.CALENDAR, ("from_year", "to_year"), _years),
    CalendarQuestion: (UseKind.CALENDAR, ("answered_at",), _moment),
    Thread: (UseKind.TALK, ("last_at",), _moment),
    BoardRow: (UseKind.BOARDS, ("since", "until"), Validity),
    ActionVersion: (UseKind.ACTIONS, ("first_day", "last_day"), Validity.through),
}
"""Table with a unit -> what it is, the columns that tell its time, and how that is read of them.

Not people's own notes: nobody else is told that there are any.
"""
