"""Analyses that somebody has named: to save, open, rename and remove."""

from django import forms
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from hjulet.services.errors import RefusedError
from hjulet.services.saved_views import LONGEST, remove_view, rename_view, save_view, saved_views
from hjulet.texts.problems import sentence
from hjulet.web.actor import ActorRequest
from hjulet.web.pivot_query import WORDS
from hjulet.web.words import language


class SaveForm(forms.Form):
    """A name for the analysis that one looks at."""

    name = forms.CharField(max_length=LONGEST)
    query = forms.CharField(required=False, max_length=20_000)

    def clean_query(self) -> str:
        """Keep the words that an analysis has, and no other ones."""
        given = QueryDict(self.cleaned_data["query"])
        kept = QueryDict(mutable=True)
        for word, values in given.lists():
            if word in WORDS:
                kept.setlist(word, values)
        return kept.urlencode()


class ChangeForm(forms.Form):
    """Another name for a view, or its removal."""

    name = forms.CharField(required=False, max_length=LONGEST)
    version = forms.IntegerField(min_value=1)
    remove = forms.BooleanField(required=False)


def views(request: ActorRequest) -> HttpResponse:
    """List one's own views; on POST, save one and go back to it."""
    at = timezone.now()
    if request.method != "POST":
        return _list(request)
    form = SaveForm(request.POST)
    if not form.is_valid():
        return _list(request, _reasons(form), status=422)
    saved = save_view(form.cleaned_data["name"], form.cleaned_data["query"], by=request.actor, at=at)
    return HttpResponseRedirect(f"{reverse('pivot')}?{saved.query}")


def change(request: ActorRequest, id: int) -> HttpResponse:
    """Rename or remove a view."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _list(request, _reasons(form), status=422)
    given = form.cleaned_data
    try:
        if given["remove"]:
            remove_view(id, version=given["version"], by=request.actor, at=timezone.now())
        else:
            rename_view(id, given["name"], version=given["version"], by=request.actor, at=timezone.now())
    except RefusedError as refusal:
        reasons = [sentence(problem, language=language()) for problem in refusal.problems]
        return _list(request, reasons, status=422)
    return redirect("saved-views")


def _reasons(form: forms.Form) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


def _list(request: ActorRequest, reasons: list[str] | None = None, *, status: int = 200) -> HttpResponse:
    found = saved_views(by=request.actor, at=timezone.now())
    return render(request, "pivot/views.html", {"views": found, "reasons": reasons or []}, status=status)


urlpatterns = [
    path("huvudbok/analys/vyer/", views, name="saved-views"),
    path("huvudbok/analys/vyer/<int:id>/", change, name="saved-view"),
]
