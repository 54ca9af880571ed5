"""The organisation: two linked structures, asked as of a day (DOMAIN 1-4).

The political structure answers for money, goals and decisions; the administrative one employs
people. A unit may stand in both. A department serves one or several committees. Units, names and
links have validity, so history can be shown in the organisation of its time or of today.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from hjulet.domain.validity import Validity

ANSWERING = frozenset({"executive_board", "committee", "district_committee"})
"""Kinds of bodies that answer to the council for its goals."""

VIEWS_KEPT = 100
"""Days that an organisation keeps its view of: the months and ends of years that people look at."""


class Structure(StrEnum):
    """The two structures of a municipality."""

    POLITICAL = "political"
    ADMINISTRATIVE = "administrative"


@dataclass(frozen=True, kw_only=True)
class OrgUnit:
    """A node of the organisation. ``kind`` is a word of the glossary (``committee``, ``unit``).

    ``has_appropriation`` is False for common rows that by definition have none (DOMAIN 10).
    """

    code: str
    kind: str
    name: str
    validity: Validity
    has_appropriation: bool = True


@dataclass(frozen=True, kw_only=True)
class OrgLink:
    """A unit's place in one structure, for a time: under another; at the top ``parent`` is empty."""

    child: str
    parent: str
    structure: Structure
    validity: Validity


@dataclass(frozen=True, kw_only=True)
class Service:
    """A department that serves a committee, for a time."""

    department: str
    committee: str
    validity: Validity


@dataclass(frozen=True, kw_only=True)
class Succession:
    """A unit that took over from another on a day; one may follow several, and be followed by several."""

    predecessor: str
    successor: str
    day: date


