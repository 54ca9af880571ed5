"""Makes a pivot ready to show: words, rounded amounts or shares, and where each cell leads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hjulet.domain.numbers import NO_PERCENTAGE, SCALES, format_amount, format_number, round_half_away
from hjulet.domain.pivot import Axis, PivotRow, Sort, SortBy, narrowed, next_axis
from hjulet.domain.selection import LineGroup
from hjulet.services.pivot import Layout, Pivot
from hjulet.texts.catalogue import translate
from hjulet.texts.pivot import GROUPS, axis_label
from hjulet.texts.reports import ROUNDED
from hjulet.web.pivot_query import Question, Share, pivot_address, rows_address
from hjulet.web.words import language, month_name

DECIMALS = {"kr": 2, "tkr": 0, "mnkr": 1}
"""Decimals by unit of display: kronor are exact."""

_SHORT = 3
"""Letters of a month's name at the head of a column."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of a column; ``href`` sorts by it, ``order`` is how it sorts now (``aria-sort``)."""

    label: str
    note: str
    href: str
    order: str


@dataclass(frozen=True, kw_only=True)
class CellShown:
    """A cell; ``href`` is one step down, empty where there is nowhere to go."""

    text: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class RowShown:
    """A row with its head."""

    label: str
    code: str
    level: int
    href: str
    cells: tuple[CellShown, ...]


def pivot_page(found: Pivot, question: Question) -> dict[str, Any]:
    """Make the places of the table."""
    table, layout = found.table, question.layout
    show = _Shower(found, question)
    return {
        "title": title(question),
        "heads": _heads(found, question),
        "row_head": _row_head(question),
        "rows": [show.row(row) for row in table.rows],
        "rest": show.plain(table.rest, _rest_words(found)) if table.rest else None,
        "total": show.total(_("Summa {unit}").format(unit=found.source.unit_name)),
        "has_columns": layout.columns is not None,
        "unit": _unit_words(question),
        "is_limited": question.selection.line_group in (LineGroup.RESULT, LineGroup.NET_COST),
        "sorted": _sorted_words(found, question),
        "note": _note(found, question),
        "earlier": _at_page(question, table.page - 1) if table.page > 1 else "",
        "later": _at_page(question, table.page + 1) if table.page < table.pages else "",
    }


def title(question: Question) -> str:
    """Name what the page shows: ``Resultatet per konto och månad``."""
    group = question.selection.line_group
    what = translate(GROUPS[group], language=language()) if group else _("Belopp")
    if group is LineGroup.EVERYTHING:
        what = _("Resultat och balans")
    if group is LineGroup.NET_COST:
        what = _("Nettokostnaden")
    rows, columns = (axis_words(axis) for axis in (question.layout.rows, question.layout.columns))
    if not columns:
        return _("{what} per {rows}").format(what=what, rows=rows)
    return _("{what} per {rows} och {columns}").format(what=what, rows=rows, columns=columns)


def axis_words(axis: Axis | None) -> str:
    """Name an axis inside a sentence; empty for none."""
    if axis is Axis.LINE:
        return _("rad")
    if axis in (Axis.UNIT, Axis.EACH_UNIT):
        return _("enhet")
    return axis_label(axis, language=language()).lower() if axis else ""


def step(found: Pivot, question: Question, clicked: Mapping[Axis, str]) -> str:
    """Give the address one step down: the clicked keys added, the next axis proposed, or the rows."""
    selection = question.selection
    for axis, key in clicked.items():
        selection = narrowed(selection, axis, key)
    asked = question.selecting(selection)
    layout = question.layout
    fixed = _fixed(found, asked, clicked)
    columns = None if layout.columns in fixed else layout.columns
    if columns is None and Axis.MONTH not in {*fixed, layout.rows}:
        columns = Axis.MONTH
    taken = fixed | ({columns} if columns else set())
    rows = next_axis(taken) if layout.rows in fixed else layout.rows
    if rows is None:
        return rows_address(asked) if found.source.may_open_rows else ""
    return pivot_address(asked.laid_out(Layout(rows=rows, columns=columns)))


