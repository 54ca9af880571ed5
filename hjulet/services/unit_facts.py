"""What the plan of a unit or a company rests on beside goals and money, as a snapshot knows it."""

from django.db.models import Q

from hjulet.domain.period import Period
from hjulet.domain.reports.goal_measures import Measured
from hjulet.domain.reports.unit_facts import UnitFacts
from hjulet.domain.reports.unit_goals import own_units
from hjulet.services.figures import Books
from hjulet.services.indicator_lines import observations_of
from hjulet.services.report_actions import actions_of
from hjulet.store.indicator import load_indicators


def load_unit_facts(books: Books, unit: str, period: Period) -> UnitFacts:
    """Load what a snapshot knows of a unit's own plan: its actions of the year, and its indicators."""
    own = own_units(unit, books.view(period))
    indicators = load_indicators(at=books.snapshot.known_at, where=Q(owner__in=own))
    followed = {id: each for id, each in indicators.items() if _is_followed(each.last_year, period)}
    held = observations_of(followed.values(), books, only_whole_years=True)
    return UnitFacts(
        actions=actions_of(books, own, period),
        measured=tuple(Measured(indicator=each, observations=held[id]) for id, each in followed.items()),
    )


def _is_followed(last_year: int | None, period: Period) -> bool:
    return last_year is None or last_year >= period.year
