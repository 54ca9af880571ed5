"""Tavlor: all boards that one may see, and a month of them for those above."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.services.board_months import BoardLine, board_list, month_of_all
from hjulet.texts.days import day_words
from hjulet.web.actor import ActorRequest
from hjulet.web.board_months import month_choices, month_lead, numbers, sums
from hjulet.web.board_words import day_said
from hjulet.web.context import read_period
from hjulet.web.words import language, period_words


def boards(request: ActorRequest) -> HttpResponse:
    """List the boards with how they stand today, and the teams that have none."""
    found = board_list(by=request.actor, at=timezone.now())
    places = {
        "found": found,
        "lead": _lead(found.lines),
        "lines": [(line, _today(line), day_said(line.last_on, found.day)) for line in found.lines],
        "without": [(code, name, code in found.startable) for code, name in found.without],
    }
    return render(request, "boards/list.html", places)


def month(request: ActorRequest, period: str) -> HttpResponse:
    """Show a month of all boards that one may see."""
    found = month_of_all(read_period(period), by=request.actor, at=timezone.now())
    lines = [(unit, name, numbers(of_unit)) for unit, name, of_unit in found.lines]
    places = {
        "found": found,
        "title": period_words(found.period),
        "lead": month_lead([of_unit for _, _, of_unit in found.lines]),
        "until": "" if found.day == found.period.last_day else day_words(found.day, language=language()),
        "lines": lines,
        "sums": sums([each for _, _, each in lines]),
        "months": month_choices(found.months, found.period),
    }
    return render(request, "boards/month_of_all.html", places)


def _lead(lines: Sequence[BoardLine]) -> str:
    """Say on how many of the boards something is not normal; a board without rows tells nothing."""
    telling = [line for line in lines if line.rows]
    if not telling:
        return ""
    deviating = sum(bool(line.deviating) for line in telling)
    if not deviating:
        return _("Allt är normalt i dag.")
    said = _("Något avviker i dag på {count} av {boards}.")
    boards = ngettext("{count} tavla", "{count} tavlor", len(telling)).format(count=len(telling))
    return said.format(count=deviating, boards=boards)


def _today(line: BoardLine) -> str:
    """Say how many rows of a board are not normal."""
    if not line.deviating:
        return ""
    return ngettext("{count} rad avviker", "{count} rader avviker", line.deviating).format(
        count=line.deviating
    )


urlpatterns = [
    path("tavlor/", boards, name="boards"),
    path("tavlor/manad/<str:period>/", month, name="boards-month"),
]
