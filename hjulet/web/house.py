"""Kommunens utseende: the style sheet and the logo that every page takes, and the form that changes them."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hjulet.documents.house_folder import MAX_NAME
from hjulet.documents.house_logo import MAX_BYTES
from hjulet.documents.house_page import FOR_EVER
from hjulet.services.errors import RefusedError
from hjulet.services.house import HousePage, HouseText, house_page, save_house, style_of_pages
from hjulet.texts.problems import say, sentence
from hjulet.web.actor import ActorRequest
from hjulet.web.words import language

FIELDS = {
    "house-long-name": "name",
    "house-logo-too-large": "logo",
    "house-logo-not-image": "logo",
    "house-logo-no-size": "logo",
    "house-logo-unsafe": "logo",
    "house-logo-without-alt": "logo_alt",
}
"""Fault -> the field that it is about, where the fault names no key."""


class HouseForm(forms.Form):
    """The municipality's name, its colours and its logo."""

    name = forms.CharField(
        label=gettext_lazy("Kommunens namn"),
        max_length=MAX_NAME,
        required=False,
        help_text=gettext_lazy("Står överst på varje sida. Tomt: Planeringshjulet."),
    )
    accent = forms.CharField(
        label=gettext_lazy("Färg i ljust läge"),
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=gettext_lazy(
            "Länkar, knappar och staplar. Den behöver kontrasten 4,5:1 mot det ljusa papperet."
        ),
    )
    accent_dark = forms.CharField(
        label=gettext_lazy("Färg i mörkt läge"),
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=gettext_lazy("En ljusare nyans av samma färg. Den behöver 4,5:1 mot det mörka papperet."),
    )
    logo = forms.FileField(
        label=gettext_lazy("Logotyp"),
        required=False,
        help_text=gettext_lazy("SVG eller PNG, högst 500 kB. Utan ny fil behålls den som finns."),
    )
    logo_alt = forms.CharField(
        label=gettext_lazy("Logotypen i ord"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Det som läses upp för den som inte ser, till exempel ”Kommunens vapen”."),
    )
    no_logo = forms.BooleanField(label=gettext_lazy("Ta bort logotypen"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def text(self) -> HouseText:
        """Give what was written."""
        given = self.cleaned_data
        logo = given["logo"]
        return HouseText(
            name=given["name"],
            accent=given["accent"],
            accent_dark=given["accent_dark"],
            logo=logo.read(MAX_BYTES + 1) if logo else None,
            logo_alt=given["logo_alt"],
            no_logo=given["no_logo"],
        )


def house(request: ActorRequest) -> HttpResponse:
    """Show the municipality's name, colours and logo; on POST, save them or say all that is wrong."""
    at = timezone.now()
    found = house_page(by=request.actor, at=at)
    if request.method == "POST":
        form = HouseForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                save_house(form.text(), version=form.cleaned_data["version"], by=request.actor, at=at)
                return redirect("house")
            except RefusedError as fault:
                _tell(form, fault)
    else:
        form = HouseForm(initial=_initial(found))
    said = [sentence(problem, language=language()) for problem in found.problems]
    places = {"form": form, "found": found, "faults": said}
    return render(request, "design/house.html", places, status=422 if form.errors else 200)


def _tell(form: HouseForm, fault: RefusedError) -> None:
    """Say each fault beside its field, which the sentence then calls by its label."""
    for problem in fault.problems:
        key = problem.params.get("key", "")
        field = key or FIELDS.get(problem.code)
        if field not in form.fields:
            form.add_error(None, sentence(problem, language=language()))
            continue
        label = str(form.fields[field].label)
        form.add_error(field, say(problem.code, language=language(), **{**problem.params, "key": label}))


@require_safe
@login_not_required
def theme(request: HttpRequest, key: str) -> HttpResponse:
    """Give the style sheet of that content; 404 for one that is no longer the municipality's."""
    style = style_of_pages()
    if key != style.key:
        raise Http404(key)
    return HttpResponse(style.sheet, content_type="text/css", headers={"Cache-Control": FOR_EVER})


@require_safe
@login_not_required
def logo(request: HttpRequest, key: str) -> HttpResponse:
    """Give the logo of that content."""
    style = style_of_pages()
    if key != style.key or style.logo is None:
        raise Http404(key)
    return HttpResponse(style.logo, content_type=style.logo_type, headers={"Cache-Control": FOR_EVER})


def _initial(found: HousePage) -> dict[str, Any]:
    style = found.style
    return {
        "name": style.name,
        "accent": style.accent,
        "accent_dark": style.accent_dark,
        "logo_alt": style.logo_alt,
        "version": found.version,
    }


urlpatterns = [
    path("utseende/kommunen/", house, name="house"),
    path("tema/<str:key>.css", theme, name="theme"),
    path("tema/<str:key>/logotyp", logo, name="logo"),
]
