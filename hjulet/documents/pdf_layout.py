"""How a report's blocks are laid on pages: what goes together, what lies down, what begins a page.

Decided here, from the report alone, so that the template only draws. Sizes are estimates in
millimetres and lines; the template measures what it sets.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from hjulet.documents.upright import stays_upright
from hjulet.domain.report import Block, BulletList, Chart, Column, Heading, Paragraph, Row, Table, plain_text

CHAPTER = 2
PORTRAIT_COLUMNS = 7
PORTRAIT_WIDTH = 168

_PORTRAIT_HEIGHT = 150
_LANDSCAPE_HEIGHT = 95
_HEAD_HEIGHT = 18
_ROW_HEIGHT = 5.3
_LINE_HEIGHT = 4
_LABEL_LETTERS = 35
_WORDS_LETTERS = 60

_LABEL = 45
_NUMBER = 20
_LONG_WORDS = 80
_LINE = 75
_CHART_LINES = 22
_INTRODUCTION_LINES = 12
_OWN_PAGE_LINES = 26
"""A chapter of about half a page or more begins a page of its own, if it holds a table or a chart."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Blocks that follow each other on pages standing up or lying down.

    ``begins_page`` is a chapter that opens on a page of its own.
    """

    blocks: tuple[Block, ...]
    landscape: bool
    begins_page: bool


def pieces(blocks: tuple[Block, ...]) -> tuple[Piece, ...]:
    """Divide the blocks of a report, its title left out, into pieces in the same order."""
    return tuple(piece for chapter in _chapters(without_title(blocks)) for piece in _of_chapter(chapter))


def without_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out the title, and let no heading skip a level: a reader of headings would miss one."""
    kept: list[Block] = []
    level = 1
    for block in blocks:
        if isinstance(block, Heading):
            if block.level == 1:
                continue
            level = min(block.level, level + 1)
            kept.append(replace(block, level=level))
        else:
            kept.append(block)
    return tuple(kept)


def word_columns(table: Table) -> tuple[Column, ...]:
    """List the columns of words."""
    return tuple(column for column in table.columns if not column.is_number)


def longest(table: Table, column: Column) -> int:
    """Count the letters of a column's longest cell."""
    return max((len(row.cells[column.id].display) for row in table.rows if column.id in row.cells), default=0)


def needs_landscape(table: Table) -> bool:
    """Tell whether a table needs the page lying down: many columns, or long words beside numbers."""
    if len(table.columns) > PORTRAIT_COLUMNS:
        return True
    if stays_upright(table):
        return False
    words = word_columns(table)
    wanted = sum(_words_width(longest(table, column)) for column in words)
    return _LABEL + _NUMBER * (len(table.columns) - len(words)) + wanted > PORTRAIT_WIDTH


def stays_whole(table: Table) -> bool:
    """Tell whether a table is kept on one page: one that is not higher than most of it."""
    words = word_columns(table)
    height = _HEAD_HEIGHT + sum(_row_height(row, words) for row in table.rows)
    return height <= (_LANDSCAPE_HEIGHT if needs_landscape(table) else _PORTRAIT_HEIGHT)


def _row_height(row: Row, words: tuple[Column, ...]) -> float:
    letters = [len(row.label) / _LABEL_LETTERS]
    letters += [len(row.cells[one.id].display) / _WORDS_LETTERS for one in words if one.id in row.cells]
    return _ROW_HEIGHT + _LINE_HEIGHT * (ceil(max(letters)) - 1 if max(letters) > 1 else 0)


def _words_width(letters: int) -> float:
    """Estimate how wide a column of words wants to be: short ones as they are, long ones in lines."""
    return 65 if letters > _LONG_WORDS else max(18, min(letters * 1.7, 45))


def _chapters(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """Divide at the headings of level 2; what stands before the first is a chapter too."""
    chapters: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == CHAPTER:
            chapters.append([])
        chapters[-1].append(block)
    return chapters


def _of_chapter(chapter: list[Block]) -> Iterator[Piece]:
    """Divide a chapter where the paper turns; headings and a short introduction go with their table."""
    begins = _begins_page(chapter)
    turned = [_is_landscape(chapter[place:]) for place in range(len(chapter))]
    first = next((place for place, lies in enumerate(turned) if lies), 0)
    if sum(map(_lines, chapter[:first])) <= _INTRODUCTION_LINES:
        turned[:first] = [True] * first
    for lies, group in groupby(zip(turned, chapter, strict=True), key=lambda pair: pair[0]):
        yield Piece(landscape=lies, blocks=tuple(block for _, block in group), begins_page=begins)
        begins = False


def _begins_page(chapter: list[Block]) -> bool:
    holds = any(isinstance(block, Table | Chart) for block in chapter)
    return holds and sum(map(_lines, chapter)) >= _OWN_PAGE_LINES


def _is_landscape(blocks: list[Block]) -> bool:
    """Tell whether the first of some blocks lies down; a heading does as what it heads."""
    headed = next((block for block in blocks if not isinstance(block, Heading)), None)
    return isinstance(headed, Table) and needs_landscape(headed)


def _lines(block: Block) -> int:
    """Estimate how many lines of text a block is as high as."""
    match block:
        case Paragraph():
            return 1 + len(block.plain) // _LINE
        case BulletList():
            return sum(1 + len(plain_text(item)) // _LINE for item in block.items)
        case Table():
            return 4 + len(block.rows)
        case Chart():
            return _CHART_LINES
        case Heading():
            return 2
