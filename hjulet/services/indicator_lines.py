"""An indicator in short: its last value, which way it goes, and what is to be reached next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from hjulet.domain.figures import Figure
from hjulet.domain.indicators.definition import ExpectedTrend, Indicator, Target
from hjulet.domain.indicators.observation import Observation, is_stale, latest
from hjulet.domain.indicators.trend import Trend, is_better, trend_of
from hjulet.domain.period import Period, year_period
from hjulet.services.figures import Books
from hjulet.services.indicator_charts import outcome_ref
from hjulet.store.indicator import EVERY, load_observations


@dataclass(frozen=True, kw_only=True)
class IndicatorLine:
    """An indicator on the list: its last value, which way it goes, and what is to be reached next.

    ``better`` follows the indicator's direction, also where ``expected`` says that the year will be worse.
    """

    indicator: Indicator
    owner_name: str
    last: Observation | None
    trend: Trend | None
    better: bool | None
    target: Target | None
    expected: ExpectedTrend | None
    is_stale: bool


def observations_of(
    indicators: Iterable[Indicator], books: Books, *, where: Q = EVERY, only_whole_years: bool = False
) -> dict[str, tuple[Observation, ...]]:
    """Load the values of indicators; one that is a formula has those of the years that the ledger holds.

    A page shows the year under way as far as it has come; a report, which does not say that a value is
    preliminary, asks for ``only_whole_years``: those whose twelve months the ledger holds.
    """
    wanted = {each.id: each for each in indicators}
    held = load_observations(wanted, at=books.snapshot.known_at, where=where)
    computed = [each for each in wanted.values() if each.formula]
    if not computed:
        return held
    booked = {month for batch in books.batches for month in batch.months}
    years = [year_period(year) for year in sorted({int(month[:4]) for month in booked})]
    if only_whole_years:
        years = [year for year in years if booked.issuperset(year.months)]
    refs = {outcome_ref(each, year): (each, year) for each in computed for year in years}
    figures = books.resolve(refs)
    for ref, (indicator, period) in refs.items():
        if figures[ref].value is not None:
            held[indicator.id] = (*held[indicator.id], _computed(indicator, period, figures[ref]))
    return held


def line_of(
    indicator: Indicator, observations: tuple[Observation, ...], *, names: Mapping[str, str], on: date
) -> IndicatorLine:
    """Put an indicator in short, as it is on a day; ``names`` are those of units by code."""
    last, trend = latest(observations), trend_of(indicator, observations)
    coming = [
        each for each in indicator.expected if last is None or last.period.end < year_period(each.year).end
    ]
    return IndicatorLine(
        indicator=indicator,
        owner_name=names.get(indicator.owner, indicator.owner),
        last=last,
        trend=trend,
        better=is_better(trend.movement, indicator.direction) if trend else None,
        target=indicator.next_target(last.period.last_day if last else on),
        expected=min(coming, key=lambda each: each.year, default=None),
        is_stale=is_stale(indicator, observations, on=on),
    )


def unit_names(books: Books) -> dict[str, str]:
    """Name the units by their code."""
    return {unit.code: unit.name for unit in books.organisation.units}


def _computed(indicator: Indicator, period: Period, figure: Figure) -> Observation:
    return Observation(indicator=indicator.id, period=period, value=figure.value, source=indicator.source)
