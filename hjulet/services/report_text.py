"""Writing one text of a report: what stands there, what is asked for, and what it becomes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hjulet.domain.factcheck.model import FactCheck
from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.report import BulletList, Heading, Paragraph, Row, Table
from hjulet.domain.reports.template import PeriodKind
from hjulet.services.access import may, organisation
from hjulet.services.decided import Decision, decision_on
from hjulet.services.drafts import (
    Draft,
    commented,
    draft,
    may_write,
    require_staff_seen,
    require_writing,
    save_draft,
    written_before,
)
from hjulet.services.errors import NotFoundError
from hjulet.services.factcheck import check_report
from hjulet.services.figures import open_books
from hjulet.services.report import BuiltReport, made_from_now, make_report
from hjulet.services.report_parts import Section, Text
from hjulet.services.sealing import sealed_with
from hjulet.services.set_aside import SetAside, settle, waiting
from hjulet.services.templates import template_of
from hjulet.services.text_place import TextPlace


@dataclass(frozen=True, kw_only=True)
class Before:
    """What was written of the same place earlier in the year: since when, and the report it makes now."""

    since: Period
    built: BuiltReport


@dataclass(frozen=True, kw_only=True)
class TextView:
    """One text as its page shows it, and the report that it makes now.

    ``sections`` are the places where the actor may write; ``row`` is the row of ``table`` that the text
    comments on, None for a text of the report's own; ``before`` is the comment that may be carried on where
    nothing is written yet; ``set_aside`` a text of the actor's that lost a race and waits for a choice;
    ``decision`` is what the report was last sealed as.
    """

    section: Section
    sections: tuple[Section, ...]
    draft: Draft
    built: BuiltReport
    checked: FactCheck
    table: Table | None
    row: Row | None
    is_of_unit: bool
    sees_report: bool
    before: Before | None
    set_aside: SetAside | None
    decision: Decision | None
    may_reopen: bool

    @property
    def about(self) -> str:
        """Name the unit that the text's references are about where they name none."""
        report = self.built.report
        return self.section.row if self.is_of_unit else report.unit

    @property
    def shown_period(self) -> Period:
        """Tell the period that they are about: of a month the year to date."""
        return self.built.made_from.template.shown(self.built.report.period)


def first_section(kind: str, unit: str, period: Period, *, language: str, by: Actor, at: datetime) -> str:
    """Name the first place where the actor may write and something is missing, else the first of all.

    Raises NotFoundError for whoever may write nowhere in the report.
    """
    desk = _Desk(kind, unit, period, by, at)
    sections = desk.writable(desk.build(language=language))
    missing = [section for section in sections if section.is_asked and not section.is_written]
    if not sections:
        raise NotFoundError(kind)
    return (missing or sections)[0].id


def view_text(
    kind: str, unit: str, period: Period, section: str, *, language: str, by: Actor, at: datetime
) -> TextView:
    """Gather the page of one text. Raises NotFoundError where it is not the actor's to write."""
    desk = _Desk(kind, unit, period, by, at)
    built = desk.build(language=language)
    sections = desk.writable(built)
    found = next((one for one in sections if one.id == section), None)
    if found is None:
        raise NotFoundError(section)
    table = next((each for each in built.report.tables if each.id == found.block.source), None)
    own = draft(kind, unit, period, section, by=by, at=at)
    return TextView(
        section=found,
        sections=sections,
        draft=own,
        built=built,
        checked=desk.check(built),
        table=table,
        row=next((row for row in table.rows if row.id == found.row), None) if table else None,
        is_of_unit=found.row in desk.view,
        sees_report=desk.sees_report,
        before=None if own.source else desk.before(section, language=language),
        set_aside=waiting(TextPlace(kind, unit, period, section), by=by),
        decision=decision_on(kind, unit, period),
        may_reopen=may(sealed_with(desk.template), unit, by=by, at=at, view=desk.view),
    )


def preview_text(
    kind: str, unit: str, period: Period, section: str, *, source: str, language: str, by: Actor, at: datetime
) -> tuple[BuiltReport, FactCheck]:
    """Build the report with a text that is not saved. Raises NotFoundError where it is not the actor's."""
    desk = _Desk(kind, unit, period, by, at)
    require_writing(desk.template, unit, section, by=by, at=at, view=desk.view)
    require_staff_seen(source, unit, section, period, by=by, at=at, view=desk.view)
    built = desk.build(language=language, texts={section: Text(source=source)})
    return built, desk.check(built)


