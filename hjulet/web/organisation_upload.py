"""The organisation from files: what they change and what hangs on it is shown before they are let in."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hjulet.services.errors import ConflictError
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
from hjulet.web.table_upload import LONGEST_TABLE, TableForm
from hjulet.web.upload_handler import ArrivedFile
from hjulet.web.uploads import ManyFilesField
from hjulet.web.words import language

MOST_FILES = 3
"""One for each table."""

TABLES = ("units", "services", "successions")


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

    def tables(self) -> Files:
        """Give the names and bytes of the files, else what was pasted."""
        files = self.cleaned_data["file"]
        if files:
            return tuple((str(file.name), bytes(file.read(LONGEST_TABLE + 1))) for file in files)
        return ((_("Inklistrat"), str(self.cleaned_data["text"]).encode()),)


class LetInForm(forms.Form):
    """Tables that were shown, the names of their files, and what had been done when they were shown."""

    units, services, successions = (
        forms.CharField(max_length=LONGEST_TABLE, strip=False, required=False) for _each in TABLES
    )
    file = forms.CharField(max_length=1000)
    base = forms.IntegerField(min_value=0)

    def tables(self) -> Files:
        """Give the tables that were sent."""
        given = self.cleaned_data
        return tuple((given["file"], given[table].encode()) for table in TABLES if given[table])


def upload(request: ActorRequest) -> HttpResponse:
    """Ask for files; on POST, show what they would change."""
    at = timezone.now()
    require_organisation(by=request.actor, at=at)
    form = OrganisationForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    hanging: list[tuple[str, str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        trial = try_organisation(form.tables(), by=request.actor, at=at)
        if trial.accepted:
            return _show(request, trial)
        faults, hanging = problem_words(trial.problems), _hanging(trial)
    places = {"form": form, "faults": faults, "hanging": hanging, "template": TEMPLATE}
    status = 422 if form.errors or faults else 200
    return render(request, "organisation/file.html", places, status=status)


@require_POST
def let_in(request: ActorRequest) -> HttpResponse:
    """Let in tables that were shown; where the organisation was changed since, show them anew."""
    at = timezone.now()
    require_organisation(by=request.actor, at=at)
    form = LetInForm(request.POST)
    if not form.is_valid() or not form.tables():
        return redirect("organisation-upload")
    base = form.cleaned_data["base"]
    try:
        import_organisation(form.tables(), base=base, by=request.actor, at=at)
    except ConflictError:
        trial = try_organisation(form.tables(), by=request.actor, at=at)
        return _show(request, trial, is_overtaken=True, status=409)
    return redirect("organisation")


def _show(
    request: ActorRequest, trial: OrganisationTrial, *, is_overtaken: bool = False, status: int = 200
) -> HttpResponse:
    places = {
        "trial": trial,
        "changes": said_changes(trial.difference.changes, trial.names),
        "hanging": _hanging(trial),
        "warnings": problem_words(trial.problems),
        "is_overtaken": is_overtaken,
    }
    return render(request, "organisation/trial.html", places, status=status)


def _hanging(trial: OrganisationTrial) -> list[tuple[str, str, str, str]]:
    """Say what hangs on units that end or go away: code, name, what becomes of it, what hangs on it."""
    return [
        (
            each.unit,
            trial.names.get(each.unit, each.unit),
            fate_words(each.fate, each.last, language=language()),
            uses_words(each.uses, language=language()),
        )
        for each in trial.hanging
    ]


urlpatterns = [
    path("organisation/las-in/", upload, name="organisation-upload"),
    path("organisation/las-in/spara/", let_in, name="organisation-let-in"),
]
