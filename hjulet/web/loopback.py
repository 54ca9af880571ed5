"""The example municipality answers on this machine only: its passwords are public."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host")
"""A proxy says with these for whom it asks: somebody elsewhere."""

SAID = "The example municipality answers on the loopback address only.\n"


class LoopbackMiddleware:
    """Turns away whoever asks the example municipality from another machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, unless this is the example and somebody asks from elsewhere."""
        if settings.HJULET_DEMO and not is_from_here(request):
            return HttpResponseForbidden(SAID, content_type="text/plain")
        return self.get_response(request)


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether a request comes from this machine, with no proxy between."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
