"""The accessibility statement, for whoever asks: signed in or not."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format

from hjulet.services.accessibility import accessibility_facts
from hjulet.texts.accessibility import accessibility_statement
from hjulet.web.words import language


@login_not_required
def statement(request: HttpRequest) -> HttpResponse:
    """Show what the site is made for, what of it is tested, and where to say that something is wrong."""
    facts = accessibility_facts()
    parts = accessibility_statement(
        body=facts.body, contact=facts.contact, language=language(), write_date=_date
    )
    return render(request, "accessibility/page.html", {"parts": parts})


def _date(day: date) -> str:
    return date_format(day, "j F Y")


urlpatterns = [path("tillganglighet/", statement, name="accessibility")]
