"""The organisation from files: what they change and what hangs on it is shown before they are let in."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hjulet.domain.organisation_file import OrganisationTable
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.organisation_import import (
    Files,
    OrganisationTrial,
    import_organisation,
    require_organisation,
    try_organisation,
)
from hjulet.services.organisation_page import TEMPLATE
from hjulet.texts.organisation import fate_words, uses_words
from hjulet.web.actor import ActorRequest
from hjulet.web.mapping_words import problem_words
from hjulet.web.organisation import said_changes
from hjulet.web.table_upload import LONGEST_TABLE, SeenForm, TableForm
from hjulet.web.upload_handler import ArrivedFile
from hjulet.web.uploads import ManyFilesField
from hjulet.web.words import language

MOST_FILES = 3
"""One for each table."""

_BESIDE = 20_000
"""Bytes for all that is sent beside the tables."""


class OrganisationForm(TableForm):
    """A workbook, up to three csv files, or one table that is pasted."""

    file = ManyFilesField(
        label=gettext_lazy("Eller välj filer: en arbetsbok (xlsx), eller en csv-fil per tabell"),
        required=False,
        max_length=200,
    )

    def clean_file(self) -> list[ArrivedFile]:
        """Take no more files than there are tables."""
        files = [file for file in self.cleaned_data["file"] if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Välj högst tre filer."))
        return files

    def arrived(self) -> list[ArrivedFile]:
        """List the files that were sent."""
        return self.cleaned_data.get("file") or []

    def tables(self) -> Files:
        """Give the names and bytes of the files, else what was pasted."""
        files = self.cleaned_data["file"]
        if files:
            return tuple((str(file.name), bytes(file.read(LONGEST_TABLE + 1))) for file in files)
        return ((_("Inklistrat"), str(self.cleaned_data["text"]).encode()),)


class LetInForm(SeenForm):
    """Tables that were shown."""

    units = forms.CharField(strip=False, required=False)
    services = forms.CharField(strip=False, required=False)
    successions = forms.CharField(strip=False, required=False)

    def tables(self) -> Files:
        """Give the tables that were sent."""
        given = self.cleaned_data
        return tuple((given["file"], given[table].encode()) for table in OrganisationTable if given[table])


def upload(request: ActorRequest) -> HttpResponse:
    """Ask for files; on POST, show what they would change."""
    at = timezone.now()
    require_organisation(by=request.actor, at=at)
    form = OrganisationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _try(request, form.tables(), form)
    return _ask(request, form)


@require_POST
def let_in(request: ActorRequest) -> HttpResponse:
    """Let in tables that were shown; where they are no longer let in as shown, show them anew."""
    at = timezone.now()
    require_organisation(by=request.actor, at=at)
    form = LetInForm(request.POST)
    if not form.is_valid() or not form.tables():
        lost = _("Tabellerna kom inte fram hela, och ingenting är sparat. Välj filen igen.")
        return _ask(request, OrganisationForm(), faults=[lost])
    base = form.cleaned_data["base"]
    try:
        import_organisation(form.tables(), base=base, by=request.actor, at=at)
    except (ConflictError, RefusedError):
        return _try(request, form.tables(), OrganisationForm(), is_overtaken=True)
    return redirect("organisation")


def _try(
    request: ActorRequest, tables: Files, form: OrganisationForm, *, is_overtaken: bool = False
) -> HttpResponse:
    """Show what tables would change; ask again where they are refused, or could not be sent back."""
    trial = try_organisation(tables, by=request.actor, at=timezone.now())
    if not trial.accepted:
        return _ask(request, form, faults=problem_words(trial.problems), hanging=_hanging(trial))
    if _size(trial) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _BESIDE:
        large = _(
            "Tabellerna är tillsammans för stora för sidan. Läs in en tabell i taget, "
            "eller be driften läsa in filen med kommandot hjulet organisation."
        )
        return _ask(request, form, faults=[large])
    return _show(request, trial, is_overtaken=is_overtaken)


def _size(trial: OrganisationTrial) -> int:
    """Count the bytes that a browser sends to let tables in: it ends each line with two."""
    return sum(len(text.encode()) + text.count("\n") for text in trial.tables.values())


def _ask(
    request: ActorRequest,
    form: OrganisationForm,
    *,
    faults: list[str] | None = None,
    hanging: list[tuple[str, str, str, str]] | None = None,
) -> HttpResponse:
    places = {"form": form, "faults": faults or [], "hanging": hanging or [], "template": TEMPLATE}
    status = 422 if form.errors or faults else 200
    return render(request, "organisation/file.html", places, status=status)


def _show(request: ActorRequest, trial: OrganisationTrial, *, is_overtaken: bool) -> HttpResponse:
    places = {
        "trial": trial,
        "changes": said_changes(trial.difference.changes, trial.names),
        "hanging": _hanging(trial),
        "warnings": problem_words(trial.problems),
        "is_overtaken": is_overtaken,
    }
    return render(request, "organisation/trial.html", places, status=409 if is_overtaken else 200)


def _hanging(trial: OrganisationTrial) -> list[tuple[str, str, str, str]]:
    """Say what hangs on units that end or go away: code, name, what becomes of it, what hangs on it."""
    return [
        (
            each.unit,
            trial.names.get(each.unit, each.unit),
            fate_words(each, language=language()),
            uses_words(each.uses, language=language()),
        )
        for each in trial.hanging
    ]


urlpatterns = [
    path("organisation/las-in/", upload, name="organisation-upload"),
    path("organisation/las-in/spara/", let_in, name="organisation-let-in"),
]
