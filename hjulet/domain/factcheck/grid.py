"""A printed table as a grid of numbers: heads, labels, and cells that may be blank.

A table with two panels side by side (a balance sheet) gives two grids. What cannot be added
(percentages, growth, indices) is left out by its head.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from hjulet.domain.factcheck.document import TextTable, clean
from hjulet.domain.factcheck.quantities import read_digits
from hjulet.domain.numbers import MINUS

_NUMBER = re.compile(
    r"(?P<sign>[+\u2212–-]?)\s*(?P<digits>\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)?)\s*(?P<trail>[\u2212-]?)"
)
_BLANK = re.compile(r"[\s–—\u2212-]*")
_NOT_ADDED = re.compile(
    r"%|procent|utveckling|tillväxt|andel|index|snitt|medel(?!\b)|\bper\b(?!\s(?:den\b|\d|jan|feb"
    r"|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))|kvot|/inv|frånvaro"
    r"|soliditet|grad\b|\brank",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:tkr|mnkr|mkr|kr|kronor|belopp|antal)\b|budget|bokslut|utfall|bidrag|kostnad|intäkt"
    r"|resultat|anslag|prognos",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\((\s*\d[\d\s.,]*)\)")
_SCALES = {"tkr": Decimal(1000), "mnkr": Decimal(1_000_000), "mkr": Decimal(1_000_000), "kr": Decimal(1)}
_SCALE = re.compile(r"\b(tkr|mnkr|mkr|kr)\b", re.IGNORECASE)
_CAPTION_SCALE = re.compile(r"(?:[(,]\s*|\bi )(tkr|mnkr|mkr|kr)\W*$", re.IGNORECASE)
_YEAR_HEAD = re.compile(r"(?:\d{1,2}/\d{1,2}\s*)?(?:19|20)\d\d(?:-\d\d){0,2}\*?")


@dataclass(frozen=True)
class Number:
    """A number in a cell, and the half unit of its last digit."""

    value: Decimal
    half: Decimal
    text: str

    @property
    def decimals(self) -> int:
        """Tell how many decimals are printed."""
        return -int((self.half * 2).adjusted())


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """A row: its label, its numbers (none where blank), and the line it stands on."""

    label: str
    cells: tuple[Number | None, ...]
    line: int

    @property
    def is_blank(self) -> bool:
        """Tell whether no amount is printed in the row."""
        return all(cell is None for cell in self.cells)


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table of numbers; ``corner`` is the head above the labels, where the unit often stands.

    ``is_money``: its heads or caption say that its cells are added.
    """

    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    corner: str
    caption: str
    is_money: bool

    def adds(self, column: int) -> bool:
        """Tell whether a column's cells may be summed."""
        return not _NOT_ADDED.search(self.heads[column])

    def scale(self, column: int) -> Decimal | None:
        """Tell how many kronor a unit of a column is; none where head, corner and caption do not say."""
        found = (
            _SCALE.search(self.heads[column])
            or _SCALE.search(self.corner)
            or _CAPTION_SCALE.search(self.caption)
        )
        return _SCALES[found[1].lower()] if found else None

    def turned(self) -> "Grid":
        """Give the grid with rows and columns exchanged, to check sums across."""
        rows = tuple(
            GridRow(
                label=head,
                cells=tuple(row.cells[column] if self.adds(column) else None for row in self.rows),
                line=self.rows[0].line,
            )
            for column, head in enumerate(self.heads)
            if self.adds(column)
        )
        return replace(self, heads=tuple(row.label for row in self.rows), rows=rows)


def read_number(text: str) -> Number | None:
    """Read a cell; none where it is blank or no plain number."""
    match = _NUMBER.fullmatch(text.strip())
    read = read_digits(match["digits"]) if match else None
    if match is None or read is None:
        return None
    value, decimals = read
    negative = match["sign"] not in ("", "+") or bool(match["trail"])
    return Number(-value if negative else value, Decimal(1).scaleb(-decimals) / 2, text.strip())


def grids_of(table: TextTable) -> list[Grid]:
    """Read a table into its grids of numbers."""
    width = max(len(row.cells) for row in table.rows)
    cells = [tuple(row.cells) + ("",) * (width - len(row.cells)) for row in table.rows]
    first = _first_body_row(cells)
    body = _without_brackets(cells[first:], width)
    heads = tuple(clean(" ".join(row[column] for row in cells[:first])) for column in range(width))
    lines = [row.line for row in table.rows[first:]]
    is_money = any(_MONEY.search(text) for text in (*heads, table.caption))
    return [
        Grid(
            heads=tuple(heads[column] for column in numeric),
            rows=tuple(
                GridRow(
                    label=row[label].strip(),
                    cells=tuple(read_number(row[column]) for column in numeric),
                    line=line,
                )
                for row, line in zip(body, lines, strict=True)
            ),
            corner=heads[label],
            caption=table.caption,
            is_money=is_money,
        )
        for label, numeric in _panels(body, width)
    ]


def _without_brackets(body: list[tuple[str, ...]], width: int) -> list[tuple[str, ...]]:
    """Write ``(44,0)`` as ``−44,0`` in columns that have plain numbers too.

    A column of nothing but brackets is something else: the year before, or a comment.
    """
    mixed = {
        column
        for column in range(1, width)
        if any(read_number(row[column]) for row in body)
        and any(_BRACKETED.fullmatch(row[column].strip()) for row in body)
    }
    return [
        tuple(
            _BRACKETED.sub(rf"{MINUS}\1", cell.strip()) if column in mixed else cell
            for column, cell in enumerate(row)
        )
        for row in body
    ]


def _first_body_row(rows: list[tuple[str, ...]]) -> int:
    """Find where the heads end: rows of words, years and dates above the first row of amounts."""
    first = next((n for n, row in enumerate(rows) if _has_amount(row)), len(rows))
    while first > 0 and all(_BLANK.fullmatch(cell) for cell in rows[first - 1][1:]):
        first -= 1
    return first


def _has_amount(row: tuple[str, ...]) -> bool:
    return any(read_number(cell) and not _YEAR_HEAD.fullmatch(cell.strip()) for cell in row[1:])


def _panels(body: list[tuple[str, ...]], width: int) -> list[tuple[int, list[int]]]:
    """Find each panel's column of labels and its columns of numbers."""
    panels: list[tuple[int, list[int]]] = [(0, [])]
    for column in range(1, width):
        texts = [row[column] for row in body if not _BLANK.fullmatch(row[column])]
        words = [text for text in texts if not re.search(r"\d", text)]
        numbers = [text for text in texts if read_number(text)]
        if len(words) >= 2 and panels[-1][1]:
            panels.append((column, []))
        elif numbers and len(numbers) == len(texts):
            panels[-1][1].append(column)
    return [panel for panel in panels if panel[1]]
