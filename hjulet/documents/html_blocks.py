"""A report's blocks as HTML: our own writer, since each number is a link to where it comes from.

No style attribute and no script is ever written: the pages' content security policy forbids them.
A cell without a number is an empty cell, so that a table can be copied into a sheet as it stands.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from hjulet.documents.content import Figures
from hjulet.documents.variance import side_of
from hjulet.domain.figures import FigureRef
from hjulet.domain.report import (
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Paragraph,
    Row,
    ShownFigure,
    Table,
    Words,
)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What the blocks need to know of the page they stand on.

    ``figure_url`` is where a number opens, ``chart_url`` where a chart's picture lies, ``findings``
    the sentences to show in the margin at a paragraph's line.
    """

    figures: Figures
    snapshot: int
    words: Mapping[str, str]
    figure_url: Callable[[FigureRef], str]
    chart_url: Callable[[Chart], str]
    findings: Mapping[int, Iterable[str]]


def write_block(block: Block, page: Surroundings) -> Markup:
    """Write one block of a report."""
    match block:
        case Heading():
            return Markup('<h{0} id="{1}">{2}</h{0}>\n').format(block.level, block.id, block.text)
        case Paragraph():
            return _paragraph(block, page)
        case Table():
            return _table(block, page)
        case Chart():
            return _chart(block, page)


def _paragraph(paragraph: Paragraph, page: Surroundings) -> Markup:
    text = Markup("").join(_inline(part, page) for part in paragraph.inlines)
    notes = Markup("").join(
        Markup('<p class="note"><span class="note-kind">{}</span> {}</p>').format(
            page.words["finding"], sentence
        )
        for sentence in page.findings.get(paragraph.line, ())
    )
    margin = Markup('<aside class="margin">{}</aside>').format(notes) if notes else Markup("")
    return Markup('<div class="passage" id="{}"><p>{}</p>{}</div>\n').format(paragraph.id, text, margin)


def _inline(part: Words | ShownFigure, page: Surroundings) -> Markup:
    if isinstance(part, Words):
        return Markup("{}").format(part.text)
    return _figure_link(part.figure, part.display, page)


def _figure_link(ref: FigureRef, display: str, page: Surroundings) -> Markup:
    link = Markup('<a class="figure" href="{}" data-figure="{}">{}</a>')
    return link.format(page.figure_url(ref), ref, display)


def _table(table: Table, page: Surroundings) -> Markup:
    unit = _common_unit(table)
    notes = Markup("").join(Markup('<p class="table-note">{}</p>\n').format(note) for note in table.notes)
    return Markup(
        '<div class="table-frame">\n<table class="statement" id="{}">\n'
        '<caption>{} <span class="unit">{}</span></caption>\n'
        "<thead><tr><td></td>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n{}</div>\n"
    ).format(
        table.id,
        table.caption,
        unit,
        Markup("").join(_head(column, unit) for column in table.columns),
        Markup("").join(_row(row, table, page) for row in table.rows),
        notes,
    )


def _common_unit(table: Table) -> str:
    """Find the unit to say once, in the caption: that of most columns."""
    ((unit, _),) = Counter(column.unit for column in table.columns).most_common(1)
    return unit


def _head(column: Column, common: str) -> Markup:
    unit = Markup("")
    if column.unit != common:
        unit = Markup(' <span class="unit">{}</span>').format(column.unit)
    return Markup('<th scope="col" class="num">{}{}</th>').format(column.label, unit)


def _row(row: Row, table: Table, page: Surroundings) -> Markup:
    cells = Markup("").join(_cell(row.cells.get(column.id), page) for column in table.columns)
    head = Markup('<th scope="row" class="level-{}">{}</th>').format(row.level, row.label)
    kind = Markup(' class="sum"') if row.kind == "sum" else Markup("")
    return Markup('<tr id="{}"{}>{}{}</tr>\n').format(f"{table.id}.{row.id}", kind, head, cells)


def _cell(cell: Cell | None, page: Surroundings) -> Markup:
    if cell is None or not cell.display:
        return Markup('<td class="num"></td>')
    side = side_of(page.figures[cell.figure])
    classes = f"num {side}" if side else "num"
    return Markup('<td class="{}">{}</td>').format(classes, _figure_link(cell.figure, cell.display, page))


def _chart(chart: Chart, page: Surroundings) -> Markup:
    return Markup(
        '<figure class="chart" id="{}">\n<img src="{}" alt="{}">\n'
        '<figcaption>{} <a href="#{}">{}</a></figcaption>\n</figure>\n'
    ).format(
        chart.id,
        page.chart_url(chart),
        chart.alt,
        page.words["chart_source"].format(snapshot=page.snapshot),
        chart.table,
        page.words["show_table"],
    )
