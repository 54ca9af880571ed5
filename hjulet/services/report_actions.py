"""The registered actions of a report: as its period ended."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import make_aware

from hjulet.domain.actions.action import Action, number_of
from hjulet.domain.period import Period
from hjulet.services.figures import Books
from hjulet.store.action import to_actions
from hjulet.store.known import known
from hjulet.store.models import ActionVersion


def actions_of(books: Books, units: Collection[str], period: Period) -> tuple[Action, ...]:
    """Load the actions of some units in a year's plan, by their last day.

    Each is as it stood when the period ended, if the snapshot is later: also whose it was, and of which year,
    though it has been moved since. One that was registered after that is as the snapshot knows it: whoever
    began with the register late has its first year. One that the snapshot no longer knows is gone.
    """
    wanted = ActionVersion.objects.filter(year=period.year, unit__in=units).order_by()
    ever = Q(key__in=wanted.values("key"))
    known_at, over = books.snapshot.known_at, make_aware(datetime.combine(period.end, time.min))
    found = {each.key: each for each in _known(ever, at=known_at)}
    if known_at >= over:
        then = _known(ever, at=over - timedelta(microseconds=1))
        found |= {each.key: each for each in then if each.key in found}
    held = (each for each in found.values() if each.year == period.year and each.unit in units)
    return tuple(sorted(held, key=lambda each: (each.last_day, number_of(each.key))))


def _known(wanted: Q, *, at: datetime) -> tuple[Action, ...]:
    return to_actions(ActionVersion.objects.filter(known(at=at), wanted))
