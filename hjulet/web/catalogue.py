"""Kolada's catalogue: searched, filtered and fetched; one click makes an indicator of a key figure."""

from django import forms
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from hjulet.services.catalogue import Wanted, ask_for_catalogue, catalogue, follow
from hjulet.services.errors import RefusedError
from hjulet.services.indicator_fetch import may_fetch
from hjulet.services.indicator_pages import owners
from hjulet.texts.indicators import MUNICIPALITY_TYPES, words
from hjulet.texts.problems import sentence
from hjulet.web.actor import ActorRequest
from hjulet.web.paging import beside, page_number
from hjulet.web.words import language

ABOUT, AREA, TYPE = "q", "omrade", "typ"
_LONGEST = 200


class FollowForm(forms.Form):
    """A key figure to follow, and the unit that answers for it."""

    kpi = forms.CharField(max_length=20)
    owner = forms.CharField(max_length=40)


def indicator_catalogue(request: ActorRequest, *, fault: str = "", status: int = 200) -> HttpResponse:
    """Show a page of the catalogue; ``fault`` says why a key figure could not be followed."""
    at = timezone.now()
    wanted = _wanted(request)
    found = catalogue(wanted, by=request.actor, at=at)
    places = {
        "found": found,
        "wanted": wanted,
        "fault": fault,
        "owners": owners(by=request.actor, at=at),
        "owner": request.POST.get("owner", ""),
        "types": [(each, _type_words(each)) for each in found.types],
        "lines": [(line, _type_words(line.kpi.municipality_type)) for line in found.lines],
        "may_fetch": may_fetch(by=request.actor, at=at),
        **beside(request, page=min(wanted.page, found.pages), pages=found.pages),
    }
    return render(request, "indicators/catalogue.html", places, status=status)


def fetch_catalogue(request: ActorRequest) -> HttpResponse:
    """Ask for the catalogue, and lead to the jobs, where one sees how far it has come."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    ask_for_catalogue(by=request.actor, at=timezone.now())
    return redirect("jobs")


def follow_kpi(request: ActorRequest) -> HttpResponse:
    """Make an indicator of a key figure, and lead to it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = FollowForm(request.POST)
    if not form.is_valid():
        return redirect("indicator-catalogue")
    try:
        id = follow(**form.cleaned_data, by=request.actor, at=timezone.now())
    except RefusedError as refusal:
        said = " ".join(sentence(problem, language=language()) for problem in refusal.problems)
        return indicator_catalogue(request, fault=said, status=422)
    return redirect("indicator", id=id)


def _wanted(request: ActorRequest) -> Wanted:
    about, area, kind = (request.GET.get(name, "").strip()[:_LONGEST] for name in (ABOUT, AREA, TYPE))
    return Wanted(about=about, area=area, municipality_type=kind, page=page_number(request))


def _type_words(code: str) -> str:
    return words(MUNICIPALITY_TYPES.get(code, code), language=language())


urlpatterns = [
    path("indikatorer/katalog/", indicator_catalogue, name="indicator-catalogue"),
    path("indikatorer/katalog/hamta/", fetch_catalogue, name="indicator-catalogue-fetch"),
    path("indikatorer/katalog/folj/", follow_kpi, name="indicator-follow"),
]
