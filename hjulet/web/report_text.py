"""Writing a report's texts one at a time: what is asked, what it becomes as one types; nothing is lost."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from markupsafe import Markup

from hjulet.documents.variance import side_of
from hjulet.domain.figures import Figure, FigureRef, Unit
from hjulet.domain.period import Period, parse_period
from hjulet.domain.report import BulletList, Heading, Paragraph, Report, Table
from hjulet.domain.text import parse_form
from hjulet.domain.text_difference import difference
from hjulet.services.drafts import Draft, TextConflictError, save_draft
from hjulet.services.errors import DecidedError, RefusedError
from hjulet.services.report import BuiltReport
from hjulet.services.report_parts import Section
from hjulet.services.report_text import TextView, carry_on, first_section, preview_text, view_text
from hjulet.texts.problems import say
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import figure_url
from hjulet.web.context import asked_of_report
from hjulet.web.report_parts import findings_beside, fragment, language
from hjulet.web.text_words import clock, moment, who_saved
from hjulet.web.words import period_words

FORMS = {
    Unit.KRONOR: "mnkr1",
    Unit.PERCENT: "pct1",
    Unit.PEOPLE: "inv0",
    Unit.MAN_YEARS: "arb1",
    Unit.DEFINED: "own",
}
"""How a number is written in the references that are offered."""


class TextForm(forms.Form):
    """A text of a report, and the version that was read. It comes with the browser's line ends.

    ``settles`` is the number of a text that was set aside, which this one takes the place of.
    """

    source = forms.CharField(required=False, strip=False, max_length=200_000)
    version = forms.IntegerField(min_value=0)
    settles = forms.IntegerField(min_value=0, required=False)

    def clean_source(self) -> str:
        """Give the text with one kind of line end."""
        return str(self.cleaned_data["source"]).replace("\r\n", "\n")

    def clean_settles(self) -> int:
        """Give 0 for none."""
        return self.cleaned_data["settles"] or 0


class VersionForm(forms.Form):
    """The version of a text that was read."""

    version = forms.IntegerField(min_value=0)


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A reference to copy into the text: what it is, how it is written, and what it shows now."""

    label: str
    text: str
    value: str


def report_texts(request: ActorRequest, kind: str, unit: str, period: str) -> HttpResponse:
    """Lead to the first text that is missing, else to the first one."""
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    section = first_section(kind, unit, here.period, language=language(), by=here.by, at=here.at)
    return redirect("report-text", kind, unit, period, section)


def report_text(request: ActorRequest, kind: str, unit: str, period: str, section: str) -> HttpResponse:
    """Show a text to write in, with what it becomes; save what was written."""
    if request.method == "POST":
        return _save(request, kind, unit, period, section)
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    view = view_text(kind, unit, here.period, section, language=language(), by=here.by, at=here.at)
    places = {**_places(view, at=here.at), "just_saved": request.GET.get("sparad")}
    return render(request, "report/text.html", places)


@require_POST
def report_text_preview(
    request: ActorRequest, kind: str, unit: str, period: str, section: str
) -> HttpResponse:
    """Show what a text becomes that is not saved."""
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    form = TextForm({**request.POST.dict(), "version": "0"})
    source = form.cleaned_data["source"] if form.is_valid() else ""
    built, checked = preview_text(
        kind, unit, here.period, section, source=source, language=language(), by=here.by, at=here.at
    )
    shown = fragment(only_section(built, section), beside=findings_beside(built, checked))
    return render(request, "report/_preview.html", {"fragment": shown, "faults": _faults(built, section)})


@require_POST
def report_text_unchanged(
    request: ActorRequest, kind: str, unit: str, period: str, section: str
) -> HttpResponse:
    """Let the last month's comment stand for this month too."""
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        saved = carry_on(kind, unit, here.period, section, version=version, by=here.by, at=here.at)
    except TextConflictError as conflict:
        return conflict_page(request, conflict, kind, unit, period, section)
    return _saved(kind, unit, period, section, at=saved.saved_at)


def _places(view: TextView, *, at: datetime) -> dict[str, Any]:
    """Make the places of a text's page."""
    report = view.built.report
    place = [one.id for one in view.sections].index(view.section.id)
    return {
        "view": view,
        "report": report,
        "section": view.section,
        **_listed(view.sections),
        "draft": view.draft,
        "source": view.draft.source if view.draft.version else view.section.block.standing,
        "faults": _faults(view.built, view.section.id),
        "numbers": _numbers(view),
        "before": _before(view),
        "saved": _last_saved(view.draft, at=at),
        "drop": reverse("report-text-drop", args=[report.kind, report.unit, report.period, view.section.id]),
        "waits": view.set_aside,
        "waits_when": moment(view.set_aside.at, now=at) if view.set_aside else "",
        "pieces": difference(view.draft.source, view.set_aside.source) if view.set_aside else (),
        "groups": [(table.caption, references(table, report, view)) for table in report.tables],
        "fragment": fragment(
            only_section(view.built, view.section.id), beside=findings_beside(view.built, view.checked)
        ),
        "earlier": view.sections[place - 1] if place else None,
        "later": view.sections[place + 1] if place + 1 < len(view.sections) else None,
    }


def _listed(sections: Iterable[Section]) -> dict[str, Any]:
    """Divide the list of texts: the report's, chapter by chapter those about its goals, and more rows."""
    chapters = groupby(sections, key=lambda one: one.about)
    plain = [one for one in sections if not one.about]
    return {
        "wanted": [one for one in plain if one.is_asked or one.is_written or not one.row],
        "about": [(chapter, list(found)) for chapter, found in chapters if chapter],
        "optional": [one for one in plain if one.row and not (one.is_asked or one.is_written)],
    }


