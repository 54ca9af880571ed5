"""What the pages of indicators show: all that one may see, and one alone with its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.indicators.definition import Expected, Indicator, Target
from hjulet.domain.indicators.observation import (
    Observation,
    Revision,
    expected_by,
    is_stale,
    latest,
)
from hjulet.domain.indicators.trend import Trend, is_better, trend_of
from hjulet.domain.period import Period, year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.report import Chart, Report
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.day import day_of_work
from hjulet.services.errors import NotFoundError
from hjulet.services.figures import Books, open_books
from hjulet.services.indicator_charts import IndicatorCharts, outcome_ref
from hjulet.services.indicators import may_read, may_write, readable
from hjulet.services.people import people_names
from hjulet.services.scope import reach
from hjulet.services.tables import figure_labels
from hjulet.store.indicator import load_observations, load_revisions


@dataclass(frozen=True, kw_only=True)
class IndicatorLine:
    """An indicator on the list: its last value, which way it goes, and what is to be reached next."""

    indicator: Indicator
    owner_name: str
    last: Observation | None
    trend: Trend | None
    better: bool | None
    target: Target | None
    expected: Expected | None
    is_stale: bool


@dataclass(frozen=True, kw_only=True)
class IndicatorList:
    """The indicators that the actor may see, by name; those whose value is late are ``stale`` too."""

    lines: tuple[IndicatorLine, ...]
    owners: tuple[tuple[str, str], ...]
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    may_write: bool

    @property
    def stale(self) -> tuple[IndicatorLine, ...]:
        """List those whose value is late, by who answers for them."""
        late = (line for line in self.lines if line.is_stale)
        return tuple(sorted(late, key=lambda line: line.owner_name))


@dataclass(frozen=True, kw_only=True)
class IndicatorPage:
    """One indicator: what it is, its charts, all its values, and all that has been known of them."""

    line: IndicatorLine
    unit_names: Mapping[str, str]
    charts: tuple[Chart, ...]
    report: Report
    labels: Mapping[FigureRef, str]
    observations: tuple[Observation, ...]
    history: tuple[Revision, ...]
    people: Mapping[str, str]
    expected_by: date | None
    may_write: bool


def indicator_list(
    *, owner: str = "", about: str = "", language: str, by: Actor, at: datetime
) -> IndicatorList:
    """List the indicators that the actor may see: of one ``owner`` or all, ``about`` some words."""
    require_anywhere(Permission.VIEW_FIGURES, by=by, at=at)
    books = open_books()
    is_seen = readable(by=by, at=at)
    seen = [each for each in books.indicators.all().values() if is_seen(each)]
    held = _observations(seen, books)
    names = _unit_names(books)
    on = day_of_work(at)
    lines = sorted(
        (
            _line(each, held[each.id], names=names, on=on)
            for each in seen
            if owner in ("", each.owner) and _fits(each, about)
        ),
        key=lambda line: line.indicator.name.casefold(),
    )
    refs = [outcome_ref(line.indicator, line.last.period) for line in lines if line.last]
    figures = books.resolve(refs)
    view = books.organisation.as_of(on)
    return IndicatorList(
        lines=tuple(lines),
        owners=tuple(sorted({(each.owner, names.get(each.owner, each.owner)) for each in seen}, key=_name)),
        figures=figures,
        labels=figure_labels(refs, view=view, registered=books.names_of(refs), language=language),
        may_write=by.may_anywhere(Permission.EDIT_INDICATORS, on=localdate(at)),
    )


def owners(*, by: Actor, at: datetime) -> tuple[tuple[str, str], ...]:
    """List the units that the actor may let answer for an indicator, by code and name.

    Raises NotFoundError for whoever writes none.
    """
    require_anywhere(Permission.EDIT_INDICATORS, by=by, at=at)
    view = organisation().as_of(localdate(at))
    is_theirs = reach(Permission.EDIT_INDICATORS, by=by, at=at)
    return tuple((code, unit.name) for code, unit in view.units.items() if is_theirs([code]))


def indicator_page(
    id: str, *, snapshot: int | None = None, language: str, by: Actor, at: datetime
) -> IndicatorPage:
    """Gather what is known of an indicator. Raises NotFoundError for one that is not the actor's."""
    books = open_books(snapshot)
    indicator = books.indicators.all().get(id)
    if indicator is None or not may_read(indicator, by=by, at=at):
        raise NotFoundError(id)
    observations = _observations([indicator], books)[id]
    names = _unit_names(books)
    line = _line(indicator, observations, names=names, on=day_of_work(at))
    planned = IndicatorCharts(
        indicator=indicator, observations=observations, trend=line.trend, language=language
    )
    wanted = {outcome_ref(indicator, each.period, each.series) for each in observations}
    figures = books.resolve({*wanted, *planned.refs})
    charts = planned.charts(figures)
    return IndicatorPage(
        line=line,
        unit_names=names,
        charts=charts,
        report=_report(indicator, charts, figures, books=books, names=names, language=language),
        labels=figure_labels(
            figures,
            view=books.organisation.as_of(books.snapshot.known_at.date()),
            registered=books.names_of(figures),
            language=language,
        ),
        observations=observations,
        history=load_revisions(indicator),
        people=people_names(),
        expected_by=expected_by(indicator, observations),
        may_write=may_write(indicator, by=by, at=at),
    )


