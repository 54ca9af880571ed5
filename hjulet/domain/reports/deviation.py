"""Which rows of a table a template asks to be commented on: those that deviate by as much as it says."""

from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.numbers import parse_amount
from hjulet.domain.reports.template import BlockType, Template, TemplateBlock

VARIANCE = "variance"
"""The column that a limit is about, in the tables that have it."""

BY_UNIT = "month-by-unit"
"""The table of a month report that has a row for each unit."""


@dataclass(frozen=True, kw_only=True)
class CommentRule:
    """From how many kronor a deviation is to be explained, up or down; None: everybody or nobody is asked.

    ``place`` is the block of the comments, empty where the template has none.
    """

    place: str = ""
    over: Decimal | None = None
    required: bool = False

    def asks(self, variance: Decimal | None) -> bool:
        """Tell whether a row with a deviation is to be explained."""
        if self.over is None:
            return self.required
        return variance is not None and abs(variance) >= self.over


def rule_of(block: TemplateBlock) -> CommentRule:
    """Read what a block of comments asks for."""
    over = parse_amount(block.over) if block.over else None
    return CommentRule(place=block.id, over=over, required=block.required)


def unit_comment_rule(template: Template) -> CommentRule:
    """Find what a month report asks of the units; without a place for comments nobody is asked."""
    tables = {
        block.id for block in template.blocks if block.type is BlockType.TABLE and block.source == BY_UNIT
    }
    found = (
        block for block in template.blocks if block.type is BlockType.COMMENTS and block.source in tables
    )
    return next((rule_of(block) for block in found), CommentRule())
