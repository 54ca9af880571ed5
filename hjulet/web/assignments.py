"""Uppdrag: the register as a list and as files, and one assignment with its timeline."""

from datetime import date

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from hjulet.documents.sheet import Sheet
from hjulet.domain.assignments.assignment import Happening, Origin
from hjulet.domain.assignments.selection import STANDING_OUT, Asked, Show
from hjulet.domain.register import read_year
from hjulet.services.assignment_list import all_lines, assignment_list
from hjulet.services.assignment_pages import assignment_page
from hjulet.texts.assignments import ORIGINS, SHOWS
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import with_query
from hjulet.web.assignment_sheet import register_sheet
from hjulet.web.assignment_words import (
    fact_words,
    line_words,
    moment_words,
    receiver_words,
    say,
    standing_words,
)
from hjulet.web.export import csv_file, workbook
from hjulet.web.paging import beside, page_number

GIVER, RECEIVER, ORIGIN, SHOW, YEAR, ABOUT, DAY = "fran", "till", "ursprung", "visa", "ar", "q", "dag"

STEPS = {
    "rapport": Happening.REPORTED,
    "begar-ny-dag": Happening.DAY_ASKED,
    "ny-dag": Happening.EXTENDED,
    "foresla-avslut": Happening.CLOSING_PROPOSED,
    "avboj": Happening.DECLINED,
    "ligger-fast": Happening.UPHELD,
    "avsluta": Happening.CLOSED,
}
"""Words of an address -> what is written there."""


def assignments(request: ActorRequest) -> HttpResponse:
    """List the assignments that are asked for."""
    asked, page = _asked(request), page_number(request)
    found = assignment_list(asked, page=page, by=request.actor, at=timezone.now())
    query = {
        name: value
        for name in (GIVER, RECEIVER, ORIGIN, YEAR, ABOUT, SHOW, DAY)
        if (value := request.GET.get(name, ""))
    }
    places = {
        "found": found,
        "lines": [line_words(line, found.day) for line in found.lines],
        "asked": asked,
        "origins": [(str(origin), say(word)) for origin, word in ORIGINS.items()],
        "shows": [(str(show), say(word)) for show, word in SHOWS.items()],
        "standing_out": [
            (say(SHOWS[show]), found.counts[show], with_query(request.path, {**query, SHOW: show}))
            for show in STANDING_OUT
            if found.counts[show] and show is not asked.show
        ],
        "files": with_query("", query),
        "later_href": with_query(request.path, {**query, DAY: found.last_day.isoformat()}),
        **beside(request, page=min(page, found.pages), pages=found.pages),
    }
    return render(request, "assignments/list.html", places)


def assignment(request: ActorRequest, number: int) -> HttpResponse:
    """Show an assignment: where it stands, and all that has happened to it."""
    page = assignment_page(number, by=request.actor, at=timezone.now())
    places = {
        "page": page,
        "assignment": page.line.assignment,
        "receiver": receiver_words(page.line),
        "standing": standing_words(page.line, page.day),
        "has_day": page.line.standing.due is not None,
        "facts": fact_words(page),
        "moments": moment_words(page),
        "steps": {
            kind.value: reverse("assignment-event", args=[number, step])
            for step, kind in STEPS.items()
            if kind in page.open
        },
    }
    return render(request, "assignments/page.html", places)


def assignments_csv(request: ActorRequest) -> StreamingHttpResponse:
    """Give the assignments that are asked for as csv."""
    return csv_file(*_file(request))


def assignments_xlsx(request: ActorRequest) -> FileResponse:
    """Give the assignments that are asked for as a workbook."""
    return workbook(*_file(request))


def _file(request: ActorRequest) -> tuple[Sheet, str]:
    """Make the sheet of what is asked for, and name it by its day."""
    asked = _asked(request)
    found = all_lines(asked, by=request.actor, at=timezone.now())
    return register_sheet(found, asked), f"uppdrag-{found.day.isoformat()}"


def _asked(request: ActorRequest) -> Asked:
    """Read what is asked for; what cannot be read is not asked."""
    given = request.GET
    return Asked(
        giver=given.get(GIVER, ""),
        receiver=given.get(RECEIVER, ""),
        origin=Origin(given[ORIGIN]) if given.get(ORIGIN) in set(Origin) else None,
        show=Show(given[SHOW]) if given.get(SHOW) in set(Show) else Show.OPEN,
        year=read_year(given.get(YEAR, "")),
        about=given.get(ABOUT, "").strip()[:100],
        day=_day(given.get(DAY, "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


urlpatterns = [
    path("uppdrag/", assignments, name="assignments"),
    path("uppdrag/uppdrag.csv", assignments_csv, name="assignments-csv"),
    path("uppdrag/uppdrag.xlsx", assignments_xlsx, name="assignments-xlsx"),
    path("uppdrag/<int:number>/", assignment, name="assignment"),
]