def _fixed(found: Pivot, asked: Question, clicked: Mapping[Axis, str]) -> set[Axis]:
    """List the axes that have one value left: those clicked, and those that follow from them."""
    selection = asked.selection
    fixed = set(clicked) - {Axis.UNIT}
    if selection.is_own_only or selection.unit not in found.deeper:
        fixed |= {Axis.UNIT, Axis.EACH_UNIT}
    if Axis.ACCOUNT in clicked or len(found.source.accounts) == 1:
        fixed |= {Axis.ACCOUNT, Axis.LINE}
    if len(selection.counted_lines) == 1:
        fixed.add(Axis.LINE)
    if selection.first_month == selection.last_month:
        fixed.add(Axis.MONTH)
    if Axis.RESPONSIBILITY in clicked:
        fixed |= {Axis.UNIT, Axis.EACH_UNIT}
    return fixed


class _Shower:
    """Shows the rows of one pivot."""

    def __init__(self, found: Pivot, question: Question) -> None:
        self.found, self.question = found, question
        self.table, self.layout = found.table, question.layout

    def row(self, row: PivotRow) -> RowShown:
        """Show a row whose cells lead one step down."""
        rows, columns = self.layout.rows, self.layout.columns
        name = self.found.row_names.get(row.key, "")
        hrefs = [
            step(self.found, self.question, {rows: row.key, columns: key})
            if columns and value is not None
            else ""
            for key, value in zip(self.table.columns, row.cells, strict=True)
        ]
        own = step(self.found, self.question, {rows: row.key})
        return RowShown(
            label=name or row.key or "–",
            code=row.key if name and _has_code(rows) else "",
            level=self.found.levels.get(row.key, 0),
            href=own,
            cells=self._cells(row, hrefs, own),
        )

    def total(self, label: str) -> RowShown:
        """Show the sum of all rows: its cells fix the column only."""
        columns, total = self.layout.columns, self.table.total
        hrefs = [
            step(self.found, self.question, {columns: key}) if columns and value is not None else ""
            for key, value in zip(self.table.columns, total.cells, strict=True)
        ]
        rows = rows_address(self.question) if self.found.source.may_open_rows else ""
        return RowShown(label=label, code="", level=0, href="", cells=self._cells(total, hrefs, rows))

    def plain(self, row: PivotRow, label: str) -> RowShown:
        """Show rows that stand on other pages, in one sum that leads nowhere."""
        nowhere = [""] * len(row.cells)
        return RowShown(label=label, code="", level=0, href="", cells=self._cells(row, nowhere, ""))

    def _cells(self, row: PivotRow, hrefs: Sequence[str], own: str) -> tuple[CellShown, ...]:
        shown: list[CellShown] = []
        if self.layout.columns:
            whole = self.table.total.cells
            shown = [
                self._cell(value, row.total, of_column, href)
                for value, of_column, href in zip(row.cells, whole, hrefs, strict=True)
            ]
        if self.table.other_columns:
            shown.append(self._cell(row.others, row.total, self.table.total.others, ""))
        return (*shown, self._cell(row.total, row.total, self.table.total.total, own))

    def _cell(
        self, value: Decimal | None, of_row: Decimal, of_column: Decimal | None, href: str
    ) -> CellShown:
        if value is None:
            return CellShown(text="")
        match self.question.share:
            case Share.ROW:
                text = _percent(value, of_row)
            case Share.COLUMN:
                text = _percent(value, of_column)
            case Share.TOTAL:
                text = _percent(value, self.table.total.total)
            case _:
                scale = self.question.scale
                text = format_amount(value, unit=scale, decimals=DECIMALS[scale])
        return CellShown(text=text, href=href)


def _percent(value: Decimal, of: Decimal | None) -> str:
    """Write a share with one decimal; none of nothing."""
    return format_number(value / of * 100, decimals=1) if of else NO_PERCENTAGE


def _has_code(axis: Axis) -> bool:
    """Tell whether people know a row by its code as well as by its name."""
    return axis not in (Axis.UNIT, Axis.EACH_UNIT, Axis.LINE, Axis.MONTH, Axis.COMPANY)


