"""The goals that an indicator measures, and the indicators that measure a goal: elements name their ids."""

from datetime import datetime

from django.db.models import Q

from hjulet.domain.goals.element import Element
from hjulet.domain.permission import Actor
from hjulet.services.indicators import readable
from hjulet.store.indicator import load_indicators
from hjulet.store.known import known
from hjulet.store.models import GoalElement


def goals_measured_by(id: str, *, known_at: datetime) -> tuple[Element, ...]:
    """List the elements that name an indicator, as known at a moment: those of the latest period first.

    The goals are the council's: whoever sees figures sees them all.
    """
    rows = GoalElement.objects.filter(known(at=known_at)).exclude(indicators=[])
    found = [row.to_domain() for row in rows if id in row.indicators]
    return tuple(sorted(found, key=lambda each: each.ref.structure, reverse=True))


def indicators_of(
    element: Element, *, known_at: datetime | None, by: Actor, at: datetime
) -> tuple[tuple[str, str], ...]:
    """Name the indicators of an element, as known now (None) or at a moment: (id, name), as it lists them.

    The name is empty where there is no such indicator, or none that the actor may see.
    """
    if not element.indicators:
        return ()
    held = load_indicators(at=known_at, where=Q(key__in=element.indicators))
    sees = readable(by=by, at=at)
    names = {id: indicator.name for id, indicator in held.items() if sees(indicator)}
    return tuple((id, names.get(id, "")) for id in element.indicators)
