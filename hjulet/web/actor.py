"""Turns the signed-in person into an actor: views and templates see ``request.actor`` only."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hjulet.services.people import actor_of


class ActorMiddleware:
    """Sets ``request.actor`` to a domain value, or None for whoever has not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor and go on."""
        user = request.user
        request.actor = actor_of(user.get_username()) if user.is_authenticated else None  # type: ignore[attr-defined]
        return self.get_response(request)
