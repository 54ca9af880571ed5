"""People from a file: a table that is shown before it is let in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
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
from hjulet.web.table_upload import LetInForm, TableForm, lost_words
from hjulet.web.words import language

CHANGED = {
    ChangeKind.NEW_PERSON: gettext_noop("Ny person"),
    ChangeKind.NEW_NAME: gettext_noop("Nytt namn"),
    ChangeKind.NEW_ROLE: gettext_noop("Ny roll"),
    ChangeKind.NEW_END: gettext_noop("Ny sista dag"),
}


def people_file(request: ActorRequest) -> HttpResponse:
    """Ask for a table; on POST, show what it would change."""
    at = timezone.now()
    require_people(by=request.actor, at=at)
    form = TableForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        data, name = form.table()
        trial = try_people(data, file=name, by=request.actor, at=at)
        if trial.accepted:
            return _show(request, trial)
        faults = problem_words(trial.problems)
    return _ask(request, form, faults=faults)


@require_POST
def let_in(request: ActorRequest) -> HttpResponse:
    """Let in a table that was shown; where rights were changed since, show it anew."""
    at = timezone.now()
    require_people(by=request.actor, at=at)
    form = LetInForm(request.POST)
    if not form.is_valid():
        return _ask(request, TableForm(), faults=[lost_words()])
    given = form.cleaned_data
    data = given["text"].encode()
    try:
        import_people(data, file=given["file"], base=given["base"], by=request.actor, at=at)
    except ConflictError:
        trial = try_people(data, file=given["file"], by=request.actor, at=at)
        return _show(request, trial, is_overtaken=True, status=409)
    return redirect("people")


def _ask(request: ActorRequest, form: TableForm, *, faults: list[str]) -> HttpResponse:
    places = {
        "form": form,
        "faults": faults,
        "columns": list(PEOPLE_COLUMNS.items()),
        "roles": [(role, role_word(role)) for role in ROLES],
    }
    return render(request, "people/file.html", places, status=422 if form.errors or faults else 200)


def _show(
    request: ActorRequest, trial: PeopleTrial, *, is_overtaken: bool = False, status: int = 200
) -> HttpResponse:
    places = {
        "trial": trial,
        "tables": {"text": trial.text},
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
