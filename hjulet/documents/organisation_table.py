"""The organisation as files that can be changed in a spreadsheet and read in again.

A workbook has the three tables as sheets, and one that explains them; a csv file has one table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

from hjulet.documents.rows_text import rows_text
from hjulet.documents.sheet_cells import cell_text, csv_text
from hjulet.domain.organisation_file import (
    MOST_ROWS,
    SERVICE_COLUMNS,
    STRUCTURE_IDS,
    SUCCESSION_COLUMNS,
    UNIT_COLUMNS,
    UNIT_KINDS,
    OrganisationRows,
    OrganisationTable,
    service_values,
    succession_values,
    unit_values,
)

_WIDTHS = {"name": 40, "note": 30, "kind": 18, "has_appropriation": 18}
_WIDTH = 15
_CHOICES = {
    "kind": UNIT_KINDS,
    "structure": tuple(STRUCTURE_IDS),
    "has_appropriation": ("yes", "no"),
}

Table = tuple[Sequence[str], list[tuple[str, ...]]]
"""Heads, and rows of cells."""


@dataclass(frozen=True, kw_only=True)
class SheetWords:
    """What a workbook's sheets are called by table, and the lines of the one that explains them."""

    names: Mapping[OrganisationTable, str]
    explained: str
    lines: tuple[tuple[str, str], ...]


def tables_of(rows: OrganisationRows) -> dict[OrganisationTable, Table]:
    """Give the three tables by name."""
    successions = [succession_values(row) for row in rows.successions]
    return {
        OrganisationTable.UNITS: (tuple(UNIT_COLUMNS), [unit_values(row) for row in rows.units]),
        OrganisationTable.SERVICES: (tuple(SERVICE_COLUMNS), [service_values(row) for row in rows.services]),
        OrganisationTable.SUCCESSIONS: (tuple(SUCCESSION_COLUMNS), successions),
    }


def table_text(table: Table) -> str:
    """Write a table as csv with ``;`` under a head row of ids."""
    heads, rows = table
    return rows_text(heads, ([_csv_cell(value) for value in row] for row in rows))


def table_csv(table: Table) -> bytes:
    """Write a table as a csv file, with the mark without which Swedish Excel reads å, ä and ö wrongly."""
    return table_text(table).encode("utf-8-sig")


def organisation_xlsx(rows: OrganisationRows, words: SheetWords) -> bytes:
    """Write the three tables and their explanation as a workbook; cells are text, so codes keep zeros."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@"})
        for name, (heads, those) in tables_of(rows).items():
            sheet = book.add_worksheet(words.names[name])
            sheet.freeze_panes(1, 0)
            for column, each in enumerate(heads):
                sheet.set_column(column, column, _WIDTHS.get(each, _WIDTH), text)
                sheet.write_string(0, column, each, head)
                if each in _CHOICES:
                    sheet.data_validation(1, column, MOST_ROWS, column, _choice(_CHOICES[each]))
            for line, values in enumerate(those, start=1):
                for column, value in enumerate(values):
                    sheet.write_string(line, column, cell_text(value), text)
            sheet.autofilter(0, 0, max(1, len(those)), len(heads) - 1)
        _explain(book.add_worksheet(words.explained), words.lines, head)
    return file.getvalue()


def _choice(words: Sequence[str]) -> dict[str, object]:
    """Let a cell be chosen from words; others may be written, such as the kinds by their names."""
    return {"validate": "list", "source": list(words), "show_error": False}


def _explain(sheet: "xlsxwriter.worksheet.Worksheet", lines: Iterable[tuple[str, str]], head: object) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    for line, (word, meaning) in enumerate(lines):
        sheet.write_string(line, 0, cell_text(word), None if meaning else head)
        sheet.write_string(line, 1, cell_text(meaning))


def _csv_cell(text: str) -> str:
    """Escape a formula; an apostrophe that a text begins with is escaped too, so that it comes back."""
    return f"'{text}" if text.startswith("'") else csv_text(text)
