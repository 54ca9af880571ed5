"""A person's feed of the year: its address, made and renewed here, and what stands behind it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hjulet.documents.ical import FeedEvent, write_feed
from hjulet.domain.calendar.recurrence import SomeDayOf
from hjulet.domain.calendar.step import Occurrence
from hjulet.services.calendar_feed import Feed, end_feed, has_feed, read_feed, renew_feed
from hjulet.texts.calendar import DAY_NOT_SET, FEED_NAME, NOT_SETTLED, kind_word
from hjulet.texts.catalogue import translate
from hjulet.web.actor import ActorRequest
from hjulet.web.words import language


def feed(request: ActorRequest) -> HttpResponse:
    """Tell of the feed; on POST make its address, which is shown this once."""
    address = ""
    if request.method == "POST":
        token = renew_feed(language=language(), by=request.actor, at=timezone.now())
        address = request.build_absolute_uri(reverse("feed-file", args=[token]))
    places = {"address": address, "has_feed": has_feed(by=request.actor)}
    return render(request, "calendar/feed.html", places)


@require_POST
def stop_feed(request: ActorRequest) -> HttpResponse:
    """Take the address away."""
    end_feed(by=request.actor, at=timezone.now())
    return redirect("feed")


@login_not_required
def feed_file(request: HttpRequest, token: str) -> HttpResponse:
    """Serve what stands behind an address now: the address is the key, so nothing may keep a copy."""
    at = timezone.now()
    found = read_feed(token, at=at)
    events = [_event(request, one, found) for one in found.steps]
    name = translate(FEED_NAME, language=found.language)
    body = write_feed(events, name=name, host=request.get_host(), at=at)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    answer["Content-Disposition"] = 'inline; filename="planeringshjulet.ics"'
    return answer


def _event(request: HttpRequest, one: Occurrence, found: Feed) -> FeedEvent:
    said = [found.unit_names[one.step.unit], kind_word(one.step.kind, language=found.language)]
    if isinstance(one.step.when, SomeDayOf):
        said.append(translate(DAY_NOT_SET, language=found.language))
    if not one.is_settled:
        said.append(translate(NOT_SETTLED, language=found.language))
    page = request.build_absolute_uri(reverse("year", args=[one.year]))
    return FeedEvent(
        id=one.id,
        title=one.step.title_in(found.language),
        text=". ".join(said),
        address=f"{page}#{one.id}",
        first=one.days.first,
        last=one.days.last,
        category=kind_word(one.step.kind, language=found.language),
        is_settled=one.is_settled,
    )


urlpatterns = [
    path("aret/kalender/", feed, name="feed"),
    path("aret/kalender/avsluta/", stop_feed, name="stop-feed"),
    path("aret/kalender/<str:token>.ics", feed_file, name="feed-file"),
]
