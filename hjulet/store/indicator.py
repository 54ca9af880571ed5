"""Indicators, their values, and the answers of other systems that values were read from; nothing is changed.

A value is text, as it was published: an exact decimal, or a step of a rating. An empty one says that the
source has none.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from hjulet.domain.indicators.definition import (
    Direction,
    Frequency,
    Indicator,
    Scope,
    Together,
    plain_value,
    stored_value,
)
from hjulet.domain.indicators.observation import NO_VALUE, Observation, Revision, Status
from hjulet.domain.indicators.parts import PARTS, parts_of
from hjulet.domain.period import parse_period
from hjulet.store.entry import Keyed, one_at_a_time
from hjulet.store.known import Known, known

Parts = list[dict[str, str]]

EVERY = Q()
"""All rows."""


class IndicatorVersion(Keyed):
    """The definition of an indicator, as it is known from a moment on."""

    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    unit = models.CharField(max_length=40, blank=True)
    direction = models.CharField(max_length=10)
    decimals = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    formula = models.CharField(max_length=200, blank=True)
    frequency = models.CharField(max_length=20)
    owner = models.CharField(max_length=40)
    scope = models.CharField(max_length=20)
    together = models.CharField(max_length=10)
    band = models.CharField(max_length=40, blank=True)
    kolada = models.CharField(max_length=20, blank=True)
    scb = models.CharField(max_length=200, blank=True)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    scale = models.JSONField(default=list)
    series = models.JSONField(default=list)
    baselines = models.JSONField(default=list)
    targets = models.JSONField(default=list)
    thresholds = models.JSONField(default=list)
    expected = models.JSONField(default=list)
    names = models.JSONField(default=list)
    search_text = models.TextField()

    class Meta:
        """In the order in which they were registered; lists are in that of ``search_text``."""

        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["key"], name="indicator_by_key")]
        constraints: ClassVar = [
            one_at_a_time("indicator_has_one_version_at_a_time"),
            models.CheckConstraint(
                condition=Q(direction__in=[each.value for each in Direction]),
                name="indicator_has_a_direction",
            ),
            models.CheckConstraint(
                condition=Q(scope__in=[each.value for each in Scope]), name="indicator_has_a_scope"
            ),
        ]

    @property
    def said(self) -> str:
        """Say its name."""
        return self.name


class IndicatorValue(Known):
    """A value of one series of an indicator in one period, as it is known from a moment on."""

    indicator = models.CharField(max_length=40)
    series = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=20)
    period_end = models.DateField()
    value = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=20)
    fetched = models.DateField(null=True, blank=True)
    response_rate = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        """A series has one value in a period at a time; one that its source lacks is empty."""

        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["indicator", "series", "period_end"], name="value_by_indicator")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "series", "period"],
                condition=Q(known_until__isnull=True),
                name="period_has_one_value_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(value="", status__in=[each.value for each in NO_VALUE])
                | (~Q(value="") & Q(status__in=[each.value for each in Status if each not in NO_VALUE])),
                name="value_stands_where_there_is_one",
            ),
        ]


class IndicatorAction(Known):
    """What is done about a period's value that lies beyond a threshold, as it is known from a moment on."""

    indicator = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    text = models.TextField()

    class Meta:
        """A period has one text at a time."""

        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(known_until__isnull=True),
                name="period_has_one_action_at_a_time",
            )
        ]


class IndicatorAnswer(models.Model):
    """What another system answered, kept as evidence: packed, with where it was asked and its hash."""

    provider = models.CharField(max_length=20)
    address = models.TextField()
    fetched_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    packed = models.BinaryField()

    class Meta:
        """In the order in which they came."""

        ordering: ClassVar = ["id"]


def load_indicators(*, at: datetime | None = None, where: Q = EVERY) -> dict[str, Indicator]:
    """Load the indicators (or those ``where`` something holds) as known now (None), or at a moment."""
    rows = IndicatorVersion.objects.filter(known(at=at) & where)
    return {row.key: to_indicator(row) for row in rows}


