"""The organisation as tables that a spreadsheet holds: one row per unit and place, and two tables beside.

A row of units says that a unit is called so, is of that kind and stands under that parent in that
structure, from its first day to its last. Another name or another parent is another row. The organisation
that the rows give is always the same one, whatever rows it was split into.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from hjulet.domain.organisation import Organisation, OrgLink, OrgUnit, Service, Structure, Succession
from hjulet.domain.problem import Place
from hjulet.domain.timeline import Timeline, by_key, merged
from hjulet.domain.validity import Validity


class OrganisationTable(StrEnum):
    """The three tables."""

    UNITS = "units"
    SERVICES = "services"
    SUCCESSIONS = "successions"


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

STRUCTURE_IDS = {
    "political": (Structure.POLITICAL,),
    "administrative": (Structure.ADMINISTRATIVE,),
    "both": tuple(Structure),
}
STRUCTURE_WORDS = {
    **STRUCTURE_IDS,
    "politisk": (Structure.POLITICAL,),
    "administrativ": (Structure.ADMINISTRATIVE,),
    "båda": tuple(Structure),
}
"""What a row may say -> the structures that its place is in; an id is what we write."""

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
class ServiceRow(Service):
    """A department that serves a committee, for a time, as a row."""

    place: Place = field(default=_NOWHERE, compare=False)


@dataclass(frozen=True, kw_only=True)
class SuccessionRow(Succession):
    """A unit that took over from another on a day, as a row."""

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
    services = by_key(((each.department, each.committee), each.validity, True) for each in rows.services)
    return Organisation(
        units=tuple(unit for code, those in by_code.items() for unit in _units(code, those)),
        links=tuple(link for code, those in by_code.items() for link in _links(code, those)),
        services=tuple(
            Service(department=department, committee=committee, validity=validity)
            for (department, committee), spans in services.items()
            for validity, _ in spans
        ),
        successions=tuple(
            Succession(predecessor=each.predecessor, successor=each.successor, day=each.day)
            for each in rows.successions
        ),
    )


def rows_of(organisation: Organisation) -> OrganisationRows:
    """Write an organisation as rows, a unit's places beside each other in order of time.

    A unit that always stands under the same one in both structures has one row for both.
    """
    units: dict[str, list[OrgUnit]] = {}
    for unit in organisation.units:
        units.setdefault(unit.code, []).append(unit)
    places = _places(organisation)
    return OrganisationRows(
        units=tuple(
            UnitRow(
                code=code,
                kind=unit.kind,
                structures=structures,
                name=unit.name,
                parent=parent,
                validity=during,
                has_appropriation=unit.has_appropriation,
            )
            for code, named in units.items()
            for placed, structures in _alike(places.get((code, structure), ()) for structure in Structure)
            for span, parent in placed
            for unit in named
            if (during := unit.validity.overlap(span)) is not None
        ),
        services=tuple(ServiceRow(**vars(each)) for each in organisation.services),
        successions=tuple(SuccessionRow(**vars(each)) for each in organisation.successions),
    )


@lru_cache(maxsize=4)
def settled(organisation: Organisation) -> Organisation:
    """Give the same organisation as its tables give it, with every unit's place said."""
    return organisation_of(rows_of(organisation))


def unit_values(row: UnitRow) -> tuple[str, ...]:
    """Give a row's cells in the order of ``UNIT_COLUMNS``."""
    structure = next(word for word, those in STRUCTURE_IDS.items() if those == row.structures)
    appropriation = "yes" if row.has_appropriation else "no"
    return (row.code, row.kind, structure, row.name, row.parent, *_days(row.validity), appropriation, "")


def service_values(row: ServiceRow) -> tuple[str, ...]:
    """Give a row's cells in the order of ``SERVICE_COLUMNS``."""
    return (row.department, row.committee, *_days(row.validity), "")


def succession_values(row: SuccessionRow) -> tuple[str, ...]:
    """Give a row's cells in the order of ``SUCCESSION_COLUMNS``."""
    return (row.predecessor, row.successor, str(row.day), "")


def _days(validity: Validity) -> tuple[str, str]:
    return str(validity.start), str(validity.last_day or "")


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


def _alike(timelines: Iterable[Timeline[str]]) -> Iterator[tuple[Timeline[str], tuple[Structure, ...]]]:
    """Give the timelines of the structures, one that two of them have but once, with their structures."""
    found: dict[Timeline[str], tuple[Structure, ...]] = {}
    for structure, timeline in zip(Structure, timelines, strict=True):
        found[timeline] = (*found.get(timeline, ()), structure)
    yield from found.items()


def _places(organisation: Organisation) -> dict[tuple[str, Structure], Timeline[str]]:
    """Tell each unit's parents over time in each structure.

    A unit whose place nobody has said stands at the top: where others lie under it, else of the
    political structure. An organisation that was known before places at the top were told has such units.
    """
    said = [((link.child, link.structure), link.validity, link.parent) for link in organisation.links]
    placed = {place for place, _, _ in said}
    has_place = {code for code, _ in placed}
    has_below = {(link.parent, link.structure) for link in organisation.links}
    untold = has_below - placed
    for unit in organisation.units:
        tops = [each for each in Structure if (unit.code, each) in untold]
        if not tops and unit.code not in has_place:
            tops = [Structure.POLITICAL]
        said += [((unit.code, structure), unit.validity, "") for structure in tops]
    return by_key(said)