def _last_saved(stored: Draft, *, at: datetime) -> str:
    """Say when the text was saved, and by whom."""
    if stored.saved_at is None:
        return ""
    return _("Sparat {when} av {name}.").format(when=moment(stored.saved_at, now=at), name=stored.saved_by)


def _before(view: TextView) -> tuple[str, Markup] | None:
    """Give the earlier comment: since when it has stood, and how it reads now."""
    if view.before is None:
        return None
    shown = only_section(view.before.built, view.section.id, prefix="before.")
    return period_words(view.before.since), fragment(shown, beside={})


def _numbers(view: TextView) -> list[tuple[str, str, str, str, str]]:
    """Give the numbers of the row that a comment is about: column, number, unit, address, and side."""
    if view.table is None or view.row is None:
        return []
    snapshot = view.built.report.snapshot
    return [
        (
            column.label,
            cell.display,
            column.unit,
            figure_url(cell.figure, snapshot=snapshot),
            side_of(view.built.report.figures[cell.figure]),
        )
        for column in view.table.columns
        if (cell := view.row.cells.get(column.id)) and cell.figure and cell.display
    ]


def _faults(built: BuiltReport, section: str) -> list[tuple[int | None, str]]:
    return [
        (problem.place.line, say(problem.code, language=language(), **problem.params))
        for problem in built.problems
        if problem.place.file == section
    ]


def only_section(built: BuiltReport, section: str, *, prefix: str = "") -> BuiltReport:
    """Leave what is written in one text: its passages and headings, their ids after a prefix."""
    blocks = tuple(
        replace(block, id=prefix + block.id)
        for block in built.report.blocks
        if isinstance(block, Paragraph | BulletList | Heading) and block.section == section
    )
    return replace(built, report=replace(built.report, blocks=blocks))


def _save(request: ActorRequest, kind: str, unit: str, period: str, section: str) -> HttpResponse:
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    form = TextForm(request.POST)
    if not form.is_valid():
        places = {"form": form, "mine": request.POST.get("source", "")}
        return render(request, "report/text_refused.html", places, status=422)
    try:
        saved = save_draft(kind, unit, here.period, section, **form.cleaned_data, by=here.by, at=here.at)
    except TextConflictError as conflict:
        return conflict_page(request, conflict, kind, unit, period, section)
    except RefusedError as refusal:
        faults = [say(problem.code, language=language(), **problem.params) for problem in refusal.problems]
        places = {"faults": faults, "mine": form.cleaned_data["source"]}
        status = 409 if isinstance(refusal, DecidedError) else 422
        return render(request, "report/text_refused.html", places, status=status)
    return _saved(kind, unit, period, section, at=saved.saved_at)


def _saved(kind: str, unit: str, period: str, section: str, *, at: datetime | None) -> HttpResponse:
    return redirect(f"{reverse('report-text', args=[kind, unit, period, section])}?sparad={clock(at)}")


def conflict_page(request: ActorRequest, conflict: TextConflictError, *place: str) -> HttpResponse:
    """Show both texts: nothing is lost, and whoever saves next has seen the other's.

    ``place`` is kind, unit, period and section.
    """
    places = {
        "conflict": conflict,
        "who": who_saved(conflict),
        "pieces": difference(conflict.theirs, conflict.mine),
        "address": reverse("report-text", args=place),
        "drop": reverse("report-text-drop", args=place),
    }
    return render(request, "report/conflict.html", places, status=409)


def references(table: Table, shown: Report, view: TextView) -> list[Reference]:
    """List the references that a table's numbers can be written with in a text of this report."""
    heads = {column.id: column.label for column in table.columns}
    found = []
    for row in table.rows:
        for column, cell in row.cells.items():
            if cell.figure is None or not cell.display:
                continue
            figure = shown.figures[cell.figure]
            if figure.value is not None:
                text = written(cell.figure, figure, view)
                found.append(
                    Reference(label=f"{row.label}, {heads[column]}", text=text, value=_value(figure))
                )
    return found


def written(ref: FigureRef, figure: Figure, view: TextView) -> str:
    """Write a reference as in a text: what the text itself says is left out, and years are relative."""
    words = [ref.metric]
    for name, value in ref.args:
        if (name, value) in (("unit", view.about), ("period", str(view.shown_period))):
            continue
        words.append(f"{name}={_relative(value, view.shown_period) if name == 'period' else value}")
    return "{" + " ".join([*words, f"as={FORMS[figure.unit]}"]) + "}"


def _relative(value: str, period: Period) -> str:
    if value == str(period.year):
        return "year"
    years = period.year - parse_period(value).year
    return f"this-{years}" if years and str(period.previous(years=years)) == value else value


def _value(figure: Figure) -> str:
    if figure.value is None:
        return ""
    return parse_form(FORMS[figure.unit]).write(figure.value, measure=figure.measure)


_TEXT = "rapport/<str:kind>/<str:unit>/<str:period>/text/"

urlpatterns = [
    path(_TEXT, report_texts, name="report-texts"),
    path(f"{_TEXT}<str:section>/", report_text, name="report-text"),
    path(f"{_TEXT}<str:section>/forhandsvisning/", report_text_preview, name="report-text-preview"),
    path(f"{_TEXT}<str:section>/oforandrad/", report_text_unchanged, name="report-text-unchanged"),
]