def load_owners(*, at: datetime | None = None) -> dict[str, str]:
    """Tell whose each indicator is to see, by its id; "" is everybody's."""
    rows = IndicatorVersion.objects.filter(known(at=at)).values_list("key", "owner", "scope")
    return {key: owner if scope == Scope.BODY else "" for key, owner, scope in rows}


def load_observations(
    indicators: Mapping[str, Indicator], *, at: datetime | None = None, where: Q = EVERY
) -> dict[str, tuple[Observation, ...]]:
    """Load what is known of some indicators' values now (None), or was at a moment, by the indicator.

    ``where`` leaves out those that something does not hold of.
    """
    found: dict[str, list[Observation]] = {id: [] for id in indicators}
    for row in IndicatorValue.objects.filter(known(at=at) & where, indicator__in=list(indicators)):
        found[row.indicator].append(to_observation(row, indicators[row.indicator]))
    return {id: tuple(rows) for id, rows in found.items()}


def load_revisions(indicator: Indicator) -> tuple[Revision, ...]:
    """Load all that has ever been known of an indicator's values, the latest first."""
    rows = IndicatorValue.objects.filter(indicator=indicator.id).order_by("-known_from", "-id")
    return tuple(
        Revision(
            observation=to_observation(row, indicator),
            known_from=row.known_from,
            known_until=row.known_until,
            by=row.set_by,
        )
        for row in rows
    )


def to_observation(row: IndicatorValue, indicator: Indicator) -> Observation:
    """Give a value as a value of the domain."""
    return Observation(
        indicator=row.indicator,
        series=row.series,
        period=parse_period(row.period),
        value=stored_value(row.value, scale=indicator.scale),
        status=Status(row.status),
        fetched=row.fetched,
        response_rate=Decimal(row.response_rate) if row.response_rate else None,
        source=row.source,
        note=row.note,
    )


def value_fields(observation: Observation, indicator: Indicator) -> dict[str, Any]:
    """Write a value as its row holds it."""
    value, rate = observation.value, observation.response_rate
    return {
        "indicator": observation.indicator,
        "series": observation.series,
        "period": str(observation.period),
        "period_end": observation.period.end,
        "value": "" if value is None else plain_value(value, scale=indicator.scale),
        "status": observation.status.value,
        "fetched": observation.fetched,
        "response_rate": "" if rate is None else f"{rate:f}",
        "source": observation.source,
        "note": observation.note,
    }


_PLAIN = "name description unit decimals source formula owner kolada scb first_year last_year".split()


def to_indicator(row: IndicatorVersion) -> Indicator:
    """Give a definition as a value; its version is this row."""
    return Indicator(
        id=row.key,
        **{name: getattr(row, name) for name in _PLAIN},
        direction=Direction(row.direction),
        frequency=Frequency(row.frequency),
        scope=Scope(row.scope),
        together=Together(row.together),
        band=Decimal(row.band) if row.band else None,
        scale=tuple(row.scale),
        **parts_of({part: getattr(row, part) for part in PARTS}),
        version=row.pk,
    )


def indicator_fields(indicator: Indicator) -> dict[str, Any]:
    """Write a definition as its row holds it, all but its id."""
    return {
        **{name: getattr(indicator, name) for name in _PLAIN},
        "direction": indicator.direction.value,
        "frequency": indicator.frequency.value,
        "scope": indicator.scope.value,
        "together": indicator.together.value,
        "band": "" if indicator.band is None else f"{indicator.band:f}",
        "scale": list(indicator.scale),
        **{part: _parts(getattr(indicator, part)) for part in PARTS},
        "search_text": _search_text(indicator),
    }


def _search_text(indicator: Indicator) -> str:
    """Give what an indicator is found by, folded: its name first, so that lists are in its order."""
    others = (each.name for each in indicator.names)
    return " ".join((indicator.name, indicator.id, indicator.source, *others)).casefold()


def _parts(parts: tuple[Any, ...]) -> Parts:
    """Write the parts of a definition as JSON holds them: text all through, so that decimals stay exact."""
    return [{name: _text(value) for name, value in vars(part).items()} for part in parts]


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
