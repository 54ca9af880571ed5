"""A person's account, for the administrator who keeps it: closed, after a question, and opened again."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.people_pages import PersonPage, find_person
from hjulet.services.person_account import close_account, open_account
from hjulet.texts.problems import sentence
from hjulet.web.actor import ActorRequest
from hjulet.web.people import changed, version_read
from hjulet.web.words import language


def close(request: ActorRequest, username: str) -> HttpResponse:
    """Ask whether an account is to be closed; on POST, close it."""
    found = _kept(request, username)
    if request.method != "POST":
        return render(request, "people/close.html", {"found": found})
    version = version_read(request)
    try:
        close_account(username, version=version, by=request.actor, at=timezone.now())
    except ConflictError:
        return changed(request, username)
    except RefusedError as refusal:
        reasons = [sentence(problem, language=language()) for problem in refusal.problems]
        return render(request, "people/close.html", {"found": found, "reasons": reasons}, status=422)
    return redirect("person", username=username)


@require_POST
def open_again(request: ActorRequest, username: str) -> HttpResponse:
    """Open an account that was closed."""
    version = version_read(request)
    try:
        open_account(username, version=version, by=request.actor, at=timezone.now())
    except ConflictError:
        return changed(request, username)
    return redirect("person", username=username)


def _kept(request: ActorRequest, username: str) -> PersonPage:
    found = find_person(username, by=request.actor, at=timezone.now())
    if not found.may_keep:
        raise NotFoundError(username)
    return found


urlpatterns = [
    path("personer/<str:username>/stang/", close, name="close-account"),
    path("personer/<str:username>/oppna/", open_again, name="open-account"),
]
