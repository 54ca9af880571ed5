"""Staff figures: a file is tried, which shows what it changes, and then let in; nothing is ever lost.

A change takes a new snapshot, since figures rest on what was known when theirs was taken. A file holds
what it is about: units and months that it does not name stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Max
from django.utils.timezone import localdate

from hjulet.domain.figures import Figure
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, Severity, is_refused
from hjulet.domain.staff import STAFF_COLUMNS, StaffRow
from hjulet.readers.staff import StaffContent, read_staff
from hjulet.services.access import may, organisation, require_anywhere
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.items import ItemFacts
from hjulet.services.scope import require_over_all
from hjulet.services.versions import in_turn, registered
from hjulet.store.known import known
from hjulet.store.models import StaffFigure


@dataclass(frozen=True, kw_only=True)
class StaffChange:
    """A unit's month that a file changes: man-years before (None: nothing was said) and after."""

    unit: str
    month: str
    before: Decimal | None
    after: Decimal


@dataclass(frozen=True, kw_only=True)
class StaffTrial:
    """A file that is not let in: its rows as csv, what is wrong, what it changes, how many rows do not.

    ``base`` is what was known when it was tried: whoever lets it in has seen these changes.
    """

    file: str
    text: str
    base: int
    problems: tuple[Problem, ...]
    changes: tuple[StaffChange, ...]
    unchanged: int
    unit_names: Mapping[str, str]

    @property
    def accepted(self) -> bool:
        """Tell whether the file may be let in."""
        return not is_refused(self.problems)


@dataclass(frozen=True, kw_only=True)
class StaffYear:
    """A unit's man-years month by month of a year; None where nothing is said."""

    unit: str
    name: str
    months: tuple[Decimal | None, ...]


@dataclass(frozen=True, kw_only=True)
class StaffTable:
    """What is known of a year: the units that the actor may see, and the years that can be chosen."""

    year: int
    years: tuple[int, ...]
    rows: tuple[StaffYear, ...]
    may_import: bool


