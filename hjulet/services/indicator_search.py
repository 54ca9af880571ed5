"""Indicators found in the database: those that the actor may see, by words and owner, and those late.

A list shows a page of them: what it costs does not grow with how many there are.
"""

from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from hjulet.domain.indicators.definition import OWN, Frequency, Scope
from hjulet.domain.indicators.observation import late_end
from hjulet.domain.permission import Actor, Permission
from hjulet.services.paging import having_words
from hjulet.services.scope import reach
from hjulet.store.known import known
from hjulet.store.models import IndicatorValue, IndicatorVersion

Rows = QuerySet[IndicatorVersion]


def seen_rows(*, known_at: datetime, by: Actor, at: datetime) -> Rows:
    """Select the definitions known at a moment, of the indicators that the actor may see, by name."""
    rows = IndicatorVersion.objects.filter(known(at=known_at)).order_by("search_text", "key")
    over = reach(Permission.VIEW_FIGURES, by=by, at=at)
    return rows.filter(
        Q(scope=Scope.MUNICIPALITY) | Q(owner__in=[owner for owner in owners_of(rows) if over([owner])])
    )


def owners_of(rows: Rows) -> tuple[str, ...]:
    """List the units that answer for some indicators."""
    return tuple(rows.order_by().values_list("owner", flat=True).distinct())


def fitting(rows: Rows, *, about: str = "", owner: str = "") -> Rows:
    """Leave those of an ``owner`` ("" for any) whose names, id or source hold all the words of ``about``."""
    found = having_words(rows, about)
    return found.filter(owner=owner) if owner else found


def late_rows(rows: Rows, *, known_at: datetime, on: date) -> Rows:
    """Leave those whose value is late on a day, as ``is_stale`` judges it."""
    values = IndicatorValue.objects.filter(known(at=known_at), indicator=OuterRef("key"), series=OWN)
    last = values.exclude(value="").order_by("-period_end").values("period_end")[:1]
    is_late = Q(last_end__isnull=True)
    for frequency in Frequency:
        if end := late_end(frequency, on=on):
            is_late |= Q(frequency=frequency, last_end__lte=end)
    return rows.filter(formula="", last_year__isnull=True).annotate(last_end=Subquery(last)).filter(is_late)
