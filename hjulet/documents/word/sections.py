"""A report in sections: upright pages, and lying ones for tables that need them."""

from collections.abc import Iterator
from dataclasses import dataclass

from hjulet.documents.word.blocks import Writing, chart_blocks, heading, running_text, table_blocks
from hjulet.documents.word.pandoc import Node
from hjulet.documents.word.widths import needs_lying_page
from hjulet.domain.report import Block, BulletList, Chart, Heading, Paragraph, Report, Table

Chapter = tuple[Heading, str]
"""A heading and its bookmark."""


@dataclass(frozen=True)
class Section:
    """Blocks on pages of one kind."""

    blocks: tuple[Block, ...]
    is_lying: bool


def chapters(report: Report) -> list[Chapter]:
    """List the headings under the title, each with the bookmark that the contents point at."""
    headings = [block for block in report.blocks if isinstance(block, Heading) and block.level > 1]
    return [(block, f"chapter{number}") for number, block in enumerate(headings, start=1)]


def sections_of(report: Report, *, width: int) -> list[Section]:
    """Divide a report: a wide table lies, and takes the headings right before it along."""
    sections: list[Section] = []
    run: list[Block] = []
    for block in report.blocks:
        if isinstance(block, Heading) and block.level == 1:
            continue
        if not (isinstance(block, Table) and needs_lying_page(block, width=width)):
            run.append(block)
            continue
        start = len(run)
        while start and isinstance(run[start - 1], Heading):
            start -= 1
        if run[:start]:
            sections.append(Section(tuple(run[:start]), is_lying=False))
        sections.append(Section((*run[start:], block), is_lying=True))
        run = []
    if run or not sections:
        sections.append(Section(tuple(run), is_lying=False))
    return list(_joined(sections))


def _joined(sections: list[Section]) -> Iterator[Section]:
    """Join sections of the same kind in a row."""
    held = sections[0]
    for section in sections[1:]:
        if section.is_lying == held.is_lying:
            held = Section(held.blocks + section.blocks, held.is_lying)
        else:
            yield held
            held = section
    yield held


def section_nodes(section: Section, writing: Writing, bookmarks: dict[str, str]) -> list[Node]:
    """Write a section's blocks. ``bookmarks`` are those of the headings, by id."""
    width = writing.reference.wide_width if section.is_lying else writing.reference.width
    return [
        node
        for block in section.blocks
        for node in _nodes(block, writing, width=width, bookmark=bookmarks.get(block.id, ""))
    ]


def _nodes(block: Block, writing: Writing, *, width: int, bookmark: str) -> list[Node]:
    match block:
        case Heading():
            return [heading(block, bookmark=bookmark)]
        case Paragraph() | BulletList():
            return [running_text(block, writing)]
        case Table():
            return table_blocks(block, writing, width=width)
        case Chart():
            return chart_blocks(block, writing)
