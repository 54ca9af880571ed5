"""Actions of a year that are not finished, as they stand in the next year's plan."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from hjulet.domain.actions.action import Action, Milestone


def unfinished(actions: Iterable[Action], *, copied: Collection[str]) -> tuple[Action, ...]:
    """List those that go on into the next year: not ended, and not ``copied`` (keys) before."""
    return tuple(each for each in actions if not each.is_ended and each.key not in copied)


def in_next_year(action: Action) -> Action:
    """Give an action as it stands in the next year's plan.

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
