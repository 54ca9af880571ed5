"""Chapters of a report: what a builder gives where a template has a place for chapters, part by part.

A chapter is made of what is registered, with places where somebody writes between. Its headings are the
names that things have, or a ``Slot``, which the language of the report words.
"""

from dataclasses import dataclass
from enum import StrEnum

from hjulet.domain.figures import FigureRef
from hjulet.domain.goals.assessment import Assessment
from hjulet.domain.reports.plan import TablePlan


class Slot(StrEnum):
    """A part of a chapter, by what it is for. The first six are those of a goal's follow-up (DOMAIN 17)."""

    INDICATORS = "indicators"
    FOLLOW_UP = "follow-up"
    ASSESSMENT = "assessment"
    DIRECTION = "direction"
    ACTIONS = "actions"
    OTHER = "other"
    TOGETHER = "together"  # how an area goes, all its goals taken together
    WHAT = "what"  # what a goal or a priority is about
    PRIORITIES = "priorities"
    FOCUS = "focus"
    PROGRAMMES = "programmes"
    ASSIGNMENTS = "assignments"
    COMMITMENTS = "commitments"  # what a unit undertakes itself
    WITHOUT_GOAL = "without-goal"  # what it is to do for no goal


@dataclass(frozen=True, kw_only=True)
class Title:
    """A heading by a name that something has. ``level`` is counted from the chapter's own, which is 0.

    ``note`` is a code of words that stand after the name, or in its place where there is none.
    """

    id: str
    text: str
    level: int = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SlotTitle:
    """The heading of a slot, ``level`` as above; it is left out where nothing stands under it."""

    id: str
    slot: Slot
    level: int = 2


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place where somebody writes, ``about`` what: ``row`` is its goal's key and slot (``places``)."""

    row: str
    structure: str
    about: str
    slot: Slot


@dataclass(frozen=True, kw_only=True)
class Points:
    """A list of what is registered; ``notes`` are codes of words that stand after each point, or ""."""

    id: str
    items: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table of the chapter. ``about`` stands in its caption; empty where its heading says it."""

    id: str
    plan: TablePlan
    about: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What is said of how it goes; None where nobody has said anything."""

    id: str
    assessment: Assessment | None


Part = Title | SlotTitle | Place | Points | Grid | Verdict
Chapters = tuple[Part, ...]


def refs_of(chapters: Chapters) -> frozenset[FigureRef]:
    """Collect the figures that some chapters show, outside their texts."""
    return frozenset(ref for part in chapters if isinstance(part, Grid) for ref in part.plan.refs)
