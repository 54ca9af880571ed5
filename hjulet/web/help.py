"""Ord och förklaringar: all explanations on one page, and the page where one is written anew."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy

from hjulet.services.errors import RefusedError
from hjulet.services.help import (
    LONGEST,
    Explanation,
    find_explanation,
    may_edit_help,
    own_explanations,
    save_explanation,
)
from hjulet.texts.catalogue import translate
from hjulet.texts.help import HELP, KINDS, help_label, help_text
from hjulet.web.actor import ActorRequest
from hjulet.web.register_forms import refuse
from hjulet.web.words import language


class ExplanationForm(forms.Form):
    """An explanation in Swedish, and in English where it is wanted."""

    text = forms.CharField(
        label=gettext_lazy("Vår förklaring"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Tom: den som följer med visas."),
    )
    text_en = forms.CharField(
        label=gettext_lazy("På engelska"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
        help_text=gettext_lazy("Tom: den svenska visas också för den som läser på engelska."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


def help_texts(request: ActorRequest) -> HttpResponse:
    """List everything that is explained."""
    own, at = own_explanations(language=language()), timezone.now()
    groups: list[tuple[str, list[dict[str, Any]]]] = []
    for kind, word in KINDS.items():
        lines = [
            {
                "key": key,
                "label": help_label(key, language=language()),
                "text": own.get(key) or help_text(key, language=language()),
                "is_own": key in own,
            }
            for key, one in HELP.items()
            if one.kind is kind
        ]
        groups.append((translate(word, language=language()), lines))
    places = {"groups": groups, "may_edit": may_edit_help(by=request.actor, at=at)}
    return render(request, "help/list.html", places)


def help_page(request: ActorRequest, key: str) -> HttpResponse:
    """Show an explanation with its history; on POST, write it anew."""
    at = timezone.now()
    found, earlier = find_explanation(key, by=request.actor, at=at)
    form = ExplanationForm(request.POST if request.method == "POST" else None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            save_explanation(
                key,
                text=given["text"],
                text_en=given["text_en"],
                version=given["version"],
                by=request.actor,
                at=at,
            )
            return redirect("help-texts")
        except RefusedError as fault:
            refuse(form, fault)
    places = {
        "form": form,
        "found": found,
        "label": help_label(key, language=language()),
        "standard": help_text(key, language=language()),
        "earlier": earlier,
    }
    return render(request, "help/page.html", places, status=422 if form.errors else 200)


def _initial(found: Explanation) -> dict[str, Any]:
    return {"text": found.text, "text_en": found.text_en, "version": found.version}


urlpatterns = [
    path("forklaringar/", help_texts, name="help-texts"),
    path("forklaringar/<str:key>/", help_page, name="help-text"),
]
