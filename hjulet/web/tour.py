"""Kom igång: ticking a first step, putting the list away, and bringing it back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from hjulet.services.tour import bring_back, mark_step
from hjulet.web.actor import ActorRequest


@require_POST
def tour(request: ActorRequest) -> HttpResponse:
    """Mark a step as done, or the list as put away; the page one was on is shown again."""
    mark_step(request.POST.get("mark", "")[:60], by=request.actor, at=timezone.now())
    return _back(request)


@require_POST
def tour_again(request: ActorRequest) -> HttpResponse:
    """Show the list again."""
    bring_back(by=request.actor, at=timezone.now())
    return redirect("start")


def _back(request: ActorRequest) -> HttpResponse:
    """Lead back to a page of ours."""
    to = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return redirect(to if is_ours and to.startswith("/") else "start")


urlpatterns = [
    path("kom-igang/", tour, name="tour"),
    path("kom-igang/igen/", tour_again, name="tour-again"),
]
