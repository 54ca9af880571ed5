"""What a template makes of a report before it is saved: asked of the latest books of the actor's body."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.period import Period, parse_period, year_period
from hjulet.domain.permission import Actor
from hjulet.domain.problem import Problem
from hjulet.domain.reports.template import PeriodKind, Template
from hjulet.services.errors import NotFoundError, RefusedError, refused
from hjulet.services.figures import Books, open_books
from hjulet.services.plan_steps import steps_now
from hjulet.services.report import BuiltReport, MadeFrom, build_report
from hjulet.services.report_actions import owners_now
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
            owners=owners_now(template, unit, period),
        )
        built = build_report(template.kind, unit, period, language=language, made_from=written, by=by, at=at)
    except RefusedError as refusal:
        return TemplatePreview(problems=refusal.problems)
    return TemplatePreview(built=built, problems=built.problems)


def _latest(template: Template, books: Books, *, by: Actor, at: datetime) -> tuple[str, Period]:
    """Find the actor's first body, and the ledger's last month or its year.

    Raises RefusedError ``no-data`` without a ledger or a body.
    """
    months = {month for batch in books.batches for month in batch.months}
    if not months:
        raise refused("no-data")
    month = parse_period(max(months))
    period = month if template.period is PeriodKind.MONTH else year_period(month.year)
    bodies = [each for each in bodies_of(books, period, by=by, at=at) if template.is_of(each.kind)]
    if not bodies:
        raise refused("no-data")
    return bodies[0].code, period
