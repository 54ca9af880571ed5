"""The matrix of a period's goals and the bodies that answer to the council: who answers for what, and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.domain.goals.element import Element, ElementKind
from hjulet.domain.goals.structure import Answer
from hjulet.services.goal_pages import GoalsPage
from hjulet.web.actor import ActorRequest
from hjulet.web.goal_frame import MATRIX, asked_structure, frame
from hjulet.web.goal_words import titled

LEADS, SHARES, FOLLOWS, FOCUSES, COMMITS, TAKES_PART = "●", "◐", "■", "○", "◇", "△"
"""Why a body answers for a goal, as a shape; beside the last three stands a number."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Why a body answers for a goal: its shapes, and the same in words."""

    shape: str
    words: str


def matrix(request: ActorRequest, structure: str) -> HttpResponse:
    """Show which bodies answer for which goals."""
    found = asked_structure(request, structure)
    goals = found.network.of(structure, ElementKind.GOAL)
    named = {body for goal in goals for body in found.answers(goal)}
    places = frame(request, found, MATRIX) | {
        "bodies": [(code, found.names[code]) for code in found.bodies],
        "rows": [(goal, titled(goal), goal.ref in found.nobody, _cells(found, goal)) for goal in goals],
        "idle": [found.names[code] for code in found.bodies if named and code not in named],
        "key": [
            (LEADS, _("ansvarar för målet")),
            (SHARES, _("delar ansvaret")),
            (FOLLOWS, _("följer ensam upp målet")),
            (f"{FOCUSES}3", _("har så många inriktningar som stöder målet")),
            (f"{TAKES_PART}2", _("har så många delar i program under målet")),
            (f"{COMMITS}2", _("har så många åtaganden under målet")),
        ],
    }
    return render(request, "goals/matrix.html", places)


def _cells(found: GoalsPage, goal: Element) -> list[tuple[str, Cell | None]]:
    held = found.answers(goal)
    return [(code, _cell(held[code]) if code in held else None) for code in found.bodies]


def _cell(answer: Answer) -> Cell:
    shapes = {LEADS: answer.leads, SHARES: answer.shares, FOLLOWS: answer.follows_alone}
    shape = "".join(each for each, holds in shapes.items() if holds)
    numbers = _numbers(answer)
    counted = " ".join(f"{each}{number}" for each, number in numbers.items() if number)
    return Cell(shape=f"{shape}{counted}", words=", ".join(answer_words(answer)))


def _numbers(answer: Answer) -> dict[str, int]:
    """Count what a body has under a goal, by the shape that stands for it."""
    kinds = {ElementKind.FOCUS: FOCUSES, ElementKind.COMMITMENT: COMMITS}
    held = Counter(kinds.get(each.kind, TAKES_PART) for each in answer.through)
    return {shape: held[shape] for shape in (FOCUSES, TAKES_PART, COMMITS)}


def answer_words(answer: Answer) -> list[str]:
    """Say why a body answers for a goal."""
    numbers = _numbers(answer)
    focus, parts, undertaken = numbers[FOCUSES], numbers[TAKES_PART], numbers[COMMITS]
    said: Mapping[str, bool] = {
        _("ansvarar"): answer.leads,
        _("delar ansvaret"): answer.shares,
        _("följer ensam upp målet"): answer.follows_alone,
        ngettext("{n} inriktning", "{n} inriktningar", focus).format(n=focus): bool(focus),
        ngettext("{n} del i program", "{n} delar i program", parts).format(n=parts): bool(parts),
        ngettext("{n} åtagande", "{n} åtaganden", undertaken).format(n=undertaken): bool(undertaken),
    }
    return [words for words, holds in said.items() if holds]


urlpatterns = [path("mal/matris/<str:structure>/", matrix, name=MATRIX)]
