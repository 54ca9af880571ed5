"""What citizens see: published editions, read from their folder alone. Nothing is published yet."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language

from hjulet.texts.accessibility import accessibility_statement
from hjulet.texts.catalogue import SWEDISH


def index(request: HttpRequest) -> HttpResponse:
    """Say that nothing is published yet."""
    return render(request, "public/index.html", {"has_fonts": bool(settings.STATICFILES_DIRS)})


def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement; without a database it knows no name of the municipality."""
    parts = accessibility_statement(
        body="",
        contact=settings.HJULET_ACCESSIBILITY_CONTACT,
        language=get_language() or SWEDISH,
        write_date=_date,
    )
    places = {"has_fonts": bool(settings.STATICFILES_DIRS), "parts": parts}
    return render(request, "public/accessibility.html", places)


def _date(day: date) -> str:
    return date_format(day, "j F Y")
