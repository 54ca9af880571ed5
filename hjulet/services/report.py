"""Reports: a template, figures of one snapshot and texts become one Report, in one language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hjulet.domain.calendar.step import Occurrence
from hjulet.domain.closing import PeriodState
from hjulet.domain.figures import FigureRef
from hjulet.domain.period import NotAPeriod, Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem
from hjulet.domain.report import Report
from hjulet.domain.reports.template import PeriodKind, Template
from hjulet.domain.reports.template_document import parse_template, template_document
from hjulet.domain.reports.unit_facts import NOTHING_BESIDE, Beside
from hjulet.services.access import require
from hjulet.services.drafts import drafts
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.figures import Books, open_books
from hjulet.services.plan_steps import parse_steps, steps_document, steps_now
from hjulet.services.registers import scope_of
from hjulet.services.report_beside import beside_document, beside_now, parse_beside
from hjulet.services.report_parts import Making, Section, Text
from hjulet.services.tables import figure_labels
from hjulet.services.templates import template_of
from hjulet.texts.catalogue import SWEDISH
from hjulet.texts.reports import owned


@dataclass(frozen=True, kw_only=True)
class MadeFrom:
    """What people have written that a report is made from: its template, and its texts by section.

    ``steps`` are those of the year that its template shows, ``beside`` what else it shows that no snapshot
    knows: the team's board, and what those who own something are called.
    """

    template: Template
    texts: Mapping[str, Text] = field(default_factory=dict)
    steps: tuple[Occurrence, ...] = ()
    beside: Beside = NOTHING_BESIDE


@dataclass(frozen=True, kw_only=True)
class BuiltReport:
    """A report with what belongs beside it.

    ``problems`` are those of its texts, ``sections`` the places where somebody writes, ``labels`` names the
    figures in words. ``books`` are those that it was asked of.
    """

    report: Report
    made_from: MadeFrom
    problems: tuple[Problem, ...]
    sections: tuple[Section, ...]
    labels: Mapping[FigureRef, str]
    books: Books

    @property
    def missing(self) -> tuple[Section, ...]:
        """List the texts that the template asks for and nobody has written."""
        return tuple(section for section in self.sections if section.is_asked and not section.is_written)

    @property
    def required(self) -> tuple[Section, ...]:
        """List those of them without which the report is not sealed."""
        return tuple(section for section in self.missing if section.block.required)


def build_report(
    kind: str,
    unit: str,
    period: Period,
    *,
    snapshot: int | None = None,
    language: str = SWEDISH,
    made_from: MadeFrom | None = None,
    by: Actor,
    at: datetime,
) -> BuiltReport:
    """Build a report, from its template and texts as they stand or as ``made_from`` has them.

    Raises RefusedError ``not-built`` for a kind that does not exist, ``not-a-year`` or ``not-a-month`` where
    the kind is about another period, and NotFoundError for a unit that is not the actor's.
    """
    books = open_books(snapshot)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=books.view(period))
    written = made_from or made_from_now(kind, unit, period)
    return make_report(unit, period, written, books=books, language=language)


def make_report(
    unit: str,
    period: Period,
    written: MadeFrom,
    *,
    books: Books,
    language: str = SWEDISH,
    only: Collection[str] | None = None,
) -> BuiltReport:
    """Make a report for a service that has asked for permission itself.

    ``only`` names the units that its texts may show figures of, where they are not all of the report's.
    Raises RefusedError where the kind is about another period, or not given by such a unit, and NotFoundError
    for a unit that is not there.
    """
    view = books.view(period)
    if unit not in view:
        raise NotFoundError(unit)
    _require_suits(written.template, view.units[unit].kind, period)
    making = Making(
        books=books,
        scope=scope_of(books, unit, period, written.template, steps=written.steps, beside=written.beside),
        language=language,
        template=written.template,
        texts=written.texts,
        only=None if only is None else frozenset(only),
    )
    return _built(making, written)


def made_from_now(kind: str, unit: str, period: Period) -> MadeFrom:
    """Give the template and the texts of a report as they stand now. Raises as ``build_report`` does."""
    template = template_of(kind, period.year)
    texts = drafts(kind, unit, period)
    return MadeFrom(
        template=template,
        texts={
            section: Text(source=draft.source, unchanged_since=draft.unchanged_since)
            for section, draft in texts.items()
        },
        steps=steps_now(template, unit, period),
        beside=beside_now(template, unit, period),
    )


def made_from_document(made_from: MadeFrom) -> dict[str, Any]:
    """Write what a report was made from as plain values, to be kept beside its edition."""
    texts = {section: vars(text) for section, text in made_from.texts.items()}
    document = {"template": template_document(made_from.template), "texts": texts}
    steps = {"steps": steps_document(made_from.steps)} if made_from.steps else {}
    has_beside = made_from.beside != NOTHING_BESIDE
    beside = {"beside": beside_document(made_from.beside)} if has_beside else {}
    return {**document, **steps, **beside}


def parse_made_from(document: Mapping[str, Any]) -> MadeFrom | None:
    """Read what ``made_from_document`` wrote; None for an edition from before it was kept."""
    if not document:
        return None
    texts = {section: Text(**text) for section, text in document["texts"].items()}
    return MadeFrom(
        template=parse_template(document["template"]),
        texts=texts,
        steps=parse_steps(document.get("steps", ())),
        beside=parse_beside(document.get("beside", {})),
    )


def parse_report_period(text: str) -> Period:
    """Read a report's period; raises RefusedError."""
    try:
        return parse_period(text)
    except NotAPeriod as fault:
        raise refused("bad-period", value=text) from fault


def _built(making: Making, written: MadeFrom) -> BuiltReport:
    books, view = making.books, making.view
    figures = books.resolve(sorted(making.refs))
    blocks, sections = making.write(figures)
    name = view.units[making.unit].name
    report = Report(
        title=owned(written.template.title_in(making.language), name, language=making.language),
        kind=written.template.kind,
        unit=making.unit,
        unit_name=name,
        period=making.period,
        snapshot=books.number,
        language=making.language,
        blocks=blocks,
        figures=figures,
        decided_by=written.template.decided_by,
        preliminary=not written.template.is_ahead
        and books.closing(making.shown_period) is not PeriodState.CLOSED,
    )
    labels = figure_labels(figures, view=view, registered=books.names_of(figures), language=making.language)
    return BuiltReport(
        report=report,
        made_from=written,
        problems=making.problems,
        sections=sections,
        labels=labels,
        books=books,
    )


def _require_suits(template: Template, unit_kind: str, period: Period) -> None:
    if not template.is_of(unit_kind):
        raise refused("not-its-report", name=template.name)
    if not template.suits(period):
        code = "not-a-month" if template.period is PeriodKind.MONTH else "not-a-year"
        raise refused(code, period=str(period))
