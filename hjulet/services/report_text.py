"""Writing one text of a report: what stands there, what is asked for, and what it becomes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from hjulet.domain.factcheck.model import FactCheck
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor
from hjulet.domain.report import Row, Table
from hjulet.domain.reports.template import PeriodKind
from hjulet.services.access import organisation
from hjulet.services.drafts import Draft, draft, may_write, require_writing, save_draft, written_before
from hjulet.services.errors import NotFoundError
from hjulet.services.factcheck import check_report
from hjulet.services.report import BuiltReport, build_report, made_from_now
from hjulet.services.report_parts import Section, Text


@dataclass(frozen=True, kw_only=True)
class Before:
    """What was written of the same place in an earlier period of the year."""

    period: Period
    draft: Draft

    @property
    def since(self) -> str:
        """Tell since when the words have stood: they may have been carried on before."""
        return self.draft.unchanged_since or str(self.period)


@dataclass(frozen=True, kw_only=True)
class TextView:
    """One text as its page shows it, and the report that it makes now.

    ``sections`` are the places where the actor may write; ``row`` is the row of ``table`` that the text
    comments on, None for a text of the report's own; ``before`` is the comment that may be carried on.
    """

    section: Section
    sections: tuple[Section, ...]
    draft: Draft
    built: BuiltReport
    checked: FactCheck
    table: Table | None
    row: Row | None
    is_of_unit: bool
    before: Before | None

    @property
    def about(self) -> str:
        """Name the unit that the text's references are about where they name none."""
        report = self.built.report
        return self.section.row if self.is_of_unit else report.unit

    @property
    def shown_period(self) -> Period:
        """Tell the period that they are about: of a month the year to date."""
        period = self.built.report.period
        is_month = self.built.made_from.template.period is PeriodKind.MONTH
        return period.year_to_date() if is_month else period


def first_section(kind: str, unit: str, period: Period, *, language: str, by: Actor, at: datetime) -> str:
    """Name the first place where the actor may write and something is missing, else the first of all.

    Raises NotFoundError for whoever may write nowhere in the report.
    """
    built = build_report(kind, unit, period, language=language, by=by, at=at)
    sections = _writable(built, by=by, at=at)
    missing = [section for section in sections if section.is_asked and not section.is_written]
    if not sections:
        raise NotFoundError(kind)
    return (missing or sections)[0].id


def view_text(
    kind: str, unit: str, period: Period, section: str, *, language: str, by: Actor, at: datetime
) -> TextView:
    """Gather the page of one text. Raises NotFoundError where it is not the actor's to write."""
    built = build_report(kind, unit, period, language=language, by=by, at=at)
    sections = _writable(built, by=by, at=at)
    found = next((one for one in sections if one.id == section), None)
    if found is None:
        raise NotFoundError(section)
    table = next((each for each in built.report.tables if each.id == found.block.source), None)
    return TextView(
        section=found,
        sections=sections,
        draft=draft(kind, unit, period, section, by=by, at=at),
        built=built,
        checked=check_report(built, by=by, at=at),
        table=table,
        row=next((row for row in table.rows if row.id == found.row), None) if table else None,
        is_of_unit=found.row in organisation().as_of(period.last_day),
        before=_before(built, section),
    )


def preview_text(
    kind: str, unit: str, period: Period, section: str, *, source: str, language: str, by: Actor, at: datetime
) -> tuple[BuiltReport, FactCheck]:
    """Build the report with a text that is not saved. Raises NotFoundError where it is not the actor's."""
    require_writing(unit, section, by=by, at=at, view=organisation().as_of(period.last_day))
    written = made_from_now(kind, unit, period, by=by, at=at)
    texts = {**written.texts, section: Text(source=source)}
    built = build_report(
        kind, unit, period, language=language, made_from=replace(written, texts=texts), by=by, at=at
    )
    return built, check_report(built, by=by, at=at)


def carry_on(
    kind: str, unit: str, period: Period, section: str, *, version: int, by: Actor, at: datetime
) -> Draft:
    """Save the last comment of the year on the same row again, said to be unchanged since then.

    Raises NotFoundError without such a comment, ConflictError as ``save_draft`` does.
    """
    built = build_report(kind, unit, period, by=by, at=at)
    before = _before(built, section)
    if before is None:
        raise NotFoundError(section)
    return save_draft(
        kind,
        unit,
        period,
        section,
        source=before.draft.source,
        version=version,
        unchanged_since=before.since,
        by=by,
        at=at,
    )


def _writable(built: BuiltReport, *, by: Actor, at: datetime) -> tuple[Section, ...]:
    report = built.report
    view: OrganisationView = organisation().as_of(report.period.last_day)
    return tuple(
        section for section in built.sections if may_write(report.unit, section.id, by=by, at=at, view=view)
    )


def _before(built: BuiltReport, section: str) -> Before | None:
    report, template = built.report, built.made_from.template
    if template.period is not PeriodKind.MONTH:
        return None
    found = written_before(report.kind, report.unit, _earlier(report.period), [section])
    return Before(period=found[section][0], draft=found[section][1]) if section in found else None


def _earlier(period: Period) -> Iterator[Period]:
    """List the earlier months of the year, the latest first."""
    *months, _ = period.year_to_date().months
    return (parse_period(month) for month in reversed(months))
