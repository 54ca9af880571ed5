"""Goals from files: tables that are shown with what they change before they are let in."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST

from hjulet.domain.goals.files import (
    ELEMENT_COLUMNS,
    GROUP_COLUMNS,
    LINK_COLUMNS,
    STRUCTURE_COLUMNS,
    TARGET_COLUMNS,
    GoalFiles,
)
from hjulet.services.errors import ConflictError
from hjulet.services.goal_differences import GoalChange, What
from hjulet.services.goal_pages import require_goal_writer
from hjulet.services.goals import GoalsTrial, import_goals, try_goals
from hjulet.web.actor import ActorRequest
from hjulet.web.mapping_words import problem_words

TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "structures": (gettext_noop("Perioder"), STRUCTURE_COLUMNS),
    "elements": (gettext_noop("Mål och det som hör till dem"), ELEMENT_COLUMNS),
    "links": (gettext_noop("Länkar"), LINK_COLUMNS),
    "groups": (gettext_noop("Grupper av nämnder"), GROUP_COLUMNS),
    "targets": (gettext_noop("Målnivåer"), TARGET_COLUMNS),
}
_BESIDE = 20_000
"""Bytes for all that is sent beside the files."""

MAX_BYTES = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _BESIDE) * 3 // 4 // len(TABLES) // 1000 * 1000
"""Bytes of each file: all of them come back as text, four characters for three bytes, in one form."""

LONGEST = len(TABLES) * MAX_BYTES * 4 // 3 + _BESIDE

_ALTERNATIVES = b"-_"
"""Characters that a form sends as they are: each of the usual + and / would become three."""

WHATS = {
    What.STRUCTURE: gettext_noop("Period"),
    What.ELEMENT: gettext_noop("Mål, program och annat"),
    What.LINK: gettext_noop("Länk"),
    What.TARGET: gettext_noop("Målnivå"),
    What.QUESTION: gettext_noop("Fråga om lydelse"),
}
HEADS: Mapping[What, Mapping[str, str]] = {
    What.STRUCTURE: STRUCTURE_COLUMNS | {"groups": gettext_noop("grupper")},
    What.ELEMENT: ELEMENT_COLUMNS,
    What.LINK: LINK_COLUMNS,
    What.TARGET: TARGET_COLUMNS | {"stated": gettext_noop("angivna tal")},
}
"""What is kept of each, by the heads of the files."""


class GoalFilesForm(forms.Form):
    """The files; those of links and groups may have no rows, and that of targets may be left out."""

    structures = forms.FileField(label=gettext_lazy("Perioder"), max_length=200)
    elements = forms.FileField(label=gettext_lazy("Mål och det som hör till dem"), max_length=200)
    links = forms.FileField(label=gettext_lazy("Länkar"), max_length=200)
    groups = forms.FileField(label=gettext_lazy("Grupper av nämnder"), max_length=200)
    targets = forms.FileField(
        label=gettext_lazy("Målnivåer"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Behövs bara när de ändras. Utan filen står de kvar som de är."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a file that is larger than the form can hold."""
        given: dict[str, Any] = super().clean() or {}
        for name in TABLES:
            file = given.get(name)
            if isinstance(file, UploadedFile) and (file.size or 0) > MAX_BYTES:
                self.add_error(name, _("Filen är större än {limit} kB.").format(limit=MAX_BYTES // 1000))
        return given

    def given(self) -> GoalFiles:
        """Give the files with their names."""
        given = {name: file for name in TABLES if (file := self.cleaned_data[name])}
        return GoalFiles(**{name: (file.read(), str(file.name)) for name, file in given.items()})


class LetInForm(forms.Form):
    """Files that were shown, and what had been done when they were."""

    tables = forms.CharField(max_length=LONGEST)
    base = forms.IntegerField(min_value=0)


def goal_files(request: ActorRequest) -> HttpResponse:
    """Ask for the files; on POST, show what they would change."""
    require_goal_writer(by=request.actor, at=timezone.now())
    form = GoalFilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _try(request, form.given(), form)
    return _ask(request, form)


@require_POST
def let_in(request: ActorRequest) -> HttpResponse:
    """Let files in that were shown; where goals were changed since, show them anew."""
    at = timezone.now()
    require_goal_writer(by=request.actor, at=at)
    form = LetInForm(request.POST)
    files = _unpacked(form.cleaned_data["tables"]) if form.is_valid() else None
    if files is None:
        lost = _("Filerna kom inte fram hela, och ingenting är sparat. Välj dem igen.")
        return _ask(request, GoalFilesForm(), faults=[lost])
    try:
        outcome = import_goals(files, base=form.cleaned_data["base"], by=request.actor, at=at)
    except ConflictError:
        return _try(request, files, GoalFilesForm(), is_overtaken=True)
    if not outcome.accepted:
        return _ask(request, GoalFilesForm(), faults=problem_words(outcome.problems))
    return redirect("goals-now")


def _try(
    request: ActorRequest, files: GoalFiles, form: GoalFilesForm, *, is_overtaken: bool = False
) -> HttpResponse:
    """Show what files would change; ask again where they are refused."""
    trial = try_goals(files, by=request.actor, at=timezone.now())
    if not trial.accepted:
        return _ask(request, form, faults=problem_words(trial.problems))
    return _show(request, files, trial, is_overtaken=is_overtaken)


def _ask(request: ActorRequest, form: GoalFilesForm, *, faults: list[str] | None = None) -> HttpResponse:
    tables = [(_(word), list(columns.items())) for word, columns in TABLES.values()]
    places = {"form": form, "faults": faults or [], "tables": tables}
    return render(request, "goals/files.html", places, status=422 if form.errors or faults else 200)


def _show(request: ActorRequest, files: GoalFiles, trial: GoalsTrial, *, is_overtaken: bool) -> HttpResponse:
    places = {
        "trial": trial,
        "files": _packed(files),
        "lines": [_line(change) for change in trial.changes],
        "warnings": problem_words(trial.problems),
        "is_overtaken": is_overtaken,
    }
    return render(request, "goals/trial.html", places, status=409 if is_overtaken else 200)


def _line(change: GoalChange) -> tuple[str, str, str, str]:
    """Say what a file changes: what it is, which, how it was and how it becomes."""
    before, after = str(change.before.get("name", "")), str(change.after.get("name", ""))
    if not change.after:
        after = _("tas bort")
    elif not change.before:
        before = _("ny")
    elif said := ", ".join(_(HEADS[change.what][column]) for column in change.columns if column != "name"):
        said = _("ändrat: {columns}").format(columns=said)
        after = said if before == after else f"{after} ({said})"
    return _(WHATS[change.what]), change.name, before or "–", after or _("ny uppgift")


def _packed(files: GoalFiles) -> str:
    """Write the files as a text that comes back with the form."""
    held = {name: file for name in TABLES if (file := getattr(files, name))}
    coded = {name: (base64.b64encode(data, _ALTERNATIVES), file) for name, (data, file) in held.items()}
    return json.dumps({name: [data.decode(), file] for name, (data, file) in coded.items()})


def _unpacked(text: str) -> GoalFiles | None:
    """Read what ``_packed`` wrote; None for anything else."""
    try:
        given = json.loads(text)
        held = {
            name: (base64.b64decode(given[name][0], _ALTERNATIVES, validate=True), str(given[name][1]))
            for name in TABLES
            if name in given or name != "targets"
        }
    except (ValueError, RecursionError, LookupError, TypeError, binascii.Error):
        return None
    return GoalFiles(**held)


urlpatterns = [
    path("mal/las-in/", goal_files, name="goal-files"),
    path("mal/las-in/spara/", let_in, name="goals-let-in"),
]
