"""The source of figures of indicators: the values and targets known when the snapshot was taken."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from hjulet.domain.figures import Fetched, Figure, FigureRef, Filter, Leaf
from hjulet.domain.indicators.definition import Indicator
from hjulet.domain.indicators.observation import Observation
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.metrics.indicators import TARGET
from hjulet.domain.period import parse_period
from hjulet.services.errors import NotFoundError
from hjulet.store.indicator import load_indicators, load_observations, load_owners

SOURCE = "indicators"


@dataclass(frozen=True)
class KnownIndicators:
    """The indicators as they were known at a moment, each loaded once when it is asked for."""

    known_at: datetime
    _held: dict[str, Indicator] = field(default_factory=dict)

    def of(self, refs: Iterable[FigureRef]) -> dict[str, Indicator]:
        """Give the indicators that references name, by their id; those that do not exist are left out."""
        wanted = {id for ref in refs if (id := ref.get("id"))}
        if missing := wanted - set(self._held):
            self._held.update(load_indicators(at=self.known_at, where=Q(key__in=missing)))
        return {id: self._held[id] for id in wanted if id in self._held}

    def named(self, id: str) -> Indicator | None:
        """Give the indicator with an id; None where there is none."""
        return load_indicators(at=self.known_at, where=Q(key=id)).get(id)

    def names(self, refs: Iterable[FigureRef]) -> dict[tuple[str, str], str]:
        """Name the indicators that references name, and each series of them as ``id series``."""
        found = self.of(refs).values()
        series = {("series", f"{one.id} {each.key}"): each.name for one in found for each in one.series}
        return {("id", each.id): each.name for each in found} | series

    def within(self, units: Collection[str]) -> frozenset[tuple[str, str]]:
        """Collect the indicators of some units, and those that are everybody's, as a text may name them."""
        return frozenset(("id", id) for id, owner in self._owners.items() if not owner or owner in units)

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        return load_owners(at=self.known_at)


@dataclass(frozen=True)
class IndicatorSource:
    """Values and targets of indicators. A period has the value published of it, never that of a part."""

    indicators: KnownIndicators

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with one query; NotFoundError for an unknown indicator or series."""
        wanted = self.indicators.of(refs)
        if unknown := {ref.get("id") for ref in refs} - set(wanted):
            raise NotFoundError(min(unknown))
        held = load_observations(wanted, at=self.indicators.known_at)
        found = {each.key: each for rows in held.values() for each in rows}
        return {ref: self._answer(ref, wanted[ref.get("id")], found) for ref in refs}

    def _answer(
        self, ref: FigureRef, indicator: Indicator, found: Mapping[tuple[str, str, str], Observation]
    ) -> Fetched:
        series = ref.get("series")
        if not indicator.has_series(series):
            raise NotFoundError(series)
        how, period = REGISTRY.metrics[ref.metric].how_of(ref), parse_period(ref.get("period"))
        if isinstance(how, Leaf) and how.line == TARGET:
            value, rows = _target(indicator, ref), 0
        else:
            row = found.get((indicator.id, series, str(period)))
            value, rows = (row.value, 1) if row else (None, 0)
        return Fetched(
            value=value,
            filter=Filter(
                source=SOURCE,
                line="",
                units=(),
                accounts=(),
                first_month=period.first_month,
                last_month=period.last_month,
            ),
            rows=rows,
        )


def _target(indicator: Indicator, ref: FigureRef) -> Decimal | None:
    """Find what is to be reached in a period: the last target of a day in it, else that of the long run."""
    period = parse_period(ref.get("period"))
    targets = indicator.targets_of(ref.get("series"))
    within = [each for each in targets if each.on and period.start <= each.on < period.end]
    found = within or [each for each in targets if each.on is None]
    return found[-1].value if found else None


def observed_by(figure: Figure, indicators: KnownIndicators) -> tuple[Observation, ...]:
    """Give the observation that a figure is, with where it came from; nothing of other figures."""
    if figure.filter is None or figure.filter.source != SOURCE or not figure.rows:
        return ()
    ref = figure.ref
    held = load_observations(indicators.of([ref]), at=indicators.known_at)
    key = (ref.get("id"), ref.get("series"), ref.get("period"))
    return tuple(each for each in held[ref.get("id")] if each.key == key)