@dataclass(frozen=True)
class Organisation:
    """All that is known of the organisation, over time. Order of units is order of display."""

    units: tuple[OrgUnit, ...]
    links: tuple[OrgLink, ...]
    services: tuple[Service, ...] = ()
    successions: tuple[Succession, ...] = ()

    def as_of(self, day: date) -> "OrganisationView":
        """Look at the organisation as it was on a day."""
        view = self._views.get(day)
        if view is None:
            if len(self._views) >= VIEWS_KEPT:
                self._views.clear()
            self._views[day] = view = self._view(day)
        return view

    @cached_property
    def _views(self) -> "dict[date, OrganisationView]":
        """Keep what was looked at: a page asks for the same day once for every unit."""
        return {}

    def _view(self, day: date) -> "OrganisationView":
        return OrganisationView(
            day=day,
            units={unit.code: unit for unit in self.units if unit.validity.holds(day)},
            links=tuple(link for link in self.links if link.validity.holds(day)),
            services=tuple(service for service in self.services if service.validity.holds(day)),
            history=self,
        )

    @cached_property
    def names(self) -> dict[str, str]:
        """Name every unit that there has been, by its last name."""
        return {unit.code: unit.name for unit in sorted(self.units, key=lambda unit: unit.validity.start)}

    def last_seen(self, code: str, *, by: date) -> "OrganisationView":
        """Look at the organisation on a day, or on the last day that a unit existed before it."""
        ends = (unit.validity.end for unit in self.units if unit.code == code)
        ended = [end for end in ends if end is not None and end <= by]
        now = self.as_of(by)
        return now if code in now or not ended else self.as_of(max(ended) - timedelta(days=1))

    def has_ended(self, code: str, *, on: date) -> bool:
        """Tell whether a unit has existed and does so no more."""
        return code not in self.as_of(on) and any(
            unit.code == code and unit.validity.start <= on for unit in self.units
        )

    def carried_by(self, code: str, *, on: date) -> tuple[str, ...]:
        """List who does on a day what a unit did: itself while it exists, else what took over from it."""
        view = self.as_of(on)
        after: dict[str, list[str]] = {}
        for each in self.successions:
            if each.day <= on and each.predecessor not in view:
                after.setdefault(each.predecessor, []).append(each.successor)
        found = _reached(code, after)
        return tuple(unit for unit in view.units if unit in found)

    def ever_above(self, code: str) -> frozenset[str]:
        """Collect a unit and all that it was ever part of, with what those bodies became or were before.

        Those that went together into one body are not each other's: from a successor one does not go
        back to its other predecessors.
        """
        before, after = self._ever_above
        return _reached(code, before) | _reached(code, after)

    @cached_property
    def _ever_above(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Index what is above each unit at any time: with its predecessors, and with its successors."""
        before: dict[str, set[str]] = {}
        for link in self.links:
            if link.parent:
                before.setdefault(link.child, set()).add(link.parent)
        after = {child: set(parents) for child, parents in before.items()}
        for each in self.successions:
            before.setdefault(each.successor, set()).add(each.predecessor)
            after.setdefault(each.predecessor, set()).add(each.successor)
        return before, after


@dataclass(frozen=True, kw_only=True)
class OrganisationView:
    """The organisation on one day."""

    day: date
    units: dict[str, OrgUnit]
    links: tuple[OrgLink, ...]
    services: tuple[Service, ...]
    history: Organisation = Organisation(units=(), links=())

    def __contains__(self, code: object) -> bool:
        """Tell whether a unit existed that day."""
        return code in self.units

    @cached_property
    def executive_board(self) -> str:
        """Give the code of the executive board, which leads the steering; empty where there is none."""
        return next((code for code, unit in self.units.items() if unit.kind == "executive_board"), "")

    @cached_property
    def answering(self) -> tuple[str, ...]:
        """List the bodies that answer to the council, in order of display."""
        return tuple(code for code, unit in self.units.items() if unit.kind in ANSWERING)

    @cached_property
    def body_of(self) -> Mapping[str, str]:
        """Tell which of them each unit belongs to, themselves too; a unit of none is left out."""
        found = {}
        for code in self.units:
            above = self.above(code)
            bodies = [body for body in self.answering if body in above]
            if bodies:
                found[code] = code if code in bodies else bodies[0]
        return found

    def children(self, code: str, structure: Structure = Structure.POLITICAL) -> tuple[str, ...]:
        """List the units directly below, in order of display."""
        return self._children.get((code, structure), ())

    def parents(self, code: str) -> tuple[str, ...]:
        """List the units directly above, in any structure."""
        return self._parents.get(code, ())

    @cached_property
    def _children(self) -> dict[tuple[str, Structure], tuple[str, ...]]:
        """Index the links once: a large municipality has a thousand, and a page asks as often."""
        below: dict[tuple[str, Structure], set[str]] = {}
        for link in self.links:
            below.setdefault((link.parent, link.structure), set()).add(link.child)
        return {place: self._in_order(units) for place, units in below.items()}

    @cached_property
    def _parents(self) -> dict[str, tuple[str, ...]]:
        above: dict[str, set[str]] = {}
        for link in self.links:
            above.setdefault(link.child, set()).add(link.parent)
        return {child: self._in_order(units) for child, units in above.items()}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {unit: place for place, unit in enumerate(self.units)}

    def _in_order(self, units: Iterable[str]) -> tuple[str, ...]:
        """Order units as they are displayed; those that do not exist that day are left out."""
        return tuple(sorted((unit for unit in units if unit in self._places), key=self._places.__getitem__))

    def subtree(self, code: str, structure: Structure = Structure.POLITICAL) -> tuple[str, ...]:
        """List a unit and all below it, a parent before its children."""
        return tuple(unit for unit, _ in self.levels(code, structure))

    def tops(self, structure: Structure) -> tuple[str, ...]:
        """List the units at the top of a structure, in order of display."""
        return self.children("", structure)

    def levels(self, code: str, structure: Structure) -> Iterator[tuple[str, int]]:
        """Walk from a unit to all below it, a parent before its children, with how far below each lies."""
        seen: set[str] = set()
        waiting = [(code, 0)] if code in self.units else []
        while waiting:
            unit, level = waiting.pop()
            if unit not in seen:
                seen.add(unit)
                yield unit, level
                waiting.extend((child, level + 1) for child in reversed(self.children(unit, structure)))

    def above(self, code: str) -> frozenset[str]:
        """Collect a unit and everything over it, in both structures."""
        return _reached(code, self._parents)

    def ever_above(self, code: str) -> frozenset[str]:
        """Collect the same over all time, with successors and predecessors: for whom access survives."""
        return self.history.ever_above(code)

    def committees_served(self, department: str) -> tuple[str, ...]:
        """List the committees that a department serves."""
        return tuple(link.committee for link in self.services if link.department == department)


def _reached(code: str, above: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Collect a unit and all that is reached from it, step by step."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(above.get(unit, ()))
    return frozenset(found)
