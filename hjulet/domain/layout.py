"""Layouts: the rows of a statement, what each sums, and under which law and years they are printed.

A layout is data: statement lines (what accounts map to) stand in rows, and rows in sums. So one mapping of
accounts fills a body's operating statement, and the municipality's statements by either law. Signs are
those of the lines, as printed: a sum is a plain sum.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NOTHING = Decimal("0.00")


class Statement(StrEnum):
    """The statements that have layouts."""

    OPERATING = "operating"  # of a body
    INCOME = "income"  # of the municipality
    BALANCE = "balance"  # of the municipality


class BrokenLayoutError(ValueError):
    """A layout that cannot be filled: a line or a row stands twice, or a sum comes before its parts."""


@dataclass(frozen=True, kw_only=True)
class LayoutRow:
    """A row: the statement lines in it, and the rows before it that it sums. ``level`` 0 is a sum."""

    id: str
    lines: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    level: int = 1


@dataclass(frozen=True, kw_only=True)
class FilledLayout:
    """Amounts in kronor by row, and by line what has an amount but no row: shown, never dropped."""

    amounts: Mapping[str, Decimal]
    left_over: Mapping[str, Decimal]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The rows of a statement in order, under a law, in the years from-to (inclusive).

    ``source`` says where the rows were read and what is not verified. Raises BrokenLayoutError.
    """

    id: str
    statement: Statement
    law: str
    valid_from: int
    valid_to: int | None
    rows: tuple[LayoutRow, ...]
    source: str

    def __post_init__(self) -> None:
        """Check that nothing is counted twice and that every sum comes after its parts."""
        seen: set[str] = set()
        lines: set[str] = set()
        for row in self.rows:
            if row.id in seen or lines & set(row.lines) or not seen.issuperset(row.parts):
                raise BrokenLayoutError(f"{self.id}: {row.id}")
            seen.add(row.id)
            lines.update(row.lines)

    @property
    def lines(self) -> frozenset[str]:
        """Collect the statement lines that have a row."""
        return frozenset(line for row in self.rows for line in row.lines)

    def lines_below(self, row: str) -> tuple[str, ...]:
        """List the statement lines that a row consists of, those of its parts too, in order."""
        found = self._row(row)
        below = (line for part in found.parts for line in self.lines_below(part))
        return (*below, *found.lines)

    def holds(self, year: int) -> bool:
        """Tell whether the layout is the one of a year."""
        return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)

    def fill(self, sums: Mapping[str, Decimal]) -> FilledLayout:
        """Fill the rows from amounts by statement line, exactly: a line without amount is 0."""
        amounts: dict[str, Decimal] = {}
        for row in self.rows:
            own = (sums.get(line, NOTHING) for line in row.lines)
            amounts[row.id] = sum((*own, *(amounts[part] for part in row.parts)), NOTHING)
        left = {line: amount for line, amount in sums.items() if line not in self.lines and amount}
        return FilledLayout(amounts=amounts, left_over=left)

    def _row(self, row: str) -> LayoutRow:
        return next(each for each in self.rows if each.id == row)
