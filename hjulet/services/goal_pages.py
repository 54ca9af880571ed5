"""What pages show of the goals: a period's structure, with the bodies of its time and what is not settled.

The goals are the council's: whoever sees the figures of any unit sees them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.goals.element import Element, Ref
from hjulet.domain.goals.question import WordingQuestion
from hjulet.domain.goals.series import Series, series_of
from hjulet.domain.goals.structure import Answer, GoalNetwork, Structure, answers, with_nobody
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_centrally, organisation, require_anywhere, require_centrally
from hjulet.services.day import day_of_work
from hjulet.services.errors import NotFoundError
from hjulet.services.goal_questions import load_questions
from hjulet.services.snapshots import find_snapshot
from hjulet.store.goals import load_goals

ANSWERING = frozenset({"executive_board", "committee", "district_committee"})
"""Kinds of bodies that answer to the council for its goals."""


@dataclass(frozen=True, kw_only=True)
class GoalsPage:
    """A structure within the network of all. ``names`` are those of the bodies then, of all and of groups.

    ``bodies`` are the codes of those that answer to the council, ``nobody`` the goals without any,
    ``board`` the executive board's code, ``may_edit`` whether the actor writes the goals.
    """

    network: GoalNetwork
    structure: Structure
    names: Mapping[str, str]
    bodies: tuple[str, ...]
    board: str
    nobody: frozenset[Ref]
    questions: Mapping[Ref, WordingQuestion]
    may_edit: bool

    def answers(self, goal: Element) -> Mapping[str, Answer]:
        """Tell which bodies answer for a goal, and why."""
        return answers(self.network, goal, board=self.board)

    def is_open(self, element: Element) -> bool:
        """Tell whether it is not settled how an element is worded."""
        question = self.questions.get(element.ref)
        return question is not None and question.is_open


@dataclass(frozen=True, kw_only=True)
class ElementPage:
    """An element in its structure, with its series."""

    within: GoalsPage
    element: Element
    series: Series


def goals_page(
    structure: str | None = None, *, snapshot: int | None = None, by: Actor, at: datetime
) -> GoalsPage | None:
    """Gather a structure, that of today if none is named; None before any goals are let in.

    ``snapshot`` asks for the goals as they were known then. Raises NotFoundError for whoever sees no unit,
    and for a structure that does not exist.
    """
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    known_at = None if snapshot is None else find_snapshot(snapshot).known_at
    network = load_goals(at=known_at)
    shown = network.in_force(day_of_work(at)) if structure is None else _named(network, structure)
    if shown is None:
        return None
    view = organisation(known_at=known_at).as_of(shown.validity.start)
    board = next((code for code, unit in view.units.items() if unit.kind == "executive_board"), "")
    return GoalsPage(
        network=network,
        structure=shown,
        names=_names(shown, view),
        bodies=tuple(code for code, unit in view.units.items() if unit.kind in ANSWERING),
        board=board,
        nobody=frozenset(goal.ref for goal in with_nobody(network, shown.key, board=board)),
        questions={} if known_at else load_questions(shown.key),
        may_edit=known_at is None and may_centrally(Permission.EDIT_GOALS, by=by, at=at),
    )


def element_page(
    structure: str, key: str, *, snapshot: int | None = None, by: Actor, at: datetime
) -> ElementPage:
    """Gather an element with what it was before and became; raises NotFoundError as ``goals_page`` does."""
    within = goals_page(structure, snapshot=snapshot, by=by, at=at)
    ref = Ref(structure, key)
    if within is None or ref not in within.network:
        raise NotFoundError(key)
    return ElementPage(within=within, element=within.network[ref], series=series_of(within.network, ref))


def require_goal_writer(*, by: Actor, at: datetime) -> None:
    """Let through whoever writes the goals; else NotFoundError."""
    require_centrally(Permission.EDIT_GOALS, by=by, at=at)


def _named(network: GoalNetwork, key: str) -> Structure:
    found = next((each for each in network.structures if each.key == key), None)
    if found is None:
        raise NotFoundError(key)
    return found


def _names(structure: Structure, view: OrganisationView) -> dict[str, str]:
    groups = {group.key: group.name for group in structure.groups}
    return {code: unit.name for code, unit in view.units.items()} | groups
