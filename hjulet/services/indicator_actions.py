"""Values beyond a threshold of their indicator, and what those who answer for it say that they do about them.

The text is about one period's value. It is no figure: it takes no snapshot, but all its versions are kept.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, OuterRef, Q, Subquery
from django.utils.timezone import localdate

from hjulet.domain.indicators.definition import OWN, Indicator, Threshold
from hjulet.domain.indicators.observation import Observation, latest
from hjulet.domain.permission import Actor
from hjulet.services.changes import audit
from hjulet.services.errors import ConflictError, NotFoundError
from hjulet.services.indicators import find_indicator
from hjulet.services.versions import end_version
from hjulet.store.indicator import load_indicators, load_observations, to_observation
from hjulet.store.known import known
from hjulet.store.lock import hold
from hjulet.store.models import IndicatorAction, IndicatorValue


@dataclass(frozen=True, kw_only=True)
class Action:
    """What is done about a period's value, by whom it was written and when; ``version`` guards a change."""

    period: str
    text: str
    by: str
    at: datetime
    version: int


@dataclass(frozen=True, kw_only=True)
class Beyond:
    """A value that lies beyond thresholds, and what is done about it, if anything."""

    indicator: Indicator
    observation: Observation
    thresholds: tuple[Threshold, ...]
    action: Action | None


def beyond_now(indicator: Indicator, observations: Iterable[Observation]) -> Beyond | None:
    """Tell whether the last value of an indicator lies beyond its thresholds; None where it does not."""
    last = latest(observations)
    if last is None or not _crossed(indicator, last):
        return None
    return _beyond(indicator, last, _actions(Q(indicator=indicator.id)))


def all_beyond() -> tuple[tuple[Beyond, date], ...]:
    """List every indicator that is followed and whose last value lies beyond a threshold, as known now.

    Each with the day that its value is known since. One that is computed has no value of its own here, and
    is not among them.
    """
    indicators = load_indicators(where=~Q(thresholds=[]) & Q(last_year__isnull=True))
    found = []
    for id, rows in _last_rows(indicators).items():
        known_on = {to_observation(row, indicators[id]): localdate(row.known_from) for row in rows}
        last = latest(known_on)
        if last is not None and _crossed(indicators[id], last):
            found.append((last, known_on[last]))
    actions = _actions(Q(indicator__in=[last.indicator for last, _ in found])) if found else {}
    return tuple((_beyond(indicators[last.indicator], last, actions), day) for last, day in found)


def _last_rows(indicators: Collection[str]) -> dict[str, list[IndicatorValue]]:
    """Give the values of the periods that end last: a year and its last month end on the same day."""
    own = IndicatorValue.objects.filter(known(at=None), series=OWN, indicator__in=indicators).exclude(
        value=""
    )
    ends = own.filter(indicator=OuterRef("indicator")).order_by().values("indicator")
    last = Subquery(ends.annotate(last=Max("period_end")).values("last"))
    rows: dict[str, list[IndicatorValue]] = {}
    for row in own.filter(period_end=last).order_by("indicator") if indicators else ():
        rows.setdefault(row.indicator, []).append(row)
    return rows


def _crossed(indicator: Indicator, observation: Observation) -> tuple[Threshold, ...]:
    return () if observation.value is None else indicator.crossed_by(observation.value)


def _beyond(
    indicator: Indicator, observation: Observation, actions: Mapping[tuple[str, str], Action]
) -> Beyond:
    return Beyond(
        indicator=indicator,
        observation=observation,
        thresholds=_crossed(indicator, observation),
        action=actions.get((indicator.id, str(observation.period))),
    )


def find_beyond(id: str, period: str, *, by: Actor, at: datetime) -> Beyond:
    """Find a value beyond a threshold, of an indicator that the actor writes; raises NotFoundError."""
    indicator = find_indicator(id, by=by, at=at)
    held = load_observations({id: indicator}, where=Q(series=OWN, period=period))[id]
    found = beyond_now(indicator, held)
    if found is None:
        raise NotFoundError(period)
    return found


def save_action(id: str, period: str, text: str, *, version: int = 0, by: Actor, at: datetime) -> None:
    """Write what is done about a value that lies beyond a threshold, or with its version write it anew.

    Raises NotFoundError for a value that does not, or that is not the actor's, and ConflictError where
    somebody else has written since ``version``.
    """
    indicator = find_beyond(id, period, by=by, at=at).indicator
    with transaction.atomic():
        hold(f"indicator-action {id}")
        now = IndicatorAction.objects.filter(known(at=None), indicator=id, period=period).first()
        if now is not None:
            end_version(now, version=version, theirs=now.text, at=at)
        elif version:
            raise ConflictError(theirs="", mine=text, version=0)
        IndicatorAction.objects.create(indicator=id, period=period, text=text, known_from=at, set_by=by.id)
        audit("set-indicator-action", id, by=by, at=at, name=indicator.name, period=period, text=text)


def actions_of(id: str) -> tuple[Action, ...]:
    """List what is and has been done about an indicator's values, the latest period first."""
    return tuple(sorted(_actions(Q(indicator=id)).values(), key=lambda each: each.period, reverse=True))


def _actions(where: Q) -> dict[tuple[str, str], Action]:
    return {
        (row.indicator, row.period): Action(
            period=row.period, text=row.text, by=row.set_by, at=row.known_from, version=row.pk
        )
        for row in IndicatorAction.objects.filter(known(at=None) & where)
    }
