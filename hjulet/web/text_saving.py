"""Saving a text while it is written: what the page's own script asks, and hears in JSON.

| answer | what it says |
|---|---|
| 200 | ``version``, ``clock``: it is saved |
| 409 | somebody else had saved: ``version``, ``theirs``, ``who``, ``html`` (the difference), ``set_aside`` |
| 422 | it cannot be saved here: ``reasons`` |

Whoever may not write is told that the place does not exist (404), as everywhere.
"""

from collections.abc import Iterable

from django import forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from hjulet.domain.text_difference import difference
from hjulet.services.drafts import TextConflictError, draft, save_draft
from hjulet.services.errors import RefusedError
from hjulet.services.report_text import drop_set_aside
from hjulet.texts.problems import say
from hjulet.web.actor import ActorRequest
from hjulet.web.context import asked_of_report, read_period
from hjulet.web.report_text import TextForm
from hjulet.web.text_words import clock, who_saved
from hjulet.web.words import language


class ChoiceForm(forms.Form):
    """The number of a text that was set aside, and is not to be used."""

    set_aside = forms.IntegerField(min_value=1)


@require_POST
def autosave(request: ActorRequest, kind: str, unit: str, period: str, section: str) -> HttpResponse:
    """Save what is written so far. The page has asked the ledger; this is asked often and does not."""
    by, at = request.actor, timezone.now()
    if request.POST.get("actor", by.id) != by.id:
        return HttpResponse(status=401)  # somebody else has signed in since the page was shown
    form = TextForm(request.POST)
    if not form.is_valid():
        return _refused(str(text) for faults in form.errors.values() for text in faults)
    try:
        saved = save_draft(kind, unit, read_period(period), section, **form.cleaned_data, by=by, at=at)
    except TextConflictError as conflict:
        return JsonResponse(_lost(conflict), status=409)
    except RefusedError as refusal:
        return _refused(say(each.code, language=language(), **each.params) for each in refusal.problems)
    return JsonResponse({"version": saved.version, "clock": clock(saved.saved_at)})


@require_POST
def text_difference(request: ActorRequest, kind: str, unit: str, period: str, section: str) -> HttpResponse:
    """Show how a text that is kept in the browser differs from the one that is saved."""
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    form = TextForm({**request.POST.dict(), "version": "0"})
    mine = form.cleaned_data["source"] if form.is_valid() else ""
    stored = draft(kind, unit, here.period, section, by=here.by, at=here.at)
    return render(request, "_parts/difference.html", {"pieces": difference(stored.source, mine)})


@require_POST
def drop_text(request: ActorRequest, kind: str, unit: str, period: str, section: str) -> HttpResponse:
    """Let what is saved stand, instead of a text that was set aside."""
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    form = ChoiceForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["set_aside"]
        drop_set_aside(kind, unit, here.period, section, number=number, by=here.by, at=here.at)
    if not request.accepts("text/html"):
        return HttpResponse(status=204)
    return redirect("report-text", kind, unit, period, section)


def _refused(reasons: Iterable[str]) -> HttpResponse:
    return JsonResponse({"reasons": list(reasons)}, status=422)


def _lost(conflict: TextConflictError) -> dict[str, object]:
    pieces = difference(conflict.theirs, conflict.mine)
    return {
        "version": conflict.version,
        "theirs": conflict.theirs,
        "set_aside": conflict.set_aside,
        "clock": clock(conflict.stored.saved_at),
        "who": who_saved(conflict),
        "html": render_to_string("_parts/difference.html", {"pieces": pieces}),
    }


_TEXT = "rapport/<str:kind>/<str:unit>/<str:period>/text/<str:section>/"

urlpatterns = [
    path(f"{_TEXT}autospara/", autosave, name="report-text-autosave"),
    path(f"{_TEXT}skillnad/", text_difference, name="report-text-difference"),
    path(f"{_TEXT}undanlagd/", drop_text, name="report-text-drop"),
]
