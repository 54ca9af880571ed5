"""The registered actions of a report: as its period ended, and who owns them as others may see it."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import make_aware

from hjulet.domain.actions.action import Action, number_of
from hjulet.domain.period import Period
from hjulet.domain.reports.catalogue import OF_ACTIONS
from hjulet.domain.reports.template import Template
from hjulet.services.access import organisation
from hjulet.services.figures import Books
from hjulet.services.people import people_names
from hjulet.store.action import to_actions
from hjulet.store.known import known
from hjulet.store.models import ActionVersion


def actions_of(books: Books, unit: str, period: Period) -> tuple[Action, ...]:
    """Load the actions of a year's plan of a unit and all below it, by their last day.

    Each is as it stood when the period ended, if the snapshot is later. One that was registered after that is
    as the snapshot knows it: whoever began with the register late has its first year. One that the snapshot
    no longer knows is gone.
    """
    wanted = Q(year=period.year, unit__in=books.subtree(unit, period))
    known_at, over = books.snapshot.known_at, make_aware(datetime.combine(period.end, time.min))
    found = {each.key: each for each in _known(wanted, at=known_at)}
    if known_at >= over:
        then = _known(wanted, at=over - timedelta(microseconds=1))
        found |= {each.key: each for each in then if each.key in found}
    return tuple(sorted(found.values(), key=lambda each: (each.last_day, number_of(each.key))))


def owners_now(template: Template, unit: str, period: Period) -> Mapping[str, str]:
    """Name who has owned an action of a report without a role being told, as others may see them now.

    A name is no part of a snapshot, so an edition keeps these; nobody for a template without actions.
    """
    if not OF_ACTIONS & template.sources:
        return {}
    below = organisation().as_of(period.last_day).subtree(unit)
    rows = ActionVersion.objects.filter(year=period.year, unit__in=below, role="").order_by()
    people = set(rows.values_list("person", flat=True).distinct())
    return {id: name for id, name in people_names(among=people).items() if id in people} if people else {}


def _known(wanted: Q, *, at: datetime) -> tuple[Action, ...]:
    return to_actions(ActionVersion.objects.filter(known(at=at), wanted))
