"""Says what a service did not do: calm pages with a way on.

What does not exist and what is not the actor's get the same page, word for word. The pages that
Django asks for by name (404, 403, 403_csrf, 500) lie beside the other templates.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hjulet.services.errors import DecidedError, NotFoundError, RefusedError
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
    if isinstance(exception, RefusedError):
        reasons = [sentence(problem, language=language()) for problem in exception.problems]
        status = 409 if isinstance(exception, DecidedError) else 422
        return render(request, "errors/refused.html", {"reasons": reasons}, status=status)
    return None


def _typed(request: HttpRequest) -> str:
    """Give the words that were sent: whoever lost a role while they wrote may copy their text."""
    if request.method != "POST":
        return ""
    sent = (value.strip() for name, values in request.POST.lists() if name != TOKEN for value in values)
    return "\n\n".join(value for value in sent if " " in value)[:SHOWN]
