"""Actions of a year that are not finished, as they stand in the next year's plan."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from hjulet.domain.actions.action import CARRIED_OUT, Action, Milestone
from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.series import successors
from hjulet.domain.goals.structure import GoalNetwork


def unfinished(actions: Iterable[Action], *, copied: Collection[str]) -> tuple[Action, ...]:
    """List those that go on into the next year: not ended, and not ``copied`` (keys) before."""
    return tuple(each for each in actions if not each.is_ended and each.key not in copied)


@dataclass(frozen=True, kw_only=True)
class GoalsAhead:
    """What an action leads to in the next year: goals that stay, those that are over, what these became."""

    staying: tuple[Ref, ...]
    over: tuple[Ref, ...]
    proposed: tuple[Ref, ...]


def goals_ahead(action: Action, network: GoalNetwork, *, in_force: Collection[str]) -> GoalsAhead:
    """Tell which of an action's goals stand in structures (keys) in force, and what the others became there.

    Of structures that overlap what stands in the latest is proposed. Where none is in force nothing is over:
    there is nothing to lead to instead.
    """
    staying = tuple(ref for ref in action.goals if ref.structure in in_force or not in_force)
    over = tuple(ref for ref in action.goals if ref not in staying)
    became = (each for ref in over for each in successors(network, ref) if each.structure in in_force)
    found = [ref for ref in became if ref in network and network[ref].kind in CARRIED_OUT]
    latest = max((ref.structure for ref in found), default="")
    proposed = dict.fromkeys(ref for ref in found if ref.structure == latest and ref not in staying)
    return GoalsAhead(staying=staying, over=over, proposed=tuple(proposed))


def in_next_year(action: Action, goals: Collection[Ref] = ()) -> Action:
    """Give an action as it stands in the next year's plan, with other ``goals`` where any are named.

    It begins on the first day of the year unless it was to begin later, and ends on the last unless it was
    to end later. Milestones that are done stay behind; the others come along, a year later where their day
    is in the old year. What it costs is for the new year to say, and so is its comment.
    """
    year = action.year + 1
    return replace(
        action,
        key="",
        version=0,
        changed=None,
        origin=action.key,
        year=year,
        first_day=max(action.first_day, date(year, 1, 1)),
        last_day=max(action.last_day, date(year, 12, 31)),
        status_note="",
        goals=tuple(dict.fromkeys(goals)) or action.goals,
        milestones=tuple(_moved(step, year) for step in action.milestones if step.done is None),
        cost=None,
    )


def _moved(step: Milestone, year: int) -> Milestone:
    if step.on.year >= year:
        return step
    is_leap_day = (step.on.month, step.on.day) == (2, 29)
    return replace(step, on=step.on.replace(year=year, day=28 if is_leap_day else step.on.day))


def needs_goals(action: Action, *, in_force: Collection[str]) -> bool:
    """Tell whether an action leads only to goals of structures (keys) that are not in force in its year."""
    return bool(action.goals and in_force) and not any(ref.structure in in_force for ref in action.goals)
