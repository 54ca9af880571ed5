"""What files of goals change: stored rows compared with what the files say, and the difference made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from hjulet.domain.goals.element import Element, ElementKind
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.goals.writing import own_goal
from hjulet.domain.permission import Actor
from hjulet.store.goals import element_fields, link_fields, structure_fields, target_fields
from hjulet.store.known import Known
from hjulet.store.models import GoalElement, GoalLink, GoalStructure, GoalTarget

Fields = Mapping[str, Any]

PLACE = "place"
_ENDS = ("kind", "source_structure", "source_key", "target_structure", "target_key", "absent_in")


class What(StrEnum):
    """What a change of a file is about."""

    STRUCTURE = "structure"
    ELEMENT = "element"
    LINK = "link"
    TARGET = "target"
    QUESTION = "question"


@dataclass(frozen=True, kw_only=True)
class GoalChange:
    """What files change: ``before`` is empty for what is new, ``after`` for what ends.

    Both hold what is said of it by column; ``name`` names it.
    """

    what: What
    name: str
    before: Fields = field(default_factory=dict)
    after: Fields = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """Name the columns that say something else than before."""
        return tuple(name for name, value in self.after.items() if self.before.get(name) != value)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What makes the rows of a model what is wanted: rows to write, to end, and to put elsewhere."""

    model: type[Known]
    changes: tuple[GoalChange, ...]
    new: tuple[Fields, ...]
    ended: tuple[Known, ...]
    moved: tuple[tuple[GoalElement, int], ...]

    @property
    def is_reordered(self) -> bool:
        """Tell whether rows that say the same come in another order within their structure."""
        before = sorted(self.moved, key=lambda each: (each[0].structure, each[0].place, each[0].pk))
        return before != sorted(self.moved, key=lambda each: (each[0].structure, each[1]))


def differences(given: GoalNetwork, about: set[str]) -> tuple[Difference, ...]:
    """Compare what is stored of some structures with all that they are to hold."""
    now = {"known_until__isnull": True}
    structures = GoalStructure.objects.filter(**now, key__in=about)
    rows = {row.to_domain(): row for row in GoalElement.objects.filter(**now, structure__in=about)}
    staying = set(kept_elements(rows, given, about))
    elements = (row for element, row in rows.items() if element not in staying)
    links = (row for row in GoalLink.objects.filter(**now) if row.to_domain().structure in about)
    in_place = ({**element_fields(each), PLACE: place} for place, each in enumerate(given.elements))
    targets = GoalTarget.objects.filter(**now, structure__in=about)
    aims = (target_fields(each) for each in given.targets)
    return (
        _difference(What.STRUCTURE, structures, map(structure_fields, given.structures), ("key",)),
        _difference(What.ELEMENT, elements, in_place, ("structure", "key")),
        _difference(What.LINK, links, map(link_fields, given.links), _ENDS),
        _difference(What.TARGET, targets, aims, ("structure", "key", "name", "year")),
    )


def kept_elements(now: Iterable[Element], given: GoalNetwork, about: set[str]) -> tuple[Element, ...]:
    """List the elements that files leave as they are: of other structures, and the bodies' own not named."""
    named, held = {each.ref for each in given.elements}, tuple(now)
    stored = GoalNetwork(elements=held)
    return tuple(
        each
        for each in held
        if each.ref.structure not in about or (each.ref not in named and _is_of_a_body(each, stored))
    )


def _is_of_a_body(element: Element, stored: GoalNetwork) -> bool:
    """Tell whether a body has written something for itself: a commitment, its own goal, what that holds."""
    return element.kind is ElementKind.COMMITMENT or own_goal(stored, element) is not None


_MODELS: Mapping[What, type[Known]] = {
    What.STRUCTURE: GoalStructure,
    What.ELEMENT: GoalElement,
    What.LINK: GoalLink,
    What.TARGET: GoalTarget,
}


def _difference(
    what: What, stored: Iterable[Known], wanted: Iterable[Fields], named_by: tuple[str, ...]
) -> Difference:
    """Compare rows with what is wanted; where a row stands is no part of what it says."""
    rows = {tuple(getattr(row, name) for name in named_by): row for row in stored}
    new, changes, ended, moved = [], [], [], []
    for fields in wanted:
        row = rows.pop(tuple(fields[column] for column in named_by), None)
        after = {name: value for name, value in fields.items() if name != PLACE}
        before = {name: getattr(row, name) for name in after} if row else {}
        if row is not None and before == after:
            if isinstance(row, GoalElement):
                moved.append((row, fields[PLACE]))
            continue
        if row is not None:
            ended.append(row)
        new.append(fields)
        changes.append(GoalChange(what=what, name=_name(after, named_by), before=before, after=after))
    for row in rows.values():
        ended.append(row)
        said = {name: getattr(row, name) for name in named_by}
        said |= {"name": row.name} if isinstance(row, GoalElement | GoalStructure) else {}
        changes.append(GoalChange(what=what, name=_name(said, named_by), before=said))
    return Difference(
        model=_MODELS[what], changes=tuple(changes), new=tuple(new), ended=tuple(ended), moved=tuple(moved)
    )


def _name(fields: Fields, named_by: tuple[str, ...]) -> str:
    """Name what a row is about: ``2020-2022 mal-6``."""
    return " ".join(str(fields[column]) for column in named_by if fields[column])


def make(difference: Difference, *, by: Actor, at: datetime) -> None:
    """End the rows that are no longer so, and write those that are new; inside the lock on snapshots."""
    rows = difference.model._default_manager
    rows.filter(pk__in=[row.pk for row in difference.ended]).update(known_until=at)
    rows.bulk_create([difference.model(**fields, known_from=at, set_by=by.id) for fields in difference.new])
    for row, place in difference.moved:
        if row.place != place:
            GoalElement.objects.filter(pk=row.pk).update(place=place)
