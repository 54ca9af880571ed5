"""What a template makes of a report before it is saved: asked of the latest books of the actor's body."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.period import Period, parse_period, year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem
from hjulet.domain.report import Chart, Report
from hjulet.domain.reports.catalogue import CHARTS
from hjulet.domain.reports.template import BlockType, PeriodKind, Template, TemplateBlock
from hjulet.services.access import may
from hjulet.services.errors import NotFoundError, RefusedError
from hjulet.services.figures import Books, open_books
from hjulet.services.report import BuiltReport, MadeFrom, build_report
from hjulet.services.report_list import BODIES
from hjulet.services.templates import may_edit_templates, template_problems


@dataclass(frozen=True, kw_only=True)
class TemplatePreview:
    """The report that a template makes, or why it makes none. Its texts are the template's standing ones."""

    built: BuiltReport | None = None
    problems: tuple[Problem, ...] = ()


def preview_template(template: Template, *, language: str, by: Actor, at: datetime) -> TemplatePreview:
    """Build a report by a template that is not saved. Raises NotFoundError for whoever may not edit any."""
    if not may_edit_templates(by=by, at=at):
        raise NotFoundError(template.kind)
    problems = template_problems(template)
    if problems:
        return TemplatePreview(problems=problems)
    try:
        books = open_books()
        period = _latest(template, books)
        built = build_report(
            template.kind,
            _body(books, period, by=by, at=at),
            period,
            language=language,
            made_from=MadeFrom(template=template),
            by=by,
            at=at,
        )
    except RefusedError as refusal:
        return TemplatePreview(problems=refusal.problems)
    return TemplatePreview(built=built, problems=built.problems)


def chart_alone(
    chart: str, unit: str, period: Period, *, snapshot: int | None, language: str, by: Actor, at: datetime
) -> tuple[Chart, Report]:
    """Draw up one chart of the catalogue, for a template that is not saved and has no report of its own.

    Raises NotFoundError for whoever may not edit templates, for a unit that is not the actor's, and for a
    chart that does not exist or has nothing to show.
    """
    if chart not in CHARTS or not may_edit_templates(by=by, at=at):
        raise NotFoundError(chart)
    block = TemplateBlock(type=BlockType.CHART, id=chart, source=chart)
    about = PeriodKind.YEAR if period.is_year else PeriodKind.MONTH
    template = Template(
        kind="", from_year=0, name="", name_en="", title="", title_en="", period=about, blocks=(block,)
    )
    built = build_report(
        "",
        unit,
        period,
        snapshot=snapshot,
        language=language,
        made_from=MadeFrom(template=template),
        by=by,
        at=at,
    )
    if not built.report.charts:
        raise NotFoundError(chart)
    return built.report.charts[0], built.report


def _latest(template: Template, books: Books) -> Period:
    """Find the last month of the ledger, or its year."""
    month = parse_period(max(month for batch in books.batches for month in batch.months))
    return year_period(month.year) if template.period is PeriodKind.YEAR else month


def _body(books: Books, period: Period, *, by: Actor, at: datetime) -> str:
    """Find the first body with money that is the actor's; raises NotFoundError without one."""
    view = books.view(period)
    for unit in books.units_with_money:
        is_body = unit in view and view.units[unit].kind in BODIES
        if is_body and may(Permission.VIEW_FIGURES, unit, by=by, at=at, view=view):
            return unit
    raise NotFoundError(by.id)
