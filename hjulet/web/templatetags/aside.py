"""What helps whoever is new: the explanation behind a quiet ?, and the list Kom igång."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone

from hjulet.services.help import own_explanations
from hjulet.services.tour import tour_of
from hjulet.texts.catalogue import translate
from hjulet.texts.help import help_label, help_text
from hjulet.web.words import language

register = template.Library()


@register.inclusion_tag("_parts/help.html", takes_context=True, name="help")
def show_help(context: template.Context, key: str) -> dict[str, Any]:
    """Explain a word, a field or a page, folded until one asks."""
    text = _own(context["request"]).get(key) or help_text(key, language=language())
    return {"key": key, "label": help_label(key, language=language()), "text": text}


@register.inclusion_tag("_parts/help_words.html", takes_context=True)
def help_words(context: template.Context, keys: str) -> dict[str, Any]:
    """Explain the words of a table under it, folded: in a head they would be copied with the table."""
    own = _own(context["request"])
    words = [
        (help_label(key, language=language()), own.get(key) or help_text(key, language=language()))
        for key in keys.split()
    ]
    return {"words": words}


@register.inclusion_tag("_parts/help.html", takes_context=True)
def field_help(context: template.Context, field: BoundField) -> dict[str, Any]:
    """Explain a field of a form that says so: ``explains = {"amount": "item-amount"}``; else show nothing."""
    key = getattr(field.form, "explains", {}).get(field.name)
    return show_help(context, key) if key else {}


@register.inclusion_tag("_parts/begin.html", takes_context=True)
def begin(context: template.Context) -> dict[str, Any]:
    """Show the first steps of one's role, until they are done or put away."""
    request = context["request"]
    steps = tour_of(by=request.actor, at=timezone.now())
    return {
        "steps": [
            (one, reverse(one.step.page), translate(one.step.text, language=language())) for one in steps
        ],
        "here": request.get_full_path(),
        "token": get_token(request) if steps else "",
    }


def _own(request: HttpRequest) -> Mapping[str, str]:
    """Ask for the municipality's own explanations once a page."""
    if not hasattr(request, "own_help"):
        request.own_help = own_explanations(language=language())  # type: ignore[attr-defined]
    found: Mapping[str, str] = request.own_help  # type: ignore[attr-defined]
    return found
