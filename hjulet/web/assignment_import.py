"""Assignments from a file: a table that is shown, change by change, before it is let in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from hjulet.domain.assignments.files import ASSIGNMENT_COLUMNS, ORIGINS
from hjulet.services.assignment_import import (
    AssignmentChange,
    AssignmentsTrial,
    import_assignments,
    require_any_register,
    try_assignments,
)
from hjulet.texts.assignments import FIELDS
from hjulet.web.actor import ActorRequest
from hjulet.web.assignment_words import say, value_words
from hjulet.web.table_import import TableImport

SHOWN = 200
"""Changes on the page; how many more there are is told."""


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """A change: the number of what is corrected (0: new), its name, and each field before and after."""

    number: int
    name: str
    fields: tuple[tuple[str, str, str], ...]


def _lines(trial: AssignmentsTrial) -> tuple[Sequence[ChangeLine], int]:
    """Put the first changes in words, and tell how many more there are."""
    shown = [_line(each, trial.names) for each in trial.changes[:SHOWN]]
    return shown, len(trial.changes) - len(shown)


def _line(change: AssignmentChange, names: Mapping[str, str]) -> ChangeLine:
    before, after = change.before, change.after
    return ChangeLine(
        number=before.number if before else 0,
        name=before.name if before else after.name,
        fields=tuple(
            (
                say(FIELDS[name]),
                value_words(before, name, names) if before else "",
                value_words(after, name, names),
            )
            for name in change.fields
            if before or name != "name"
        ),
    )


ASSIGNMENTS = TableImport(
    templates="assignments",
    columns=ASSIGNMENT_COLUMNS,
    told={"origins": list(ORIGINS)},
    require=require_any_register,
    try_out=try_assignments,
    write=import_assignments,
    shown=_lines,
    then="assignments",
)


def assignments_file(request: ActorRequest) -> HttpResponse:
    """Ask for a table of assignments, and show what it would change."""
    return ASSIGNMENTS.ask(request)


@require_POST
def let_in(request: ActorRequest) -> HttpResponse:
    """Let in a table of assignments that was shown."""
    return ASSIGNMENTS.let_in(request)


urlpatterns = [
    path("uppdrag/las-in/", assignments_file, name="assignments-file"),
    path("uppdrag/las-in/spara/", let_in, name="assignments-let-in"),
]
