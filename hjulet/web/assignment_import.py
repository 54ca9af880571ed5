"""Assignments from a file: a table that is shown, change by change, before it is let in."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.domain.assignments.files import ASSIGNMENT_COLUMNS, ORIGINS
from hjulet.services.assignment_import import (
    AssignmentChange,
    AssignmentsTrial,
    import_assignments,
    require_any_register,
    try_assignments,
)
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.texts.assignments import FIELDS
from hjulet.web.actor import ActorRequest
from hjulet.web.assignment_words import say, value_words
from hjulet.web.mapping_words import problem_words
from hjulet.web.table_upload import LetInForm, TableForm, fits_a_form

SHOWN = 200
"""Changes on the page; how many more there are is told."""


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """A change: the number of what is corrected (0: new), its name, and each field before and after."""

    number: int
    name: str
    fields: tuple[tuple[str, str, str], ...]


def assignments_file(request: ActorRequest) -> HttpResponse:
    """Ask for a table; on POST, show what it would change, or all that is wrong with it, cell by cell."""
    at = timezone.now()
    require_any_register(by=request.actor, at=at)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, name = form.table()
        return _show(request, try_assignments(data, file=name, by=request.actor, at=at), form)
    return _ask(request, form)


@require_POST
def let_in(request: ActorRequest) -> HttpResponse:
    """Let in a table that was shown; where an assignment was changed since, show it anew."""
    at = timezone.now()
    require_any_register(by=request.actor, at=at)
    form = LetInForm(request.POST)
    if not form.is_valid():
        lost = _("Tabellen kom inte fram hel, och ingenting är sparat. Välj filen igen.")
        return _ask(request, TableForm(), faults=[lost])
    given = form.cleaned_data
    data = given["text"].encode()
    try:
        import_assignments(data, file=given["file"], base=given["base"], by=request.actor, at=at)
    except (ConflictError, RefusedError):
        trial = try_assignments(data, file=given["file"], by=request.actor, at=at)
        return _show(request, trial, TableForm(), is_overtaken=True)
    return redirect("assignments")


def _ask(request: ActorRequest, form: TableForm, *, faults: list[str] | None = None) -> HttpResponse:
    places = {
        "form": form,
        "faults": faults or [],
        "columns": list(ASSIGNMENT_COLUMNS.items()),
        "origins": list(ORIGINS),
    }
    return render(request, "assignments/file.html", places, status=422 if form.errors or faults else 200)


def _show(
    request: ActorRequest, trial: AssignmentsTrial, form: TableForm, *, is_overtaken: bool = False
) -> HttpResponse:
    """Show what a table would change; ask again where it is refused, or could not be sent back."""
    if not trial.accepted:
        return _ask(request, form, faults=problem_words(trial.problems))
    if not fits_a_form(trial.text):
        large = _("Ändringarna är för många för sidan. Dela filen i flera och läs in en i taget.")
        return _ask(request, form, faults=[large])
    places = {
        "trial": trial,
        "tables": {"text": trial.text},
        "changes": [_line(each, trial.names) for each in trial.changes[:SHOWN]],
        "more": max(0, len(trial.changes) - SHOWN),
        "new": sum(change.before is None for change in trial.changes),
        "warnings": problem_words(trial.problems),
        "is_overtaken": is_overtaken,
    }
    return render(request, "assignments/trial.html", places, status=409 if is_overtaken else 200)


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


urlpatterns = [
    path("uppdrag/las-in/", assignments_file, name="assignments-file"),
    path("uppdrag/las-in/spara/", let_in, name="assignments-let-in"),
]
