"""What one organisation changes in another: unit by unit, from which day, until which."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from hjulet.domain.organisation import Organisation, Structure
from hjulet.domain.timeline import Timeline, by_key, differences, merged
from hjulet.domain.validity import Validity


class ChangeKind(StrEnum):
    """What becomes otherwise with a unit."""

    NEW = "new"
    GONE = "gone"
    ENDS = "ends"
    EXISTS = "exists"
    NAME = "name"
    KIND = "kind"
    APPROPRIATION = "appropriation"
    PLACE = "place"
    SERVES = "serves"
    SERVES_NO_MORE = "serves-no-more"
    FOLLOWS = "follows"
    FOLLOWS_NO_MORE = "follows-no-more"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What becomes otherwise with a unit, and when. ``before`` and ``after`` are a name, a kind or a code.

    ``NEW``: ``after`` is its kind, and ``under`` the units that it stands under first; empty is the top.
    ``GONE``: ``before`` is its kind. ``ENDS``: it does not exist then, where it did before. ``EXISTS``: it
    does, where it did not.
    ``PLACE``: empty is the top of ``structure``; None is no place in it. ``SERVES``: ``after`` is the
    committee. ``FOLLOWS``: ``after`` is the unit that it took over from, on the first day of ``during``.
    """

    kind: ChangeKind
    unit: str
    during: Validity
    before: str | None = None
    after: str | None = None
    structure: Structure | None = None
    under: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Difference:
    """All that one organisation changes in another, and the number of units with nothing changed."""

    changes: tuple[Change, ...]
    is_reordered: bool
    unchanged: int

    @property
    def count(self) -> int:
        """Count what becomes otherwise; another order is one thing."""
        return len(self.changes) + self.is_reordered

    @property
    def is_empty(self) -> bool:
        """Tell whether they say the same."""
        return self.count == 0


def compare(before: Organisation, after: Organisation) -> Difference:
    """Tell what ``after`` changes in ``before``: units in the order of display, then day by day."""
    old, new = _Lives(before), _Lives(after)
    codes = tuple(dict.fromkeys((*new.names, *old.names)))
    changes = tuple(change for code in codes for change in _of_unit(code, old, new))
    changed = {change.unit for change in changes}
    return Difference(
        changes=changes,
        is_reordered=_common(old.names, new.names) != _common(new.names, old.names),
        unchanged=sum(code not in changed for code in new.names),
    )


def coming(organisation: Organisation, day: date) -> tuple[Change, ...]:
    """List the changes that are known to come after a day, the soonest first."""
    found = compare(_as_if_it_stays(organisation, day), organisation).changes
    return tuple(sorted(found, key=lambda change: change.during.start))


