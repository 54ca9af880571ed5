"""A table of mapping rules as a file: csv for reading back, and a workbook that keeps codes as text."""

from collections.abc import Iterable
from io import BytesIO

import xlsxwriter

from hjulet.documents.rows_text import rows_text
from hjulet.domain.mapping import Rule, RuleKind
from hjulet.domain.mapping_changes import RULE_COLUMNS, fields_of

_NUMBERS = frozenset({"valid_from", "valid_to", "sign"})
"""Columns that a sheet may compute with; codes are text, or an account would lose its first zero."""


def row_text(rows: Iterable[Iterable[str]], kind: RuleKind) -> str:
    """Write rows of fields as csv with ``;`` under a head row of ids."""
    return rows_text(RULE_COLUMNS[kind], rows)


def rules_text(kind: RuleKind, rules: Iterable[Rule]) -> str:
    """Write rules as csv with ``;`` under a head row of ids."""
    return row_text((fields_of(kind, rule) for rule in rules), kind)


def rules_csv(kind: RuleKind, rules: Iterable[Rule]) -> bytes:
    """Write rules as a csv file, with the mark without which Swedish Excel reads å, ä and ö wrongly."""
    return rules_text(kind, rules).encode("utf-8-sig")


def rules_xlsx(kind: RuleKind, rules: Iterable[Rule]) -> bytes:
    """Write rules as a workbook of one sheet."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        text = book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(RULE_COLUMNS[kind]):
            sheet.write_string(0, column, name)
            sheet.set_column(column, column, 14, None if name in _NUMBERS else text)
        for line, rule in enumerate(rules, start=1):
            for column, (name, value) in enumerate(
                zip(RULE_COLUMNS[kind], fields_of(kind, rule), strict=True)
            ):
                if name in _NUMBERS and value:
                    sheet.write_number(line, column, int(value))
                else:
                    sheet.write_string(line, column, value, text)
    return file.getvalue()
