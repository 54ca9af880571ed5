"""Which units a month report asks to comment: those that deviate by as much as its template says."""

from dataclasses import dataclass
from decimal import Decimal

from hjulet.domain.numbers import parse_amount
from hjulet.domain.reports.template import Template

UNIT_COMMENTS = "unit-comments"
"""The place of a month report where each unit is commented on."""


@dataclass(frozen=True, kw_only=True)
class CommentRule:
    """From how many kronor a deviation is to be explained, up or down; None: everybody or nobody is asked."""

    over: Decimal | None
    required: bool = False

    def asks(self, variance: Decimal | None) -> bool:
        """Tell whether a unit with a deviation is to say why."""
        if self.over is None:
            return self.required
        return variance is not None and abs(variance) >= self.over


def comment_rule(template: Template) -> CommentRule:
    """Read a month report's template; without a place for comments nobody is asked."""
    block = template.block(UNIT_COMMENTS)
    if block is None:
        return CommentRule(over=None)
    over = block.options.get("over")
    return CommentRule(over=None if over is None else parse_amount(over), required=block.required)
