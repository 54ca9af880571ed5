"""The form of a template: all its blocks in one form, which moves, adds and removes them without saving.

The whole template travels with the form, so nothing is lost between two steps, and a page without script
does everything.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from secrets import token_hex

from hjulet.domain.reports.template import BlockType, PeriodKind, Template, TemplateBlock

LONGEST = 20_000
"""Characters of a text in a template."""

MOST_BLOCKS = 200


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was sent: the template as the form has it, which button, and what was read.

    ``version`` is that of the template from ``read_year``; 0 for a template that nobody has saved.
    """

    template: Template
    version: int
    read_year: int
    step: str
    number: int


def read_template(posted: Mapping[str, str], *, kind: str) -> Asked:
    """Read a template from a posted form; what is left out or broken becomes its usual value."""
    count = min(_number(posted.get("count", "")), MOST_BLOCKS)
    blocks = tuple(_block(posted, number) for number in range(count))
    name = _line(posted, "name")
    template = Template(
        kind=kind or slug(name),
        from_year=_number(posted.get("from_year", "")),
        name=name,
        name_en=_line(posted, "name_en"),
        title=_line(posted, "title"),
        title_en=_line(posted, "title_en"),
        period=_period_kind(posted.get("period", "")),
        blocks=blocks,
    )
    step, _, number_text = posted.get("do", "").partition("-")
    return Asked(
        template=template,
        version=_number(posted.get("version", "")),
        read_year=_number(posted.get("read_year", "")),
        step=step,
        number=_number(number_text),
    )


def _period_kind(text: str) -> PeriodKind:
    return PeriodKind(text) if text in set(PeriodKind) else PeriodKind.YEAR


def stepped(asked: Asked, *, add: str, source: str) -> Template:
    """Do what a button says to the blocks: up, down, remove, or add one of a type."""
    blocks = list(asked.template.blocks)
    at = asked.number
    match asked.step:
        case "up" if 0 < at < len(blocks):
            blocks[at - 1], blocks[at] = blocks[at], blocks[at - 1]
        case "down" if 0 <= at < len(blocks) - 1:
            blocks[at + 1], blocks[at] = blocks[at], blocks[at + 1]
        case "remove" if 0 <= at < len(blocks):
            del blocks[at]
        case "add" if add in set(BlockType) and len(blocks) < MOST_BLOCKS:
            blocks.append(_new_block(BlockType(add), source, blocks))
    return replace(asked.template, blocks=tuple(blocks))


def landed(asked: Asked, *, blocks: int) -> int | None:
    """Tell which of that many blocks one is at after a step; None where it was about no block.

    The page is loaded anew by each step: the keyboard goes on from there, not from the page's top.
    """
    if not blocks:
        return None
    places = {"up": asked.number - 1, "down": asked.number + 1, "remove": asked.number, "add": blocks - 1}
    return min(max(places[asked.step], 0), blocks - 1) if asked.step in places else None


def slug(name: str) -> str:
    """Make the id of a kind from its name: ``Tertialrapport, kort`` is ``tertialrapport-kort``."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]


def _new_block(type: BlockType, source: str, blocks: list[TemplateBlock]) -> TemplateBlock:  # noqa: A002
    """Make a block. A place of texts gets an id that no text of an earlier place has been saved under."""
    if type is BlockType.COMMENTS:
        tables = [block.id for block in blocks if block.type is BlockType.TABLE]
        return TemplateBlock(type=type, id=f"comments-{token_hex(4)}", source=tables[-1] if tables else "")
    if type is BlockType.TEXT:
        return TemplateBlock(type=type, id=f"text-{token_hex(4)}")
    wanted = f"{source or type}-chart" if type is BlockType.CHART else source or str(type)
    taken = {block.id for block in blocks}
    ids = (wanted, *(f"{wanted}-{number}" for number in range(2, MOST_BLOCKS + 2)))
    return TemplateBlock(type=type, id=next(id for id in ids if id not in taken), source=source)


def _block(posted: Mapping[str, str], number: int) -> TemplateBlock:
    def given(field: str) -> str:
        return posted.get(f"b{number}-{field}", "").replace("\r\n", "\n")[:LONGEST]

    typed = given("type")
    return TemplateBlock(
        type=BlockType(typed) if typed in set(BlockType) else BlockType.TEXT,
        id=re.sub(r"[^A-Za-z0-9_-]", "", given("id"))[:40],
        title=" ".join(given("title").split()),
        title_en=" ".join(given("title_en").split()),
        level=min(max(_number(given("level")), 2), 4),
        source=given("source"),
        standing=given("standing"),
        instruction=given("instruction").strip(),
        required=given("required") == "on",
        over=given("over").strip(),
    )


def _line(posted: Mapping[str, str], field: str) -> str:
    return " ".join(posted.get(field, "").split())[:200]


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0
