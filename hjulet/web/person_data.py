"""All that is kept about one person, to read and to take along: one's own, anybody's for administrators."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone

from hjulet.documents.bundle import bundle
from hjulet.domain.personal_data import Handling
from hjulet.services.personal_export import KeptTable, PersonalExport, export_person
from hjulet.texts.catalogue import translate
from hjulet.texts.events import EVENTS, event_kind
from hjulet.texts.labels import ROLES
from hjulet.texts.personal_data import COLUMNS, TABLES, value_words
from hjulet.web.actor import ActorRequest
from hjulet.web.words import language

SHOWN = 50
"""Rows of a table on the page; the file has all."""


@dataclass(frozen=True, kw_only=True)
class TableWords:
    """A table in words: its rows' cells as they are read, and how many rows more the file has."""

    label: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int


def own_data(request: ActorRequest) -> HttpResponse:
    """Show what is kept about oneself."""
    return _page(request, request.actor.id, file=reverse("own-data-file"))


def own_data_file(request: ActorRequest) -> HttpResponse:
    """Give what is kept about oneself as a file."""
    return _file(request, request.actor.id)


def person_data(request: ActorRequest, username: str) -> HttpResponse:
    """Show what is kept about a person."""
    return _page(request, username, file=reverse("person-data-file", args=[username]))


def person_data_file(request: ActorRequest, username: str) -> HttpResponse:
    """Give what is kept about a person as a file."""
    return _file(request, username)


def _page(request: ActorRequest, username: str, *, file: str) -> HttpResponse:
    found = export_person(username, by=request.actor, at=timezone.now())
    places = {**_places(found, most=SHOWN), "file": file, "is_own": username == request.actor.id}
    return render(request, "personal_data/person.html", places)


def _file(request: ActorRequest, username: str) -> HttpResponse:
    found = export_person(username, by=request.actor, at=timezone.now())
    document = json.dumps(person_document(found), ensure_ascii=False, indent=2, default=datetime.isoformat)
    page = render_to_string("personal_data/file.html", {**_places(found), "language": language()})
    packed = bundle({"uppgifter.json": document.encode(), "uppgifter.html": page.encode()})
    return HttpResponse(
        packed,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="uppgifter-{found.at:%Y-%m-%d}.zip"'},
    )


def person_document(found: PersonalExport) -> dict[str, Any]:
    """Give what is kept about a person as plain JSON values, for another program to read (article 20)."""
    return {
        "schema": "person-data/1",
        "username": found.username,
        "name": found.name,
        "at": found.at.isoformat(),
        "tables": [_table_document(table) for table in found.tables],
        "mentions": [
            {"table": each.table, "about": dict(each.about), "column": each.column} for each in found.mentions
        ],
    }


def _table_document(table: KeptTable) -> dict[str, Any]:
    names = (*table.about, *(column.name for column in table.columns))
    return {
        "table": table.table,
        "treatments": {column.name: column.treatment for column in table.columns},
        "not_shown": {
            column.name: str(column.handling)
            for column in table.columns
            if column.handling is not Handling.SHOWN
        },
        "rows_can_be_found": table.is_found,
        "rows": [dict(zip(names, row, strict=True)) for row in table.rows],
    }


def _places(found: PersonalExport, *, most: int | None = None) -> dict[str, object]:
    return {
        "found": found,
        "tables": [_table_words(table, most) for table in found.tables if table.rows],
        "empty": [_say(TABLES[table.table]) for table in found.tables if table.is_found and not table.rows],
        "unfound": [_say(TABLES[table.table]) for table in found.tables if not table.is_found],
        "mentions": [
            (_say(TABLES[each.table]), _say(COLUMNS[each.column]), " ".join(map(str, each.about.values())))
            for each in found.mentions
        ],
    }


def _table_words(table: KeptTable, most: int | None) -> TableWords:
    handlings = (*(Handling.SHOWN for _ in table.about), *(column.handling for column in table.columns))
    names = (*table.about, *(column.name for column in table.columns))
    shown = table.rows[-most:] if most else table.rows
    return TableWords(
        label=_say(TABLES[table.table]),
        heads=tuple(_say(COLUMNS[name]) for name in names),
        rows=tuple(tuple(map(_cell, names, row, handlings)) for row in shown),
        more=len(table.rows) - len(shown),
    )


def _cell(name: str, value: object, handling: Handling) -> str:
    """Write a value as one reads it: moments by the clock here, codes by their words."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H.%M}"
    if value in _CODES.get(name, ()):
        return _CODE_WORDS[name](str(value))
    return value_words(value, handling, language=language())


_CODES: Mapping[str, Collection[object]] = {"action": EVENTS, "role": ROLES}
_CODE_WORDS: Mapping[str, Callable[[str], str]] = {
    "action": lambda code: event_kind(code, language=language()),
    "role": lambda code: _say(ROLES[code]),
}
"""Columns of codes that have words."""


def _say(words: str) -> str:
    return translate(words, language=language())


urlpatterns = [
    path("konto/uppgifter/", own_data, name="own-data"),
    path("konto/uppgifter/uppgifter.zip", own_data_file, name="own-data-file"),
    path("personer/<str:username>/uppgifter/", person_data, name="person-data"),
    path("personer/<str:username>/uppgifter/uppgifter.zip", person_data_file, name="person-data-file"),
]
