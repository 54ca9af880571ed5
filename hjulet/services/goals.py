"""Goal structures let in from files, and kept with all their versions.

Files hold what they are about: the structures that they name become what they say, the others stay. A change
takes a new snapshot, since plans and reports rest on the goals that were known when theirs was taken.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hjulet.domain.goals.element import Element
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem, is_refused
from hjulet.readers.goals import GoalFiles, GoalsContent, network_problems, read_goals
from hjulet.services.access import organisation, require_centrally
from hjulet.services.goal_questions import ask_wordings, chosen_wordings
from hjulet.services.versions import in_turn, registered
from hjulet.store.goals import element_fields, link_fields, load_goals, structure_fields
from hjulet.store.known import Known
from hjulet.store.models import GoalElement, GoalLink, GoalStructure

Fields = Mapping[str, Any]

PLACE = "place"
_END = ("kind", "source_structure", "source_key", "target_structure", "target_key")


@dataclass(frozen=True, kw_only=True)
class GoalsOutcome:
    """What letting files in led to: their problems, and how many rows and questions were changed."""

    problems: tuple[Problem, ...]
    changes: int

    @property
    def accepted(self) -> bool:
        """Tell whether the files were let in."""
        return not is_refused(self.problems)


def import_goals(files: GoalFiles, *, by: Actor, at: datetime) -> GoalsOutcome:
    """Let the files of goal structures in whole; the same content twice changes nothing.

    Files with an error change nothing: their problems are in the outcome. An element with two wordings gets
    the first one, and a question; where the question has been answered, the wording that was chosen.
    Raises NotFoundError for whoever does not write the goals centrally.
    """
    require_centrally(Permission.EDIT_GOALS, by=by, at=at)
    content = read_goals(files)
    with in_turn(at=at) as moment:
        given = _settled(content)
        problems = (*content.problems, *_unfit(given, content))
        if is_refused(problems):
            return GoalsOutcome(problems=problems, changes=0)
        about = {structure.key for structure in given.structures}
        changes = _save(given, about, by=by, at=moment)
        changes += ask_wordings(content.questions, about, by=by, at=at)
        if changes:
            named = ", ".join(sorted(about))[:250]
            registered("set-goals", named, moment=moment, by=by, at=at, changes=changes)
    return GoalsOutcome(problems=problems, changes=changes)


def _settled(content: GoalsContent) -> GoalNetwork:
    """Give the files' network, where an answered question's element has the wording that was chosen."""
    chosen = chosen_wordings(content.questions)

    def worded(element: Element) -> Element:
        return replace(element, name=chosen.get(element.ref, element.name))

    return replace(content.network, elements=tuple(worded(each) for each in content.network.elements))


def _unfit(given: GoalNetwork, content: GoalsContent) -> tuple[Problem, ...]:
    """Judge the whole network as it would be, stored structures that the files do not name included."""
    about = {structure.key for structure in given.structures}
    now = load_goals()
    whole = GoalNetwork(
        structures=(*(each for each in now.structures if each.key not in about), *given.structures),
        elements=(*(each for each in now.elements if each.ref.structure not in about), *given.elements),
        links=(*(each for each in now.links if each.structure not in about), *given.links),
    )
    bodies = frozenset(unit.code for unit in organisation().units)
    return network_problems(whole, bodies, content.places)


def _save(given: GoalNetwork, about: set[str], *, by: Actor, at: datetime) -> int:
    """Make the rows of some structures those that are given; tell how many were new, changed or ended."""
    now = {"known_until__isnull": True}
    structures = GoalStructure.objects.filter(**now, key__in=about)
    elements = GoalElement.objects.filter(**now, structure__in=about)
    links = (row for row in GoalLink.objects.filter(**now) if row.to_domain().structure in about)
    in_place = ({**element_fields(each), PLACE: place} for place, each in enumerate(given.elements))
    made_by = by.id, at
    return (
        _replace(GoalStructure, structures, map(structure_fields, given.structures), ("key",), made_by)
        + _replace(GoalElement, elements, in_place, ("structure", "key"), made_by)
        + _replace(GoalLink, links, map(link_fields, given.links), _END, made_by)
    )


def _replace(
    model: type[Known],
    stored: Iterable[Known],
    wanted: Iterable[Fields],
    named_by: tuple[str, ...],
    made_by: tuple[str, datetime],
) -> int:
    """End the rows that are no longer so, and write those that are new; inside the lock on snapshots."""
    who, at = made_by
    rows = {tuple(getattr(row, name) for name in named_by): row for row in stored}
    new = []
    for fields in wanted:
        name = tuple(fields[column] for column in named_by)
        row = rows.get(name)
        if row is not None and _says(row, fields):
            _move(row, fields)
            del rows[name]
        else:
            new.append(model(**fields, known_from=at, set_by=who))
    model._default_manager.filter(pk__in=[row.pk for row in rows.values()]).update(known_until=at)
    model._default_manager.bulk_create(new)
    return max(len(new), len(rows))


def _says(row: Known, fields: Fields) -> bool:
    """Tell whether a row says what is wanted; where it stands is no part of that."""
    return all(getattr(row, name) == value for name, value in fields.items() if name != PLACE)


def _move(row: Known, fields: Fields) -> None:
    if isinstance(row, GoalElement) and row.place != fields[PLACE]:
        GoalElement.objects.filter(pk=row.pk).update(place=fields[PLACE])
