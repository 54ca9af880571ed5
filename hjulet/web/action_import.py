"""Actions from a file: a table that is shown, change by change, before it is let in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.domain.actions.files import ACTION_COLUMNS, FINANCINGS, STATUSES
from hjulet.services.action_import import ActionsTrial, import_actions, try_actions
from hjulet.services.action_rights import require_any_writer
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.web.action_words import changes_shown
from hjulet.web.actor import ActorRequest
from hjulet.web.mapping_words import problem_words
from hjulet.web.table_upload import LetInForm, TableForm, fits_a_form, lost_words


def actions_file(request: ActorRequest) -> HttpResponse:
    """Ask for a table; on POST, show what it would change, or all that is wrong with it, cell by cell."""
    at = timezone.now()
    require_any_writer(by=request.actor, at=at)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, name = form.table()
        return _show(request, try_actions(data, file=name, by=request.actor, at=at), form)
    return _ask(request, form)


@require_POST
def let_in(request: ActorRequest) -> HttpResponse:
    """Let in a table that was shown; where an action was changed since, show it anew."""
    at = timezone.now()
    require_any_writer(by=request.actor, at=at)
    form = LetInForm(request.POST)
    if not form.is_valid():
        return _ask(request, TableForm(), faults=[lost_words()])
    given = form.cleaned_data
    data = given["text"].encode()
    try:
        import_actions(data, file=given["file"], base=given["base"], by=request.actor, at=at)
    except (ConflictError, RefusedError):
        trial = try_actions(data, file=given["file"], by=request.actor, at=at)
        return _show(request, trial, TableForm(), is_overtaken=True)
    return redirect("actions")


def _ask(request: ActorRequest, form: TableForm, *, faults: list[str] | None = None) -> HttpResponse:
    places = {
        "form": form,
        "faults": faults or [],
        "columns": list(ACTION_COLUMNS.items()),
        "statuses": list(STATUSES),
        "financings": [word for word in FINANCINGS if word],
    }
    return render(request, "actions/file.html", places, status=422 if form.errors or faults else 200)


def _show(
    request: ActorRequest, trial: ActionsTrial, form: TableForm, *, is_overtaken: bool = False
) -> HttpResponse:
    """Show what a table would change; ask again where it is refused, or could not be sent back."""
    if not trial.accepted:
        return _ask(request, form, faults=problem_words(trial.problems))
    if not fits_a_form(trial.text):
        large = _("Ändringarna är för många för sidan. Dela filen i flera och läs in en i taget.")
        return _ask(request, form, faults=[large])
    changes, more = changes_shown(trial.changes, names=trial.names)
    places = {
        "trial": trial,
        "tables": {"text": trial.text},
        "changes": changes,
        "more": more,
        "new": sum(change.before is None for change in trial.changes),
        "warnings": problem_words(trial.problems),
        "is_overtaken": is_overtaken,
    }
    return render(request, "actions/trial.html", places, status=409 if is_overtaken else 200)


urlpatterns = [
    path("atgarder/las-in/", actions_file, name="actions-file"),
    path("atgarder/las-in/spara/", let_in, name="actions-let-in"),
]
