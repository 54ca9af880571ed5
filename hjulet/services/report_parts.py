"""The making of one report: its template's blocks get figures, words and texts, in order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period
from hjulet.domain.problem import Problem
from hjulet.domain.report import (
    Block,
    BulletList,
    Chart,
    Heading,
    Inlines,
    Paragraph,
    ShownFigure,
    Table,
    Words,
)
from hjulet.domain.reports.catalogue import CHAPTERS, CHARTS, TABLES
from hjulet.domain.reports.chapters import Chapters, Place, SlotTitle, Title, refs_of
from hjulet.domain.reports.charts import ChartPlan
from hjulet.domain.reports.deviation import VARIANCE, rule_of
from hjulet.domain.reports.places import place_name
from hjulet.domain.reports.plan import RowPlan, TablePlan, rounding_shows
from hjulet.domain.reports.scope import Scope
from hjulet.domain.reports.template import BlockType, Template, TemplateBlock
from hjulet.domain.text import FigureInline, Inline, Narrative, Passage, parse_narrative
from hjulet.services.chart_words import ChartWords
from hjulet.services.figures import Books
from hjulet.services.report_chapters import chapter_block
from hjulet.services.tables import TableWords
from hjulet.texts.chapters import place_words, slot_words, title_words
from hjulet.texts.reports import NO_VALUE, empty_sentence, unchanged_words

TOPMOST, DEEPEST = 2, 4
"""The levels that a heading of a report can have: the first is its title's."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text as it goes into a report. ``unchanged_since`` is the month whose words it repeats."""

    source: str
    unchanged_since: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A place of a report where somebody writes: a text, or the comment on a row of a table.

    ``label`` is the heading it stands under, or the row's; ``is_asked`` tells that the template wants it,
    ``is_written`` that it has a text (its standing text counts). A place of a chapter tells what it is
    ``about``, and its ``slot`` in words.
    """

    id: str
    block: TemplateBlock
    label: str
    is_asked: bool
    is_written: bool
    row: str = ""
    about: str = ""
    slot: str = ""


@dataclass(frozen=True, kw_only=True)
class Making:
    """A report in the making. ``texts`` are by section; what a text leaves unsaid is the report's own.

    ``only`` are the units that texts may show figures of, None for all of the report's.
    """

    books: Books
    scope: Scope
    language: str
    template: Template
    texts: Mapping[str, Text]
    only: frozenset[str] | None = None

    @property
    def unit(self) -> str:
        """Tell whose report it is."""
        return self.scope.unit

    @property
    def period(self) -> Period:
        """Tell the period of the report."""
        return self.scope.period

    @property
    def view(self) -> OrganisationView:
        """Look at the organisation of its time."""
        return self.scope.view

    @property
    def shown_period(self) -> Period:
        """Tell the period that texts and charts are about: of a month the year to date."""
        return self.template.shown(self.period)

    @cached_property
    def plans(self) -> dict[str, TablePlan]:
        """Plan the tables that have something to show, by block."""
        plans = {}
        for block in self._blocks(BlockType.TABLE):
            plan = TABLES[block.source](self.scope)
            if plan is not None:
                plans[block.id] = plan
        return plans

    @cached_property
    def chapters(self) -> dict[str, Chapters]:
        """Plan the chapters, by block."""
        return {block.id: CHAPTERS[block.source](self.scope) for block in self._blocks(BlockType.CHAPTERS)}

    @property
    def tables(self) -> dict[str, str]:
        """Name the block of each table of the catalogue that has something to show, the first of its kind."""
        found: dict[str, str] = {}
        for block in self._blocks(BlockType.TABLE):
            if block.id in self.plans:
                found.setdefault(block.source, block.id)
        return found

    @cached_property
    def charts(self) -> dict[str, ChartPlan]:
        """Plan the charts that can be drawn of the unit, by block."""
        plans = {block.id: CHARTS[block.source](self.scope) for block in self._blocks(BlockType.CHART)}
        return {id: plan for id, plan in plans.items() if plan is not None}

    @cached_property
    def narratives(self) -> dict[str, Narrative]:
        """Read the texts of the places that the report has, by section.

        A standing text stands until somebody writes there, or empties it. What was written of a row or a goal
        that is no longer shown is kept where it is, and is nothing of the report.
        """
        standing = {
            block.id: block.standing
            for block in self._blocks(BlockType.TEXT)
            if block.standing.strip() and block.id not in self.texts
        }
        places = frozenset(self._places())
        written = {
            section: text.source
            for section, text in self.texts.items()
            if text.source.strip() and section in places
        }
        return {section: self._read(section, source) for section, source in (standing | written).items()}

    @property
    def refs(self) -> frozenset[FigureRef]:
        """Collect the figures that the tables, charts and texts show."""
        tables = (ref for plan in self.plans.values() for ref in plan.refs)
        texts = (ref for narrative in self.narratives.values() for ref in narrative.refs)
        charts = (ref for plan in self.charts.values() for ref in plan.refs)
        chapters = (ref for parts in self.chapters.values() for ref in refs_of(parts))
        return frozenset((*tables, *charts, *chapters, *texts))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Collect what is wrong with the texts of places that the report has."""
        return tuple(problem for narrative in self.narratives.values() for problem in narrative.problems)

    def write(self, figures: Mapping[FigureRef, Figure]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
        """Write the blocks, and list the places where somebody writes."""
        writer = _Writer(self, figures)
        blocks = tuple(writer.blocks())
        return blocks, tuple(writer.sections)

    def written_at(self, block: str, place: Place) -> str:
        """Name the place of a chapter's text."""
        return place_name(block, place.row, structure=place.structure, written=self.texts)

    def commented(self, block: TemplateBlock, row: RowPlan) -> str:
        """Name the place of a comment on a row."""
        return place_name(block.id, row.id, structure=row.structure, written=self.texts)

    def _places(self) -> Iterator[str]:
        """List the sections where somebody writes: of texts, of rows that are commented on, of chapters."""
        yield from (block.id for block in self._blocks(BlockType.TEXT))
        for block in self._blocks(BlockType.COMMENTS):
            plan = self.plans.get(block.source)
            rows = plan.rows if plan else ()
            yield from (self.commented(block, row) for row in rows if row.is_commented)
        for id, parts in self.chapters.items():
            yield from (self.written_at(id, part) for part in parts if isinstance(part, Place))

    def _blocks(self, wanted: BlockType) -> Iterator[TemplateBlock]:
        return (block for block in self.template.blocks if block.type is wanted)

    def _read(self, section: str, source: str) -> Narrative:
        """Read a text; a comment on a unit's row is about that unit."""
        row = section.partition(".")[2]
        units = self.books.subtree(self.unit, self.period) if self.only is None else tuple(self.only)
        return parse_narrative(
            source,
            registry=REGISTRY,
            defaults={"unit": row if row in self.view else self.unit, "period": str(self.shown_period)},
            units=units,
            registered=self.books.may_be_named(units),
            file=section,
        )


class _Writer:
    """Writes the blocks in order; remembers how deep the headings have come, and the places of texts."""

    def __init__(self, making: Making, figures: Mapping[FigureRef, Figure]) -> None:
        self.making, self.figures = making, figures
        self.words = TableWords(
            view=making.view, body=making.unit, period=making.shown_period, language=making.language
        )
        self.chart_words = ChartWords(
            view=making.view, body=making.unit, period=making.period, language=making.language
        )
        self.sections: list[Section] = []
        self.chapter, self.level = 1, 1  # of the template's last heading, and of the last one written
        self.title = ""
        plans = making.plans.items()
        self.noted = next((id for id, plan in plans if rounding_shows(plan, figures)), None)

    def blocks(self) -> Iterator[Block]:
        """Write every block of the template."""
        for block in self.making.template.blocks:
            match block.type:
                case BlockType.HEADING:
                    self.title, self.chapter = block.title_in(self.making.language), block.level
                    yield self._heading(block.id, block.level, self.title)
                case BlockType.TEXT:
                    yield from self._text(block)
                case BlockType.TABLE:
                    yield from self._table(block)
                case BlockType.CHART:
                    yield from self._chart(block)
                case BlockType.COMMENTS:
                    yield from self._comments(block)
                case BlockType.CHAPTERS:
                    yield from self._chapters(block)

    def _heading(self, id: str, level: int, text: str, section: str = "") -> Heading:
        """Write a heading, never more than one level below the one before it (PDF/UA-1)."""
        self.level = min(level, self.level + 1, DEEPEST)
        return Heading(id=id, level=self.level, text=text, section=section)

    def _shelf(self, id: str, level: int, text: str) -> Heading:
        """Write a heading that is there for what stands under it."""
        return replace(self._heading(id, level, text), is_shelf=True)

    def _text(self, block: TemplateBlock) -> Iterator[Block]:
        passages = self._passages(block.id)
        self.sections.append(
            Section(
                id=block.id,
                block=block,
                label=self.title,
                is_asked=block.required,
                is_written=bool(passages),
            )
        )
        yield from self._written(block.id, passages, under=self.chapter)

    def _passages(self, section: str) -> tuple[Passage, ...]:
        """List what a text says; a standing text leaves out what it has no figure for."""
        narrative = self.making.narratives.get(section)
        if narrative is None or section in self.making.texts:
            return narrative.passages if narrative else ()
        return tuple(passage for passage in narrative.passages if self._has_values(passage))

    def _has_values(self, passage: Passage) -> bool:
        refs = (inline.ref for inline in passage.inlines if isinstance(inline, FigureInline))
        return all(self.figures[ref].value is not None for ref in refs)

    def _written(
        self, section: str, passages: tuple[Passage, ...], *, id: str = "", under: int
    ) -> Iterator[Block]:
        """Write what a text says; ``id`` is that of its place in the report, where it is another."""
        id = id or section
        for number, passage in enumerate(passages, start=1):
            yield self._passage(passage, f"{id}-{number}", section, under=under)
        month = self.making.texts[section].unchanged_since if section in self.making.texts else ""
        if passages and month:
            said = unchanged_words(month, language=self.making.language)
            yield Paragraph(id=f"{id}-unchanged", inlines=(Words(said),), section=section)

    def _passage(self, passage: Passage, id: str, section: str, *, under: int) -> Block:
        if passage.items:
            items = tuple(shown_inlines(item, self.figures) for item in passage.items)
            return BulletList(id=id, items=items, section=section, line=passage.line)
        paragraph = Paragraph(
            id=id, inlines=shown_inlines(passage.inlines, self.figures), section=section, line=passage.line
        )
        if passage.level:
            return self._heading(id, under + passage.level, paragraph.plain, section)
        return paragraph

    def _table(self, block: TemplateBlock) -> Iterator[Table | Paragraph]:
        plan = self.making.plans.get(block.id)
        table = self.words.table(plan, self.figures, has_note=self.noted == block.id) if plan else None
        if table is None or not table.rows:
            yield from self._nothing(block)
            return
        caption = block.title_in(self.making.language) or table.caption
        yield replace(table, id=block.id, caption=caption)

    def _chart(self, block: TemplateBlock) -> Iterator[Chart]:
        plan = self.making.charts.get(block.id)
        chart = self.chart_words.chart(plan, self.figures) if plan else None
        if chart is not None:
            yield replace(chart, id=block.id, table=self.making.tables.get(chart.table, ""))

    def _chapters(self, block: TemplateBlock) -> Iterator[Block]:
        """Write chapters; the heading of a slot waits until something stands under it."""
        parts = self.making.chapters[block.id]
        slot: SlotTitle | None = None
        if not parts:
            yield from self._nothing(block)
        for part in parts:
            match part:
                case Title():
                    slot = None
                    said = title_words(part, language=self.making.language)
                    yield self._heading(f"{block.id}.{part.id}", self._under(part.level), said)
                case SlotTitle():
                    slot = part
                case Place() if not (passages := self._place(block, part)):
                    pass
                case Place():
                    yield from self._slot(block, slot)
                    section, id = self.making.written_at(block.id, part), f"{block.id}.{part.row}"
                    yield from self._written(section, passages, id=id, under=self.level)
                    slot = None
                case _:
                    yield from self._slot(block, slot)
                    yield chapter_block(block.id, part, words=self.words, figures=self.figures)
                    slot = None

    def _slot(self, block: TemplateBlock, slot: SlotTitle | None) -> Iterator[Heading]:
        if slot is not None:
            said = slot_words(slot.slot, language=self.making.language)
            yield self._shelf(f"{block.id}.{slot.id}", self._under(slot.level), said)

    def _under(self, level: int) -> int:
        """Tell how deep a heading of a chapter is; the report's title is the only one at the top."""
        return max(self.chapter, TOPMOST) + level

    def _place(self, block: TemplateBlock, place: Place) -> tuple[Passage, ...]:
        """List a place of a chapter, and give what is written there."""
        id = self.making.written_at(block.id, place)
        passages = self._passages(id)
        section = Section(
            id=id,
            block=block,
            label=place_words(place.about, place.slot, language=self.making.language),
            is_asked=False,
            is_written=bool(passages),
            row=place.row,
            about=place.about,
            slot=slot_words(place.slot, language=self.making.language),
        )
        self.sections.append(section)
        return passages

    def _nothing(self, block: TemplateBlock) -> Iterator[Paragraph]:
        said = empty_sentence(block.source, period=self.making.period, language=self.making.language)
        if said:
            yield Paragraph(id=block.id, inlines=(Words(said),))

    def _comments(self, block: TemplateBlock) -> Iterator[Block]:
        plan, rule = self.making.plans.get(block.source), rule_of(block)
        over, deeper, head = None, 1, -1
        for row in plan.rows if plan else ():
            if row.is_head:
                over, deeper, head = row, 2, row.level
            elif row.level <= head:
                over, deeper, head = None, 1, -1  # the row stands beside the head, not under it
            if not row.is_commented:
                continue
            id, variance = f"{block.id}.{row.id}", row.cells.get(VARIANCE)
            place = self.making.commented(block, row)
            passages = self._passages(place)
            section = Section(
                id=place,
                block=block,
                label=self.words.row_label(row),
                is_asked=rule.asks(self.figures[variance].value if variance else None),
                is_written=bool(passages),
                row=row.id,
            )
            self.sections.append(section)
            if passages and over is not None:
                yield self._shelf(f"{block.id}.{over.id}", self.chapter + 1, self.words.row_label(over))
                over = None
            if passages:
                yield self._shelf(id, self.chapter + deeper, section.label)
                yield from self._written(place, passages, id=id, under=self.chapter + deeper)


def shown_inlines(inlines: Iterable[Inline], figures: Mapping[FigureRef, Figure]) -> Inlines:
    """Show the figures of a sentence as its text asks."""
    return tuple(_shown(inline, figures) for inline in inlines)


def _shown(inline: Inline, figures: Mapping[FigureRef, Figure]) -> Words | ShownFigure:
    """Show a figure as the text asks; without a value it is a dash, never a zero."""
    if not isinstance(inline, FigureInline):
        return Words(inline.text)
    value, measure = figures[inline.ref].value, figures[inline.ref].measure
    shown = inline.form.write(value, measure=measure) if value is not None else NO_VALUE
    return ShownFigure(inline.ref, shown)
