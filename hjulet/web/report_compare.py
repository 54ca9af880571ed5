"""A report beside itself: what differs between two editions, or from an edition to the draft."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from hjulet.services.errors import NotFoundError
from hjulet.services.report_comparison import compare_report
from hjulet.web.actor import ActorRequest
from hjulet.web.context import asked_of_report
from hjulet.web.words import period_words


class EditionsForm(forms.Form):
    """Two editions by their numbers; 0 is the draft."""

    fran = forms.IntegerField(min_value=1, max_value=999_999_999)
    till = forms.IntegerField(min_value=0, max_value=999_999_999)


def compare(request: ActorRequest, kind: str, unit: str, period: str) -> HttpResponse:
    """Show what differs: since the latest edition where none are chosen."""
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    found = compare_report(kind, unit, here.period, numbers=_chosen(request), by=here.by, at=here.at)
    places = {
        "place": [kind, unit, period],
        "found": found,
        "period_words": period_words(here.period),
        "texts": [(found.labels.get(each.section, ""), each) for each in found.found.texts],
    }
    return render(request, "report/compare.html", places)


def _chosen(request: ActorRequest) -> tuple[int, int] | None:
    """Read which editions are to be compared; raises NotFoundError for a choice that cannot be read."""
    form = EditionsForm(request.GET)
    if not form.fields.keys() & request.GET.keys():
        return None
    if not form.is_valid():
        raise NotFoundError(request.GET.urlencode())
    return form.cleaned_data["fran"], form.cleaned_data["till"]


urlpatterns = [path("rapport/<str:kind>/<str:unit>/<str:period>/jamfor/", compare, name="report-compare")]
