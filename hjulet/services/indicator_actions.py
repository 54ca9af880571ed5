"""Values beyond a threshold of their indicator, and what those who answer for it say that they do about them.

The text is about one period's value. It is no figure: it takes no snapshot, but all its versions are kept.
"""

from collections.abc import Iterable
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
    """A value that lies beyond thresholds, since when it is known, and what is done about it, if anything."""

    indicator: Indicator
    observation: Observation
    thresholds: tuple[Threshold, ...]
    known_since: date | None
    action: Action | None


def beyond_now(indicator: Indicator, observations: Iterable[Observation]) -> Beyond | None:
    """Tell whether the last value of an indicator lies beyond its thresholds; None where it does not."""
    last = latest(observations)
    crossed = indicator.crossed_by(last.value) if last and last.value is not None else ()
    if last is None or not crossed:
        return None
    actions = {each.period: each for each in actions_of(indicator.id)}
    return Beyond(
        indicator=indicator,
        observation=last,
        thresholds=crossed,
        known_since=None,
        action=actions.get(str(last.period)),
    )


def all_beyond() -> tuple[Beyond, ...]:
    """List every indicator that is followed and whose last value lies beyond a threshold, as known now.

    One that is computed has no value of its own here, and is not among them.
    """
    indicators = load_indicators(where=~Q(thresholds=[]) & Q(last_year__isnull=True))
    if not indicators:
        return ()
    own = IndicatorValue.objects.filter(known(at=None), series=OWN).exclude(value="")
    ends = own.filter(indicator=OuterRef("indicator")).order_by().values("indicator")
    last = Subquery(ends.annotate(last=Max("period_end")).values("last"))
    found = []
    for row in own.filter(indicator__in=list(indicators), period_end=last).order_by("indicator", "period"):
        observation = to_observation(row, indicators[row.indicator])
        if observation.value is not None:
            crossed = indicators[row.indicator].crossed_by(observation.value)
            found.append((row, observation, crossed))
    beyond = [each for each in found if each[2]]
    actions = _actions(Q(indicator__in={row.indicator for row, *_ in beyond})) if beyond else {}
    return tuple(
        Beyond(
            indicator=indicators[row.indicator],
            observation=observation,
            thresholds=crossed,
            known_since=row.fetched or localdate(row.known_from),
            action=actions.get((row.indicator, row.period)),
        )
        for row, observation, crossed in beyond
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
