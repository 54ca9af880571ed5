"""What the page of an indicator shows: what it is, its charts, and all that has been known of its values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.goals.element import Element
from hjulet.domain.indicators.definition import Indicator
from hjulet.domain.indicators.observation import (
    Observation,
    Revision,
    expected_by,
)
from hjulet.domain.indicators.split import SplitFault, split_faults
from hjulet.domain.period import year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.report import Chart, Report
from hjulet.services.access import organisation, require_anywhere
from hjulet.services.action_list import ActionsUnder, actions_on
from hjulet.services.day import day_of_work
from hjulet.services.errors import NotFoundError
from hjulet.services.figures import Books, open_books
from hjulet.services.indicator_actions import Action, Beyond, actions_of, beyond_now
from hjulet.services.indicator_charts import IndicatorCharts, outcome_ref
from hjulet.services.indicator_goals import goals_measured_by
from hjulet.services.indicator_lines import IndicatorLine, line_of, observations_of, unit_names
from hjulet.services.indicators import may_read, may_write
from hjulet.services.people import people_names
from hjulet.services.scope import reach
from hjulet.services.tables import figure_labels
from hjulet.store.indicator import load_revisions


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
    goals: tuple[Element, ...]
    split_faults: tuple[SplitFault, ...]
    beyond: Beyond | None
    actions: tuple[Action, ...]
    led_by: ActionsUnder
    may_write: bool


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
    indicator = books.indicators.named(id)
    if indicator is None or not may_read(indicator, by=by, at=at):
        raise NotFoundError(id)
    observations = observations_of([indicator], books)[id]
    names = unit_names(books)
    line = line_of(indicator, observations, names=names, on=day_of_work(at))
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
        expected_by=expected_by(indicator, line.last.period.end if line.last else None),
        goals=goals_measured_by(id, known_at=books.snapshot.known_at),
        split_faults=split_faults(indicator, above=_above(indicator, books)),
        beyond=beyond_now(indicator, observations),
        actions=actions_of(id),
        led_by=actions_on(id, by=by, at=at),
        may_write=may_write(indicator, by=by, at=at),
    )


def _above(indicator: Indicator, books: Books) -> dict[str, frozenset[str]]:
    """Tell who is above each unit that the indicator is split over, in the organisation of the snapshot."""
    view = books.organisation.as_of(books.snapshot.known_at.date())
    return {each.code: view.above(each.code) for each in indicator.splits if each.code in view}


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
