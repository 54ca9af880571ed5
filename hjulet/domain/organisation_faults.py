"""What is wrong with the tables of an organisation, one rule each; all faults at once, each at its row.

Rows that a file does not have stand without a place: their sentences name the units.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from typing import TypeVar

from hjulet.domain.organisation import Structure
from hjulet.domain.organisation_file import OrganisationRows, ServiceRow, UnitRow
from hjulet.domain.problem import Place, Problem, Severity
from hjulet.domain.timeline import Timeline, by_key, gaps
from hjulet.domain.validity import Validity


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the units that it is about."""

    problem: Problem
    units: frozenset[str]


Row = TypeVar("Row", UnitRow, ServiceRow)
Rule = Callable[[OrganisationRows], Iterator[Fault]]

MOST_CYCLES = 20
"""Rows of cycles that are named: mending one often mends others."""


def row_faults(rows: OrganisationRows, *, unread: AbstractSet[str] = frozenset()) -> tuple[Problem, ...]:
    """List what is wrong with an organisation's rows, in the order of the rules; each fault once.

    ``unread`` are units whose rows could not be read: what is said of them may only follow from that.
    """
    found: dict[object, Problem] = {}
    for fault in (fault for rule in RULES for fault in rule(rows)):
        problem = fault.problem
        if not fault.units & unread:
            found.setdefault((problem.code, problem.place, tuple(problem.params.items())), problem)
    return tuple(found.values())


def _alike(rows: OrganisationRows) -> Iterator[Fault]:
    """Two codes that differ by capitals alone are one code written in two ways."""
    first: dict[str, str] = {}
    for row in rows.units:
        other = first.setdefault(row.code.casefold(), row.code)
        if other != row.code:
            yield _fault("code-alike", row.place, (row.code, other), value=row.code, other=other)


def _overlapping_places(rows: OrganisationRows) -> Iterator[Fault]:
    """A unit has one place at a time in a structure: a code that stands twice is met here."""
    for structure in Structure:
        for those in _by_code(rows, structure).values():
            for row, other in _overlapping(those):
                params = {"unit": row.code, "structure": structure, **_other(other)}
                yield _fault("place-twice", row.place, (row.code,), **params)


def _other_names(rows: OrganisationRows) -> Iterator[Fault]:
    """A unit has the same name, kind and appropriation in both structures.

    A structure has one row of a unit at a time (``_overlapping_places``): the latest is the one to ask.
    """
    latest: dict[tuple[str, Structure], UnitRow] = {}
    for row in sorted(rows.units, key=_start):
        for structure in Structure:
            other = latest.get((row.code, structure))
            if structure in row.structures or other is None:
                continue
            if row.validity.overlap(other.validity) is not None:
                yield from _differs(other, row)
        latest.update({(row.code, structure): row for structure in row.structures})


def _differs(row: UnitRow, other: UnitRow) -> Iterator[Fault]:
    for column in ("name", "kind", "has_appropriation"):
        here, there = getattr(row, column), getattr(other, column)
        if here != there:
            values = {"value": _written(there), "other": _written(here), **_other(row)}
            yield _fault("row-differs", other.place, (row.code,), unit=row.code, column=column, **values)


def _unknown_parents(rows: OrganisationRows) -> Iterator[Fault]:
    codes = {row.code for row in rows.units}
    for row in rows.units:
        if row.parent and row.parent not in codes:
            units = (row.code, row.parent)
            yield _fault("unknown-parent", row.place, units, unit=row.code, value=row.parent)


def _lost_parents(rows: OrganisationRows) -> Iterator[Fault]:
    """A unit stands under another only while that one has a place in the same structure itself."""
    codes = {row.code for row in rows.units}
    for structure in Structure:
        placed = _by_code(rows, structure)
        lives = by_key((each.code, each.validity, True) for those in placed.values() for each in those)
        for row in (row for those in placed.values() for row in those):
            if row.parent not in codes or row.parent == row.code:
                continue
            for gap in _first_gap(row.validity, lives.get(row.parent, ())):
                params = {"unit": row.code, "parent": row.parent, "structure": structure, **_span(gap)}
                yield _fault("parent-without-place", row.place, (row.code, row.parent), **params)


def _cycles(rows: OrganisationRows) -> Iterator[Fault]:
    """No unit lies under itself on any day; a cycle begins on the first day of one of its rows."""
    places = _places_in_cycles(rows.units)
    found = 0
    for row in rows.units:
        if row.code in places and found < MOST_CYCLES:
            path = _way_back(row, places)
            if path:
                found += 1
                yield _fault("under-itself", row.place, path, unit=row.code, value=" → ".join(path))


