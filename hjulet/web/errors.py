"""Says what a service did not do: calm pages with a way on.

What does not exist and what is not the actor's get the same page, word for word. The pages that
Django asks for by name (404, 403, 403_csrf, 500) lie beside the other templates.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hjulet.domain.permission import Actor, Permission
from hjulet.services.errors import DecidedError, NotFoundError, RefusedError
from hjulet.services.organisation_page import waits_for_organisation
from hjulet.texts.problems import sentence
from hjulet.web.words import language

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
SHOWN = 200_000
"""Characters of what somebody has typed."""


def answer(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Answer 404 for what is not the actor's, 422 with reasons for a refusal, 409 for what is decided.

    None for anything else.
    """
    if isinstance(exception, NotFoundError):
        return render(request, "404.html", {"typed": _typed(request)}, status=404)
    if isinstance(exception, RefusedError) and _is_empty(exception) and request.method == "GET":
        return _empty(request)
    if isinstance(exception, RefusedError):
        reasons = [sentence(problem, language=language()) for problem in exception.problems]
        status = 409 if isinstance(exception, DecidedError) else 422
        return render(request, "errors/refused.html", {"reasons": reasons}, status=status)
    return None


def _is_empty(fault: RefusedError) -> bool:
    """Tell whether there is nothing to show yet: no ledger has been read in."""
    return {problem.code for problem in fault.problems} == {"no-data"}


def _empty(request: HttpRequest) -> HttpResponse:
    """Say what to do first, to whoever may do it."""
    actor: Actor | None = getattr(request, "actor", None)
    may_import = actor is not None and actor.may_anywhere(Permission.IMPORT_LEDGER, on=timezone.localdate())
    is_first = actor is not None and waits_for_organisation(by=actor, at=timezone.now())
    places = {"may_import": may_import, "organisation_first": is_first}
    return render(request, "errors/empty.html", places, status=422)


def _typed(request: HttpRequest) -> str:
    """Give the words that were sent: whoever lost a role while they wrote may copy their text."""
    if request.method != "POST":
        return ""
    sent = (value.strip() for name, values in request.POST.lists() if name != TOKEN for value in values)
    return "\n\n".join(value for value in sent if " " in value)[:SHOWN]
