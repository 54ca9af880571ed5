"""What the pages of government grants show: the grants of a unit and a year, and one grant alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.grant import GovernmentGrant
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period, year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.report import Table
from hjulet.domain.reports.investments import government_grants, grant_years
from hjulet.domain.reports.plan import rounding_shows
from hjulet.services.access import organisation, require
from hjulet.services.errors import NotFoundError
from hjulet.services.figures import open_books
from hjulet.services.register_pages import list_scope, may_write
from hjulet.services.tables import TableWords, figure_labels


@dataclass(frozen=True, kw_only=True)
class GrantList:
    """The grants of a unit in a year: their table if there are any, and all that is booked as grants."""

    unit_name: str
    year: Period
    table: Table | None
    booked: FigureRef
    difference: FigureRef
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class GrantPage:
    """One grant: its years as a table, its entries, and whose it is."""

    grant: GovernmentGrant
    unit_name: str
    table: Table
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    may_edit: bool


def grant_list(
    unit: str, period: Period, *, snapshot: int | None = None, language: str, by: Actor, at: datetime
) -> GrantList:
    """Gather the grants of a unit and all below it, up to a period's end in its year.

    Raises NotFoundError for a unit that is not the actor's.
    """
    books = open_books(snapshot)
    scope = list_scope(unit, period, books, by=by, at=at)
    plan = government_grants(scope)
    args = {"unit": unit, "period": str(scope.period)}
    booked = REGISTRY.ref("income", {**args, "line": "grants"})
    difference = REGISTRY.ref("grant_difference", args)
    figures = books.resolve([booked, difference, *(plan.refs if plan else ())])
    words = TableWords(view=scope.view, body=unit, period=scope.period, language=language)
    return GrantList(
        unit_name=scope.view.units[unit].name,
        year=scope.period,
        table=words.table(plan, figures, has_note=rounding_shows(plan, figures)) if plan else None,
        booked=booked,
        difference=difference,
        figures=figures,
        labels=figure_labels(figures, view=scope.view, registered=books.registered.names, language=language),
        may_edit=may_write(unit, books, by=by, at=at),
    )


def grant_page(id: str, *, snapshot: int | None = None, language: str, by: Actor, at: datetime) -> GrantPage:
    """Gather what is known of one grant. Raises NotFoundError for one that is not the actor's."""
    books = open_books(snapshot)
    grant = next((each for each in books.registered.grants if each.id == id), None)
    if grant is None:
        raise NotFoundError(id)
    today = books.snapshot.known_at.date()
    last = year_period((grant.last_day or today).year)
    view = books.view(last)
    require(Permission.VIEW_FIGURES, grant.unit, by=by, at=at, view=view)
    years = _years(grant, until=today.year)
    plan = grant_years(grant, years)
    figures = books.resolve(sorted(plan.refs))
    words = TableWords(view=view, body=grant.unit, period=years, language=language)
    return GrantPage(
        grant=grant,
        unit_name=view.units[grant.unit].name,
        table=words.table(plan, figures, has_note=rounding_shows(plan, figures)),
        figures=figures,
        labels=figure_labels(figures, view=view, registered=books.registered.names, language=language),
        may_edit=may_write(grant.unit, books, by=by, at=at),
    )


def _years(grant: GovernmentGrant, *, until: int) -> Period:
    """Give the years of a grant up to now, with those that it was paid in after its end."""
    paid = [each.on.year for each in grant.entries]
    ends = grant.last_day.year if grant.last_day else until
    last = max(min(max([ends, *paid]), until), grant.first_day.year)
    return Period(year_period(grant.first_day.year).start, year_period(last).end)


def require_grant_editor(unit: str, *, by: Actor, at: datetime) -> None:
    """Let through whoever may register a grant of a unit; else NotFoundError."""
    require(Permission.EDIT_ITEMS, unit, by=by, at=at, view=organisation().as_of(localdate(at)))