class _Lives:
    """An organisation's units as timelines."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.names = by_key((unit.code, unit.validity, unit.name) for unit in organisation.units)

    @cached_property
    def kinds(self) -> Mapping[str, Timeline[str]]:
        return by_key((unit.code, unit.validity, unit.kind) for unit in self.organisation.units)

    @cached_property
    def appropriations(self) -> Mapping[str, Timeline[str]]:
        return by_key(
            (unit.code, unit.validity, "yes" if unit.has_appropriation else "no")
            for unit in self.organisation.units
        )

    @cached_property
    def existences(self) -> Mapping[str, Timeline[bool]]:
        return by_key((unit.code, unit.validity, True) for unit in self.organisation.units)

    @cached_property
    def places(self) -> Mapping[tuple[str, Structure], Timeline[str]]:
        return by_key(
            ((link.child, link.structure), link.validity, link.parent) for link in self.organisation.links
        )

    @cached_property
    def services(self) -> Mapping[str, Mapping[str, Timeline[bool]]]:
        services = self.organisation.services
        pairs = by_key(((each.department, each.committee), each.validity, True) for each in services)
        found: dict[str, dict[str, Timeline[bool]]] = {}
        for (department, committee), spans in pairs.items():
            found.setdefault(department, {})[committee] = spans
        return found

    @cached_property
    def successions(self) -> Mapping[str, set[tuple[str, date]]]:
        found: dict[str, set[tuple[str, date]]] = {}
        for each in self.organisation.successions:
            found.setdefault(each.successor, set()).add((each.predecessor, each.day))
        return found


def _of_unit(code: str, old: _Lives, new: _Lives) -> Iterator[Change]:
    yield from _existence(code, old, new)
    for kind, before, after in (
        (ChangeKind.NAME, old.names, new.names),
        (ChangeKind.KIND, old.kinds, new.kinds),
        (ChangeKind.APPROPRIATION, old.appropriations, new.appropriations),
    ):
        for during, (was, becomes) in differences(before.get(code, ()), after.get(code, ())):
            if was is not None and becomes is not None:  # else it does not exist both before and after
                yield Change(kind=kind, unit=code, during=during, before=was, after=becomes)
    for structure in Structure:
        before_places, after_places = (_stands(code, structure, lives) for lives in (old, new))
        for during, (stood, stands) in differences(before_places, after_places):
            if stood is not None and stands is not None:
                yield Change(
                    kind=ChangeKind.PLACE,
                    unit=code,
                    during=during,
                    before=None if stood == _NOWHERE else stood,
                    after=None if stands == _NOWHERE else stands,
                    structure=structure,
                )
    yield from _services(code, old, new)
    yield from _successions(code, old, new)


_NOWHERE = "-"
"""Stands for no place in a structure, while a unit exists; no code is written so."""


def _stands(code: str, structure: Structure, lives: _Lives) -> Timeline[str]:
    """Tell under what a unit stands all the time that it exists."""
    placed = lives.places.get((code, structure), ())
    covered = merged((span, True) for span, _ in placed)
    missing = (
        (during, _NOWHERE)
        for during, (exists, stands) in differences(lives.existences.get(code, ()), covered)
        if exists and not stands
    )
    return merged((*placed, *missing))


def _existence(code: str, old: _Lives, new: _Lives) -> Iterator[Change]:
    before, after = old.existences.get(code, ()), new.existences.get(code, ())
    if not before:
        kind = new.kinds[code][-1][1]
        yield Change(
            kind=ChangeKind.NEW, unit=code, during=_whole(after), after=kind, under=_first_parents(code, new)
        )
        return
    if not after:
        kind = old.kinds[code][-1][1]
        yield Change(kind=ChangeKind.GONE, unit=code, during=_whole(before), before=kind)
        return
    for during, (existed, _) in differences(before, after):
        yield Change(kind=ChangeKind.ENDS if existed else ChangeKind.EXISTS, unit=code, during=during)


def _whole(lives: Timeline[bool]) -> Validity:
    """Give the time from a unit's first day to its last."""
    return Validity(lives[0][0].start, lives[-1][0].end)


def _first_parents(code: str, lives: _Lives) -> tuple[str, ...]:
    """Name what a unit stands under first in each structure, each once."""
    places = (lives.places.get((code, structure), ()) for structure in Structure)
    return tuple(dict.fromkeys(timeline[0][1] for timeline in places if timeline))


def _services(code: str, old: _Lives, new: _Lives) -> Iterator[Change]:
    before, after = old.services.get(code, {}), new.services.get(code, {})
    for committee in dict.fromkeys((*after, *before)):
        for during, (served, _) in differences(before.get(committee, ()), after.get(committee, ())):
            kind = ChangeKind.SERVES_NO_MORE if served else ChangeKind.SERVES
            yield Change(kind=kind, unit=code, during=during, after=committee)


def _successions(code: str, old: _Lives, new: _Lives) -> Iterator[Change]:
    before, after = old.successions.get(code, set()), new.successions.get(code, set())
    for predecessor, day in sorted(before ^ after):
        kind = ChangeKind.FOLLOWS if (predecessor, day) in after else ChangeKind.FOLLOWS_NO_MORE
        yield Change(kind=kind, unit=code, during=Validity(day), after=predecessor)


def _common(these: Iterable[str], those: Mapping[str, object]) -> list[str]:
    return [code for code in these if code in those]


def _as_if_it_stays(organisation: Organisation, day: date) -> Organisation:
    """Give the organisation as it would be if nothing changed after a day."""
    return Organisation(
        units=tuple(
            replace(unit, validity=_stays(unit.validity, day))
            for unit in organisation.units
            if unit.validity.start <= day
        ),
        links=tuple(
            replace(link, validity=_stays(link.validity, day))
            for link in organisation.links
            if link.validity.start <= day
        ),
        services=tuple(
            replace(each, validity=_stays(each.validity, day))
            for each in organisation.services
            if each.validity.start <= day
        ),
        successions=tuple(each for each in organisation.successions if each.day <= day),
    )


def _stays(validity: Validity, day: date) -> Validity:
    return Validity(validity.start) if validity.holds(day) else validity
