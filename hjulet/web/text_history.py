"""The history of a text: who wrote it and when, any two versions compared, and an earlier one restored."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from hjulet.domain.writing import TextVersion
from hjulet.services.drafts import TextConflictError
from hjulet.services.errors import NotFoundError
from hjulet.services.text_history import HistoryLine, TextHistory, restore_version, text_history
from hjulet.web.actor import ActorRequest
from hjulet.web.context import asked_of_report
from hjulet.web.report_text import conflict_page
from hjulet.web.text_words import clock, moment
from hjulet.web.words import language, period_words


class VersionsForm(forms.Form):
    """The two versions to compare; 0 is the empty page before the first."""

    fran = forms.IntegerField(min_value=0)
    till = forms.IntegerField(min_value=0)


class RestoreForm(forms.Form):
    """The version to bring back, and the one that stood when that was chosen."""

    restore = forms.IntegerField(min_value=1)
    version = forms.IntegerField(min_value=0)


@dataclass(frozen=True, kw_only=True)
class Save:
    """A single save of a sitting: its version, the one before it, and the time of day."""

    version: int
    before: int
    clock: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the history: a sitting in words."""

    line: HistoryLine
    when: str
    saves: tuple[Save, ...]


def history(request: ActorRequest, kind: str, unit: str, period: str, section: str) -> HttpResponse:
    """Show a text's versions, and how two of them differ: what came last where none are chosen."""
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    form = VersionsForm(request.GET)
    chosen = (form.cleaned_data["fran"], form.cleaned_data["till"]) if form.is_valid() else None
    found = text_history(
        kind, unit, here.period, section, versions=chosen, language=language(), by=here.by, at=here.at
    )
    places = {
        "place": [kind, unit, period, section],
        "history": found,
        "period_words": period_words(here.period),
        "lines": _lines(found, now=here.at),
        "before_words": _words(found.compared.before, now=here.at) if found.compared else "",
        "after_words": _words(found.compared.after, now=here.at) if found.compared else "",
        "lost": [(text, moment(text.at, now=here.at)) for text in found.lost],
    }
    return render(request, "report/history.html", places)


@require_POST
def restore(request: ActorRequest, kind: str, unit: str, period: str, section: str) -> HttpResponse:
    """Write an earlier version anew, and show the text."""
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        raise NotFoundError(section)
    try:
        restore_version(kind, unit, here.period, section, **form.cleaned_data, by=here.by, at=here.at)
    except TextConflictError as conflict:
        return conflict_page(request, conflict, kind, unit, period, section)
    return redirect("report-text", kind, unit, period, section)


def _lines(found: TextHistory, *, now: datetime) -> list[Line]:
    return [
        Line(line=line, when=moment(line.sitting.last.at, now=now), saves=tuple(_saves(line)))
        for line in found.lines
    ]


def _saves(line: HistoryLine) -> list[Save]:
    """List the saves of a sitting, the latest first."""
    versions = line.sitting.versions
    before = [line.before, *(one.version for one in versions)]
    return [
        Save(version=one.version, before=earlier, clock=clock(one.at))
        for one, earlier in reversed(list(zip(versions, before, strict=False)))
    ]


def _words(version: TextVersion, *, now: datetime) -> str:
    return f"{version.by} {moment(version.at, now=now)}" if version.version else ""


_TEXT = "rapport/<str:kind>/<str:unit>/<str:period>/text/<str:section>/"

urlpatterns = [
    path(f"{_TEXT}historik/", history, name="report-text-history"),
    path(f"{_TEXT}historik/aterstall/", restore, name="report-text-restore"),
]
