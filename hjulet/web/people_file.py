"""People from a file: a table that is shown before it is let in."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST

from hjulet.domain.people_file import PEOPLE_COLUMNS
from hjulet.domain.permission import ROLES
from hjulet.services.errors import ConflictError
from hjulet.services.people_import import ChangeKind, PeopleTrial, PersonChange, import_people, try_people
from hjulet.services.people_pages import require_people
from hjulet.texts.catalogue import translate
from hjulet.web.actor import ActorRequest
from hjulet.web.mapping_words import problem_words
from hjulet.web.people import role_word
from hjulet.web.words import language

LONGEST_TABLE = 2_000_000
"""Characters of a pasted table; the reader refuses a larger file."""

CHANGED = {
    ChangeKind.NEW_PERSON: gettext_noop("Ny person"),
    ChangeKind.NEW_NAME: gettext_noop("Nytt namn"),
    ChangeKind.NEW_ROLE: gettext_noop("Ny roll"),
    ChangeKind.NEW_END: gettext_noop("Ny sista dag"),
}


class PeopleFileForm(forms.Form):
    """A table of people and roles: pasted from a sheet, or in a file."""

    text = forms.CharField(
        label=gettext_lazy("Klistra in från Excel"),
        required=False,
        max_length=LONGEST_TABLE,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Eller välj en fil (csv eller xlsx)"), required=False, max_length=200
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a table or a file, not none."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("text") and not given.get("file") and not self.errors:
            raise forms.ValidationError(_("Klistra in en tabell eller välj en fil."))
        return given

    def table(self) -> tuple[bytes, str]:
        """Give the file, else what was pasted, and its name."""
        file = self.cleaned_data["file"]
        if file:
            return bytes(file.read(LONGEST_TABLE + 1)), str(file.name)
        return str(self.cleaned_data["text"]).encode(), _("Inklistrat")


class LetInForm(forms.Form):
    """A table that was shown, the name of its file, and what had been done when it was shown."""

    text = forms.CharField(max_length=LONGEST_TABLE, strip=False)
    file = forms.CharField(max_length=200)
    base = forms.IntegerField(min_value=0)


def people_file(request: ActorRequest) -> HttpResponse:
    """Ask for a table; on POST, show what it would change."""
    at = timezone.now()
    require_people(by=request.actor, at=at)
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        data, name = form.table()
        trial = try_people(data, file=name, by=request.actor, at=at)
        if trial.accepted:
            return _show(request, trial)
        faults = problem_words(trial.problems)
    places = {
        "form": form,
        "faults": faults,
        "columns": list(PEOPLE_COLUMNS.items()),
        "roles": [(role, role_word(role)) for role in ROLES],
    }
    return render(request, "people/file.html", places, status=422 if form.errors or faults else 200)


@require_POST
def let_in(request: ActorRequest) -> HttpResponse:
    """Let in a table that was shown; where rights were changed since, show it anew."""
    at = timezone.now()
    require_people(by=request.actor, at=at)
    form = LetInForm(request.POST)
    if not form.is_valid():
        return redirect("people-file")
    given = form.cleaned_data
    data = given["text"].encode()
    try:
        import_people(data, file=given["file"], base=given["base"], by=request.actor, at=at)
    except ConflictError:
        trial = try_people(data, file=given["file"], by=request.actor, at=at)
        return _show(request, trial, is_overtaken=True, status=409)
    return redirect("people")


def _show(
    request: ActorRequest, trial: PeopleTrial, *, is_overtaken: bool = False, status: int = 200
) -> HttpResponse:
    places = {
        "trial": trial,
        "changes": [
            (
                change,
                translate(CHANGED[change.kind], language=language()),
                _before(change),
                _after(change, trial),
            )
            for change in trial.changes
        ],
        "warnings": problem_words(trial.problems),
        "is_overtaken": is_overtaken,
    }
    return render(request, "people/trial.html", places, status=status)


def _before(change: PersonChange) -> str:
    if change.kind is ChangeKind.NEW_END:
        return str(change.before_last or _("tills vidare"))
    return change.before


def _after(change: PersonChange, trial: PeopleTrial) -> str:
    row, last = change.row, str(change.row.last or _("tills vidare"))
    if change.kind in (ChangeKind.NEW_PERSON, ChangeKind.NEW_NAME):
        return row.name
    unit = trial.unit_names.get(row.grant.unit, row.grant.unit)
    role = f"{role_word(row.grant.role)}, {unit}"
    if change.kind is ChangeKind.NEW_END:
        return f"{role}: {last}"
    return f"{role}: {row.grant.validity.start} – {last}"


urlpatterns = [
    path("las-in-personer/", people_file, name="people-file"),
    path("las-in-personer/spara/", let_in, name="people-let-in"),
]