def _observations(indicators: list[Indicator], books: Books) -> dict[str, tuple[Observation, ...]]:
    """Load the values of indicators; one that is a formula has those of the years that the ledger holds."""
    wanted = {each.id: each for each in indicators}
    held = load_observations(wanted, at=books.snapshot.known_at)
    computed = [each for each in indicators if each.formula]
    if not computed:
        return held
    years = {month[:4] for batch in books.batches for month in batch.months}
    refs = {
        outcome_ref(each, year_period(int(year))): (each, year_period(int(year)))
        for each in computed
        for year in sorted(years)
    }
    figures = books.resolve(refs)
    for ref, (indicator, period) in refs.items():
        if figures[ref].value is not None:
            held[indicator.id] = (*held[indicator.id], _computed(indicator, period, figures[ref]))
    return held


def _computed(indicator: Indicator, period: Period, figure: Figure) -> Observation:
    return Observation(indicator=indicator.id, period=period, value=figure.value, source=indicator.source)


def _line(
    indicator: Indicator, observations: tuple[Observation, ...], *, names: Mapping[str, str], on: date
) -> IndicatorLine:
    last, trend = latest(observations), trend_of(indicator, observations)
    coming = [each for each in indicator.expected if last is None or each.year > last.period.year]
    return IndicatorLine(
        indicator=indicator,
        owner_name=names.get(indicator.owner, indicator.owner),
        last=last,
        trend=trend,
        better=is_better(trend.movement, indicator.direction) if trend else None,
        target=indicator.next_target(last.period.last_day if last else on),
        expected=min(coming, key=lambda each: each.year).expected if coming else None,
        is_stale=is_stale(indicator, observations, on=on),
    )


def _report(
    indicator: Indicator,
    charts: tuple[Chart, ...],
    figures: Mapping[FigureRef, Figure],
    *,
    books: Books,
    names: Mapping[str, str],
    language: str,
) -> Report:
    """Give the charts the report that they are drawn and written in."""
    return Report(
        title=indicator.name,
        kind="",
        unit=indicator.owner,
        unit_name=names.get(indicator.owner, indicator.owner),
        period=year_period(books.snapshot.known_at.year),
        snapshot=books.number,
        language=language,
        blocks=charts,
        figures=figures,
    )


def _unit_names(books: Books) -> dict[str, str]:
    return {unit.code: unit.name for unit in books.organisation.units}


def _fits(indicator: Indicator, about: str) -> bool:
    """Tell whether an indicator is about some words: of its names, its id or its source."""
    text = " ".join(
        (indicator.id, indicator.name, indicator.source, *(each.name for each in indicator.names))
    )
    return all(word in text.casefold() for word in about.casefold().split())


def _name(owner: tuple[str, str]) -> str:
    return owner[1]
