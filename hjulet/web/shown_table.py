"""Any table of a page as a workbook: the page sends the table that it shows, and gets it back as xlsx.

Whoever has signed in may do so: nothing is looked up and nothing is written, so there is nothing to
permit beyond what the page already showed, and nothing to audit.
"""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import path
from django.utils import timezone

from hjulet.documents.sheet_cells import LONGEST, XLSX
from hjulet.documents.shown_table import ShownCell, ShownColumn, ShownRow, ShownTable, shown_workbook
from hjulet.services.errors import RefusedError, refused
from hjulet.texts.problems import sentence
from hjulet.web.actor import ActorRequest
from hjulet.web.words import language

MOST_BYTES = 2_000_000
MOST_COLUMNS = 200
MOST_ROWS = 10_000
MOST_CELLS = 200_000
_LONGEST_CAPTION = 500


def table_xlsx(request: ActorRequest) -> HttpResponse:
    """Give the table that the page sent as a workbook; 422 with a sentence for one that cannot be."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        table = read_table(_body(request))
    except RefusedError as refusal:
        said = " ".join(sentence(problem, language=language()) for problem in refusal.problems)
        return HttpResponse(said, status=422, content_type="text/plain; charset=utf-8")
    made = shown_workbook(table, date=timezone.localdate())
    return HttpResponse(
        made, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="tabell.xlsx"'}
    )


def read_table(data: bytes) -> ShownTable:
    """Read a table as ``static/js/table-reading.js`` sends it; raises RefusedError.

    ``{"caption", "columns": [{"label", "number"}], "rows": [{"sum", "cells": [TEXT or [TEXT, EXACT]]}]}``
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise refused("table-not-readable") from fault
    match found:
        case {"caption": str(caption), "columns": [_, *_] as columns, "rows": [*rows]}:
            _require("table-too-wide", len(columns), MOST_COLUMNS)
            _require("table-too-long", len(rows), min(MOST_ROWS, MOST_CELLS // len(columns)))
            return ShownTable(
                caption=caption[:_LONGEST_CAPTION],
                columns=tuple(_column(column) for column in columns),
                rows=tuple(_row(number, row, len(columns)) for number, row in enumerate(rows, 1)),
            )
    raise refused("table-not-readable")


def _body(request: HttpRequest) -> bytes:
    """Give what was sent, unless it is too much: that is not even read."""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    _require("table-too-large", int(sent) if sent.isdecimal() else 0, MOST_BYTES)
    return request.body


def _column(column: object) -> ShownColumn:
    match column:
        case {"label": str(label), "number": bool(is_number)}:
            _require_cell(0, label)
            return ShownColumn(label=label, is_number=is_number)
    raise refused("table-not-readable")


def _row(number: int, row: object, width: int) -> ShownRow:
    match row:
        case {"cells": [*cells], "sum": bool(is_sum)} if len(cells) == width:
            return ShownRow(cells=tuple(_cell(number, cell) for cell in cells), is_sum=is_sum)
    raise refused("table-not-readable")


def _cell(row: int, cell: object) -> ShownCell:
    match cell:
        case str(text):
            shown = ShownCell(text)
        case [str(text), str(exact)]:
            shown = ShownCell(text, exact)
        case _:
            raise refused("table-not-readable")
    _require_cell(row, shown.text)
    return shown


def _require_cell(row: int, text: str) -> None:
    if len(text) > LONGEST:
        raise refused("table-cell-too-long", row=str(row), count=str(len(text)), limit=str(LONGEST))


def _require(code: str, count: int, limit: int) -> None:
    if count > limit:
        raise refused(code, count=str(count), limit=str(limit))


urlpatterns = [path("tabell.xlsx", table_xlsx, name="table-xlsx")]
