"""Actions from a file: a table that is shown, change by change, before it is let in."""

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from hjulet.domain.actions.files import ACTION_COLUMNS, FINANCINGS, STATUSES
from hjulet.services.action_import import import_actions, try_actions
from hjulet.services.action_rights import require_any_writer
from hjulet.web.action_words import changes_shown
from hjulet.web.actor import ActorRequest
from hjulet.web.table_import import TableImport

ACTIONS = TableImport(
    templates="actions",
    columns=ACTION_COLUMNS,
    told={"statuses": list(STATUSES), "financings": [word for word in FINANCINGS if word]},
    require=require_any_writer,
    try_out=try_actions,
    write=import_actions,
    shown=lambda trial: changes_shown(trial.changes, names=trial.names),
    then="actions",
)


def actions_file(request: ActorRequest) -> HttpResponse:
    """Ask for a table of actions, and show what it would change."""
    return ACTIONS.ask(request)


@require_POST
def let_in(request: ActorRequest) -> HttpResponse:
    """Let in a table of actions that was shown."""
    return ACTIONS.let_in(request)


urlpatterns = [
    path("atgarder/las-in/", actions_file, name="actions-file"),
    path("atgarder/las-in/spara/", let_in, name="actions-let-in"),
]
