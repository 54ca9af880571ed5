"""The source of figures of indicators: the values and targets known when the snapshot was taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hjulet.domain.figures import Fetched, Figure, FigureRef, Filter, Leaf
from hjulet.domain.indicators.definition import Indicator
from hjulet.domain.indicators.observation import Observation
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.metrics.indicators import TARGET
from hjulet.domain.period import parse_period
from hjulet.services.errors import NotFoundError
from hjulet.store.indicator import load_observations

SOURCE = "indicators"


@dataclass(frozen=True)
class IndicatorSource:
    """Values and targets of indicators. A period has the value published of it, never that of a part."""

    indicators: Mapping[str, Indicator]
    known_at: datetime

    def fetch(self, refs: frozenset[FigureRef]) -> Mapping[FigureRef, Fetched]:
        """Answer all the references with one query; NotFoundError for an unknown indicator or series."""
        asked = {ref.get("id") for ref in refs}
        if unknown := asked - set(self.indicators):
            raise NotFoundError(min(unknown))
        wanted = {id: self.indicators[id] for id in asked}
        held = load_observations(wanted, at=self.known_at)
        found = {each.key: each for rows in held.values() for each in rows}
        return {ref: self._answer(ref, found) for ref in refs}

    def _answer(self, ref: FigureRef, found: Mapping[tuple[str, str, str], Observation]) -> Fetched:
        indicator, series = self.indicators[ref.get("id")], ref.get("series")
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
                first_month=period.months[0],
                last_month=period.last_month,
            ),
            rows=rows,
        )


def _target(indicator: Indicator, ref: FigureRef) -> Decimal | None:
    """Find what is to be reached within a period: the last target of a day in it."""
    period = parse_period(ref.get("period"))
    days = [
        each
        for each in indicator.targets_of(ref.get("series"))
        if each.on and period.start <= each.on < period.end
    ]
    return days[-1].value if days else None


def observed_by(
    figure: Figure, indicators: Mapping[str, Indicator], *, known_at: datetime
) -> tuple[Observation, ...]:
    """Give the observation that a figure is, with where it came from; nothing of other figures."""
    if figure.filter is None or figure.filter.source != SOURCE or not figure.rows:
        return ()
    ref = figure.ref
    indicator = indicators[ref.get("id")]
    held = load_observations({indicator.id: indicator}, at=known_at)[indicator.id]
    key = (indicator.id, ref.get("series"), ref.get("period"))
    return tuple(each for each in held if each.key == key)
