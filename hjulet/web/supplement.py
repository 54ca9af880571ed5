"""The page on which an open point of a sealed edition is completed."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjulet.services.errors import RefusedError
from hjulet.services.supplements import complete, find_open_point
from hjulet.web.actor import ActorRequest
from hjulet.web.register_forms import day_field, refuse


class SupplementForm(forms.Form):
    """What completes the point, and who decided it when."""

    text = forms.CharField(
        label=_("Komplettering"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )
    decided_by = forms.CharField(
        label=_("Beslutat av"),
        max_length=200,
        help_text=_("Organ och paragraf, till exempel Kommunstyrelsen § 61."),
    )
    decided_on = day_field(_("Beslutsdag"))

    def clean_text(self) -> str:
        """Give the text with line ends of one kind, as it is sealed."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


def supplement(request: ActorRequest, number: int, point: int) -> HttpResponse:
    """Say which point is open, ask what completes it, and complete it."""
    at = timezone.now()
    found = find_open_point(number, point, by=request.actor, at=at)
    form = SupplementForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            complete(number, point, **form.cleaned_data, by=request.actor, at=at)
            return redirect("edition", number=number)
        except RefusedError as fault:
            refuse(form, fault, at={"decided-ahead": "decided_on"})
    places = {"number": number, "point": found, "form": form}
    return render(request, "edition/supplement.html", places, status=422 if form.errors else 200)


urlpatterns = [path("utgavor/<int:number>/komplettera/<int:point>/", supplement, name="supplement")]
