"""Åtgärder: the list with what is asked for in its address, as a file too, and one action's page."""

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.documents.sheet import Sheet
from hjulet.domain.actions.action import Status
from hjulet.domain.actions.lack import Lack
from hjulet.services.action_list import ActionList, action_list, every_action, names_asked
from hjulet.services.action_pages import ActionPage, action_page, owner_choices
from hjulet.web.action_bulk import BulkForm
from hjulet.web.action_query import GOAL, INDICATOR, LACK, STATUS, asked_actions, query_of
from hjulet.web.action_sheet import actions_sheet
from hjulet.web.action_words import (
    day_words,
    financing_word,
    lack_word,
    line_words,
    status_words,
)
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import with_query
from hjulet.web.amounts import as_written
from hjulet.web.export import csv_file, workbook
from hjulet.web.goal_words import period_word, titled
from hjulet.web.paging import beside, page_number

KEPT = (GOAL, INDICATOR, STATUS, LACK)
"""What the form of the filter has no field for, and keeps."""


def actions(request: ActorRequest) -> HttpResponse:
    """List the actions that fit what the address asks for."""
    asked, page = asked_actions(request), page_number(request)
    found = action_list(asked, page=page, by=request.actor, at=timezone.now())
    query = query_of(asked)
    places = {
        "asked": asked,
        "found": found,
        "lines": [line_words(line) for line in found.lines],
        "statuses": _statuses(found, query, request.path, asked.status),
        "lacks": _lacks(found, query, request.path, asked.lack),
        "sent": query,
        "kept": [(name, value) for name, value in query.items() if name in KEPT],
        "files": with_query("", query),
        "bulk": _bulk_form(request) if found.may_write and found.lines else None,
        **beside(request, page=min(page, found.pages), pages=found.pages),
    }
    return render(request, "actions/list.html", places)


def action(request: ActorRequest, key: str) -> HttpResponse:
    """Show an action: what, why, who, how far it has come, and what it costs."""
    page = action_page(key, by=request.actor, at=timezone.now())
    held = page.line.action
    places = {
        "page": page,
        "action": held,
        "words": line_words(page.line),
        "milestones": _milestones(page),
        "threads": [
            (
                period_word(each.ref.structure),
                each,
                titled(each.element) if each.element else each.ref.key,
            )
            for each in page.threads
        ],
        "history": [
            (*status_words(step.status), step.note, day_words(step.on), page.people.get(step.by, step.by))
            for step in page.history
        ],
        "cost": as_written(held.cost) if held.cost is not None else "",
        "financing": financing_word(held.financing),
    }
    return render(request, "actions/page.html", places)


def actions_csv(request: ActorRequest) -> StreamingHttpResponse:
    """Give the actions that fit as csv, to be changed and let in again."""
    return csv_file(_sheet(request), _("atgarder"))


def actions_xlsx(request: ActorRequest) -> FileResponse:
    """Give the actions that fit as a workbook, to be changed and let in again."""
    return workbook(_sheet(request), _("atgarder"))


def _bulk_form(request: ActorRequest) -> BulkForm:
    return BulkForm(None, owner_choices(by=request.actor, at=timezone.now()))


def _sheet(request: ActorRequest) -> Sheet:
    asked, by, at = asked_actions(request), request.actor, timezone.now()
    return actions_sheet(
        every_action(asked, by=by, at=at), asked=asked, names=names_asked(asked, by=by, at=at)
    )


def _statuses(
    found: ActionList, query: dict[str, str], path: str, chosen: Status | None
) -> list[tuple[str, str, int, str, bool]]:
    """Give each status with how many have it, and where those are listed; the one that is shown, all."""
    return [
        (
            *status_words(status),
            found.by_status[status],
            with_query(path, {**query, STATUS: "" if status is chosen else str(status)}),
            status is chosen,
        )
        for status in Status
    ]


def _lacks(
    found: ActionList, query: dict[str, str], path: str, chosen: Lack | None
) -> list[tuple[str, int, str, bool]]:
    """Give what to look at with how many it is about, and where those are listed."""
    return [
        (
            lack_word(lack),
            found.by_lack[lack],
            with_query(path, {**query, LACK: "" if lack is chosen else str(lack)}),
            lack is chosen,
        )
        for lack in Lack
        if found.by_lack[lack]
    ]


def _milestones(page: ActionPage) -> list[tuple[str, str, str, bool]]:
    """Give each milestone with its day, the day it was done, and whether it is late."""
    return [
        (
            step.name,
            day_words(step.on),
            day_words(step.done) if step.done else "",
            step.done is None and step.on < page.on and not page.line.action.is_ended,
        )
        for step in sorted(page.line.action.milestones, key=lambda step: step.on)
    ]


urlpatterns = [
    path("atgarder/", actions, name="actions"),
    path("atgarder/atgarder.csv", actions_csv, name="actions-csv"),
    path("atgarder/atgarder.xlsx", actions_xlsx, name="actions-xlsx"),
    path("atgarder/<str:key>/", action, name="action"),
]
