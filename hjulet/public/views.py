"""What citizens see: published editions, read from their folder. Nothing is published yet.

Beside it the site reads the house style, for the municipality's name, logo and colour, and nothing else.
"""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hjulet.documents.house_page import FOR_EVER
from hjulet.public.frame import site_style
from hjulet.texts.accessibility import accessibility_statement
from hjulet.texts.catalogue import SWEDISH


def index(request: HttpRequest) -> HttpResponse:
    """Say that nothing is published yet."""
    return render(request, "public/index.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement; without a database it knows no name of the municipality."""
    parts = accessibility_statement(
        body="",
        contact=settings.HJULET_ACCESSIBILITY_CONTACT,
        language=get_language() or SWEDISH,
        write_date=_date,
    )
    return render(request, "public/accessibility.html", {"parts": parts})


@require_safe
def theme(_request: HttpRequest, key: str) -> HttpResponse:
    """Give the style sheet of that content; 404 for one that is no longer the municipality's."""
    style = site_style()
    if key != style.key:
        raise Http404(key)
    return HttpResponse(style.sheet, content_type="text/css", headers={"Cache-Control": FOR_EVER})


@require_safe
def logo(_request: HttpRequest, key: str) -> HttpResponse:
    """Give the logo of that content."""
    style = site_style()
    if key != style.key or style.logo is None:
        raise Http404(key)
    return HttpResponse(style.logo, content_type=style.logo_type, headers={"Cache-Control": FOR_EVER})


def _date(day: date) -> str:
    return date_format(day, "j F Y")
