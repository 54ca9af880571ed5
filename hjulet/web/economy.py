"""A unit's economy: what is left, the statement, and the accounts behind a line of it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import localdate

from hjulet.domain.permission import Permission
from hjulet.domain.reports.annual import statement_ref
from hjulet.domain.statement import STATEMENT_ROWS, SUM_ROWS, UNMAPPED
from hjulet.services.drill import line_accounts
from hjulet.services.economy import unit_economy
from hjulet.services.errors import NotFoundError
from hjulet.services.summary import body_summary
from hjulet.texts.labels import line_label
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address, context_of, figure_url
from hjulet.web.context import asked, asked_in_one_year
from hjulet.web.economy_page import account_groups, economy_page
from hjulet.web.pivot_query import rows_of
from hjulet.web.since import since_words
from hjulet.web.summary import is_elected, summary_page
from hjulet.web.talk_places import row_marks
from hjulet.web.words import language

LINES = (*(line for line in STATEMENT_ROWS if line not in SUM_ROWS), UNMAPPED)
"""Lines that accounts belong to: those that can be opened."""


def start(request: ActorRequest) -> HttpResponse:
    """Show what is left to spend, and on what; to who is elected, the body's year on one page."""
    here = asked_in_one_year(request)
    if is_elected(here.by, on=localdate(here.at)):
        summary = body_summary(
            here.unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
        )
        return render(request, "economy/summary.html", summary_page(summary))
    found = unit_economy(
        here.unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    return render(request, "economy/start.html", economy_page(found, by=here.by))


def economy(request: ActorRequest) -> HttpResponse:
    """Lead to the page of the unit that one looks at, or meets first."""
    here = asked(request)
    return HttpResponseRedirect(address(request, "unit", unit=here.unit))


def unit(request: ActorRequest, unit: str) -> HttpResponse:
    """Show a unit's statement, its months and the units below it."""
    here = asked_in_one_year(request, unit=unit)
    found = unit_economy(
        unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    return render(
        request,
        "economy/unit.html",
        economy_page(found, by=here.by)
        | {
            "may_see": {choice.code for choice in here.around.units},
            "talk": row_marks(found.statement.rows, here.period, by=here.by, at=here.at),
            "since": since_words(here, unit),
        },
    )


def line(request: ActorRequest, unit: str, line: str) -> HttpResponse:
    """Show the accounts that make up a line of the statement."""
    here = asked(request, unit=unit)
    found = line_accounts(unit, _known(line), here.period, snapshot=here.snapshot, by=here.by, at=here.at)
    total = None if line == UNMAPPED else statement_ref(unit, line, here.period)
    return render(
        request,
        "economy/line.html",
        {
            "here": here,
            "line_label": line_label(line, language=language()),
            "found": found,
            "groups": account_groups(found, context=context_of(request)),
            "rows": rows_of(unit=unit, line=line, context=context_of(request)),
            "total": total,
            "total_url": figure_url(total, snapshot=found.snapshot) if total else "",
            "may_open": here.by.may_anywhere(Permission.VIEW_VOUCHERS, on=localdate(here.at)),
        },
    )


def search(request: ActorRequest) -> HttpResponse:
    """Find units by name or code among those that the actor may see."""
    here = asked(request)
    query = " ".join(request.GET.get("q", "").split())[:80]
    wanted = query.casefold()
    found = [unit for unit in here.around.units if wanted in f"{unit.code} {unit.name}".casefold()]
    return render(request, "economy/search.html", {"query": query, "units": found, "here": here})


def _known(line: str) -> str:
    if line not in LINES:
        raise NotFoundError(line)
    return line


urlpatterns = [
    path("", start, name="start"),
    path("ekonomi/", economy, name="economy"),
    path("enhet/<str:unit>/", unit, name="unit"),
    path("enhet/<str:unit>/rad/<str:line>/", line, name="line"),
    path("sok/", search, name="search"),
]
