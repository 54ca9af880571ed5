"""Utseende: the tokens, and every component with its markup, so that a new page is made by copying."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hjulet.domain.numbers import format_number
from hjulet.domain.permission import Permission
from hjulet.services.access import may_centrally
from hjulet.web.actor import ActorRequest
from hjulet.web.design_tokens import tokens

FOLDER = Path(__file__).parent / "templates" / "design" / "components"

COMPONENTS = {
    "text": gettext_noop("Rubriker och text"),
    "buttons": gettext_noop("Knappar"),
    "form": gettext_noop("Formulär med fel"),
    "table": gettext_noop("Tabell med tal"),
    "written": gettext_noop("Tabell som man skriver i"),
    "status": gettext_noop("Läge: form, ord och färg"),
    "notices": gettext_noop("Besked"),
    "empty": gettext_noop("Tomt läge"),
    "tabs": gettext_noop("Flikar"),
    "panel": gettext_noop("Det som fälls ut"),
    "lists": gettext_noop("Listor och fakta"),
    "figure": gettext_noop("Ett tal och dess källa i marginalen"),
    "chart": gettext_noop("Diagram"),
    "talk": gettext_noop("Samtal vid ett tal, och vad som hänt sedan sist"),
    "term": gettext_noop("Förklaring till ett ord"),
    "begin": gettext_noop("Kom igång"),
}
"""File in ``templates/design/components`` -> its name. A test holds the page against the shared sheets."""


@dataclass(frozen=True, kw_only=True)
class Component:
    """A component: its name, how it looks, and the markup that makes it."""

    id: str
    name: str
    shown: str
    markup: str


def design(request: ActorRequest) -> HttpResponse:
    """Show the tokens and the components."""
    found = tokens()
    places = {
        "colours": [
            (colour, _ratio(colour.contrast_light), _ratio(colour.contrast_dark)) for colour in found.colours
        ],
        "tokens": found,
        "may_manage": may_centrally(Permission.MANAGE_SETUP, by=request.actor, at=timezone.now()),
        "components": [_component(id, name) for id, name in COMPONENTS.items()],
    }
    return render(request, "design/page.html", places)


def _component(id: str, name: str) -> Component:
    file = f"{id}.html"
    return Component(
        id=id,
        name=_(name),
        shown=render_to_string(f"design/components/{file}"),
        markup=(FOLDER / file).read_text(encoding="utf-8").strip(),
    )


def _ratio(contrast: float) -> str:
    """Write a contrast, cut and never rounded up to what is enough."""
    cut = Decimal(int(contrast * 10)) / 10
    return f"{format_number(cut, decimals=1)}:1"


urlpatterns = [path("utseende/", design, name="design")]
