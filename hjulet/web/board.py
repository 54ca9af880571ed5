"""A team's board: today's line of what is normal, what a row says, and what deviates from it."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.domain.board.board import Board
from hjulet.domain.board.followed import Deviation
from hjulet.domain.period import month_period
from hjulet.services.board_deviations import change_deviation, close_deviation, tell_deviation
from hjulet.services.board_rows import add_row, change_row, end_row, start_board
from hjulet.services.boards import BoardPage, aim_choices, board_page
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.texts.days import day_words
from hjulet.web.actor import ActorRequest
from hjulet.web.board_forms import DeviationForm, RowForm, TellForm
from hjulet.web.board_words import card, columns, row_lines, today_said
from hjulet.web.register_forms import refuse, tell_overtaken, version_of
from hjulet.web.words import language


def board(request: ActorRequest, unit: str) -> HttpResponse:
    """Show a unit's board; where it has none, how one is started."""
    page = board_page(unit, by=request.actor, at=timezone.now())
    if page.board is None:
        return render(request, "boards/none.html", {"page": page})
    return show_board(request, page, page.board)


def show_board(
    request: ActorRequest, page: BoardPage, board: Board, *, notice: str = "", status: int = 200
) -> HttpResponse:
    """Show a board as it stands, with a ``notice`` of what was not done."""
    rows = row_lines(page, board)
    places = {
        "notice": notice,
        "page": page,
        "day": day_words(page.day, language=language()),
        "lead": today_said(rows),
        "rows": rows,
        "tell": TellForm(None),
        "columns": columns(page, board),
        "ended": [card(page, board, each) for each in board.ended(page.day)],
        "month": str(month_period(page.day)),
    }
    return render(request, "boards/board.html", places, status=status)


@require_POST
def start(request: ActorRequest, unit: str) -> HttpResponse:
    """Start a unit's board."""
    by, at = request.actor, timezone.now()
    start_board(unit, on=board_page(unit, by=by, at=at).day, by=by, at=at)
    return redirect("board", unit=unit)


def new_row(request: ActorRequest, unit: str) -> HttpResponse:
    """Follow something more; raises NotFoundError where there is no board yet."""
    by, at = request.actor, timezone.now()
    page, among = board_page(unit, by=by, at=at), aim_choices(unit, by=by, at=at)
    if page.board is None:
        raise NotFoundError(unit)
    form = RowForm(request.POST or None, known=None, page=page, among=among)
    if request.method == "POST" and form.is_valid():
        number = add_row(unit, form.row(None, on=page.day), by=by, at=at)
        return redirect(_at_row(unit, number))
    return show_form(request, page, form, title=_("Följ något mer"))


def row(request: ActorRequest, unit: str, number: int) -> HttpResponse:
    """Change a followed row, or follow it no more."""
    by, at = request.actor, timezone.now()
    page, among = board_page(unit, by=by, at=at), aim_choices(unit, by=by, at=at)
    known = page.started.row(number)
    if known is None:
        raise NotFoundError(number)
    form = RowForm(request.POST or None, known=known, page=page, among=among)
    removes = "remove" in request.POST
    try:
        if removes:
            version = version_of(request.POST.get("version", ""))
            end_row(unit, number, version=version, on=page.day, by=by, at=at)
            return redirect("board", unit=unit)
        if request.method == "POST" and form.is_valid():
            change_row(unit, form.row(known, on=page.day), by=by, at=at)
            return redirect(_at_row(unit, number))
    except RefusedError as fault:
        refuse(form, fault)
    except ConflictError as fault:
        (refuse if removes else tell_overtaken)(form, fault)
    removal = "" if known.until else _("Sluta följa raden")
    return show_form(request, page, form, title=known.name, remove=removal)


