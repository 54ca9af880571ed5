"""A report: its page with the fact check in the margin, its files, its charts, and the list of reports."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from hjulet.documents.charts import DARK, LIGHT, chart_svg
from hjulet.documents.content import report_document
from hjulet.documents.pdf import render_pdf
from hjulet.documents.report_book import report_workbook
from hjulet.documents.sheet_cells import XLSX
from hjulet.documents.word import render_word
from hjulet.domain.report import Chart, Heading, Report
from hjulet.services.house import house_style
from hjulet.services.report import BuiltReport, build_report
from hjulet.services.report_list import list_reports
from hjulet.services.report_view import view_report
from hjulet.services.templates import may_edit_templates
from hjulet.texts.findings import reason_sentence
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import SNAPSHOT, with_query
from hjulet.web.context import asked_of_ledger
from hjulet.web.report_parts import (
    DARK_THEME,
    THEME,
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
            "carried": with_query("", {SNAPSHOT: str(shown.snapshot)}),
        },
    )


def report_pdf(request: ActorRequest, kind: str, unit: str, period: str) -> HttpResponse:
    """Give a report as PDF: a working draft, unless it is asked of an edition."""
    built = _built(request, kind, unit, period)
    made = render_pdf(
        built.report,
        stamp=None,
        date=timezone.localdate(),
        labels=built.labels,
        house=house_style(),
        base_url=request.build_absolute_uri(reverse("figure")) + f"?{SNAPSHOT}={built.report.snapshot}&ref=",
    )
    return _download(made, "application/pdf", f"{_stem(built.report)}.pdf")


def report_docx(request: ActorRequest, kind: str, unit: str, period: str) -> HttpResponse:
    """Give a report as a Word file: a working draft, as the PDF is."""
    built = _built(request, kind, unit, period)
    made = render_word(
        built.report, stamp=None, date=timezone.localdate(), labels=built.labels, style=house_style()
    )
    return _download(made, WORD, f"{_stem(built.report)}.docx")


def report_xlsx(request: ActorRequest, kind: str, unit: str, period: str) -> HttpResponse:
    """Give a report as a workbook: a sheet for each table, sums as formulas, the source of each figure."""
    built = _built(request, kind, unit, period)
    made = report_workbook(built.report, stamp=None, date=timezone.localdate(), labels=built.labels)
    return _download(made, XLSX, f"{_stem(built.report)}.xlsx")


def report_json(request: ActorRequest, kind: str, unit: str, period: str) -> HttpResponse:
    """Give a report as JSON, every figure with its provenance."""
    built = _built(request, kind, unit, period)
    text = json.dumps(report_document(built.report), ensure_ascii=False, indent=2)
    return _download(text.encode(), "application/json", f"{_stem(built.report)}.json")


def report_chart(request: ActorRequest, kind: str, unit: str, period: str, chart: str) -> HttpResponse:
    """Draw a chart of a report. In a named snapshot it never changes, so the browser may keep it."""
    shown = _built(request, kind, unit, period).report
    drawn = next((block for block in shown.blocks if isinstance(block, Chart) and block.id == chart), None)
    if drawn is None:
        raise Http404(chart)
    theme = DARK if request.GET.get(THEME) == DARK_THEME else LIGHT
    answer = HttpResponse(chart_svg(drawn, shown, theme=theme), content_type="image/svg+xml")
    if request.GET.get(SNAPSHOT):
        answer["Cache-Control"] = "private, max-age=86400"
    return answer


def _built(request: ActorRequest, kind: str, unit: str, period: str) -> BuiltReport:
    here = asked_of_ledger(request, unit=unit, period=period)
    return build_report(
        kind, unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )


def _stem(shown: Report) -> str:
    return f"{shown.kind}-{shown.unit}-{shown.period}-{shown.snapshot}"


def _download(made: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        made, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


urlpatterns = [
    path("rapporter/", reports, name="reports"),
    path("rapport/<str:kind>/<str:unit>/<str:period>/", report, name="report"),
    path("rapport/<str:kind>/<str:unit>/<str:period>/rapport.pdf", report_pdf, name="report-pdf"),
    path("rapport/<str:kind>/<str:unit>/<str:period>/rapport.docx", report_docx, name="report-docx"),
    path("rapport/<str:kind>/<str:unit>/<str:period>/rapport.json", report_json, name="report-json"),
    path("rapport/<str:kind>/<str:unit>/<str:period>/rapport.xlsx", report_xlsx, name="report-xlsx"),
    path(
        "rapport/<str:kind>/<str:unit>/<str:period>/diagram/<str:chart>.svg",
        report_chart,
        name="report-chart",
    ),
]
