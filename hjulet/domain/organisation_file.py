"""The organisation as tables that a spreadsheet holds: one row per unit and place, and two tables beside.

A row of units says that a unit is called so, is of that kind and stands under that parent in that
structure, from its first day to its last. Another name or another parent is another row. The organisation
that the rows give is always the same one, whatever rows it was split into.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from hjulet.domain.organisation import Organisation, OrgLink, OrgUnit, Service, Structure, Succession
from hjulet.domain.problem import Place
from hjulet.domain.timeline import Timeline, merged
from hjulet.domain.validity import Validity

UNIT_COLUMNS = {
    "code": "kod",
    "kind": "slag",
    "structure": "struktur",
    "name": "namn",
    "parent": "under",
    "valid_from": "från",
    "valid_to": "till",
    "has_appropriation": "kommunbidrag",
    "note": "anteckning",
}
"""The columns of the table of units -> their Swedish heads. A note is the writer's own, and not kept."""

SERVICE_COLUMNS = {
    "department": "kontor",
    "committee": "nämnd",
    "valid_from": "från",
    "valid_to": "till",
    "note": "anteckning",
}
SUCCESSION_COLUMNS = {"predecessor": "före", "successor": "efter", "day": "dag", "note": "anteckning"}

STRUCTURE_WORDS = {
    "political": (Structure.POLITICAL,),
    "politisk": (Structure.POLITICAL,),
    "administrative": (Structure.ADMINISTRATIVE,),
    "administrativ": (Structure.ADMINISTRATIVE,),
    "both": tuple(Structure),
    "båda": tuple(Structure),
}
"""What a row may say -> the structures that its place is in."""

UNIT_KINDS = (
    "council",
    "executive_board",
    "committee",
    "district_committee",
    "group_of_bodies",
    "auditors",
    "central_finance_unit",
    "department",
    "unit",
    "result_row",
    "function",
    "advisory",
    "company",
    "association",
    "external",
)
"""The kinds of units that the rest of the system knows."""

LONGEST_CODE, LONGEST_NAME = 40, 120
MOST_ROWS = 10_000
"""Rows of a table: ten times what a municipality of 100 000 inhabitants has with ten years of history."""

_NOWHERE = Place()


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A unit's name and place for a time; ``parent`` is empty at the top of the structure."""

    code: str
    kind: str
    structures: tuple[Structure, ...]
    name: str
    parent: str
    validity: Validity
    has_appropriation: bool = True
    place: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, kw_only=True)
class ServiceRow:
    """A department that serves a committee, for a time."""

    department: str
    committee: str
    validity: Validity
    place: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, kw_only=True)
class SuccessionRow:
    """A unit that took over from another on a day."""

    predecessor: str
    successor: str
    day: date
    place: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, kw_only=True)
class OrganisationRows:
    """The three tables."""

    units: tuple[UnitRow, ...]
    services: tuple[ServiceRow, ...] = ()
    successions: tuple[SuccessionRow, ...] = ()


def organisation_of(rows: OrganisationRows) -> Organisation:
    """Make the organisation of rows without faults (``hjulet.domain.organisation_faults``)."""
    by_code: dict[str, list[UnitRow]] = {}
    for row in rows.units:
        by_code.setdefault(row.code, []).append(row)
    served: dict[tuple[str, str], list[Validity]] = {}
    for each in rows.services:
        served.setdefault((each.department, each.committee), []).append(each.validity)
    return Organisation(
        units=tuple(unit for code, those in by_code.items() for unit in _units(code, those)),
        links=tuple(link for code, those in by_code.items() for link in _links(code, those)),
        services=tuple(
            Service(department=department, committee=committee, validity=validity)
            for (department, committee), spans in served.items()
            for validity, _ in merged((span, True) for span in spans)
        ),
        successions=tuple(
            Succession(predecessor=each.predecessor, successor=each.successor, day=each.day)
            for each in rows.successions
        ),
    )


