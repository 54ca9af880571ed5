"""One's own notes: the list of them, and the form on the page of what each is about."""

from django import forms
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.own_notes import own_notes, save_note
from hjulet.texts.problems import sentence
from hjulet.web.actor import ActorRequest
from hjulet.web.talk_places import Place, asked_place
from hjulet.web.text_words import moment
from hjulet.web.words import language


class NoteForm(forms.Form):
    """A note as it stands, and the version that was read."""

    note = forms.CharField(required=False)
    version = forms.IntegerField(min_value=0)


def notes(request: ActorRequest) -> HttpResponse:
    """List one's own notes."""
    at = timezone.now()
    found = own_notes(language=language(), by=request.actor, at=at)
    lines = [
        (
            note,
            "" if note.is_gone else Place(spot=note.spot, figures=note.figures[1:]).href,
            moment(note.written_at, now=at),
        )
        for note in found
    ]
    return render(request, "talk/notes.html", {"lines": lines})


def note(request: ActorRequest, part: str) -> HttpResponse:
    """Write one's own note on a spot, and go back there; what another window wrote is shown beside."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    place, form = asked_place(part, request.GET), NoteForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(place.href)
    given = form.cleaned_data
    try:
        save_note(
            place.spot,
            given["note"],
            figures=place.figures,
            version=given["version"],
            by=request.actor,
            at=timezone.now(),
        )
    except ConflictError as conflict:
        return _again(request, place, given["note"], conflict=conflict)
    except RefusedError as fault:
        faults = [sentence(problem, language=language()) for problem in fault.problems]
        return _again(request, place, given["note"], version=given["version"], faults=faults)
    return HttpResponseRedirect(f"{place.href}#anteckning")


def _again(
    request: ActorRequest,
    place: Place,
    mine: str,
    *,
    conflict: ConflictError | None = None,
    version: int = 0,
    faults: list[str] | None = None,
) -> HttpResponse:
    places = {
        "place": place,
        "mine": mine,
        "conflict": conflict,
        "version": conflict.version if conflict else version,
        "faults": faults or [],
    }
    return render(request, "talk/note.html", places, status=409 if conflict else 422)


urlpatterns = [
    path("anteckningar/", notes, name="own-notes"),
    path("anteckningar/om/<str:part>/", note, name="own-note"),
]
