"""Actions found in the database: by unit, owner, status, year, goal, theme, words, and what they lack.

A list shows a page of them: what it costs does not grow with how many there are.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from hjulet.domain.actions.action import ENDED, STALE_AFTER, Status
from hjulet.domain.actions.lack import Lack
from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.domain.permission import Actor
from hjulet.services.access import organisation
from hjulet.services.action_rows import Rows, known_rows, people_here
from hjulet.services.action_sight import sight_of
from hjulet.services.day import day_of_work
from hjulet.services.paging import having_words
from hjulet.store.goals import load_goals
from hjulet.store.models import ActionGoal


@dataclass(frozen=True, kw_only=True)
class ActionFilter:
    """What is asked for; what is empty is not asked. ``unit`` and ``goal`` stand for all below them too.

    With a year a unit stands for what was below it at the end of that year. ``owner`` is a person's username
    or a role as it is written.
    """

    unit: str = ""
    owner: str = ""
    status: Status | None = None
    year: int | None = None
    goal: Ref | None = None
    theme: str = ""
    indicator: str = ""
    lack: Lack | None = None
    about: str = ""

    @property
    def but_status(self) -> "ActionFilter":
        """Give the same without the status."""
        return replace(self, status=None)


def found_rows(asked: ActionFilter, *, by: Actor, at: datetime) -> Rows:
    """Select the actions that fit, of what the actor reads of them.

    An owner whose username they may not read, and an indicator of others, find nothing: else one could try
    out who and what it is.
    """
    rows = known_rows().filter(_plain(asked))
    if asked.owner or asked.indicator:
        sight = sight_of([asked.indicator], by=by, at=at)
        if asked.owner in sight.hidden or asked.indicator in sight.others:
            return rows.none()
    if asked.indicator:
        rows = rows.filter(indicators__indicator=asked.indicator)
    if asked.unit:
        view = organisation().last_seen(asked.unit, by=_day_of(asked.year, at=at))
        rows = rows.filter(unit__in={asked.unit, *view.subtree(asked.unit)})
    if asked.goal:
        rows = rows.filter(pk__in=carrying_out(asked.goal, load_goals()))
    if asked.theme:
        rows = rows.filter(themes__theme=asked.theme)
    rows = having_words(rows, asked.about)
    return rows.filter(lack_conditions(at=at)[asked.lack]) if asked.lack else rows


def _day_of(year: int | None, *, at: datetime) -> date:
    """Tell on which day one looks below a unit: the last of the year, or today if it is not over."""
    today = day_of_work(at)
    return min(date(year, 12, 31), today) if year else today


def carrying_out(goal: Ref, network: GoalNetwork) -> QuerySet[ActionGoal, int]:
    """Select the actions that carry out an element, or anything that stands under it or supports it."""
    below = (*network.broken_down(goal), *network.supporting(goal))
    keys = {goal.key, *(each.ref.key for each in below)}
    linked = ActionGoal.objects.filter(structure=goal.structure, key__in=keys).order_by()
    return linked.values_list("action", flat=True)


def lack_conditions(*, at: datetime) -> Mapping[Lack, Q]:
    """Say each lack as a condition on rows, as ``hjulet.domain.actions.lack.lacks`` judges it."""
    return _conditions(on=day_of_work(at), at=at, people=people_here())


def _conditions(*, on: date, at: datetime, people: Collection[str]) -> Mapping[Lack, Q]:
    goes_on = ~Q(status__in=ENDED)
    # a version is stale by the day on which it was written, so by the first moment of the day that is not
    first_fresh = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) - STALE_AFTER
    return {
        Lack.LATE: Q(due__lt=on),
        Lack.NO_OWNER: goes_on & Q(role="") & ~Q(person__in=people),
        Lack.NO_GOAL: goes_on & Q(goals__isnull=True),
        Lack.NO_INDICATOR: goes_on & Q(indicators__isnull=True),
        Lack.STALE: goes_on & Q(known_from__lt=first_fresh),
    }


def _plain(asked: ActionFilter) -> Q:
    """Say what is asked of an action's own columns."""
    condition = Q()
    if asked.owner:
        condition &= Q(person=asked.owner) | Q(role=asked.owner)
    if asked.status:
        condition &= Q(status=asked.status)
    if asked.year is not None:
        condition &= Q(year=asked.year)
    return condition
