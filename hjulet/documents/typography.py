"""Swedish typography for text that people type: quotation marks, dashes, and blanks that must not break.

Only what is safe without understanding the sentence: a rule that could change what is said is not here.
Text that is already set right comes back as it is.
"""

import re
from dataclasses import replace

from hjulet.domain.numbers import NO_BREAK_SPACE
from hjulet.domain.report import (
    Block,
    BulletList,
    Chart,
    Heading,
    Inlines,
    Paragraph,
    Row,
    Table,
    Words,
)

_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_UNITS = "kr|tkr|mnkr|mkr|mdkr|kronor|miljoner|miljarder|procent|procentenheter|percent|%|‰"
_BEFORE_NUMBER = r"§|§§|kap\.|nr|kl\.|sid\.|s\.|ca|cirka|Dnr|punkt|dag"

_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})+(?!\d)")
_TIES = (
    re.compile(rf"(?<=\d) (?=(?:{_MONTHS})\b)"),  # 31 augusti
    re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"),  # 5 mnkr, 1,4 procent
    re.compile(r"(?<=\d) (?=(?:kap\.|§))"),  # 11 kap., 3 §
)
_NUMBERED = re.compile(rf"(?<![^\s(])({_BEFORE_NUMBER}) (?=\d)")  # § 61, kap. 11
_YEARS = re.compile(r"(?<![\d-])((?:19|20)\d\d)-((?:19|20)\d\d)(?![\d-])")
_DASH = re.compile(r"(?<=[^\W\d]) - (?=[^\W\d])")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_OPENING = re.compile(r"(?<![^\s(\[–/])[\"“”]")


def typeset(text: str, *, language: str) -> str:
    """Set a text as a typographer would: ``31 augusti`` and ``5 mnkr`` kept together, ``”så här”``."""
    for tie in _TIES:
        text = tie.sub(NO_BREAK_SPACE, text)
    text = _NUMBERED.sub(rf"\1{NO_BREAK_SPACE}", text)
    text = _THOUSANDS.sub(lambda match: match[0].replace(" ", NO_BREAK_SPACE), text)
    text = _YEARS.sub(r"\1–\2", text)
    text = _DASH.sub(f"{NO_BREAK_SPACE}– ", text)
    text = _APOSTROPHE.sub("’", text)
    return _quoted(text.replace("...", "…"), language)


def typeset_block(block: Block, *, language: str) -> Block:
    """Set the words of a block; figures, ids and what a chart draws are left as they are."""
    match block:
        case Heading():
            return replace(block, text=typeset(block.text, language=language))
        case Paragraph():
            return replace(block, inlines=_inlines(block.inlines, language))
        case BulletList():
            return replace(block, items=tuple(_inlines(item, language) for item in block.items))
        case Table():
            return _table(block, language)
        case Chart():
            return block


def _inlines(inlines: Inlines, language: str) -> Inlines:
    return tuple(
        Words(typeset(part.text, language=language)) if isinstance(part, Words) else part for part in inlines
    )


def _table(table: Table, language: str) -> Table:
    return replace(
        table,
        caption=typeset(table.caption, language=language),
        columns=tuple(replace(one, label=typeset(one.label, language=language)) for one in table.columns),
        rows=tuple(_row(row, language) for row in table.rows),
        notes=tuple(typeset(note, language=language) for note in table.notes),
    )


def _row(row: Row, language: str) -> Row:
    return replace(
        row,
        label=typeset(row.label, language=language),
        cells={
            column: cell if cell.figure else replace(cell, display=typeset(cell.display, language=language))
            for column, cell in row.cells.items()
        },
    )


def _quoted(text: str, language: str) -> str:
    """Turn typewriter marks into those of the language; Swedish opens and closes with the same one."""
    if language == "sv":
        return text.replace('"', "”").replace("“", "”")
    return _OPENING.sub("“", text).replace('"', "”")
