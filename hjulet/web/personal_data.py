"""Personuppgifter: the register of what is kept about people, why, for whom and for how long."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.documents.sheet import Sheet, SheetColumn, write_csv
from hjulet.services.personal_data import RegisterEntry, personal_register
from hjulet.texts.catalogue import translate
from hjulet.texts.personal_data import (
    COLUMNS,
    GROUNDS,
    PURPOSES,
    TABLES,
    TREATMENT_NAMES,
    kept_words,
    reader_words,
)
from hjulet.web.actor import ActorRequest
from hjulet.web.words import language


def register(request: ActorRequest) -> HttpResponse:
    """Show every treatment with what it keeps."""
    entries = personal_register(by=request.actor, at=timezone.now())
    lines = [{**_words(entry), "tables": _tables(entry)} for entry in entries]
    return render(request, "personal_data/register.html", {"lines": lines})


def register_csv(request: ActorRequest) -> StreamingHttpResponse:
    """Give the register as csv, a row for each column that is kept."""
    entries = personal_register(by=request.actor, at=timezone.now())
    heads = (
        _("Behandling"),
        _("Ändamål"),
        _("Rättslig grund"),
        _("Vem ser"),
        _("Hur länge"),
        _("Tabell"),
        _("Uppgift"),
    )
    rows = (
        (*_words(entry).values(), _say(TABLES[column.table]), _say(COLUMNS[column.column]))
        for entry in entries
        for column in entry.columns
    )
    sheet = Sheet(
        name=_("Personuppgifter"),
        columns=tuple(SheetColumn(label=head) for head in heads),
        rows=rows,
        total="",
        asked_name="",
        asked=(),
    )
    return StreamingHttpResponse(
        write_csv(sheet),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="personuppgifter.csv"'},
    )


def _words(entry: RegisterEntry) -> dict[str, str]:
    treatment = entry.treatment
    return {
        "name": _say(TREATMENT_NAMES[treatment.id]),
        "purpose": _say(PURPOSES[treatment.id]),
        "ground": _say(GROUNDS[treatment.ground]),
        "readers": reader_words(treatment.readers, language=language()),
        "kept": kept_words(treatment.id, language=language()),
    }


def _tables(entry: RegisterEntry) -> list[tuple[str, str]]:
    """Name the tables of a treatment, each with its columns."""
    tables: dict[str, list[str]] = {}
    for column in entry.columns:
        tables.setdefault(_say(TABLES[column.table]), []).append(_say(COLUMNS[column.column]).lower())
    return [(table, ", ".join(columns)) for table, columns in tables.items()]


def _say(words: str) -> str:
    return translate(words, language=language())


urlpatterns = [
    path("personuppgifter/", register, name="personal-data"),
    path("personuppgifter/register.csv", register_csv, name="personal-data-csv"),
]
