"""A body's year so far on one page, for those who are elected: the result, what deviates, what to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require
from hjulet.services.committee import UnitToDate, unit_to_date
from hjulet.services.editions import EditionFacts, list_editions
from hjulet.services.figures import open_books
from hjulet.services.places import Place, lowest_with_money, place_of
from hjulet.services.report_list import ReportEntry, ReportYear, list_reports
from hjulet.services.tables import figure_labels
from hjulet.services.unit_figures import MonthPair, month_pairs

MOST = 3
"""How many deviations, reports and editions are named."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The page. Every number is a figure in ``figures``; reports and editions are the latest ones."""

    unit: Place
    period: Period
    snapshot: int
    whole: UnitToDate
    deviations: tuple[UnitToDate, ...]  # the largest, up or down
    months: tuple[MonthPair, ...]
    reports: tuple[ReportEntry, ...]
    editions: tuple[EditionFacts, ...]
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]


def body_summary(
    unit: str, period: Period, *, snapshot: int | None = None, language: str, by: Actor, at: datetime
) -> Summary:
    """Gather a body's summary. Raises NotFoundError for a unit that is not the actor's."""
    books = open_books(snapshot)
    view = books.view(period)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    whole = unit_to_date(place_of(unit, view), period)
    below = [code for code in lowest_with_money(unit, books, period) if code != unit]
    rows = [unit_to_date(place_of(code, view), period) for code in below]
    months = month_pairs(unit, period)
    wanted = {ref for row in (whole, *rows) for ref in row.refs}
    wanted |= {ref for pair in months for ref in pair.refs}
    figures = books.resolve(sorted(wanted))
    return Summary(
        unit=whole.unit,
        period=period,
        snapshot=books.number,
        whole=whole,
        deviations=_largest(rows, figures),
        months=months,
        reports=_latest(list_reports(language=language, by=by, at=at)),
        editions=list_editions(by=by, at=at)[::-1][:MOST],
        figures=figures,
        labels=figure_labels(figures, view=view, language=language),
    )


def _largest(rows: list[UnitToDate], figures: Mapping[FigureRef, Figure]) -> tuple[UnitToDate, ...]:
    known = [(abs(value), row) for row in rows if (value := figures[row.variance].value)]
    return tuple(row for _, row in sorted(known, key=lambda each: -each[0])[:MOST])


def _latest(years: tuple[ReportYear, ...]) -> tuple[ReportEntry, ...]:
    """List the latest reports: the last month's of the latest year, then whole years.

    A plan that nobody has begun has nothing to read, goals further ahead than the next year are no news, and
    what a unit plans for itself is no report to a body.
    """
    latest = next((year for year in years if year.monthly), None)
    months = [of_kind[-1] for of_kind in latest.monthly if of_kind] if latest else []
    near = [year for year in years if latest is None or year.year <= latest.year + 1]
    whole = [
        entry
        for year in near
        for entry in year.whole
        if not entry.is_of_unit and (entry.months is not None or entry.has_text)
    ]
    return tuple((*months, *whole)[:MOST])