def rows_of(organisation: Organisation) -> OrganisationRows:
    """Write an organisation as rows, a unit's places beside each other in order of time."""
    units: dict[str, list[OrgUnit]] = {}
    for unit in organisation.units:
        units.setdefault(unit.code, []).append(unit)
    places = _places(organisation)
    return OrganisationRows(
        units=tuple(
            UnitRow(
                code=code,
                kind=unit.kind,
                structures=(structure,),
                name=unit.name,
                parent=parent,
                validity=during,
                has_appropriation=unit.has_appropriation,
            )
            for code, named in units.items()
            for structure in Structure
            for span, parent in places[structure].get(code, ())
            for unit in named
            if (during := unit.validity.overlap(span)) is not None
        ),
        services=tuple(
            ServiceRow(department=each.department, committee=each.committee, validity=each.validity)
            for each in organisation.services
        ),
        successions=tuple(
            SuccessionRow(predecessor=each.predecessor, successor=each.successor, day=each.day)
            for each in organisation.successions
        ),
    )


def settled(organisation: Organisation) -> Organisation:
    """Give the same organisation as its tables give it, with every unit's place said."""
    return organisation_of(rows_of(organisation))


def last_day(validity: Validity) -> date | None:
    """Tell the last day of a span, as files and people have it; None until further notice."""
    return validity.end - timedelta(days=1) if validity.end else None


def unit_values(row: UnitRow) -> tuple[str, ...]:
    """Give a row's cells in the order of ``UNIT_COLUMNS``."""
    structure = row.structures[0] if len(row.structures) == 1 else "both"
    appropriation = "yes" if row.has_appropriation else "no"
    return (row.code, row.kind, structure, row.name, row.parent, *_days(row.validity), appropriation, "")


def service_values(row: ServiceRow) -> tuple[str, ...]:
    """Give a row's cells in the order of ``SERVICE_COLUMNS``."""
    return (row.department, row.committee, *_days(row.validity), "")


def succession_values(row: SuccessionRow) -> tuple[str, ...]:
    """Give a row's cells in the order of ``SUCCESSION_COLUMNS``."""
    return (row.predecessor, row.successor, str(row.day), "")


def _days(validity: Validity) -> tuple[str, str]:
    return str(validity.start), str(last_day(validity) or "")


def _units(code: str, rows: Iterable[UnitRow]) -> Iterator[OrgUnit]:
    """Give a unit under each of its names: kind, name and appropriation hold in every structure."""
    named = merged((row.validity, (row.kind, row.name, row.has_appropriation)) for row in rows)
    for validity, (kind, name, has) in named:
        yield OrgUnit(code=code, kind=kind, name=name, has_appropriation=has, validity=validity)


def _links(code: str, rows: Iterable[UnitRow]) -> Iterator[OrgLink]:
    those = tuple(rows)
    for structure in Structure:
        placed = merged((row.validity, row.parent) for row in those if structure in row.structures)
        for validity, parent in placed:
            yield OrgLink(child=code, parent=parent, structure=structure, validity=validity)


def _places(organisation: Organisation) -> dict[Structure, dict[str, Timeline[str]]]:
    """Tell each unit's parents over time in each structure.

    A unit whose place nobody has said stands at the top: where others lie under it, else of the
    political structure. An organisation that was known before places at the top were told has such units.
    """
    said: dict[Structure, dict[str, list[tuple[Validity, str]]]] = {each: {} for each in Structure}
    has_below: dict[Structure, set[str]] = {each: set() for each in Structure}
    for link in organisation.links:
        said[link.structure].setdefault(link.child, []).append((link.validity, link.parent))
        has_below[link.structure].add(link.parent)
    placed = {each: set(those) for each, those in said.items()}
    for unit in organisation.units:
        tops = [each for each in Structure if unit.code in has_below[each] - placed[each]]
        if not tops and not any(unit.code in those for those in placed.values()):
            tops = [Structure.POLITICAL]
        for structure in tops:
            said[structure].setdefault(unit.code, []).append((unit.validity, ""))
    return {
        structure: {code: merged(spans) for code, spans in those.items()} for structure, those in said.items()
    }
