"""The goals that an indicator measures: those whose elements name its id."""

from datetime import datetime

from hjulet.domain.goals.element import Element
from hjulet.store.known import known
from hjulet.store.models import GoalElement


def goals_measured_by(id: str, *, known_at: datetime) -> tuple[Element, ...]:
    """List the elements that name an indicator, as known at a moment: those of the latest period first.

    The goals are the council's: whoever sees figures sees them all.
    """
    rows = GoalElement.objects.filter(known(at=known_at)).exclude(indicators=[])
    found = [row.to_domain() for row in rows if id in row.indicators]
    return tuple(sorted(found, key=lambda each: each.ref.structure, reverse=True))
