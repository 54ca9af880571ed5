"""The charts of an indicator: its outcome against its target, how it is split, and others beside it.

Others stand in a chart of their own: what they have is never mixed with what is assessed (DOMAIN 14).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.indicators.definition import OWN, Indicator, Series, SeriesKind
from hjulet.domain.indicators.observation import Observation, in_time
from hjulet.domain.indicators.trend import Trend
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period, year_period
from hjulet.domain.report import Chart, ChartKind, Point
from hjulet.services.chart_alt import alt_text
from hjulet.texts.indicators import (
    CHART_SUBTITLES,
    CHART_TITLES,
    CHART_WITHOUT_VALUE,
    MUNICIPALITY,
    OTHERS_TITLE,
    OUTCOME_ONCE,
    OWN_SERIES,
    SERIES_KINDS,
    SPLIT_FINDING,
    SPLIT_TITLE,
    TARGET,
    words,
)
from hjulet.texts.periods import period_words
from hjulet.texts.reports import in_sentence

OUTCOME, OTHERS = "outcome", "others"
"""The ids of the chart of the outcome and of that with others; a split's is its kind."""

Refs = Callable[[Period], FigureRef]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a chart: its name, and the figure that it has in a period."""

    name: str
    ref: Refs


@dataclass(frozen=True, kw_only=True)
class IndicatorCharts:
    """Plans the charts of an indicator over the periods that have values, and fills them with figures."""

    indicator: Indicator
    observations: tuple[Observation, ...]
    trend: Trend | None
    language: str

    @property
    def refs(self) -> frozenset[FigureRef]:
        """Collect all that the charts may show."""
        lines = (line for _id, lines in self._planned() for line in lines)
        return frozenset(line.ref(period) for line in lines for period in self.periods)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """List the periods of the charts: whole years, from the first with a value or a target to the last.

        What has no value of a whole year is shown in the periods that it has.
        """
        held = sorted({each.period for each in self.observations if each.value is not None})
        years = [period.year for period in held if period.is_year]
        if not years:
            return tuple(held)
        ends = [*years, *(each.on.year for each in self.indicator.targets if each.on)]
        return tuple(year_period(year) for year in range(min(ends), max(ends) + 1))

    def charts(self, figures: Mapping[FigureRef, Figure]) -> tuple[Chart, ...]:
        """Make the charts that have something to show."""
        made = (self._chart(id, lines, figures) for id, lines in self._planned())
        return tuple(chart for chart in made if chart is not None)

    def _planned(self) -> Iterator[tuple[str, tuple[Line, ...]]]:
        own = Line(name=self._say(OWN_SERIES), ref=self._own)
        yield OUTCOME, (Line(name=self._say(TARGET), ref=self._target), own)
        splits = self.indicator.splits
        for kind in dict.fromkeys(each.kind for each in splits):
            yield str(kind), tuple(self._line(each) for each in splits if each.kind is kind)
        if self.indicator.comparators:
            municipality = replace(own, name=self._say(MUNICIPALITY))
            yield OTHERS, (*(self._line(each) for each in self.indicator.comparators), municipality)

    def _chart(self, id: str, lines: Iterable[Line], figures: Mapping[FigureRef, Figure]) -> Chart | None:
        periods = [
            period
            for period in self.periods
            if any(figures[line.ref(period)].value is not None for line in lines)
        ]
        shown = [
            line for line in lines if any(figures[line.ref(period)].value is not None for period in periods)
        ]
        if not shown:
            return None
        if id not in (OUTCOME, OTHERS):
            shown.sort(key=lambda line: _last(line, periods, figures))
        span = self.periods[self.periods.index(periods[0]) : self.periods.index(periods[-1]) + 1]
        chart = Chart(
            id=id,
            kind=ChartKind.LINES,
            title=self._title(id, shown, periods, figures),
            subtitle=self._subtitle(id, span, has_target=len(shown) > 1),
            alt="",
            unit=self.indicator.unit,
            series=tuple(line.name for line in shown),
            points=tuple(
                Point(
                    label=self._period(period),
                    figures=tuple(line.ref(period) for line in shown),
                )
                for period in span
            ),
            measure=self.indicator.measure,
            source=self.indicator.source,
        )
        return replace(chart, alt=alt_text(chart, figures, language=self.language))

    def _title(
        self, id: str, shown: list[Line], periods: list[Period], figures: Mapping[FigureRef, Figure]
    ) -> str:
        name = self.indicator.name
        if id == OTHERS:
            return self._say(OTHERS_TITLE, name=name)
        if id != OUTCOME:
            kind, measure = self._say(SERIES_KINDS[SeriesKind(id)]), self.indicator.measure
            low, high = (_last(line, periods, figures) for line in (shown[0], shown[-1]))
            if len(shown) == 1 or low == high:
                return self._say(SPLIT_TITLE, name=name, kind=in_sentence(kind))
            return self._say(
                SPLIT_FINDING,
                kind=kind,
                high=f"{shown[-1].name} {measure.said(high)}",
                low=f"{shown[0].name} {measure.said(low)}",
            )
        held = in_time(self.observations)
        if not held:
            return self._say(CHART_WITHOUT_VALUE, name=name)
        if self.trend is None:
            return self._say(CHART_TITLES[None], name=name, last=self._value(held[-1].period, figures))
        return self._say(
            CHART_TITLES[self.trend.movement],
            name=name,
            first=self._value(self.trend.since, figures),
            last=self._value(self.trend.until, figures),
        )

    def _value(self, period: Period, figures: Mapping[FigureRef, Figure]) -> str:
        found = figures.get(self._own(period))
        measure = self.indicator.measure
        return measure.said(found.value) if found and found.value is not None else ""

    def _subtitle(self, id: str, span: tuple[Period, ...], *, has_target: bool) -> str:
        first, last = (self._period(period) for period in (span[0], span[-1]))
        if id == OUTCOME and first == last:
            return self._say(OUTCOME_ONCE, first=first)
        if id == OUTCOME:
            return self._say(CHART_SUBTITLES["target" if has_target else OUTCOME], first=first, last=last)
        return self._say(CHART_SUBTITLES[OTHERS if id == OTHERS else "split"], first=first, last=last)

    def _line(self, series: Series) -> Line:
        return Line(name=series.name, ref=lambda period: outcome_ref(self.indicator, period, series.key))

    def _own(self, period: Period) -> FigureRef:
        return outcome_ref(self.indicator, period)

    def _target(self, period: Period) -> FigureRef:
        return REGISTRY.ref("indicator_target", {"id": self.indicator.id, "period": str(period)})

    def _period(self, period: Period) -> str:
        return period_words(period, language=self.language)

    def _say(self, message: str, **values: str) -> str:
        return words(message, language=self.language, **values)


def _last(line: Line, periods: list[Period], figures: Mapping[FigureRef, Figure]) -> Decimal:
    """Give a line's last value; it has one."""
    held = (figures[line.ref(period)].value for period in periods)
    return [value for value in held if value is not None][-1]


def outcome_ref(indicator: Indicator, period: Period, series: str = OWN) -> FigureRef:
    """Refer to the value of a series in a period."""
    return REGISTRY.ref("indicator", {"id": indicator.id, "series": series, "period": str(period)})
