"""Which texts a report asks for, told without making the report: its places, and the rows that deviate.

A comment is asked for by a deviation, so the deviations of all reports are asked in one go, and nothing else.
What a snapshot says stays true, so it is kept by snapshot, report and template.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from hjulet.domain.figures import FigureRef
from hjulet.domain.period import Period
from hjulet.domain.reports.catalogue import TABLES
from hjulet.domain.reports.deviation import VARIANCE, CommentRule, rule_of
from hjulet.domain.reports.places import place_names
from hjulet.domain.reports.plan import RowPlan
from hjulet.domain.reports.template import BlockType, Template
from hjulet.services.figures import Books
from hjulet.services.registers import scope_of
from hjulet.services.tables import TableWords
from hjulet.texts.catalogue import LANGUAGES


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report by its template, body and period."""

    template: Template
    body: str
    period: Period


@dataclass(frozen=True, kw_only=True)
class AskedText:
    """A text that a report asks for: its place, the row that it comments on (empty: the report's own).

    ``before`` is what the place was called before goals were told apart by their years.
    ``labels`` names the place in each language: the heading that it stands under, or the row.
    """

    section: str
    before: str
    row: str
    labels: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class _Place:
    """A row that is to be commented on if it deviates by as much as the rule says."""

    block: str
    row: RowPlan
    rule: CommentRule

    @property
    def variance(self) -> FigureRef | None:
        """Give the figure that says how much."""
        return self.row.cells.get(VARIANCE) if self.rule.over is not None else None


def asked_texts(reports: Iterable[Report], books: Books) -> dict[Report, tuple[AskedText, ...]]:
    """List what reports ask for, in the order of their templates: what they require, and what deviates."""
    wanted = {report: _key(report, books) for report in reports}
    known: Mapping[str, tuple[AskedText, ...]] = cache.get_many(wanted.values())
    new = _asked([report for report, key in wanted.items() if key not in known], books)
    cache.set_many({wanted[report]: texts for report, texts in new.items()}, timeout=None)
    return {report: known[key] if key in known else new[report] for report, key in wanted.items()}


def _asked(reports: list[Report], books: Books) -> dict[Report, tuple[AskedText, ...]]:
    places = {report: _places(report, books) for report in reports}
    refs = {each.variance for of_report in places.values() for each in of_report if each.variance}
    figures = books.resolve(refs) if refs else {}
    return {
        report: (
            *_required(report),
            *(
                _asked_of(each, labels=_row_labels(each.row, report, books))
                for each in of_report
                if each.rule.asks(figures[each.variance].value if each.variance else None)
            ),
        )
        for report, of_report in places.items()
    }


def _asked_of(place: _Place, *, labels: Mapping[str, str]) -> AskedText:
    row = place.row
    section, before = place_names(place.block, row.id, structure=row.structure)
    return AskedText(section=section, before=before, row=row.id, labels=labels)


def _required(report: Report) -> Iterator[AskedText]:
    """List the texts that are required and have no standing text, named after the heading before."""
    labels: Mapping[str, str] = {}
    for block in report.template.blocks:
        if block.type is BlockType.HEADING:
            labels = {language: block.title_in(language) for language in LANGUAGES}
        elif block.type is BlockType.TEXT and block.required and not block.standing.strip():
            yield AskedText(section=block.id, before=block.id, row="", labels=labels)


def _row_labels(row: RowPlan, report: Report, books: Books) -> dict[str, str]:
    view, shown = books.view(report.period), report.template.shown(report.period)
    return {
        language: TableWords(view=view, body=report.body, period=shown, language=language).row_label(row)
        for language in LANGUAGES
    }


def _places(report: Report, books: Books) -> tuple[_Place, ...]:
    """List the rows that may have to be commented on; a sum is explained by its parts."""
    sources = {block.id: block.source for block in report.template.blocks if block.type is BlockType.TABLE}
    asking = [
        (block, rule)
        for block in report.template.blocks
        if block.type is BlockType.COMMENTS and ((rule := rule_of(block)).required or rule.over is not None)
    ]
    if not asking:
        return ()
    scope = scope_of(books, report.body, report.period, report.template)
    plans = {block.id: TABLES[sources[block.source]](scope) for block, _ in asking}
    return tuple(
        _Place(block=block.id, row=row, rule=rule)
        for block, rule in asking
        if (plan := plans[block.id]) is not None
        for row in plan.rows
        if row.is_commented
    )


def _key(report: Report, books: Books) -> str:
    """Name what is kept: a changed template asks for other things, and another home has other snapshots."""
    asks = [
        (block.id, block.type, block.source, block.title, block.title_en, block.required, block.over)
        for block in report.template.blocks
    ]
    of = (settings.HJULET_HOME, books.number, books.snapshot.known_at, report.body, report.period, asks)
    return f"asked-texts-by-years-{hashlib.sha256(repr(of).encode()).hexdigest()}"
