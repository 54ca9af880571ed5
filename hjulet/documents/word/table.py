"""A table as Word's own XML: pandoc's tables have no sum rows, and their rows break over pages.

Hairlines come from the table's style; a sum row has a rule above. The head row is repeated on each page.
"""

from collections import Counter
from xml.etree.ElementTree import Element

from hjulet.documents.content import Figures
from hjulet.documents.variance import side_of, signed
from hjulet.documents.word.reference import Reference
from hjulet.documents.word.widths import GAP, divide, widths_of
from hjulet.documents.word.xml import add, add_text, as_text, new
from hjulet.domain.report import Cell, Column, Row, Table

_INDENT = 160
_ONE_PAGE = 32
"""Rows that fit on a page: such a table is kept together."""


def table_xml(table: Table, figures: Figures, *, reference: Reference, width: int) -> str:
    """Write a table, without its caption and its notes. ``width`` is that of the text, in twips."""
    element = new("tbl")
    widths = widths_of(table, width=width)
    _properties(element, table, sum(widths), reference)
    grid = add(element, "tblGrid")
    for one in widths:
        add(grid, "gridCol", w=one)
    _head(element, table, widths, reference)
    together = len(table.rows) <= _ONE_PAGE
    for row in table.rows:
        keep = together and row is not table.rows[-1]
        _row(element, row, table, figures, widths=widths, reference=reference, keep=keep)
    return as_text(element)


def _properties(element: Element, table: Table, width: int, reference: Reference) -> None:
    properties = add(element, "tblPr")
    add(properties, "tblStyle", val=reference.style("Statement Table"))
    add(properties, "tblW", w=width, type="dxa")
    add(properties, "tblLayout", type="fixed")
    add(
        properties,
        "tblLook",
        val="0020",
        firstRow=1,
        lastRow=0,
        firstColumn=0,
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    add(properties, "tblCaption", val=table.caption)


def _head(element: Element, table: Table, widths: list[int], reference: Reference) -> None:
    row = _new_row(element)
    add(row[0], "tblHeader")
    unit = common_unit(table)
    _paragraph(_new_cell(row, widths[0]), reference.style("Table Head"), unit)
    for column, width in zip(table.columns, widths[1:], strict=True):
        style = reference.style("Table Head Number" if column.is_number else "Table Head")
        paragraph = _paragraph(_new_cell(row, width), style, indent=0 if column.is_number else GAP)
        _divided(paragraph, _head_words(column, unit))


def common_unit(table: Table) -> str:
    """Find the unit to say once, in the corner: that of most columns. Beside words it stands in the heads."""
    if not all(column.unit for column in table.columns):
        return ""
    counted = Counter(column.unit for column in table.columns if column.unit).most_common(1)
    return counted[0][0] if counted else ""


def _head_words(column: Column, common: str) -> str:
    return f"{column.label}, {column.unit}" if column.unit not in ("", common) else column.label


def _divided(paragraph: Element, words: str) -> None:
    """Write words that may be divided at their joints."""
    for number, part in enumerate(divide(words)):
        if number:
            add(add(paragraph, "r"), "softHyphen")
        add_text(paragraph, part)


def _row(
    element: Element,
    row: Row,
    table: Table,
    figures: Figures,
    *,
    widths: list[int],
    reference: Reference,
    keep: bool,
) -> None:
    made = _new_row(element)
    is_sum = row.kind == "sum"
    kind = "Table" if row.kind == "row" else "Table Sum"
    align = "bottom" if all(column.is_number for column in table.columns) else "top"
    is_bare = row.kind == "head" and not any(cell.display for cell in row.cells.values())
    span = widths if is_bare else widths[:1]  # a heading within the table goes over all columns
    label = _new_cell(made, sum(span), span=len(span), ruled=is_sum, align=align)
    _paragraph(label, reference.style(f"{kind} Text"), row.label, indent=row.level * _INDENT, keep=keep)
    for column, width in () if is_bare else zip(table.columns, widths[1:], strict=True):
        style = reference.style(
            f"{'Table Sum' if is_sum else 'Table'} {'Number' if column.is_number else 'Text'}"
        )
        place = _new_cell(made, width, ruled=is_sum, align=align)
        paragraph = _paragraph(place, style, indent=0 if column.is_number else GAP, keep=keep)
        cell = row.cells.get(column.id)
        if cell is not None and cell.display:
            shown = signed(cell.display, figures[cell.figure]) if cell.figure else cell.display
            add_text(paragraph, shown, style=_side(cell, figures, reference))


def _side(cell: Cell, figures: Figures, reference: Reference) -> str:
    """Name the character style of a deviation; empty for other cells."""
    side = side_of(figures[cell.figure]) if cell.figure else ""
    return reference.style(side) if side else ""


def _new_row(element: Element) -> Element:
    row = add(element, "tr")
    add(add(row, "trPr"), "cantSplit")
    return row


def _new_cell(
    row: Element, width: int, *, span: int = 1, ruled: bool = False, align: str = "bottom"
) -> Element:
    cell = add(row, "tc")
    properties = add(cell, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    if span > 1:
        add(properties, "gridSpan", val=span)
    if ruled:
        add(add(properties, "tcBorders"), "top", val="single", sz=6, space=0, color="5B626B")
    add(properties, "vAlign", val=align)
    return cell


def _paragraph(cell: Element, style: str, text: str = "", *, indent: int = 0, keep: bool = False) -> Element:
    paragraph = add(cell, "p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=style)
    if keep:
        add(properties, "keepNext")
    if indent:
        add(properties, "ind", left=indent)
    if text:
        add_text(paragraph, text)
    return paragraph
