"""What a template makes of a report before it is saved: asked of the latest books of the actor's body."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.organisation import OrgUnit
from hjulet.domain.period import Period, parse_period, year_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem
from hjulet.domain.reports.template import PeriodKind, Template
from hjulet.services.access import may
from hjulet.services.errors import NotFoundError, RefusedError, refused
from hjulet.services.figures import Books, open_books
from hjulet.services.plan_steps import steps_now
from hjulet.services.report import BuiltReport, MadeFrom, build_report
from hjulet.services.report_beside import beside_now
from hjulet.services.report_list import bodies_of
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
        unit, period = _latest(template, open_books(), by=by, at=at)
        written = MadeFrom(
            template=template,
            steps=steps_now(template, unit, period),
            beside=beside_now(template, unit, period),
        )
        built = build_report(template.kind, unit, period, language=language, made_from=written, by=by, at=at)
    except RefusedError as refusal:
        return TemplatePreview(problems=refusal.problems)
    return TemplatePreview(built=built, problems=built.problems)


def _latest(template: Template, books: Books, *, by: Actor, at: datetime) -> tuple[str, Period]:
    """Find the actor's first body, or unit that gives such a report, and the ledger's last month or year.

    Raises RefusedError ``no-data`` without a ledger or such a unit.
    """
    months = {month for batch in books.batches for month in batch.months}
    if not months:
        raise refused("no-data")
    month = parse_period(max(months))
    period = month if template.period is PeriodKind.MONTH else year_period(month.year)
    view = books.view(period)
    giving: Iterable[OrgUnit] = bodies_of(books, period, by=by, at=at)
    if template.of:
        giving = (unit for unit in view.units.values() if template.is_of(unit.kind))
    for unit in giving:
        if may(Permission.VIEW_FIGURES, unit.code, by=by, at=at, view=view):
            return unit.code, period
    raise refused("no-data")
