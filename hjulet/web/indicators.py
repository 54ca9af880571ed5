"""Indikatorer: the list, one indicator with its charts and its history, and its values as a file."""

from itertools import groupby

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from markupsafe import Markup

from hjulet.documents.charts import DARK, LIGHT, chart_spec
from hjulet.documents.html import report_fragment
from hjulet.domain.report import Chart
from hjulet.services.errors import NotFoundError
from hjulet.services.indicator_fetch import may_fetch
from hjulet.services.indicator_list import indicator_list, late_indicators
from hjulet.services.indicator_pages import IndicatorPage, indicator_page
from hjulet.services.rendering import chart_picture
from hjulet.texts.indicators import FREQUENCIES, words
from hjulet.web.action_words import line_words as action_words
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import SNAPSHOT, figure_url, with_query
from hjulet.web.context import snapshot_number
from hjulet.web.export import csv_file, workbook
from hjulet.web.goal_words import period_word
from hjulet.web.indicator_actions import beyond_words
from hjulet.web.indicator_sheet import values_sheet
from hjulet.web.indicator_words import (
    action_lines,
    definition_words,
    frequency_words,
    history_words,
    line_words,
    split_words,
)
from hjulet.web.paging import beside, page_number
from hjulet.web.report_parts import DARK_THEME, THEME
from hjulet.web.words import language

OWNER, ABOUT, OFTEN = "ansvarig", "q", "kommer"


def indicators(request: ActorRequest) -> HttpResponse:
    """List the indicators that one may see."""
    owner, about = request.GET.get(OWNER, ""), request.GET.get(ABOUT, "").strip()[:100]
    page, at = page_number(request), timezone.now()
    found = indicator_list(owner=owner, about=about, page=page, language=language(), by=request.actor, at=at)
    places = {
        "found": found,
        "lines": [(line, line_words(line)) for line in found.lines],
        "may_fetch": may_fetch(by=request.actor, at=at),
        "owner": owner,
        "about": about,
        **beside(request, page=min(page, found.pages), pages=found.pages),
    }
    return render(request, "indicators/list.html", places)


def late(request: ActorRequest) -> HttpResponse:
    """List the indicators that wait for a new value, by who answers for them."""
    owner, often, page = request.GET.get(OWNER, ""), request.GET.get(OFTEN, ""), page_number(request)
    found = late_indicators(owner=owner, frequency=often, page=page, by=request.actor, at=timezone.now())
    lines = [(late, line_words(late.line), frequency_words(late.line.indicator)) for late in found.lines]
    places = {
        "found": found,
        "groups": [
            (name, list(each)) for name, each in groupby(lines, lambda shown: shown[0].line.owner_name)
        ],
        "frequencies": [
            (str(each), words(FREQUENCIES[each], language=language()), n) for each, n in found.by_frequency
        ],
        "owner": owner,
        "often": often,
        **beside(request, page=min(page, found.pages), pages=found.pages),
    }
    return render(request, "indicators/late.html", places)


def indicator(request: ActorRequest, id: str) -> HttpResponse:
    """Show an indicator."""
    found = _found(request, id)
    places = {
        "found": found,
        "indicator": found.line.indicator,
        "words": line_words(found.line),
        "definition": definition_words(found),
        "charts": _drawn(found),
        "history": history_words(found),
        "goals": [(period_word(each.ref.structure), each) for each in found.goals],
        "led_by": [action_words(line) for line in found.led_by.lines],
        "split_faults": split_words(found),
        "beyond": beyond_words(found.beyond) if found.beyond else [],
        "actions": action_lines(found),
    }
    return render(request, "indicators/page.html", places)


def indicator_chart(request: ActorRequest, id: str, chart: str) -> HttpResponse:
    """Draw a chart of an indicator. In a named snapshot it never changes, so the browser may keep it."""
    found = _found(request, id)
    drawn = next((each for each in found.charts if each.id == chart), None)
    if drawn is None:
        raise NotFoundError(chart)
    theme = DARK if request.GET.get(THEME) == DARK_THEME else LIGHT
    picture = chart_picture(chart_spec(drawn, found.report, theme=theme))
    answer = HttpResponse(picture, content_type="image/svg+xml")
    if request.GET.get(SNAPSHOT):
        answer["Cache-Control"] = "private, max-age=86400"
    return answer


def indicator_csv(request: ActorRequest, id: str) -> StreamingHttpResponse:
    """Give an indicator's values as csv."""
    return csv_file(values_sheet(_found(request, id)), id)


def indicator_xlsx(request: ActorRequest, id: str) -> FileResponse:
    """Give an indicator's values as a workbook."""
    return workbook(values_sheet(_found(request, id)), id)


def _found(request: ActorRequest, id: str) -> IndicatorPage:
    return indicator_page(
        id, snapshot=snapshot_number(request), language=language(), by=request.actor, at=timezone.now()
    )


def _drawn(found: IndicatorPage) -> Markup:
    """Write the charts, each with its values as a table whose numbers open."""

    def picture(chart: Chart, **query: str) -> str:
        address = reverse("indicator-chart", args=[found.line.indicator.id, chart.id])
        return with_query(address, {SNAPSHOT: str(found.report.snapshot), **query})

    return report_fragment(
        found.report,
        figure_url=lambda ref: figure_url(ref, snapshot=found.report.snapshot),
        chart_url=picture,
        dark_chart_url=lambda chart: picture(chart, **{THEME: DARK_THEME}),
    )


urlpatterns = [
    path("indikatorer/", indicators, name="indicators"),
    path("indikatorer/sena/", late, name="late-indicators"),
    path("indikatorer/<str:id>/", indicator, name="indicator"),
    path("indikatorer/<str:id>/diagram/<str:chart>.svg", indicator_chart, name="indicator-chart"),
    path("indikatorer/<str:id>/varden.csv", indicator_csv, name="indicator-csv"),
    path("indikatorer/<str:id>/varden.xlsx", indicator_xlsx, name="indicator-xlsx"),
]