def drop_set_aside(
    kind: str, unit: str, period: Period, section: str, *, number: int, by: Actor, at: datetime
) -> None:
    """Let what is saved stand instead of a text of the actor's that was set aside; the history keeps it."""
    view, template = organisation().as_of(period.last_day), template_of(kind, period.year)
    require_writing(template, unit, section, by=by, at=at, view=view)
    settle(TextPlace(kind, unit, period, section), number, by=by, at=at)


def carry_on(
    kind: str, unit: str, period: Period, section: str, *, version: int, by: Actor, at: datetime
) -> Draft:
    """Save the last comment of the year on the same row again, said to be unchanged since then.

    Raises NotFoundError without such a comment, ConflictError as ``save_draft`` does.
    """
    view, template = organisation().as_of(period.last_day), template_of(kind, period.year)
    require_writing(template, unit, section, by=by, at=at, view=view)
    found = _written_before(kind, unit, period, section)
    if found is None:
        raise NotFoundError(section)
    return save_draft(
        kind,
        unit,
        period,
        section,
        source=found[1].source,
        version=version,
        unchanged_since=str(_since(*found)),
        by=by,
        at=at,
    )


class _Desk:
    """Where somebody writes in a report: what they see of it, which is all, or their own units alone.

    A manager who comments on one unit of a body's report is shown that unit's row and may show its
    figures in the text; the other units' stay unseen, in the preview too.
    """

    def __init__(self, kind: str, unit: str, period: Period, by: Actor, at: datetime) -> None:
        self.kind, self.unit, self.period, self.by, self.at = kind, unit, period, by, at
        self.view = organisation().as_of(period.last_day)
        self.template = template_of(kind, period.year)
        self.sees_report = self._sees(unit)

    def build(self, *, language: str, texts: Mapping[str, Text] | None = None) -> BuiltReport:
        """Make the report with some texts as given, and leave in it what the actor may see."""
        written = made_from_now(self.kind, self.unit, self.period)
        written = replace(written, texts={**written.texts, **(texts or {})})
        seen = None if self.sees_report else self._own_units()
        built = make_report(self.unit, self.period, written, books=open_books(), language=language, only=seen)
        if seen is None:
            return built
        blocks = tuple(
            replace(block, rows=tuple(row for row in block.rows if row.id in seen))
            for block in built.report.tables
        )
        texts_seen = tuple(
            block
            for block in built.report.blocks
            if isinstance(block, Paragraph | BulletList | Heading) and commented(block.section) in seen
        )
        return replace(built, report=replace(built.report, blocks=(*blocks, *texts_seen)))

    def before(self, section: str, *, language: str) -> Before | None:
        """Find the comment that may be carried on, with its references as they read in this period."""
        found = _written_before(self.kind, self.unit, self.period, section)
        if found is None:
            return None
        month, earlier = found
        built = self.build(language=language, texts={section: Text(source=earlier.source)})
        return Before(since=_since(month, earlier), built=built)

    def writable(self, built: BuiltReport) -> tuple[Section, ...]:
        """List the places where the actor may write."""
        return tuple(
            section
            for section in built.sections
            if may_write(self.template, self.unit, section.id, by=self.by, at=self.at, view=self.view)
        )

    def check(self, built: BuiltReport) -> FactCheck:
        """Check the facts, which takes the whole report: for whoever sees it."""
        if not self.sees_report:
            return FactCheck(findings=(), unchecked=())
        return check_report(built, by=self.by, at=self.at)

    def _own_units(self) -> frozenset[str]:
        return frozenset(unit for unit in self.view.subtree(self.unit) if self._sees(unit))

    def _sees(self, unit: str) -> bool:
        return may(Permission.VIEW_FIGURES, unit, by=self.by, at=self.at, view=self.view)


def _written_before(kind: str, unit: str, period: Period, section: str) -> tuple[Period, Draft] | None:
    if template_of(kind, period.year).period is not PeriodKind.MONTH:
        return None
    return written_before(kind, unit, _earlier(period), [section]).get(section)


def _since(month: Period, earlier: Draft) -> Period:
    """Tell since when a month's words have stood: they may have been carried on before."""
    return parse_period(earlier.unchanged_since) if earlier.unchanged_since else month


def _earlier(period: Period) -> Iterator[Period]:
    """List the earlier months of the year, the latest first."""
    *months, _ = period.year_to_date().months
    return (parse_period(month) for month in reversed(months))