def _services(rows: OrganisationRows) -> Iterator[Fault]:
    lives = _lives(rows)
    pairs: dict[tuple[str, str], list[ServiceRow]] = {}
    for row in rows.services:
        pairs.setdefault((row.department, row.committee), []).append(row)
        if row.department == row.committee:
            yield _fault("serves-itself", row.place, (row.department,), unit=row.department)
        for unit in dict.fromkeys((row.department, row.committee)):
            yield from _missing(unit, row.validity, row.place, lives)
    for those in pairs.values():
        for row, other in _overlapping(those):
            names = {"department": row.department, "committee": row.committee}
            yield _fault("service-twice", row.place, names.values(), **names, **_other(other))


def _successions(rows: OrganisationRows) -> Iterator[Fault]:
    lives, seen = _lives(rows), dict[object, Place]()
    for row in rows.successions:
        if row.predecessor == row.successor:
            yield _fault("follows-itself", row.place, (row.predecessor,), unit=row.predecessor)
            continue
        key = (row.predecessor, row.successor, row.day)
        if key in seen:
            first = str(seen[key].line or "")
            pair = {"before": row.predecessor, "after": row.successor}
            yield _fault("succession-twice", row.place, pair.values(), **pair, first=first)
        seen.setdefault(key, row.place)
        day, day_before = Validity(row.day, row.day + timedelta(days=1)), row.day - timedelta(days=1)
        yield from _missing(row.predecessor, Validity(day_before, row.day), row.place, lives)
        yield from _missing(row.successor, day, row.place, lives)


RULES: tuple[Rule, ...] = (
    _alike,
    _overlapping_places,
    _other_names,
    _unknown_parents,
    _lost_parents,
    _cycles,
    _services,
    _successions,
)


def _by_code(rows: OrganisationRows, structure: Structure) -> dict[str, list[UnitRow]]:
    found: dict[str, list[UnitRow]] = {}
    for row in rows.units:
        if structure in row.structures:
            found.setdefault(row.code, []).append(row)
    return found


def _overlapping(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """List the rows that begin before an earlier one ends, each with that one."""
    latest: Row | None = None
    for row in sorted(rows, key=_start):
        if latest is not None and latest.validity.overlap(row.validity) is not None:
            yield row, latest
        if latest is None or _ends_later(row, latest):
            latest = row


def _lives(rows: OrganisationRows) -> Mapping[str, Timeline[bool]]:
    return by_key((row.code, row.validity, True) for row in rows.units)


def _missing(
    unit: str, during: Validity, place: Place, lives: Mapping[str, Timeline[bool]]
) -> Iterator[Fault]:
    """Tell of a unit that does not exist, or not all the time that it is said to do something."""
    if unit not in lives:
        yield _fault("unknown-unit", place, (unit,), value=unit)
        return
    for gap in _first_gap(during, lives[unit]):
        yield _fault("unit-not-there", place, (unit,), unit=unit, **_span(gap))


def _first_gap(span: Validity, lives: Timeline[bool]) -> tuple[Validity, ...]:
    return tuple(islice(gaps(span, (each for each, _ in lives)), 1))


def _places_in_cycles(rows: Iterable[UnitRow]) -> Mapping[str, list[UnitRow]]:
    """Give the rows below others, by unit; none where no unit would lie under itself were all days one."""
    those: dict[str, list[UnitRow]] = {}
    for row in rows:
        if row.parent:
            those.setdefault(row.code, []).append(row)
    try:
        TopologicalSorter({code: {row.parent for row in placed} for code, placed in those.items()}).prepare()
    except CycleError:
        return those
    return {}


def _way_back(row: UnitRow, places: Mapping[str, list[UnitRow]]) -> tuple[str, ...]:
    """Find the way from a unit up to itself on the first day of its row; empty where there is none."""
    day, came_from, waiting = row.validity.start, dict[str, str](), [row.parent]
    while waiting:
        unit = waiting.pop()
        if unit == row.code:
            return _path(row, came_from)
        for up in places.get(unit, ()):
            if up.validity.holds(day) and up.parent not in came_from:
                came_from[up.parent] = unit
                waiting.append(up.parent)
    return ()


def _path(row: UnitRow, came_from: Mapping[str, str]) -> tuple[str, ...]:
    path = [row.code]
    while path[-1] != row.parent:
        path.append(came_from[path[-1]])
    return (row.code, *reversed(path))


def _start(row: UnitRow | ServiceRow) -> date:
    return row.validity.start


def _ends_later(row: UnitRow | ServiceRow, other: UnitRow | ServiceRow) -> bool:
    ends = row.validity.end, other.validity.end
    return ends[1] is not None and (ends[0] is None or ends[0] > ends[1])


def _span(span: Validity) -> dict[str, str]:
    return {"first": str(span.start), "until": str(span.last_day or "")}


def _other(row: UnitRow | ServiceRow) -> dict[str, str]:
    return {"first": str(row.place.line or "")}


def _written(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _fault(code: str, place: Place, units: Iterable[str], **params: str) -> Fault:
    problem = Problem(code=code, severity=Severity.ERROR, place=place, params=params)
    return Fault(problem, frozenset(units))
