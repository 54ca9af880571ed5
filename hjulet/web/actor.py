"""The door: turns the signed-in person into an actor, and answers whoever may not come in.

What a signed-in person was shown is kept by no cache, unless a view says how. Views and templates see
``request.actor`` only. Every page asks for sign-in unless its view is marked
with ``login_not_required``: a forgotten mark shuts a page, it never opens one.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from hjulet.domain.permission import Actor
from hjulet.services.people import actor_signed_in
from hjulet.web.errors import answer

WAY_IN = "X-Sign-In"
"""A header of the answer 401: the address where one signs in and comes back to the page."""

METHODS = ("GET", "HEAD", "POST")
"""What a page may be asked with; a view of its own may take less."""


class ActorRequest(HttpRequest):
    """A request behind the door: it always has an actor."""

    actor: Actor


class ActorMiddleware:
    """Sets ``request.actor``, sends whoever has not signed in to the sign-in page, and says refusals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor, None for whoever has not signed in, and go on."""
        user = request.user
        request.actor = actor_signed_in(user) if user.is_authenticated else None  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.actor is not None and "Cache-Control" not in response:  # type: ignore[attr-defined]
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Take what pages are asked with; send whoever has not signed in to the sign-in page, and back."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if getattr(request, "actor", None) is not None or not getattr(view, "login_required", True):
            return None
        return to_sign_in(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say what a service answered; other exceptions go on."""
        return answer(request, exception)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page and back; tell a script by 401, since it would follow a redirect unseen."""
    way = f"{reverse('sign-in')}?{urlencode({'next': _page_of(request)})}"
    if _is_by_script(request):
        return HttpResponse(status=401, headers={WAY_IN: way})
    return HttpResponseRedirect(way)


def _is_by_script(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Dest") == "empty"


def _page_of(request: HttpRequest) -> str:
    """Give the page that one is on: for a form or a script the one that sent it, which the browser names."""
    if request.method == "GET" and not _is_by_script(request):
        return request.get_full_path()
    sender = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if sender.netloc != request.get_host():
        return request.get_full_path()
    return f"{sender.path}?{sender.query}" if sender.query else sender.path
