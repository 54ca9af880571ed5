"""A report kind as data: which blocks, in what order, with what texts, instructions and demands.

A template holds from a year until a later one of its kind. It names tables and charts of the catalogue
(``hjulet.domain.reports.catalogue``); what a municipality writes in it stands in Swedish, with English
beside where somebody has written that too.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from hjulet.domain.numbers import NotANumber, parse_amount
from hjulet.domain.period import Period
from hjulet.domain.report import Decider

FIRST_YEAR, LAST_YEAR = 1998, 2199

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


class BlockType(StrEnum):
    """What a block of a template becomes."""

    HEADING = "heading"
    TEXT = "text"  # written for each report, from the standing text
    TABLE = "table"
    CHART = "chart"
    COMMENTS = "comments"  # a text for each row of a table, or for those that deviate
    CHAPTERS = "chapters"  # a chapter for each of what is registered, with places for texts in it


_WITH_ROWS = frozenset({BlockType.COMMENTS, BlockType.CHAPTERS})
_OF_CATALOGUE = frozenset({BlockType.TABLE, BlockType.CHAPTERS})


class PeriodKind(StrEnum):
    """What period a report of a kind is about."""

    YEAR = "year"
    MONTH = "month"  # a month, shown with the year to date
    AHEAD = "ahead"  # a year to come: it rests on decisions, not on books


@dataclass(frozen=True, kw_only=True)
class TemplateBlock:
    """One block. ``id`` is its place in the report, and the name of the text written in it.

    ``title`` is a heading's text. ``source`` names a table, a chart or chapters of the catalogue, or for
    comments the block of the table. ``standing`` is the text to start from, figures as references;
    ``instruction`` tells the writer what is wanted. ``required``: not sealed without a text. ``over``:
    comments are asked for where a row deviates by so much; empty for no limit.
    """

    type: BlockType
    id: str
    title: str = ""
    title_en: str = ""
    level: int = 2
    source: str = ""
    standing: str = ""
    instruction: str = ""
    required: bool = False
    over: str = ""

    def title_in(self, language: str) -> str:
        """Give the title in a language; Swedish where nobody has written another."""
        return (self.title_en if language != "sv" else "") or self.title


@dataclass(frozen=True, kw_only=True)
class Template:
    """A kind of report from a year on. ``title`` may name the owner: ``{owner} årsrapport``.

    ``of`` are the kinds of unit that give it; empty for the bodies that have reports of their own.
    ``decided_by`` tells who decides it.
    """

    kind: str
    from_year: int
    name: str
    name_en: str
    title: str
    title_en: str
    period: PeriodKind
    blocks: tuple[TemplateBlock, ...]
    of: tuple[str, ...] = ()
    decided_by: Decider = Decider.BODY

    def block(self, id: str) -> TemplateBlock | None:
        """Find a block by its id."""
        return next((block for block in self.blocks if block.id == id), None)

    @property
    def is_ahead(self) -> bool:
        """Tell whether it is about a year to come, so that no books are waited for."""
        return self.period is PeriodKind.AHEAD

    @property
    def is_of_unit(self) -> bool:
        """Tell whether it is a unit's or a company's own: whoever comments on the unit writes it."""
        return self.decided_by is not Decider.BODY

    @property
    def tables(self) -> frozenset[str]:
        """Name the tables of the catalogue that it has."""
        return frozenset(block.source for block in self.blocks if block.type is BlockType.TABLE)

    @property
    def sources(self) -> frozenset[str]:
        """Name the tables and chapters of the catalogue that it has."""
        return frozenset(block.source for block in self.blocks if block.type in _OF_CATALOGUE)

    @property
    def charts(self) -> frozenset[str]:
        """Name the charts of the catalogue that it has."""
        return frozenset(block.source for block in self.blocks if block.type is BlockType.CHART)

    def has_place(self, section: str) -> bool:
        """Tell whether a text can be written at a place: a block of texts, or a row of one that has rows."""
        id, _, row = section.partition(".")
        block = self.block(id)
        return block is not None and block.type in (_WITH_ROWS if row else {BlockType.TEXT})

    def heading_over(self, id: str, *, language: str) -> str:
        """Give the heading that a block stands under; empty before the first, and for no block here."""
        title = ""
        for block in self.blocks:
            if block.type is BlockType.HEADING:
                title = block.title_in(language)
            if block.id == id:
                return title
        return ""

    def is_of(self, unit_kind: str) -> bool:
        """Tell whether a kind of unit gives it."""
        return not self.of or unit_kind in self.of

    def suits(self, period: Period) -> bool:
        """Tell whether a report of this kind can be about a period."""
        return len(period.months) == 1 if self.period is PeriodKind.MONTH else period.is_year

    def shown(self, period: Period) -> Period:
        """Tell the period that texts and charts are about: of a month the year to date."""
        return period.year_to_date() if self.period is PeriodKind.MONTH else period

    def name_in(self, language: str) -> str:
        """Give the kind's name in a language; Swedish where nobody has written another."""
        return (self.name_en if language != "sv" else "") or self.name

    def title_in(self, language: str) -> str:
        """Give the title's pattern in a language."""
        return (self.title_en if language != "sv" else "") or self.title


