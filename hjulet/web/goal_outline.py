"""Skriv målen: a structure as it stands, where each element is changed, moved and added to."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.writing import PREFIXES, OutlineRow, kinds_under
from hjulet.services.action_remarks import goals_left
from hjulet.services.goal_writing import move_goal, outline_page
from hjulet.texts.catalogue import translate
from hjulet.texts.goals import NEW_KINDS
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import with_query
from hjulet.web.goal_frame import LIST, frame
from hjulet.web.goal_words import titled
from hjulet.web.plan_words import left_lines, remark_lines
from hjulet.web.words import language

OUTLINE = "goal-outline"
UP, DOWN = "upp", "ner"


@dataclass(frozen=True, kw_only=True)
class Line:
    """An element of the outline; it moves no further than to an end, and not past what is others'."""

    element: Element
    title: str
    depth: int
    is_writable: bool
    is_first: bool
    is_last: bool
    addable: list[tuple[str, str]]


def outline(request: ActorRequest, structure: str) -> HttpResponse:
    """Show a structure to write, and move what is moved."""
    by, at = request.actor, timezone.now()
    if request.method == "POST":
        way = UP if UP in request.POST else DOWN
        key = request.POST.get(way, "")
        move_goal(Ref(structure, key), is_up=way == UP, by=by, at=at)
        return redirect(f"{reverse(OUTLINE, args=(structure,))}#{way}-{key}")
    page = outline_page(structure, by=by, at=at)
    places = frame(request, page.within, LIST) | {
        "lines": [_line(row, page.writable) for row in page.rows],
        "top": new_at_top(structure) if page.within.may_edit else _own_goal(structure),
        "remarks": [*remark_lines(page.within), *left_lines(goals_left(page.within.network, structure))],
        "up": UP,
        "down": DOWN,
    }
    return render(request, "goals/outline.html", places)


def new_lines(element: Element) -> list[tuple[str, str]]:
    """List what may be written anew under an element: words and address."""
    return [_new(element.ref.structure, kind, element.ref.key) for kind in kinds_under(element.kind)]


def new_at_top(structure: str) -> list[tuple[str, str]]:
    """List what may be written anew at the top of a structure."""
    return [_new(structure, kind, "") for kind in kinds_under(None)]


def _own_goal(structure: str) -> list[tuple[str, str]]:
    """Give what those write who do not write the council's goals: a goal of their own body."""
    return [_new(structure, ElementKind.GOAL, "")]


def _new(structure: str, kind: ElementKind, under: str) -> tuple[str, str]:
    href = reverse("new-goal", args=(structure, PREFIXES[kind]))
    words = translate(NEW_KINDS[kind], language=language())
    return words, with_query(href, {"under": under}) if under else href


def _line(row: OutlineRow, writable: frozenset[Ref]) -> Line:
    is_writable = row.element.ref in writable
    return Line(
        element=row.element,
        title=titled(row.element),
        depth=row.depth,
        is_writable=is_writable,
        is_first=row.before not in writable,
        is_last=row.after not in writable,
        addable=new_lines(row.element) if is_writable else [],
    )


urlpatterns = [path("mal/skriv/<str:structure>/", outline, name=OUTLINE)]
