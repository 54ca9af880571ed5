"""What the pages of investments show: the projects of a unit and a year, and one project alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from hjulet.domain import investment
from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.investment import Project, Projects
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.period import Period, year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.report import Table
from hjulet.domain.reports.investments import investment_years, investments
from hjulet.domain.reports.plan import rounding_shows
from hjulet.services.access import may, require
from hjulet.services.errors import NotFoundError
from hjulet.services.figures import open_books
from hjulet.services.register_pages import list_scope, may_write
from hjulet.services.tables import TableWords, figure_labels


@dataclass(frozen=True, kw_only=True)
class InvestmentList:
    """The investments of a unit in a year: their table if there are any, and what they come to."""

    unit_name: str
    year: Period
    table: Table | None
    appropriation: FigureRef
    outcome: FigureRef
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class ProjectPage:
    """One project: its years as a table, its decisions, and whose it is.

    ``frame`` is None without one, and where the actor may not see it.
    """

    project: Project
    unit_name: str
    frame: Project | None
    parts: Projects
    table: Table
    figures: Mapping[FigureRef, Figure]
    labels: Mapping[FigureRef, str]
    may_edit: bool


def investment_list(
    unit: str, period: Period, *, snapshot: int | None = None, language: str, by: Actor, at: datetime
) -> InvestmentList:
    """Gather the investments of a unit and all below it, up to a period's end in its year.

    Raises NotFoundError for a unit that is not the actor's.
    """
    books = open_books(snapshot)
    scope = list_scope(unit, period, books, by=by, at=at)
    plan = investments(scope)
    args = {"unit": unit, "period": str(scope.period)}
    totals = [REGISTRY.ref(metric, args) for metric in ("investment_appropriation", "investment_outcome")]
    figures = books.resolve([*totals, *(plan.refs if plan else ())])
    words = TableWords(view=scope.view, body=unit, period=scope.period, language=language)
    return InvestmentList(
        unit_name=scope.view.units[unit].name,
        year=scope.period,
        table=words.table(plan, figures, has_note=rounding_shows(plan, figures)) if plan else None,
        appropriation=totals[0],
        outcome=totals[1],
        figures=figures,
        labels=figure_labels(figures, view=scope.view, registered=books.registered.names, language=language),
        may_edit=may_write(unit, books, by=by, at=at),
    )


def project_page(
    id: str, *, snapshot: int | None = None, language: str, by: Actor, at: datetime
) -> ProjectPage:
    """Gather what is known of one project. Raises NotFoundError for one that is not the actor's."""
    books = open_books(snapshot)
    project = next((each for each in books.registered.projects if each.id == id), None)
    if project is None:
        raise NotFoundError(id)
    last = year_period(project.last_year)
    view = books.view_of(REGISTRY.ref("investment_outcome", {"project": id, "period": str(last)}))
    require(Permission.VIEW_FIGURES, project.unit, by=by, at=at, view=view)
    plan = investment_years(project)
    figures = books.resolve(sorted(plan.refs))
    years = Period(year_period(project.first_year).start, last.end)
    words = TableWords(view=view, body=project.unit, period=years, language=language)
    family = investment.with_parts(books.registered.projects, id)
    frame = next((each for each in books.registered.projects if each.id == project.frame), None)
    sees_frame = frame is not None and may(Permission.VIEW_FIGURES, frame.unit, by=by, at=at, view=view)
    return ProjectPage(
        project=project,
        unit_name=view.units[project.unit].name,
        frame=frame if sees_frame else None,
        parts=tuple(each for each in family if each.id != id),
        table=words.table(plan, figures, has_note=rounding_shows(plan, figures)),
        figures=figures,
        labels=figure_labels(figures, view=view, registered=books.registered.names, language=language),
        may_edit=may_write(project.unit, books, by=by, at=at),
    )


def frames(unit: str, *, by: Actor, at: datetime) -> Projects:
    """List what a project of a unit may lie within: projects without a frame, of the unit or above it.

    Only those that the actor may change. Raises NotFoundError for a unit that is not the actor's.
    """
    books = open_books()
    view = books.organisation.as_of(localdate(at))
    require(Permission.EDIT_ITEMS, unit, by=by, at=at, view=view)
    return tuple(
        each
        for each in books.registered.projects
        if not each.frame
        and unit in view.subtree(each.unit)
        and may(Permission.EDIT_ITEMS, each.unit, by=by, at=at, view=view)
    )
