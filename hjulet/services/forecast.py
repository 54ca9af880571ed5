"""Forecasts of the year, registered per unit and month; a change takes a new snapshot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.forecast import Forecast, day_made
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import NotAPeriod, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may, organisation, require
from hjulet.services.errors import ConflictError, refused
from hjulet.services.figures import open_books
from hjulet.services.tables import figure_labels
from hjulet.services.versions import end_version, registering
from hjulet.store.known import known
from hjulet.store.models import ForecastVersion


@dataclass(frozen=True, kw_only=True)
class ForecastText:
    """What somebody writes of a unit's forecast after a month. Without an amount it is taken away.

    ``version`` is the one that it replaces; 0: none.
    """

    unit: str
    month: str
    amount: Decimal | None
    note: str = ""
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class ForecastLine:
    """A unit on the page of forecasts: its figures, and what it has registered itself.

    ``version`` guards a change; 0 where nothing is registered.
    """

    unit: str
    name: str
    level: int
    forecast: FigureRef
    budget: FigureRef
    variance: FigureRef
    own: Forecast | None
    version: int
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class ForecastPage:
    """The forecasts of a unit and those below it, made after a month (``2017-08``)."""

    unit_name: str
    month: str
    lines: tuple[ForecastLine, ...]
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    months: tuple[str, ...]


def forecast_page(
    unit: str, month: str, *, snapshot: int | None = None, language: str, by: Actor, at: datetime
) -> ForecastPage:
    """Gather the forecasts of a unit and those below it. Raises NotFoundError for another's unit."""
    _require_month(month)
    books = open_books(snapshot)
    period = parse_period(month)
    view = books.view(period)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view)
    with_money = set(books.units_with_money)
    units = [one for one in view.subtree(unit) if one in with_money or one == unit]
    rows = {
        row.unit: row
        for row in ForecastVersion.objects.filter(
            known(at=books.snapshot.known_at), unit__in=units, month=month
        )
    }
    top = len(view.above(unit))
    lines = tuple(
        _line(one, month, rows.get(one), view=view, level=len(view.above(one)) - top, by=by, at=at)
        for one in units
    )
    figures = books.resolve(line.variance for line in lines)
    made = ForecastVersion.objects.filter(known(at=books.snapshot.known_at), unit__in=units)
    of_year = made.filter(month__startswith=month[:4]).order_by("month").values_list("month", flat=True)
    return ForecastPage(
        unit_name=view.units[unit].name,
        month=month,
        lines=lines,
        figures=figures,
        labels=figure_labels(figures, view=view, language=language),
        months=tuple(dict.fromkeys(of_year)),
    )


def save_forecasts(texts: Iterable[ForecastText], *, by: Actor, at: datetime) -> None:
    """Register forecasts; what is registered already is left as it is.

    Raises NotFoundError for a unit that is not the actor's, RefusedError for a month that is none,
    ConflictError where somebody else has changed a forecast since its ``version``.
    """
    given = tuple(texts)
    known_units = organisation()
    for text in given:
        _require_month(text.month)
        view = known_units.as_of(day_made(text.month))
        require(Permission.REPORT_FORECAST, text.unit, by=by, at=at, view=view)
    changed = [text for text, _now in _changed(given)]
    if not changed:
        return
    said = [[text.unit, text.month, str(text.amount)] for text in changed]
    with registering("set-forecast", "forecast", by=by, at=at, forecasts=said) as moment:
        for text, now in _changed(given):
            if now is not None:
                end_version(now, version=text.version, theirs=f"{text.unit}: {now.amount}", at=moment)
            elif text.version:
                raise ConflictError(theirs="", mine="", version=0)
            if text.amount is not None:
                ForecastVersion.objects.create(
                    unit=text.unit,
                    month=text.month,
                    amount=text.amount,
                    note=text.note,
                    known_from=moment,
                    set_by=by.id,
                )


def _changed(texts: tuple[ForecastText, ...]) -> list[tuple[ForecastText, ForecastVersion | None]]:
    """Pair what is written with what is registered, where they differ."""
    rows = ForecastVersion.objects.filter(known(at=None), month__in={text.month for text in texts})
    now = {(row.unit, row.month): row for row in rows}
    return [(text, row) for text in texts if _differs(text, row := now.get((text.unit, text.month)))]


def _differs(text: ForecastText, row: ForecastVersion | None) -> bool:
    if row is None:
        return text.amount is not None or bool(text.version)
    return (row.amount, row.note) != (text.amount, text.note)


def _line(
    unit: str,
    month: str,
    row: ForecastVersion | None,
    *,
    view: OrganisationView,
    level: int,
    by: Actor,
    at: datetime,
) -> ForecastLine:
    args = {"unit": unit, "period": month[:4], "as_of": day_made(month).isoformat()}
    forecast, budget, variance = (
        REGISTRY.ref(metric, args) for metric in ("forecast", "forecast_budget", "forecast_variance")
    )
    return ForecastLine(
        unit=unit,
        name=view.units[unit].name,
        level=level,
        forecast=forecast,
        budget=budget,
        variance=variance,
        own=row.to_domain() if row else None,
        version=row.pk if row else 0,
        may_edit=may(Permission.REPORT_FORECAST, unit, by=by, at=at, view=view),
    )


def _require_month(month: str) -> None:
    try:
        is_month = len(parse_period(month).months) == 1
    except NotAPeriod:
        is_month = False
    if not is_month:
        raise refused("bad-period", value=month)