@dataclass(frozen=True)
class TemplateFault:
    """What is wrong with a template: a code, and the block (empty: the template itself)."""

    code: str
    block: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a template may name: tables, those that have a column of variances, charts, and chapters."""

    tables: Collection[str]
    with_variance: Collection[str]
    charts: Collection[str]
    chapters: Collection[str] = ()


def template_faults(template: Template, *, known: Known) -> tuple[TemplateFault, ...]:
    """List what is wrong with a template, all at once."""
    return (*_head_faults(template), *_block_faults(template, known), *_skipped_levels(template))


def _head_faults(template: Template) -> Iterator[TemplateFault]:
    if not template.name.strip():
        yield TemplateFault("template-without-name")
    elif not _ID.fullmatch(template.kind):
        yield TemplateFault("template-bad-name")
    if not FIRST_YEAR <= template.from_year <= LAST_YEAR:
        yield TemplateFault("template-bad-year")
    if not template.blocks:
        yield TemplateFault("template-empty")


def _block_faults(template: Template, known: Known) -> Iterator[TemplateFault]:
    seen: dict[str, TemplateBlock] = {}
    for block in template.blocks:
        if block.id in seen or not _ID.fullmatch(block.id):
            yield TemplateFault("template-block-twice", block.id)
        match block.type:
            case BlockType.HEADING if not block.title.strip():
                yield TemplateFault("template-heading-empty", block.id)
            case BlockType.TABLE if block.source not in known.tables:
                yield TemplateFault("template-unknown-table", block.id)
            case BlockType.CHART if block.source not in known.charts:
                yield TemplateFault("template-unknown-chart", block.id)
            case BlockType.CHAPTERS if block.source not in known.chapters:
                yield TemplateFault("template-unknown-chapters", block.id)
            case BlockType.COMMENTS if not _is_table(seen.get(block.source)):
                yield TemplateFault("template-comments-without-table", block.id)
            case BlockType.COMMENTS if block.over and not _is_amount(block.over):
                yield TemplateFault("template-bad-limit", block.id)
            case BlockType.COMMENTS if block.over and seen[block.source].source not in known.with_variance:
                yield TemplateFault("template-limit-without-variance", block.id)
        seen[block.id] = block


def _is_amount(text: str) -> bool:
    try:
        parse_amount(text)
    except NotANumber:
        return False
    return True


def _is_table(block: TemplateBlock | None) -> bool:
    return block is not None and block.type is BlockType.TABLE


def _skipped_levels(template: Template) -> Iterator[TemplateFault]:
    """A document that is to be read aloud has no level 4 right under a level 2 (PDF/UA-1)."""
    level = 1
    for block in template.blocks:
        if block.type is BlockType.HEADING:
            if not 2 <= block.level <= level + 1:
                yield TemplateFault("template-level-skipped", block.id)
            level = block.level
