"""The log of events: a sentence for each, and a choice of person, kind, days and words."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjulet.domain.event import Event
from hjulet.services.events import EventFilter, EventPage, list_events
from hjulet.texts.events import EVENTS, event_kind, event_sentence
from hjulet.web.actor import ActorRequest
from hjulet.web.words import language


class FilterForm(forms.Form):
    """Which events are wanted."""

    person = forms.CharField(label=_("Vem"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("Vad"), required=False)
    words = forms.CharField(label=_("Gäller"), required=False, max_length=250)
    first = forms.DateField(
        label=_("Från och med"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=_("Till och med"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, given: QueryDict) -> None:
        """Let the kind be chosen by its words."""
        super().__init__(given)
        kinds = sorted((event_kind(code, language=language()), code) for code in EVENTS)
        self.fields["kind"].choices = [("", _("Allt")), *((code, words) for words, code in kinds)]  # type: ignore[attr-defined]

    def offer(self, people: Mapping[str, str]) -> None:
        """Let the person be chosen by name."""
        named = sorted(people.items(), key=lambda person: person[1])
        self.fields["person"].widget = forms.Select(choices=[("", _("Alla")), *named])

    def wanted(self) -> EventFilter:
        """Give what is asked for."""
        given = self.cleaned_data
        return EventFilter(
            actor=given["person"],
            action=given["kind"],
            words=given["words"].strip(),
            first=given["first"],
            last=given["last"],
            before=given["before"],
        )


def events(request: ActorRequest) -> HttpResponse:
    """Show the log, the latest first."""
    form = FilterForm(request.GET)
    wanted = form.wanted() if form.is_valid() else EventFilter()
    page = list_events(wanted, by=request.actor, at=timezone.now())
    form.offer(page.people)
    places = {
        "form": form,
        "lines": [
            (event, page.people.get(event.actor, event.actor), _sentence(event)) for event in page.events
        ],
        "earlier": _earlier(request, page),
        "is_filtered": any(value for name, value in request.GET.items() if name != "before"),
    }
    return render(request, "events/list.html", places, status=200 if form.is_valid() else 422)


def _sentence(event: Event) -> str:
    return event_sentence(event.action, event.about, event.params, language=language())


def _earlier(request: ActorRequest, page: EventPage) -> str:
    if page.earlier is None:
        return ""
    return "?" + urlencode({**request.GET.dict(), "before": str(page.earlier)})


urlpatterns = [path("handelser/", events, name="events")]
