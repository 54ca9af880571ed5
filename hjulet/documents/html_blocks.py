"""A report's blocks as HTML: our own writer, since each number is a link to where it comes from.

No style attribute and no script is ever written: the pages' content security policy forbids them.
A cell without a number is an empty cell, so that a table can be copied into a sheet as it stands; one
with a number carries its exact value beside what it shows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from hjulet.documents.content import Figures, kronor_text, value_text
from hjulet.documents.variance import side_of
from hjulet.documents.words import source_line
from hjulet.domain.figures import FigureRef
from hjulet.domain.report import (
    Block,
    BulletList,
    Cell,
    Chart,
    Column,
    Heading,
    Inlines,
    Paragraph,
    Row,
    ShownFigure,
    Table,
    Words,
)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What the blocks need to know of the page they stand on.

    ``figure_url`` is where a number opens, ``chart_url`` where a chart's picture lies, ``dark_chart_url``
    where it lies in the colours of a dark screen, if there is such a one. ``chart_tables`` are the values of
    the charts that no table of the report belongs to, by the chart's id. ``findings`` are the sentences to
    show in the margin beside the text with an id. ``marks`` is what else a page shows at a row
    (``income-statement.personnel``) or beside a text, by its id.
    """

    figures: Figures
    snapshot: int
    words: Mapping[str, str]
    figure_url: Callable[[FigureRef], str]
    chart_url: Callable[[Chart], str]
    findings: Mapping[str, Iterable[str]]
    chart_tables: Mapping[str, Table]
    dark_chart_url: Callable[[Chart], str] | None = None
    marks: Mapping[str, Markup] = field(default_factory=dict)


def write_block(block: Block, page: Surroundings) -> Markup:
    """Write one block of a report."""
    match block:
        case Heading():
            return Markup('<h{0} id="{1}">{2}</h{0}>\n').format(block.level, block.id, block.text)
        case Paragraph():
            return _passage(block.id, Markup("<p>{}</p>").format(_text(block.inlines, page)), page)
        case BulletList():
            items = Markup("").join(Markup("<li>{}</li>").format(_text(item, page)) for item in block.items)
            return _passage(block.id, Markup("<ul>{}</ul>").format(items), page)
        case Table():
            return _table(block, page)
        case Chart():
            return _chart(block, page)


def _text(inlines: Inlines, page: Surroundings) -> Markup:
    return Markup("").join(_inline(part, page) for part in inlines)


def _passage(id: str, text: Markup, page: Surroundings) -> Markup:
    notes = Markup("").join(
        Markup('<p class="note"><span class="note-kind">{}</span> {}</p>').format(
            page.words["finding"], sentence
        )
        for sentence in page.findings.get(id, ())
    )
    beside = notes + page.marks.get(id, Markup(""))
    margin = Markup('<aside class="margin">{}</aside>').format(beside) if beside else Markup("")
    return Markup('<div class="passage" id="{}">{}{}</div>\n').format(id, text, margin)


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
        '<div class="table-frame"{}>\n<table class="statement" id="{}">\n'
        '<caption>{} <span class="unit">{}</span></caption>\n'
        "<thead><tr><td></td>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n{}</div>\n"
    ).format(
        _reached_by_keys(table),
        table.id,
        table.caption,
        unit,
        Markup("").join(_head(column, unit) for column in table.columns),
        Markup("").join(_row(row, table, page) for row in table.rows),
        notes,
    )


def _reached_by_keys(table: Table) -> Markup:
    """Let the frame be reached with keys, to be scrolled, where no figure in it can be."""
    if any(cell.figure for row in table.rows for cell in row.cells.values()):
        return Markup("")
    return Markup(' tabindex="0" role="region" aria-label="{}"').format(table.caption)


def _common_unit(table: Table) -> str:
    """Find the unit to say once, in the caption: that of most columns with numbers."""
    counted = Counter(column.unit for column in table.columns if column.unit).most_common(1)
    return counted[0][0] if counted else ""


def _head(column: Column, common: str) -> Markup:
    unit = Markup("")
    if column.unit and column.unit != common:
        unit = Markup(' <span class="unit">{}</span>').format(column.unit)
    kind = Markup(' class="num"') if column.is_number else Markup("")
    return Markup('<th scope="col"{}>{}{}</th>').format(kind, column.label, unit)


def _row(row: Row, table: Table, page: Surroundings) -> Markup:
    is_bare = row.kind == "head" and not any(cell.display for cell in row.cells.values())
    columns = () if is_bare else table.columns  # a heading within the table goes over all of them
    cells = Markup("").join(_cell(row.cells.get(column.id), page) for column in columns)
    over = Markup(' colspan="{}"').format(len(table.columns) + 1) if is_bare else Markup("")
    id = f"{table.id}.{row.id}"
    mark = page.marks.get(id, Markup(""))
    head = Markup('<th scope="row" class="level-{}"{}>{}{}</th>').format(row.level, over, row.label, mark)
    kind = Markup("") if row.kind == "row" else Markup(' class="{}"').format(row.kind)
    return Markup('<tr id="{}"{}>{}{}</tr>\n').format(id, kind, head, cells)


def _cell(cell: Cell | None, page: Surroundings) -> Markup:
    if cell is None or not cell.display:
        return Markup('<td class="num"></td>')
    if cell.typed is not None:
        typed = kronor_text(cell.typed)
        return Markup('<td class="num" data-value="{}">{}</td>').format(typed, cell.display)
    if cell.figure is None:
        return Markup("<td>{}</td>").format(cell.display)
    figure = page.figures[cell.figure]
    side, exact = side_of(figure), value_text(figure)
    classes = f"num {side}" if side else "num"
    value = Markup(' data-value="{}"').format(exact) if exact else Markup("")
    link = _figure_link(cell.figure, cell.display, page)
    return Markup('<td class="{}"{}>{}</td>').format(classes, value, link)


def _chart(chart: Chart, page: Surroundings) -> Markup:
    link = Markup("")
    if chart.id not in page.chart_tables:
        link = Markup(' <a href="#{}">{}</a>').format(chart.table, page.words["show_table"])
    return Markup('<figure class="chart" id="{}">\n{}\n<figcaption>{}{}</figcaption>\n{}</figure>\n').format(
        chart.id,
        _picture(chart, page),
        source_line(chart, page.words, snapshot=page.snapshot),
        link,
        _chart_table(chart, page),
    )


def _picture(chart: Chart, page: Surroundings) -> Markup:
    picture = Markup('<img src="{}" alt="{}">').format(page.chart_url(chart), chart.alt)
    if page.dark_chart_url is None:
        return picture
    dark = Markup('<source media="screen and (prefers-color-scheme: dark)" srcset="{}">')
    return Markup("<picture>{}{}</picture>").format(dark.format(page.dark_chart_url(chart)), picture)


def _chart_table(chart: Chart, page: Surroundings) -> Markup:
    """Write the values of a chart that no other table holds, folded until somebody wants them."""
    table = page.chart_tables.get(chart.id)
    if table is None:
        return Markup("")
    return Markup('<details class="chart-table"><summary>{}</summary>\n{}</details>\n').format(
        page.words["show_table"], _table(table, page)
    )
