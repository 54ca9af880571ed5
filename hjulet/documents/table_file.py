"""A table of a report as a csv file: for sheets and for open data.

Semicolons, ids in the head, and each number twice: the exact value and what was printed. UTF-8
with a mark at the start, without which Swedish Excel reads å, ä and ö wrongly.
"""

import csv
from io import StringIO

from hjulet.documents.content import Figures, kronor_text, value_text
from hjulet.documents.sheet_cells import csv_text
from hjulet.domain.report import Cell, Table


def table_csv(table: Table, *, figures: Figures) -> bytes:
    """Write a table as csv: ``row;label;COLUMN;COLUMN_display;...``; a missing value is empty.

    A text that a sheet would take for a formula gets an apostrophe before it; a number stands as printed.
    """
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    heads = [name for column in table.columns for name in (column.id, f"{column.id}_display")]
    writer.writerow(["row", "label", *heads])
    for row in table.rows:
        cells = [text for column in table.columns for text in _texts(row.cells.get(column.id), figures)]
        writer.writerow([csv_text(row.id), csv_text(row.label), *cells])
    return written.getvalue().encode("utf-8-sig")


def _texts(cell: Cell | None, figures: Figures) -> tuple[str, str]:
    if cell is None:
        return "", ""
    if cell.typed is not None:
        return kronor_text(cell.typed), cell.display
    if cell.figure is None:
        words = csv_text(cell.display)
        return words, words
    return value_text(figures[cell.figure]) or "", cell.display
