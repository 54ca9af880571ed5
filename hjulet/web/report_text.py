"""Writing a report's text: plain Markdown, the references that can be used beside it, and no lost writing."""

from dataclasses import dataclass, replace
from difflib import ndiff

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from hjulet.domain.figures import Figure, FigureRef, Unit
from hjulet.domain.period import Period, parse_period
from hjulet.domain.report import Heading, Paragraph, Report, Table
from hjulet.domain.text import parse_form
from hjulet.services.drafts import save_draft
from hjulet.services.errors import ConflictError
from hjulet.services.report import BuiltReport
from hjulet.services.report_view import view_text
from hjulet.texts.problems import say
from hjulet.web.actor import ActorRequest
from hjulet.web.context import asked_of_ledger
from hjulet.web.report_parts import findings_beside, fragment, language

FORMS = {Unit.KRONOR: "mnkr1", Unit.PERCENT: "pct1", Unit.PEOPLE: "inv0"}
"""How a number is written in the references that are offered."""


class TextForm(forms.Form):
    """A report's text, and the version that was read. It comes with the browser's line ends."""

    source = forms.CharField(required=False, strip=False, max_length=200_000)
    version = forms.IntegerField(min_value=0)

    def clean_source(self) -> str:
        """Give the text with one kind of line end."""
        return str(self.cleaned_data["source"]).replace("\r\n", "\n")


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A reference to copy into the text: what it is, how it is written, and what it shows now."""

    label: str
    text: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A line of two texts: ``both``, ``theirs`` or ``mine``."""

    kind: str
    text: str


def report_text(request: ActorRequest, kind: str, unit: str, period: str) -> HttpResponse:
    """Show the text to write in, with what it becomes; save what was written."""
    if request.method == "POST":
        return _save(request, kind, unit, period)
    here = asked_of_ledger(request, unit=unit, period=period)
    view = view_text(kind, unit, here.period, language=language(), by=here.by, at=here.at)
    shown = view.built.report
    return render(
        request,
        "report/text.html",
        {
            "report": shown,
            "draft": view.draft,
            "faults": [
                (problem.place.line, say(problem.code, language=language(), **problem.params))
                for problem in view.built.problems
            ],
            "groups": [(table.caption, references(table, view.built.report)) for table in shown.tables],
            "fragment": fragment(_only_text(view.built), beside=findings_beside(view.built, view.checked)),
            "saved": request.GET.get("sparad"),
        },
    )


def _only_text(built: BuiltReport) -> BuiltReport:
    """Leave out what is not written here: tables, charts and the chapters' headings."""
    blocks = tuple(
        block
        for block in built.report.blocks
        if isinstance(block, Paragraph) or (isinstance(block, Heading) and block.level > 2)
    )
    return replace(built, report=replace(built.report, blocks=blocks))


def _save(request: ActorRequest, kind: str, unit: str, period: str) -> HttpResponse:
    here = asked_of_ledger(request, unit=unit, period=period)
    form = TextForm(request.POST)
    if not form.is_valid():
        places = {"form": form, "mine": request.POST.get("source", "")}
        return render(request, "report/text_refused.html", places, status=422)
    given = form.cleaned_data
    try:
        save_draft(
            kind, unit, here.period, source=given["source"], version=given["version"], by=here.by, at=here.at
        )
    except ConflictError as conflict:
        return _conflict(request, conflict, address=request.path)
    clock = timezone.localtime(here.at)
    return redirect(f"{reverse('report-text', args=[kind, unit, period])}?sparad={clock:%H.%M}")


def _conflict(request: ActorRequest, conflict: ConflictError, *, address: str) -> HttpResponse:
    """Show both texts: nothing is lost, and whoever saves next has seen the other's."""
    places = {
        "conflict": conflict,
        "differences": differences(conflict.theirs, conflict.mine),
        "address": address,
    }
    return render(request, "report/conflict.html", places, status=409)


def differences(theirs: str, mine: str) -> list[Difference]:
    """Compare two texts line by line."""
    kinds = {"  ": "both", "- ": "theirs", "+ ": "mine"}
    lines = ndiff(theirs.splitlines(), mine.splitlines())
    return [Difference(kind=kinds[line[:2]], text=line[2:]) for line in lines if line[:2] in kinds]


def references(table: Table, shown: Report) -> list[Reference]:
    """List the references that a table's numbers can be written with in this report's text."""
    heads = {column.id: column.label for column in table.columns}
    found = []
    for row in table.rows:
        for column, cell in row.cells.items():
            if cell.figure is None or not cell.display:
                continue
            figure = shown.figures[cell.figure]
            if figure.value is not None:
                label = f"{row.label}, {heads[column]}"
                found.append(
                    Reference(label=label, text=written(cell.figure, figure, shown), value=_value(figure))
                )
    return found


def written(ref: FigureRef, figure: Figure, shown: Report) -> str:
    """Write a reference as in a text: what the report itself says is left out, and years are relative."""
    words = [ref.metric]
    for name, value in ref.args:
        if (name, value) in (("unit", shown.unit), ("period", str(shown.period))):
            continue
        words.append(f"{name}={_relative(value, shown.period) if name == 'period' else value}")
    return "{" + " ".join([*words, f"as={FORMS[figure.unit]}"]) + "}"


def _relative(value: str, period: Period) -> str:
    years = period.year - parse_period(value).year
    return f"this-{years}" if years and str(period.previous(years=years)) == value else value


def _value(figure: Figure) -> str:
    return parse_form(FORMS[figure.unit]).write(figure.value) if figure.value is not None else ""


urlpatterns = [
    path("rapport/<str:kind>/<str:unit>/<str:period>/text/", report_text, name="report-text"),
]
