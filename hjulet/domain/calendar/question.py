"""A question that a calendar leaves open: two plans for the same, and somebody says which holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.calendar.step import Step

BOTH = "both"
"""The answer that none of the alternatives gives way: they are about different things."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question about steps that name it. ``chosen`` is the alternative that holds, empty while open.

    ``unit`` is the body whose question it is.
    """

    key: str
    text: str
    text_en: str
    unit: str
    chosen: str = ""
    reason: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has answered."""
        return not self.chosen

    def text_in(self, language: str) -> str:
        """Give the question in a language; Swedish where nobody has written another."""
        return (self.text_en if language != "sv" else "") or self.text

    def keeps(self, step: Step) -> bool:
        """Tell whether a step still stands: no other alternative than its own was chosen."""
        return step.question != self.key or self.chosen in ("", BOTH, step.alternative)


def standing(steps: Iterable[Step], questions: Iterable[Question]) -> tuple[Step, ...]:
    """Leave out the steps of alternatives that gave way."""
    asked = tuple(questions)
    return tuple(step for step in steps if all(question.keeps(step) for question in asked))


def open_keys(questions: Iterable[Question]) -> frozenset[str]:
    """Collect the keys of the questions that nobody has answered."""
    return frozenset(question.key for question in questions if question.is_open)