def staff_table(year: int | None = None, *, by: Actor, at: datetime) -> StaffTable:
    """List the staff figures of a year, the latest without one. Raises NotFoundError for who may see none."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    view = organisation().as_of(localdate(at))
    held = {
        key: row.man_years
        for key, row in _known().items()
        if may(Permission.VIEW_STAFF, row.unit, by=by, at=at, view=view)
    }
    years = tuple(sorted({int(month[:4]) for _, month in held}))
    shown = year or (years[-1] if years else at.year)
    units = dict.fromkeys(unit for unit in view.units if any(unit == key[0] for key in held))
    rows = tuple(
        StaffYear(
            unit=unit,
            name=view.units[unit].name,
            months=tuple(held.get((unit, f"{shown}-{month:02d}")) for month in range(1, 13)),
        )
        for unit in units
    )
    return StaffTable(
        year=shown,
        years=years,
        rows=tuple(row for row in rows if any(value is not None for value in row.months)),
        may_import=by.may_anywhere(Permission.IMPORT_STAFF, on=localdate(at)),
    )


def try_staff(data: bytes, *, file: str, by: Actor, at: datetime) -> StaffTrial:
    """Try a file: what is wrong with it, and what it would change. Changes nothing."""
    require_anywhere(Permission.IMPORT_STAFF, by=by, at=at)
    content = read_staff(data, file=file)
    problems = _judged(content, by=by, at=at)
    return StaffTrial(
        file=file,
        text=_as_csv(content.rows),
        base=_latest(),
        problems=problems,
        changes=(changes := _changes(content.rows)),
        unchanged=len(content.rows) - len(changes),
        unit_names={code: unit.name for code, unit in organisation().as_of(localdate(at)).units.items()},
    )


def import_staff(
    data: bytes, *, file: str, base: int | None = None, by: Actor, at: datetime
) -> tuple[StaffChange, ...]:
    """Let a file in whole and give what it changed; the same content twice changes nothing.

    Raises RefusedError for a file that is not accepted or is about others' units, and ConflictError where
    something else was let in after ``base``.
    """
    require_anywhere(Permission.IMPORT_STAFF, by=by, at=at)
    content = read_staff(data, file=file)
    problems = _judged(content, by=by, at=at)
    if is_refused(problems):
        raise RefusedError(problem for problem in problems if problem.severity.refuses)
    with in_turn(at=at) as moment:
        if base is not None and base != _latest():
            raise ConflictError(theirs="", mine=_as_csv(content.rows), version=_latest())
        changes = _changes(content.rows)
        if changes:
            _write(changes, file=file, by=by, at=moment)
            written = [_as_written(change) for change in changes]
            registered("set-staff", file, moment=moment, by=by, at=at, changes=written)
    return changes


def staff_of(figure: Figure, *, names: Mapping[str, str], known_at: datetime) -> tuple[ItemFacts, ...]:
    """List the months that a figure of man-years counts, each with the file that says so."""
    counted = figure.filter
    if counted is None or counted.source != "staff":
        return ()
    rows = StaffFigure.objects.filter(
        known(at=known_at),
        unit__in=counted.units,
        month__gte=counted.first_month,
        month__lte=counted.last_month,
    )
    return tuple(
        ItemFacts(name=names.get(row.unit, row.unit), period=row.month, value=row.man_years, reason=row.file)
        for row in rows
    )


def _judged(content: StaffContent, *, by: Actor, at: datetime) -> tuple[Problem, ...]:
    """List all that is wrong with a file, units that do not exist or are somebody else's included."""
    known_units = {unit.code for unit in organisation().units}
    first: dict[str, Problem] = {}
    for row, place in zip(content.rows, content.places, strict=True):
        if row.unit not in known_units and row.unit not in first:
            first[row.unit] = Problem(
                code="unknown-unit", severity=Severity.ERROR, place=place, params={"value": row.unit}
            )
    problems = (*content.problems, *first.values())
    if first:
        return problems
    try:
        require_over_all(Permission.IMPORT_STAFF, {row.unit for row in content.rows}, by=by, at=at)
    except RefusedError as refusal:
        return (*problems, *refusal.problems)
    return problems


def _changes(rows: tuple[StaffRow, ...]) -> tuple[StaffChange, ...]:
    now = {key: row.man_years for key, row in _known().items()}
    return tuple(
        StaffChange(unit=row.unit, month=row.month, before=now.get(row.key), after=row.man_years)
        for row in rows
        if now.get(row.key) != row.man_years
    )


def _as_written(change: StaffChange) -> list[str]:
    """Write a change as the audit row keeps it: nothing before is empty, 0 is 0."""
    before = "" if change.before is None else str(change.before)
    return [change.unit, change.month, before, str(change.after)]


def _write(changes: tuple[StaffChange, ...], *, file: str, by: Actor, at: datetime) -> None:
    held = _known()
    ended = [held[each.unit, each.month].pk for each in changes if each.before is not None]
    StaffFigure.objects.filter(pk__in=ended).update(known_until=at)
    StaffFigure.objects.bulk_create(
        StaffFigure(
            unit=each.unit,
            month=each.month,
            man_years=each.after,
            file=file[:200],
            known_from=at,
            set_by=by.id,
        )
        for each in changes
    )


def _known() -> dict[tuple[str, str], StaffFigure]:
    return {(row.unit, row.month): row for row in StaffFigure.objects.filter(known(at=None))}


def _latest() -> int:
    """Tell what was let in last: every change adds a row."""
    return StaffFigure.objects.aggregate(last=Max("pk"))["last"] or 0


def _as_csv(rows: tuple[StaffRow, ...]) -> str:
    lines = (f"{row.unit};{row.month};{str(row.man_years).replace('.', ',')}" for row in rows)
    return "\n".join((";".join(STAFF_COLUMNS), *lines, ""))
