"""A filled table of a register on a page: its rows with where they lead, and cells as they are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hjulet.documents.variance import side_of
from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.report import Cell, Column, Row, Table


@dataclass(frozen=True, kw_only=True)
class ShownCell:
    """A cell of a row: its column, its unit (empty for words), and the side of a deviation as a class."""

    column: str
    cell: Cell | None
    unit: str
    side: str


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """A row; ``href`` is empty where it leads nowhere."""

    row: Row
    href: str
    cells: tuple[ShownCell, ...]


def shown_rows(
    table: Table, figures: Mapping[FigureRef, Figure], *, href: Callable[[Row], str] = lambda _row: ""
) -> list[ShownRow]:
    """Lay a table out row by row, each with a cell for each column."""
    return [
        ShownRow(
            row=row,
            href=href(row),
            cells=tuple(_shown(row, column, figures) for column in table.columns),
        )
        for row in table.rows
    ]


def _shown(row: Row, column: Column, figures: Mapping[FigureRef, Figure]) -> ShownCell:
    cell = row.cells.get(column.id)
    side = side_of(figures[cell.figure]) if cell and cell.figure and cell.display else ""
    return ShownCell(column=column.id, cell=cell, unit=column.unit, side=side)
