"""A report: its page with the fact check in the margin, its charts, and the list of reports."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from hjulet.documents.formats import FORMATS
from hjulet.domain.report import Chart, Heading
from hjulet.services.report import BuiltReport, build_report
from hjulet.services.report_list import list_reports
from hjulet.services.report_view import view_report
from hjulet.services.templates import may_edit_templates
from hjulet.texts.findings import reason_sentence
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import SNAPSHOT, with_query
from hjulet.web.context import asked_of_ledger
from hjulet.web.report_parts import (
    chart_answer,
    findings_apart,
    findings_beside,
    fragment,
    language,
    last_month,
)
from hjulet.web.words import period_words

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def reports(request: ActorRequest) -> HttpResponse:
    """List the reports that the actor may open, by year."""
    years = list_reports(language=language(), by=request.actor, at=timezone.now())
    places = {
        "years": years,
        "may_edit_templates": may_edit_templates(by=request.actor, at=timezone.now()),
    }
    return render(request, "report/list.html", places)


def report(request: ActorRequest, kind: str, unit: str, period: str) -> HttpResponse:
    """Show a report as it stands in a snapshot."""
    here = asked_of_ledger(request, unit=unit, period=period)
    view = view_report(
        kind, unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    shown = view.built.report
    beside = findings_beside(view.built, view.checked)
    return render(
        request,
        "report/page.html",
        {
            "report": shown,
            "period_words": period_words(shown.period),
            "view": view,
            "fragment": fragment(view.built, beside=beside),
            "contents": [block for block in shown.blocks if isinstance(block, Heading) and block.level == 2],
            "apart": findings_apart(view.checked, beside),
            "reasons": [reason_sentence(claim, language=language()) for claim in view.checked.unchecked],
            "last_month": last_month(here),
            "formats": FORMATS.values(),
            "carried": with_query("", {SNAPSHOT: str(shown.snapshot)}),
        },
    )


def report_chart(request: ActorRequest, kind: str, unit: str, period: str, chart: str) -> HttpResponse:
    """Draw a chart of a report."""
    shown = _built(request, kind, unit, period).report
    drawn = next((block for block in shown.blocks if isinstance(block, Chart) and block.id == chart), None)
    if drawn is None:
        raise Http404(chart)
    return chart_answer(drawn, shown, query=request.GET.dict())


def _built(request: ActorRequest, kind: str, unit: str, period: str) -> BuiltReport:
    here = asked_of_ledger(request, unit=unit, period=period)
    return build_report(
        kind, unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )


urlpatterns = [
    path("rapporter/", reports, name="reports"),
    path("rapport/<str:kind>/<str:unit>/<str:period>/", report, name="report"),
    path(
        "rapport/<str:kind>/<str:unit>/<str:period>/diagram/<str:chart>.svg",
        report_chart,
        name="report-chart",
    ),
]
