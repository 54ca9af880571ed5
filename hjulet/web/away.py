"""What a fault that nobody foresaw is answered with; where the database is away, a page that loses nothing.

Django asks for this page from wherever the fault came: a view, or the session, before any view. So it
asks the database for nothing, neither who it is nor what may be seen. What was sent stands on it, in the
form that sends it again.
"""

import sys
from dataclasses import dataclass

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.defaults import server_error as plain_fault

from hjulet.services.away import is_away

RETRY_AFTER = 5
"""Seconds. A database that is started again answers within them."""

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of Django's field
SECRET = "password"  # noqa: S105 - what the names of such fields have in them
ROW = 45
"""Characters of a row of a text field, about, on a phone."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field as it was sent. ``rows`` is how many a text needs; 0: nothing that anybody has written."""

    name: str
    value: str
    rows: int


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 with all that was sent where the database is away, else 500."""
    if not is_away(sys.exc_info()[1]):
        return plain_fault(request)
    token, fields = _sent(request)
    is_secret = any(SECRET in field.name for field in fields)
    response = render(
        request,
        "errors/away.html",
        {
            "address": request.get_full_path(),
            "token": token,
            "fields": [] if is_secret else fields,
            "written": [] if is_secret else [field for field in fields if field.rows],
            "has_files": request.content_type == "multipart/form-data",
        },
        status=503,
    )
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def _sent(request: HttpRequest) -> tuple[str, list[Field]]:
    """Read what a form has sent, its token by itself; nothing of what cannot be read."""
    try:
        given = [(name, value) for name, values in request.POST.lists() for value in values]
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return "", []
    fields = [Field(name=name, value=value, rows=_rows(value)) for name, value in given if name != TOKEN]
    return request.POST.get(TOKEN, ""), fields


def _rows(value: str) -> int:
    """Count the rows that a text needs on the page; none for an empty value or a number such as a version."""
    if not value.strip() or value.isdecimal():
        return 0
    lines = value.splitlines()
    return min(20, sum(1 + len(line) // ROW for line in lines))
