"""The Report: the waist of the hourglass. Everything before it makes one, everything after shows one.

A report holds its texts in one language, already worded, and its figures with their provenance.
A cell or an inline names a figure; its value and origin stand once, in ``figures``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.period import Period


@dataclass(frozen=True)
class Words:
    """Plain text in a paragraph."""

    text: str


@dataclass(frozen=True)
class ShownFigure:
    """A figure in a paragraph, as it is printed there."""

    figure: FigureRef
    display: str


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading; levels 1 to 4, of which 1 is the report's title."""

    id: str
    level: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Running text, figures included. ``line`` is where it stands in the text as written."""

    id: str
    inlines: tuple[Words | ShownFigure, ...]
    line: int = 0

    @property
    def plain(self) -> str:
        """Give the text as printed."""
        return "".join(part.text if isinstance(part, Words) else part.display for part in self.inlines)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table; ``unit`` (``tkr``, ``%``) is said once, in the head."""

    id: str
    label: str
    unit: str


@dataclass(frozen=True)
class Cell:
    """A cell: the figure it shows and how. Blank display with a figure: not shown by definition."""

    figure: FigureRef
    display: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table. ``level`` is the indent; ``kind`` is ``row`` or ``sum``."""

    id: str
    label: str
    level: int
    kind: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: each cell points at a figure. ``notes`` are printed under it."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One category of a bar chart and its value in each series, in the order of the series."""

    label: str
    figures: tuple[FigureRef, ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A grouped bar chart. ``title`` says the finding, ``subtitle`` what is shown, ``alt`` both in words.

    ``table`` names the table of the report in which its values stand. Values are kronor, shown in
    ``unit``. The first series is context (grey), the last what the sentence is about (accent).
    """

    id: str
    title: str
    subtitle: str
    alt: str
    unit: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    table: str


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, kw_only=True)
class Report:
    """One report of one unit for one period, asked of one snapshot."""

    title: str
    kind: str
    unit: str
    unit_name: str
    period: Period
    snapshot: int
    language: str
    blocks: tuple[Block, ...]
    figures: Mapping[FigureRef, Figure]
    preliminary: bool = False  # rests on months whose books are not closed

    @property
    def tables(self) -> tuple[Table, ...]:
        """List the tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """List the paragraphs in order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
