"""A report: its page with the fact check in the margin, its charts, and the list of reports."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from hjulet.documents.charts import DARK, LIGHT, chart_spec
from hjulet.documents.formats import FORMATS
from hjulet.domain.report import Heading
from hjulet.services.chart import draw_up_chart
from hjulet.services.rendering import chart_picture
from hjulet.services.report_list import list_reports
from hjulet.services.report_view import view_report
from hjulet.services.templates import may_edit_templates
from hjulet.texts.findings import reason_sentence
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import SNAPSHOT, with_query
from hjulet.web.context import asked, asked_of_report
from hjulet.web.report_parts import (
    DARK_THEME,
    THEME,
    findings_apart,
    findings_beside,
    fragment,
    language,
    last_month,
)
from hjulet.web.since import since_words
from hjulet.web.talk_places import report_marks
from hjulet.web.words import period_words


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
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
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
            "fragment": fragment(
                view.built, beside=beside, marks=report_marks(shown, by=here.by, at=here.at)
            ),
            "since": since_words(here, unit, kind=kind),
            "contents": [block for block in shown.blocks if isinstance(block, Heading) and block.level == 2],
            "apart": findings_apart(view.checked, beside),
            "reasons": [reason_sentence(claim, language=language()) for claim in view.checked.unchecked],
            "last_month": last_month(here),
            "formats": FORMATS.values(),
            "carried": with_query("", {SNAPSHOT: str(shown.snapshot)}),
        },
    )


def chart(request: ActorRequest, unit: str, period: str, chart: str) -> HttpResponse:
    """Draw a chart of the catalogue. In a named snapshot it never changes, so the browser may keep it."""
    here = asked(request, unit=unit, period=period)
    drawn, shown = draw_up_chart(
        chart, unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    theme = DARK if request.GET.get(THEME) == DARK_THEME else LIGHT
    picture = chart_picture(chart_spec(drawn, shown, theme=theme))
    answer = HttpResponse(picture, content_type="image/svg+xml")
    if request.GET.get(SNAPSHOT):
        answer["Cache-Control"] = "private, max-age=86400"
    return answer


urlpatterns = [
    path("rapporter/", reports, name="reports"),
    path("rapport/<str:kind>/<str:unit>/<str:period>/", report, name="report"),
    path("diagram/<str:unit>/<str:period>/<str:chart>.svg", chart, name="chart"),
]
