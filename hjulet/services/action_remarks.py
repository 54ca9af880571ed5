"""What to look at in a year's plans: goals that no action leads to, and bodies with very many actions."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.plan import MANY_ELEMENTS
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.permission import Actor
from hjulet.services.access import organisation
from hjulet.services.action_rights import require_reader
from hjulet.services.action_rows import known_rows
from hjulet.services.day import day_of_work
from hjulet.store.goals import load_goals
from hjulet.store.models import ActionGoal


@dataclass(frozen=True, kw_only=True)
class ActionRemarks:
    """What to look at in a year: ``crowded`` are names of bodies, each with how many actions it has.

    ``structure`` is the key of the goals in force that year, ``goals`` those of them without any action.
    """

    year: int
    years: tuple[int, ...]
    structure: str
    goals: tuple[Element, ...]
    crowded: tuple[tuple[str, str, int], ...]


def action_remarks(year: int | None = None, *, by: Actor, at: datetime) -> ActionRemarks:
    """Gather what to look at in a year, this one if none is named; raises NotFoundError as a list does."""
    require_reader(by=by, at=at)
    shown = year or day_of_work(at).year
    network = load_goals()
    structure = network.in_force(date(shown, 12, 31))
    key = structure.key if structure else ""
    return ActionRemarks(
        year=shown,
        years=tuple(known_rows().order_by("year").values_list("year", flat=True).distinct()),
        structure=key,
        goals=goals_without_action(network, key, year=shown),
        crowded=_crowded(shown),
    )


def goals_left(network: GoalNetwork, structure: str) -> tuple[Element, ...]:
    """List the goals of a structure that no action of any year leads to; none before there are actions."""
    return goals_without_action(network, structure) if known_rows().exists() else ()


def goals_without_action(
    network: GoalNetwork, structure: str, *, year: int | None = None
) -> tuple[Element, ...]:
    """List the goals of a structure that no action leads to, itself or through what is below.

    ``year`` asks for the actions of one year.
    """
    led = ActionGoal.objects.filter(structure=structure, action__known_until__isnull=True).order_by()
    of_year = led if year is None else led.filter(action__year=year)
    carried = {Ref(structure, key) for key in of_year.values_list("key", flat=True).distinct()}
    return tuple(
        goal
        for goal in network.of(structure, ElementKind.GOAL)
        if carried.isdisjoint(
            {
                goal.ref,
                *(each.ref for each in network.broken_down(goal.ref)),
                *(each.ref for each in network.supporting(goal.ref)),
            }
        )
    )


def _crowded(year: int) -> tuple[tuple[str, str, int], ...]:
    """List the bodies whose plan has more actions than one can follow up."""
    rows = known_rows().filter(year=year).order_by()
    counts: Mapping[str, int] = dict(rows.values_list("unit").annotate(Count("pk")))
    view = organisation().as_of(date(year, 12, 31))
    held: Counter[str] = Counter()
    for unit, number in counts.items():
        held[view.body_of.get(unit, unit)] += number
    names = organisation().names
    return tuple(
        (code, names.get(code, code), number) for code, number in held.most_common() if number > MANY_ELEMENTS
    )
