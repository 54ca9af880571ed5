"""The Report: the waist of the hourglass. Everything before it makes one, everything after shows one.

A report holds its texts in one language, already worded, and its figures with their provenance.
A cell or an inline names a figure; its value and origin stand once, in ``figures``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hjulet.domain.figures import Figure, FigureRef, Measure
from hjulet.domain.period import Period


class Decider(StrEnum):
    """Who decides a report of a kind, and so what is said of it when it is sealed."""

    BODY = "body"  # the body whose report it is, in a meeting
    MANAGER = "manager"  # whoever manages the unit: it is confirmed, and no meeting decides it
    BOARD = "board"  # the board of a company, which meets elsewhere


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
    """A heading; levels 1 to 4, of which 1 is the report's title.

    ``section`` is the text that it was written in, empty for the report's own. ``is_shelf``: it stands only
    where something stands under it.
    """

    id: str
    level: int
    text: str
    section: str = ""
    is_shelf: bool = False


Inlines = tuple[Words | ShownFigure, ...]


def plain_text(inlines: Inlines) -> str:
    """Give a stretch of text as printed."""
    return "".join(part.text if isinstance(part, Words) else part.display for part in inlines)


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Running text, figures included.

    ``section`` is the text that it was written in, empty for the report's own; ``line`` where in it.
    """

    id: str
    inlines: Inlines
    section: str = ""
    line: int = 0

    @property
    def plain(self) -> str:
        """Give the text as printed."""
        return plain_text(self.inlines)


@dataclass(frozen=True, kw_only=True)
class BulletList:
    """Points of a text, each like a paragraph. ``line`` is where the first one stands."""

    id: str
    items: tuple[Inlines, ...]
    section: str = ""
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table. ``unit`` (``tkr``, ``%``) is said once, in the head; without it, words.

    ``mixed``: figures that each have a unit of their own, which stands after them.
    """

    id: str
    label: str
    unit: str
    mixed: bool = False

    @property
    def is_number(self) -> bool:
        """Tell whether the column holds numbers, which stand to the right."""
        return bool(self.unit) or self.mixed


@dataclass(frozen=True)
class Cell:
    """A cell: the figure it shows and how, or words alone.

    Blank display with a figure: not shown by definition. ``typed`` is an amount in kronor that somebody has
    written: no figure, since no source gives it.
    """

    figure: FigureRef | None
    display: str
    typed: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table. ``level`` is the indent; ``kind`` is ``row``, ``sum`` or ``head``.

    ``parts`` are the rows of the table whose amounts, as they stand, add up to this row's.
    """

    id: str
    label: str
    level: int
    kind: str
    cells: Mapping[str, Cell]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: each cell points at a figure. ``notes`` are printed under it."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


class ChartKind(StrEnum):
    """The kinds of chart, by what they show."""

    BARS = "bars"  # series side by side for each place: outcome against budget
    MONTHS = "months"  # the months of a year, the last series as bars, the one before as a thin line
    BRIDGE = "bridge"  # from one total to another by the steps between
    SHARE = "share"  # the parts of a whole, largest first
    LINES = "lines"  # several years, a line for each series
    MULTIPLES = "multiples"  # the same small chart of months once a panel, on one scale


@dataclass(frozen=True, kw_only=True)
class Point:
    """A place of a chart and its value in each series, in the order of the series; None has no value.

    ``panel`` is the small chart that it stands in, ``is_total`` marks the two ends of a bridge.
    """

    label: str
    figures: tuple[FigureRef | None, ...]
    panel: str = ""
    is_total: bool = False


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart. ``title`` says the finding, ``subtitle`` what is shown, ``alt`` both in words.

    Values are kronor, shown in ``unit``; those of an indicator as its ``measure`` says, and ``source`` is
    theirs. The last series is what the sentence is about (accent), those before it are context (grey).
    ``table`` names the table of the report that holds the values; empty where none does. ``turned`` shows
    costs, negative in the statement, as positive.
    """

    id: str
    kind: ChartKind
    title: str
    subtitle: str
    alt: str
    unit: str
    series: tuple[str, ...]
    points: tuple[Point, ...]
    table: str = ""
    turned: bool = False
    measure: Measure | None = None
    source: str = ""


Block = Heading | Paragraph | BulletList | Table | Chart


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
    decided_by: Decider = Decider.BODY
    preliminary: bool = False  # rests on months whose books are not closed
    open_points: tuple[str, ...] = ()  # what is completed later, by a supplement
    referral: str = ""  # to whom it is sent for comment, and till when; empty in a draft, and when decided

    def value(self, cell: Cell) -> Decimal | None:
        """Look up the value that a cell shows; None for words, and where it is not available."""
        return self.figures[cell.figure].value if cell.figure else None

    @property
    def tables(self) -> tuple[Table, ...]:
        """List the tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def inlines(self) -> tuple[Words | ShownFigure, ...]:
        """Collect the text of the paragraphs and lists, part by part."""
        return tuple(part for block in self.blocks for run in _runs(block) for part in run)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """List the charts in order."""
        return tuple(block for block in self.blocks if isinstance(block, Chart))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """List the paragraphs in order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))


def _runs(block: Block) -> tuple[Inlines, ...]:
    match block:
        case Paragraph():
            return (block.inlines,)
        case BulletList():
            return block.items
        case _:
            return ()
