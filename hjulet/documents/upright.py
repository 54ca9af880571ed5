"""Which tables of words stay on an upright page though they are wide: a few lines turn no paper."""

from math import ceil

from hjulet.domain.report import Table

_COLUMNS = 5
_LETTERS = 98
"""Letters that a line of the page's whole width holds."""

_LINES = 18
"""So high, about a third of the page, a table may be before the paper is turned."""


def stays_upright(table: Table) -> bool:
    """Tell whether a table is of words alone, and low even where they stand in narrow columns."""
    columns = table.columns
    if len(columns) > _COLUMNS or any(column.is_number for column in columns):
        return False
    share = _LETTERS // (len(columns) + 1)
    texts = ((row.label, *(cell.display for cell in row.cells.values())) for row in table.rows)
    return sum(ceil(max(1, *map(len, said)) / share) for said in texts) <= _LINES