def tell(request: ActorRequest, unit: str, number: int) -> HttpResponse:
    """Tell what is not normal in a row; of one that has ended only what was written before is refused."""
    by, at = request.actor, timezone.now()
    page = board_page(unit, by=by, at=at)
    known = page.started.row(number)
    is_asked = request.method == "POST" or (known is not None and known.is_followed(page.day, page.day))
    if known is None or not page.may_edit or not is_asked:
        raise NotFoundError(number)
    form = TellForm(request.POST or None, initial={"day": page.day})
    if request.method == "POST" and form.is_valid():
        try:
            tell_deviation(unit, form.deviation(number, on=page.day), on=page.day, by=by, at=at)
            return redirect(_at_row(unit, number))
        except RefusedError as fault:
            refuse(form, fault)
    return show_form(request, page, form, title=known.name, lead=known.normal)


def deviation(request: ActorRequest, unit: str, number: int) -> HttpResponse:
    """Change a deviation, or say when it was over."""
    by, at = request.actor, timezone.now()
    page = board_page(unit, by=by, at=at)
    known = page.started.deviation(number)
    if known is None or not page.may_edit:
        raise NotFoundError(number)
    form = DeviationForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        try:
            change_deviation(unit, form.deviation(known), on=page.day, by=by, at=at)
            return redirect(_at_row(unit, known.row))
        except RefusedError as fault:
            refuse(form, fault)
        except ConflictError as fault:
            tell_overtaken(form, fault)
    return _show_deviation(request, page, form, known)


@require_POST
def normal_again(request: ActorRequest, unit: str, number: int) -> HttpResponse:
    """Say that it is normal again from today; who was late meets what somebody else wrote meanwhile."""
    by, at = request.actor, timezone.now()
    page = board_page(unit, by=by, at=at)
    try:
        version = version_of(request.POST.get("version", ""))
        close_deviation(unit, number, version=version, on=page.day, by=by, at=at)
    except ConflictError as fault:
        return _ask_whether_over(request, board_page(unit, by=by, at=at), number, fault)
    known = page.started.deviation(number)
    return redirect(_at_row(unit, known.row if known else 0))


def _ask_whether_over(
    request: ActorRequest, page: BoardPage, number: int, fault: ConflictError
) -> HttpResponse:
    """Show a deviation as somebody has changed it, and the day filled in that would be saved."""
    known = page.started.deviation(number)
    if known is None:
        raise NotFoundError(number)
    form = DeviationForm({**DeviationForm(None, known=known).initial, "closed_on": page.day}, known=known)
    said = _("Någon annan har ändrat avvikelsen medan du läste. Spara om det är normalt igen.")
    refuse(form, fault, changed=said)
    return _show_deviation(request, page, form, known)


def _show_deviation(
    request: ActorRequest, page: BoardPage, form: DeviationForm, known: Deviation
) -> HttpResponse:
    row = page.started.row(known.row)
    lead = f"{row.name}: {row.normal}" if row else ""
    action = reverse("deviation", args=[page.unit, known.number])
    return show_form(request, page, form, title=_("Ändra avvikelsen"), lead=lead, action=action)


def show_form(
    request: ActorRequest,
    page: BoardPage,
    form: forms.Form,
    *,
    title: str,
    lead: str = "",
    remove: str = "",
    action: str = "",
    back: str = "",
) -> HttpResponse:
    """Show a form about something on a board, with the faults that it has.

    It is sent to ``action``, or to the page itself; whoever does not want it goes ``back``, or to the board.
    """
    places = {
        "page": page,
        "form": form,
        "title": title,
        "lead": lead,
        "remove": remove,
        "action": action,
        "back": back or reverse("board", args=[page.unit]),
    }
    return render(request, "boards/form.html", places, status=422 if form.errors else 200)


def _at_row(unit: str, number: int) -> str:
    return f"{reverse('board', args=[unit])}#rad-{number}"


urlpatterns = [
    path("tavlor/<str:unit>/", board, name="board"),
    path("tavlor/<str:unit>/borja/", start, name="start-board"),
    path("tavlor/<str:unit>/rad/ny/", new_row, name="new-board-row"),
    path("tavlor/<str:unit>/rad/<int:number>/", row, name="board-row"),
    path("tavlor/<str:unit>/rad/<int:number>/avvikelse/", tell, name="tell-deviation"),
    path("tavlor/<str:unit>/avvikelse/<int:number>/", deviation, name="deviation"),
    path("tavlor/<str:unit>/avvikelse/<int:number>/normalt/", normal_again, name="close-deviation"),
]
