"""A pivot, and the rows behind a sum, as files for a spreadsheet: csv or xlsx."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.documents.sheet import Kind, Sheet, SheetColumn, Value, write_csv, write_xlsx
from hjulet.documents.sheet_cells import XLSX
from hjulet.domain.ledger import CODE_PARTS
from hjulet.domain.pivot import Limits, PivotRow
from hjulet.domain.selection import LineGroup, OrganisationDay
from hjulet.services.drill import RowsHead, SeenRow, every_row
from hjulet.services.pivot import Pivot
from hjulet.services.pivot import pivot as make_pivot
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import CODE_PARTS as PART_LABELS
from hjulet.texts.pivot import GROUPS, INTERNAL, axis_label
from hjulet.web.actor import ActorRequest
from hjulet.web.pivot_page import title
from hjulet.web.pivot_query import Question, pivot_address, read, rows_address
from hjulet.web.pivot_words import Named, filter_words, months_words
from hjulet.web.words import language

WHOLE = Limits(rows=100_000, columns=1_000)
"""How much of a pivot a file holds; beyond that the rest stands in one sum, as on the page."""


def pivot_xlsx(request: ActorRequest) -> HttpResponseBase:
    """Give a whole pivot as a workbook."""
    return workbook(*_pivot_sheet(request))


def pivot_csv(request: ActorRequest) -> HttpResponseBase:
    """Give a whole pivot as csv."""
    return csv_file(*_pivot_sheet(request))


def rows_xlsx(request: ActorRequest) -> HttpResponseBase:
    """Give the rows behind a sum as a workbook."""
    return workbook(*_rows_sheet(request))


def rows_csv(request: ActorRequest) -> HttpResponseBase:
    """Give the rows behind a sum as csv."""
    return csv_file(*_rows_sheet(request))


def _pivot_sheet(request: ActorRequest) -> tuple[Sheet, str]:
    question = read(request)
    here = question.here
    found = make_pivot(
        question.selection,
        question.layout,
        limits=WHOLE,
        snapshot=here.snapshot,
        language=language(),
        by=here.by,
        at=here.at,
    )
    source = found.source
    sheet = Sheet(
        name=_("Analys"),
        columns=_pivot_columns(found, question),
        rows=_pivot_rows(found, question),
        total=_("Summa"),
        asked_name=_("Urval"),
        asked=_asked(question, source, source.snapshot, source.known_at, address=pivot_address(question)),
    )
    return sheet, f"{_('analys')}-{question.selection.unit}-{here.period}-{source.snapshot}"


def _pivot_columns(found: Pivot, question: Question) -> tuple[SheetColumn, ...]:
    """Make the columns: code and name of the row, an amount for each column, and their sum."""
    layout, table = question.layout, found.table
    label = axis_label(layout.rows, language=language())
    keys = [
        SheetColumn(label=_("{label}, kod").format(label=label)),
        SheetColumn(label=label),
    ]
    amounts = []
    if layout.columns:
        names = (f"{key} {found.column_names.get(key, '')}".strip() for key in table.columns)
        amounts = [SheetColumn(label=name or "–", kind=Kind.AMOUNT) for name in names]
    if table.other_columns:
        amounts.append(
            SheetColumn(label=_("{count} till").format(count=table.other_columns), kind=Kind.AMOUNT)
        )
    sums = (len(keys), len(keys) + len(amounts) - 1) if amounts else None
    return (*keys, *amounts, SheetColumn(label=_("Summa"), kind=Kind.AMOUNT, sums=sums))


def _pivot_rows(found: Pivot, question: Question) -> Iterator[Sequence[Value]]:
    table = found.table

    def amounts(row: PivotRow) -> tuple[Value, ...]:
        cells = row.cells if question.layout.columns else ()
        return (*cells, *((row.others,) if table.other_columns else ()), row.total)

    for row in table.rows:
        yield (row.key, found.row_names.get(row.key, ""), *amounts(row))
    if table.rest:
        yield ("", _("och {count} till").format(count=table.other_rows), *amounts(table.rest))


def _rows_sheet(request: ActorRequest) -> tuple[Sheet, str]:
    question = read(request)
    here = question.here
    head, rows = every_row(
        question.selection, order=question.order, snapshot=here.snapshot, by=here.by, at=here.at
    )
    sheet = Sheet(
        name=_("Rader"),
        columns=_row_columns(),
        rows=(_row(seen, head) for seen in rows),
        total=_("Summa"),
        asked_name=_("Urval"),
        asked=_asked(question, head, head.snapshot, head.known_at, address=rows_address(question)),
    )
    return sheet, f"{_('rader')}-{question.selection.unit}-{here.period}-{head.snapshot}"


def _row_columns() -> tuple[SheetColumn, ...]:
    """Make the columns: each code and each name in its own."""
    coded = [
        (label, _("{label}, namn").format(label=label))
        for label in (translate(PART_LABELS[part], language=language()) for part in CODE_PARTS.values())
    ]
    return (
        SheetColumn(label=_("Datum"), kind=Kind.DATE),
        SheetColumn(label=_("Månad")),
        SheetColumn(label=_("Serie")),
        SheetColumn(label=_("Verifikat")),
        SheetColumn(label=_("Verifikatrad"), kind=Kind.COUNT),
        SheetColumn(label=_("Enhet, kod")),
        SheetColumn(label=_("Enhet")),
        SheetColumn(label=_("Konto")),
        SheetColumn(label=_("Konto, namn")),
        *(SheetColumn(label=label) for pair in coded for label in pair),
        SheetColumn(label=_("Belopp"), kind=Kind.AMOUNT),
        SheetColumn(label=_("Text")),
        SheetColumn(label=_("Verifikatets text")),
        SheetColumn(label=_("Företag")),
        SheetColumn(label=_("Sats")),
        SheetColumn(label=_("Fil")),
        SheetColumn(label=_("Rad i filen"), kind=Kind.COUNT),
    )


def _row(seen: SeenRow, head: RowsHead) -> Sequence[Value]:
    row = seen.row
    codes = dict(row.codes)
    coded = (
        value
        for part in CODE_PARTS.values()
        for code in [codes.get(part, "")]
        for value in (code, head.code_names.get(part, {}).get(code, ""))
    )
    return (
        row.date,
        row.month,
        row.series,
        row.number,
        row.row,
        seen.unit,
        head.unit_names.get(seen.unit, ""),
        row.account,
        head.account_names.get(row.account, ""),
        *coded,
        seen.amount,
        row.text,
        row.voucher_text,
        row.company,
        row.batch,
        head.files[row.batch],
        row.line,
    )


def _asked(
    question: Question, names: Named, snapshot: int, known_at: datetime, *, address: str
) -> tuple[tuple[str, str], ...]:
    """Say what was asked for: what, of whom, when, limited how, in which snapshot, and when it was asked."""
    chosen, here = question.selection, question.here
    lines = [] if chosen.lines else [(_("Räknas"), translate(GROUPS[LineGroup.RESULT], language=language()))]
    today = chosen.organisation is OrganisationDay.OF_TODAY
    return (
        (_("Visar"), title(question)),
        (_("Enhet"), _("{unit} med allt under").format(unit=names.unit_name)),
        (_("Period"), months_words(chosen)),
        *lines,
        *((word.label, word.value) for word in filter_words(question, names, to=rows_address)),
        (_("Interna poster"), translate(INTERNAL[chosen.without], language=language())),
        (_("Organisation"), _("som den är i dag") if today else _("som den var i slutet av perioden")),
        (_("Belopp"), _("kr; intäkter positiva, kostnader negativa")),
        (_("Ögonblicksbild"), f"{snapshot}, {timezone.localtime(known_at):%Y-%m-%d %H.%M}"),
        (_("Hämtat"), f"{timezone.localtime(here.at):%Y-%m-%d %H.%M}, {here.by.name}"),
        (_("Adress"), address),
    )


def workbook(sheet: Sheet, stem: str) -> FileResponse:
    """Give a sheet as a workbook to save."""
    made = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    write_xlsx(sheet, made)
    made.seek(0)
    return FileResponse(made, as_attachment=True, filename=f"{stem}.xlsx", content_type=XLSX)


def csv_file(sheet: Sheet, stem: str) -> StreamingHttpResponse:
    """Give a sheet as csv to save."""
    return StreamingHttpResponse(
        write_csv(sheet),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{stem}.csv"'},
    )


urlpatterns = [
    path("huvudbok/analys/analys.xlsx", pivot_xlsx, name="pivot-xlsx"),
    path("huvudbok/analys/analys.csv", pivot_csv, name="pivot-csv"),
    path("huvudbok/analys/rader/rader.xlsx", rows_xlsx, name="pivot-rows-xlsx"),
    path("huvudbok/analys/rader/rader.csv", rows_csv, name="pivot-rows-csv"),
]
