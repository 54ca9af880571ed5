"""What the page of a theme shows: who answers, the goals that its actions lead to, and the actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.goals.element import Element, Ref
from hjulet.domain.permission import Actor
from hjulet.services.action_list import SHOWN, ActionLine, action_lines
from hjulet.services.action_rows import known_rows
from hjulet.services.paging import place_of
from hjulet.services.people import people_names
from hjulet.services.themes import ThemeLine, find_theme
from hjulet.store.action import to_actions
from hjulet.store.known import known
from hjulet.store.models import ActionGoal, GoalElement


@dataclass(frozen=True, kw_only=True)
class ThemePage:
    """A theme with a page of its actions: those to be done first come first."""

    line: ThemeLine
    goals: tuple[Element, ...]
    actions: tuple[ActionLine, ...]
    pages: int
    people: Mapping[str, str]


def theme_page(key: str, *, page: int = 1, by: Actor, at: datetime) -> ThemePage:
    """Gather a theme. Raises NotFoundError for whoever sees no unit, and for one that does not exist."""
    line = find_theme(key, by=by, at=at)
    first, pages = place_of(page, count=line.actions, shown=SHOWN)
    rows = known_rows().filter(themes__theme=key)
    return ThemePage(
        line=line,
        goals=_goals(key),
        actions=action_lines(to_actions(rows[first : first + SHOWN]), by=by, at=at),
        pages=pages,
        people=people_names(),
    )


def _goals(key: str) -> tuple[Element, ...]:
    """List what the actions of a theme carry out, in the order of display."""
    linked = ActionGoal.objects.filter(action__known_until__isnull=True, action__themes__theme=key)
    refs = {Ref(*each) for each in linked.order_by().values_list("structure", "key").distinct()}
    rows = GoalElement.objects.filter(known(at=None), structure__in={ref.structure for ref in refs})
    return tuple(each for each in (row.to_domain() for row in rows) if each.ref in refs)
