"""Plans of tables get their words and values: the same for a report and for a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.numbers import format_amount
from hjulet.domain.organisation import OrganisationView
from hjulet.domain.period import Period
from hjulet.domain.register import REGISTERED
from hjulet.domain.report import Cell, Column, Row, Table
from hjulet.domain.reports.plan import ColumnPlan, RowPlan, TablePlan, display, without_empty
from hjulet.texts.catalogue import SWEDISH, translate
from hjulet.texts.labels import TABLE_ROWS, cell_words, column_label, figure_label, line_label
from hjulet.texts.reports import ROUNDED, ROWS, in_sentence, table_caption, table_note


@dataclass(frozen=True, kw_only=True)
class TableWords:
    """Words the tables of one body and period, in one language."""

    view: OrganisationView
    body: str
    period: Period
    language: str

    def table(self, plan: TablePlan, figures: Mapping[FigureRef, Figure], *, has_note: bool) -> Table:
        """Fill a plan. ``has_note``: the table says that rounded rows may not add up.

        Rows that are there only if they print as something are left out where they do not.
        """
        shown = without_empty(plan, figures)
        rounded = (translate(ROUNDED, language=self.language),) if has_note else ()
        columns = tuple(
            Column(
                id=column.id,
                label=column.label
                or column_label(
                    plan.id,
                    column.id,
                    year=column.year,
                    whole_year=self.period.is_year,
                    language=self.language,
                ),
                unit=column.unit,
                mixed=not column.unit and any(column.id in row.cells for row in shown.rows),
            )
            for column in shown.columns
        )
        return Table(
            id=plan.id,
            caption=table_caption(
                plan.id,
                period=self.period,
                unit_name=self.view.units[plan.about or self.body].name,
                language=self.language,
            ),
            columns=columns,
            rows=tuple(self._row(shown, row, figures) for row in shown.rows),
            notes=(*rounded, *(table_note(note, language=self.language) for note in plan.notes)),
        )

    def _row(self, plan: TablePlan, row: RowPlan, figures: Mapping[FigureRef, Figure]) -> Row:
        cells = {
            column.id: self._cell(plan.id, row, column, figures)
            for column in plan.columns
            if _fills(row, column)
        }
        kind = "head" if row.is_head else "sum" if row.parts else "row"
        return Row(
            id=row.id,
            label=self.row_label(row),
            level=row.level,
            kind=kind,
            cells=cells,
            parts=row.parts,
        )

    def _cell(
        self, table: str, row: RowPlan, column: ColumnPlan, figures: Mapping[FigureRef, Figure]
    ) -> Cell:
        """Fill one cell, with a figure or with words."""
        ref = row.cells.get(column.id)
        if column.id in row.typed:
            amount = row.typed[column.id]
            return Cell(figure=None, display=format_amount(amount, unit=column.unit), typed=amount)
        if ref is None:
            words = cell_words(table, column.id, row.words[column.id], language=self.language)
            return Cell(figure=None, display=words)
        blank = row.blank if figures[ref].value else row.blank | row.blank_zero
        shown = display(figures[ref], unit=column.unit, blank=column.id in blank)
        return Cell(figure=ref, display=shown)

    def row_label(self, row: RowPlan) -> str:
        """Name a row: as somebody has named it, else by its unit or its line."""
        if row.label:
            return (row.label_en if self.language != SWEDISH else "") or row.label
        if row.id in TABLE_ROWS:
            return translate(TABLE_ROWS[row.id], language=self.language)
        if row.id in ROWS:
            return translate(ROWS[row.id], language=self.language)
        if row.id not in self.view:
            return line_label(row.id, language=self.language)
        name = self.view.units[row.id].name
        if not row.parts:
            return name
        code = "body" if row.id == self.body else "group"
        return translate(ROWS[code], language=self.language).format(name=in_sentence(name))


def _fills(row: RowPlan, column: ColumnPlan) -> bool:
    return any(column.id in cells for cells in (row.cells, row.words, row.typed))


def figure_labels(
    refs: Iterable[FigureRef],
    *,
    view: OrganisationView,
    registered: Mapping[tuple[str, str], str] | None = None,
    language: str,
) -> dict[FigureRef, str]:
    """Name figures in words, units by the names they had.

    ``registered`` names projects, grants and indicators by (parameter, id); without it they go by their ids.
    """
    names = {("unit", code): unit.name for code, unit in view.units.items()} | dict(registered or {})
    return {ref: figure_label(ref, unit_name=_whose(ref, names), language=language) for ref in refs}


def _whose(ref: FigureRef, names: Mapping[tuple[str, str], str]) -> str:
    named = [(name, ref.get(name)) for name in ("unit", *REGISTERED) if ref.get(name)]
    whose = names.get(named[0], named[0][1]) if named else ""
    if series := ref.get("series"):
        key = ("series", f"{ref.get('id')} {series}")
        return f"{whose}: {names.get(key, series)}"
    return whose
