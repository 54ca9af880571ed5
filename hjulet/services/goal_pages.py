"""What pages show of the goals: a period's structure, with the bodies of its time and what is not settled.

The goals are the council's: whoever sees the figures of any unit sees them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.timezone import localdate

from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.plan import Remark, remarks
from hjulet.domain.goals.question import WordingQuestion
from hjulet.domain.goals.reduction import Reduction
from hjulet.domain.goals.series import Series, series_of
from hjulet.domain.goals.structure import Answer, GoalNetwork, Structure, answers, with_nobody
from hjulet.domain.organisation import Organisation, OrganisationView
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_centrally, organisation, require_anywhere, require_centrally
from hjulet.services.commitment_rights import fields_open_to, goal_writer, may_aim
from hjulet.services.day import day_of_work
from hjulet.services.errors import NotFoundError
from hjulet.services.goal_questions import load_questions
from hjulet.services.indicator_goals import indicators_of
from hjulet.services.items import inhabitants_by_year
from hjulet.services.snapshots import find_snapshot
from hjulet.store.goals import load_goals


@dataclass(frozen=True, kw_only=True)
class GoalsPage:
    """A structure within the network of all. ``names`` are those of units then and later, and of groups.

    ``bodies`` are the codes of those that answer to the council, ``body_of`` which of them a unit belongs to,
    ``nobody`` the goals without any, ``board`` the executive board's code, ``remarks`` what to look at.
    ``inhabitants`` are those of the municipality by year.
    ``may_edit`` is whether the actor writes the goals, ``may_commit`` whether those of any body. ``known_at``
    is the moment of the snapshot that is shown, None for now.
    """

    network: GoalNetwork
    structure: Structure
    names: Mapping[str, str]
    bodies: tuple[str, ...]
    body_of: Mapping[str, str]
    board: str
    nobody: frozenset[Ref]
    questions: Mapping[Ref, WordingQuestion]
    remarks: tuple[Remark, ...]
    inhabitants: Mapping[int, int]
    may_edit: bool
    may_commit: bool
    known_at: datetime | None = None

    def answers(self, goal: Element) -> Mapping[str, Answer]:
        """Tell which bodies answer for a goal, and why."""
        return answers(self.network, goal, board=self.board, body_of=self.body_of)

    @property
    def targets(self) -> tuple[Reduction, ...]:
        """List the targets of the structure's elements; a snapshot of an earlier release may hold others."""
        own = (each for each in self.network.targets if each.of.structure == self.structure.key)
        return tuple(each for each in own if each.of in self.network)

    def is_open(self, element: Element) -> bool:
        """Tell whether it is not settled how an element is worded."""
        question = self.questions.get(element.ref)
        return question is not None and question.is_open


@dataclass(frozen=True, kw_only=True)
class ElementPage:
    """An element in its structure, with its series.

    ``may_change`` is about a commitment, ``may_write`` about all others, ``may_aim`` about the targets of
    either. ``indicators`` are ids and names, which are empty where there is none that the actor sees.
    """

    within: GoalsPage
    element: Element
    series: Series
    indicators: tuple[tuple[str, str], ...]
    may_change: bool
    may_write: bool
    may_aim: bool


def bodies_on(within: GoalsPage, day: date, *, known: Organisation) -> GoalsPage:
    """Give a page with the bodies that answered to the council on a day: they may change within a period."""
    view = known.as_of(day)
    return replace(within, bodies=view.answering, body_of=view.body_of, board=view.executive_board)


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
    known = organisation(known_at=known_at)
    view = known.as_of(shown.validity.start)
    board = view.executive_board
    return GoalsPage(
        network=network,
        structure=shown,
        names=_names(shown, view, known),
        bodies=view.answering,
        body_of=view.body_of,
        board=board,
        nobody=frozenset(goal.ref for goal in with_nobody(network, shown.key, board=board)),
        questions={} if known_at else load_questions(shown.key),
        remarks=remarks(network, shown.key),
        inhabitants=inhabitants_by_year(known_at=known_at),
        may_edit=known_at is None and may_centrally(Permission.EDIT_GOALS, by=by, at=at),
        may_commit=known_at is None and by.may_anywhere(Permission.EDIT_GOALS, on=localdate(at)),
        known_at=known_at,
    )


def element_page(
    structure: str, key: str, *, snapshot: int | None = None, by: Actor, at: datetime
) -> ElementPage:
    """Gather an element with what it was before and became; raises NotFoundError as ``goals_page`` does."""
    within = goals_page(structure, snapshot=snapshot, by=by, at=at)
    ref = Ref(structure, key)
    if within is None or ref not in within.network:
        raise NotFoundError(key)
    element, network = within.network[ref], within.network
    known_at = None if snapshot is None else find_snapshot(snapshot).known_at
    is_commitment = element.kind is ElementKind.COMMITMENT and within.may_commit
    return ElementPage(
        within=within,
        element=element,
        series=series_of(network, ref),
        indicators=indicators_of(element, known_at=known_at, by=by, at=at),
        may_change=is_commitment and bool(fields_open_to(by, element, network, at=at)),
        may_write=within.may_commit and goal_writer(by, at=at)(element, network),
        may_aim=within.may_commit and may_aim(by, element, network, at=at),
    )


def require_goal_writer(*, by: Actor, at: datetime) -> None:
    """Let through whoever writes the goals; else NotFoundError."""
    require_centrally(Permission.EDIT_GOALS, by=by, at=at)


def _named(network: GoalNetwork, key: str) -> Structure:
    found = next((each for each in network.structures if each.key == key), None)
    if found is None:
        raise NotFoundError(key)
    return found


def _names(structure: Structure, view: OrganisationView, known: Organisation) -> dict[str, str]:
    """Name the units as they were then, those that came later by their last name, and the groups."""
    then = {code: unit.name for code, unit in view.units.items()}
    later = {code: name for code, name in known.names.items() if code not in then}
    return then | later | {group.key: group.name for group in structure.groups}
