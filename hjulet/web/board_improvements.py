"""An improvement: its page with its history, writing it, and moving it from step to step."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.domain.board.improvement import Improvement, Step
from hjulet.services.board_improvements import (
    add_improvement,
    change_improvement,
    move_improvement,
    order_improvement,
)
from hjulet.services.boards import BoardPage, board_page, owner_choices
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.web.actor import ActorRequest
from hjulet.web.board import show_board, show_form
from hjulet.web.board_forms import ImprovementForm
from hjulet.web.board_words import (
    anyway_said,
    card,
    day_said,
    goal_link,
    indicator_link,
    leave_said,
    move_said,
    stands_said,
    step_word,
    wanted_said,
)
from hjulet.web.register_forms import refuse, tell_overtaken, version_of

FROM = "avvikelse"
"""The word of the query of a new improvement: the deviation that it comes from."""


def improvement(request: ActorRequest, unit: str, number: int) -> HttpResponse:
    """Show an improvement with what it leads up to, where it came from and all its moves."""
    page = board_page(unit, by=request.actor, at=timezone.now())
    board, known = page.started, _find(page, number)
    row, told = board.row(known.row), board.deviation(known.deviation)
    places = {
        "page": page,
        "card": card(page, board, known),
        "step": step_word(known.step),
        "row": row,
        "goal": goal_link(page, row),
        "indicator": indicator_link(page, row),
        "deviation": told,
        "told": day_said(told.day, page.day) if told else "",
        "begun": day_said(known.begun_on, page.day),
        "moves": [
            (move_said(move), page.people.get(move.by, move.by), day_said(move.day, page.day))
            for move in known.moves
        ],
    }
    return render(request, "boards/improvement.html", places)


def new_improvement(request: ActorRequest, unit: str) -> HttpResponse:
    """Write an improvement; from a deviation, it lifts the row that deviated."""
    by, at = request.actor, timezone.now()
    page, people = board_page(unit, by=by, at=at), owner_choices(unit, by=by, at=at)
    board = page.started
    told = board.deviation(version_of(request.GET.get(FROM, "")))
    row, deviation = (told.row, told.number) if told else (None, None)
    blank = Improvement(title="", begun_on=page.day, row=row, deviation=deviation, person=by.id)
    form = ImprovementForm(request.POST or None, known=blank, page=page, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            add_improvement(unit, form.improvement(blank), by=by, at=at)
            return redirect("board", unit=unit)
        except RefusedError as fault:
            refuse(form, fault)
    return show_form(request, page, form, title=_("Ny förbättring"))


def change(request: ActorRequest, unit: str, number: int) -> HttpResponse:
    """Change what is written of an improvement."""
    by, at = request.actor, timezone.now()
    page, people = board_page(unit, by=by, at=at), owner_choices(unit, by=by, at=at)
    known = _find(page, number)
    form = ImprovementForm(request.POST or None, known=known, page=page, people=people)
    back = reverse("improvement", args=[unit, number])
    if request.method == "POST" and form.is_valid():
        try:
            change_improvement(unit, form.improvement(known), by=by, at=at)
            return redirect(back)
        except RefusedError as fault:
            refuse(form, fault)
        except ConflictError as fault:
            tell_overtaken(form, fault)
    return show_form(request, page, form, title=known.title, back=back)


@require_POST
def move(request: ActorRequest, unit: str, number: int) -> HttpResponse:
    """Move an improvement; where somebody else was first, show both moves and ask."""
    by, at = request.actor, timezone.now()
    page = board_page(unit, by=by, at=at)
    asked, before = _step(request.POST.get("step", "")), _step(request.POST.get("from", ""))
    try:
        move_improvement(unit, number, asked, before=before, on=page.day, by=by, at=at)
    except ConflictError:
        return _show_both(request, board_page(unit, by=by, at=at), number, asked=asked)
    return redirect("board", unit=unit)


@require_POST
def order(request: ActorRequest, unit: str, number: int) -> HttpResponse:
    """Put an improvement before another in its column; where somebody else was first, show how they lie."""
    by, at = request.actor, timezone.now()
    before = request.POST.get("before", "")
    if before and not version_of(before):
        raise NotFoundError(before)
    version = version_of(request.POST.get("version", ""))
    try:
        order_improvement(unit, number, before=version_of(before) or None, version=version, by=by, at=at)
    except ConflictError:
        page = board_page(unit, by=by, at=at)
        said = _(
            "Någon annan har ordnat korten samtidigt. Så ligger de nu. Flytta kortet igen om det behövs."
        )
        return show_board(request, page, page.started, notice=said, status=409)
    return redirect(f"{reverse('board', args=[unit])}#kort-{number}")


def _show_both(request: ActorRequest, page: BoardPage, number: int, *, asked: Step) -> HttpResponse:
    known = _find(page, number)
    mover = known.moves[-1].by if known.moves else ""
    places = {
        "page": page,
        "improvement": known,
        "stands": stands_said(known.step, page.people.get(mover, mover)),
        "wanted": wanted_said(asked),
        "anyway": anyway_said(asked),
        "leave": leave_said(known.step),
        "asked": asked.value,
    }
    return render(request, "boards/conflict.html", places, status=409)


def _step(code: str) -> Step:
    if code not in set(Step):
        raise NotFoundError(code)
    return Step(code)


def _find(page: BoardPage, number: int) -> Improvement:
    found = page.started.improvement(number)
    if found is None:
        raise NotFoundError(number)
    return found


urlpatterns = [
    path("tavlor/<str:unit>/forbattring/ny/", new_improvement, name="new-improvement"),
    path("tavlor/<str:unit>/forbattring/<int:number>/", improvement, name="improvement"),
    path("tavlor/<str:unit>/forbattring/<int:number>/andra/", change, name="change-improvement"),
    path("tavlor/<str:unit>/forbattring/<int:number>/flytta/", move, name="move-improvement"),
    path("tavlor/<str:unit>/forbattring/<int:number>/ordna/", order, name="order-improvement"),
]