def _heads(found: Pivot, question: Question) -> list[Head]:
    """Make the heads: the columns, those not shown, and the sum."""
    columns, sort = question.layout.columns, question.layout.sort
    heads = [
        Head(
            label=_column_label(found, columns, key),
            note=key if found.column_names.get(key) and _has_code(columns) else "",
            href=_sorting(question, Sort(by=SortBy.COLUMN, column=key)),
            order=_order(sort, sort.by is SortBy.COLUMN and sort.column == key),
        )
        for key in found.table.columns
        if columns
    ]
    if found.table.other_columns:
        count = format_number(Decimal(found.table.other_columns))
        heads.append(Head(label=_("{count} till").format(count=count), note="", href="", order=""))
    total = Head(
        label=_("Summa"),
        note="",
        href=_sorting(question, Sort(by=SortBy.TOTAL)),
        order=_order(sort, sort.by is SortBy.TOTAL),
    )
    return [*heads, total]


def _column_label(found: Pivot, axis: Axis, key: str) -> str:
    """Name a column: months are short, and say their year where there are several."""
    if axis is not Axis.MONTH:
        return found.column_names.get(key) or key or "–"
    short = month_name(key)[:_SHORT]
    return short if len({each[:4] for each in found.table.columns}) == 1 else f"{short} {key[:4]}"


def _row_head(question: Question) -> Head:
    sort = question.layout.sort
    by_name = sort.by is SortBy.NAME
    other = Sort(by=SortBy.OWN) if by_name else Sort(by=SortBy.NAME)
    return Head(
        label=axis_label(question.layout.rows, language=language()),
        note="",
        href=pivot_address(question.laid_out(replace(question.layout, sort=other, page=1))),
        order="ascending" if by_name else "",
    )


def _sorting(question: Question, by: Sort) -> str:
    """Give the address that sorts by a column, or turns the order if it is sorted so already."""
    sort = question.layout.sort
    same = (sort.by, sort.column) == (by.by, by.column)
    turned = replace(by, is_turned=same and not sort.is_turned)
    return pivot_address(question.laid_out(replace(question.layout, sort=turned, page=1)))


def _order(sort: Sort, is_sorted: bool) -> str:  # noqa: FBT001 - a fact, not a choice of behaviour
    if not is_sorted:
        return ""
    return "ascending" if sort.is_turned else "descending"


def _sorted_words(found: Pivot, question: Question) -> str:
    """Say how the rows are sorted, where it is not their own order."""
    sort = question.layout.sort
    if sort.by is SortBy.OWN:
        return ""
    if sort.by is SortBy.NAME:
        return _("sorterat efter namn")
    column = _("summa")
    if sort.by is SortBy.COLUMN and question.layout.columns and sort.column in found.table.columns:
        column = _column_label(found, question.layout.columns, sort.column)
    said = _("sorterat efter {column}, störst först")
    if sort.is_turned:
        said = _("sorterat efter {column}, minst först")
    return said.format(column=column)


def _unit_words(question: Question) -> str:
    words = {
        Share.ROW: _("procent av radens summa"),
        Share.COLUMN: _("procent av kolumnens summa"),
        Share.TOTAL: _("procent av hela summan"),
    }
    return words.get(question.share) or _("{unit}, kostnader är negativa").format(unit=question.scale)


def _rest_words(found: Pivot) -> str:
    count = format_number(Decimal(found.table.other_rows))
    if found.table.page == 1:
        return _("och {count} till").format(count=count)
    return _("{count} på andra sidor").format(count=count)


def _note(found: Pivot, question: Question) -> str:
    """Say that rounded amounts may not add up, if that shows."""
    if question.share or question.scale == "kr":
        return ""
    table, shown = found.table, _rounder(question.scale)
    rows = (*table.rows, *((table.rest,) if table.rest else ()))
    down = any(
        sum(shown(row.cells[at]) for row in rows) != shown(value)
        for at, value in enumerate(table.total.cells)
    )
    across = question.layout.columns and any(
        sum(map(shown, row.cells), shown(row.others)) != shown(row.total) for row in (*rows, table.total)
    )
    return translate(ROUNDED, language=language()) if down or across else ""


def _rounder(scale: str) -> Callable[[Decimal | None], Decimal]:
    return lambda value: round_half_away((value or Decimal(0)) / SCALES[scale], decimals=DECIMALS[scale])


def _at_page(question: Question, page: int) -> str:
    return pivot_address(question.laid_out(replace(question.layout, page=page)))
