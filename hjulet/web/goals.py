"""Mål: a planning period's goals, one element with its thread, and answering which wording holds."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.faults import HOLDERS
from hjulet.domain.goals.question import LONGEST_REASON
from hjulet.services.action_list import actions_under
from hjulet.services.action_remarks import goals_left
from hjulet.services.assessments import assessments_of
from hjulet.services.goal_pages import ElementPage, GoalsPage, element_page
from hjulet.services.goal_questions import answer_wording
from hjulet.web.action_words import line_words
from hjulet.web.actor import ActorRequest
from hjulet.web.assessments import said_of
from hjulet.web.assignments_of_goals import assignment_lines
from hjulet.web.context import snapshot_number
from hjulet.web.goal_frame import LIST, asked_goals, frame
from hjulet.web.goal_history_words import history_lines
from hjulet.web.goal_matrix import answer_words
from hjulet.web.goal_outline import new_lines
from hjulet.web.goal_targets import target_lines
from hjulet.web.goal_words import (
    answering_words,
    counts,
    facts,
    kind_word,
    thread,
    titled,
)
from hjulet.web.plan_words import commitment_lines, lack_words
from hjulet.web.programme_words import ProgrammeLine, part_lines, programme_line
from hjulet.web.register_forms import version_of

DIRECTIONS = (ElementKind.LONG_DIRECTION, ElementKind.PERIOD_DIRECTION)
PARTS = (ElementKind.AREA, ElementKind.GOAL, ElementKind.PRIORITY)


@dataclass(frozen=True, kw_only=True)
class GoalLine:
    """A goal in the list: who answers, its directions and programmes, and which bodies have a focus on it."""

    goal: Element
    title: str
    answering: str
    has_nobody: bool
    is_open: bool
    directions: tuple[tuple[str, Element], ...]
    programmes: tuple[ProgrammeLine, ...]
    focus: tuple[tuple[str, int], ...]
    commitments: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class AreaLines:
    """An area with its goals; ``area`` is None for goals that stand in none."""

    area: Element | None
    goals: tuple[GoalLine, ...]
    programmes: tuple[ProgrammeLine, ...] = ()


def goals(request: ActorRequest, structure: str | None = None) -> HttpResponse:
    """Show a period's goals, those of today if none is named."""
    found = asked_goals(request, structure)
    if found is None:
        return render(request, "goals/none.html")
    below = found.network.below
    places = frame(request, found, LIST) | {
        "groups": _groups(found),
        "counts": counts(found),
        "nobody": [found.network[ref] for ref in sorted(found.nobody)],
        "undecided": [each for each in found.network.of(found.structure.key) if found.is_open(each)],
        "priorities": [(area, below(area.ref)) for area in _of(found, ElementKind.PRIORITY_AREA)],
        "focus": _by_body(found, _of(found, ElementKind.FOCUS)),
        "assignments": assignment_lines(request, found, _of(found, ElementKind.ASSIGNMENT)),
    }
    return render(request, "goals/list.html", places)


def goal(request: ActorRequest, structure: str, key: str) -> HttpResponse:
    """Show one element: what it is, what stands under it and supports it, and its thread."""
    page = element_page(
        structure, key, snapshot=snapshot_number(request), by=request.actor, at=timezone.now()
    )
    found, element = page.within, page.element
    said = assessments_of(element.ref, known_at=found.known_at, by=request.actor, at=timezone.now())
    places = {
        **frame(request, found, ""),
        **_beside(found, element),
        "element": element,
        "title": titled(element),
        "above": found.network.above(element)[::-1],
        "facts": facts(page),
        "indicators": page.indicators,
        "question": found.questions.get(element.ref),
        "longest_reason": LONGEST_REASON,
        "has_nobody": element.ref in found.nobody,
        "supported": found.network.supported(element.ref),
        "lacking": lack_words(found, element, _left(found)),
        "commitments": commitment_lines(found, element),
        "may_commit": found.may_commit and element.kind in HOLDERS[ElementKind.COMMITMENT],
        "change": _change(page),
        "may_write": page.may_write,
        "addable": new_lines(element) if page.may_write else [],
        "may_aim": page.may_aim,
        "history": history_lines(found, element),
        "assigned": assignment_lines(request, found, [element]),
        "is_commitment": element.kind is ElementKind.COMMITMENT,
        "said": said_of(found, said),
        **_actions(request, page),
        "targets": target_lines(found, found.network.targets_of(element)),
        "parts_of_programme": part_lines(found, element),
        **_with_thread(page),
    }
    return render(request, "goals/element.html", places)


@require_POST
def answer_question(request: ActorRequest, structure: str, key: str) -> HttpResponse:
    """Say which of a goal's wordings holds."""
    given = request.POST
    answer_wording(
        Ref(structure, key),
        given.get("chosen", ""),
        reason=given.get("reason", "").strip()[:LONGEST_REASON],
        version=version_of(given.get("version", "")),
        by=request.actor,
        at=timezone.now(),
    )
    return redirect("goal", structure=structure, key=key)


def _beside(found: GoalsPage, element: Element) -> dict[str, object]:
    """Give what stands under an element or supports it, by what it is."""
    network = found.network
    beside = (*network.below(element.ref), *network.supporting(element.ref))
    of = {kind: [each for each in beside if each.kind is kind] for kind in ElementKind}
    return {
        "parts": [(titled(each), each) for kind in PARTS for each in of[kind]],
        "directions": [(kind_word(each.kind), each) for kind in DIRECTIONS for each in of[kind]],
        "programmes": [programme_line(each) for each in of[ElementKind.PROGRAMME]],
        "focus": _by_body(found, of[ElementKind.FOCUS]),
    }


def _actions(request: ActorRequest, page: ElementPage) -> dict[str, object]:
    """Give the actions under an element as it is now; an older snapshot shows none of today's."""
    if snapshot_number(request) is not None:
        return {}
    ref = page.element.ref
    found = actions_under(ref, page.within.network, by=request.actor, at=timezone.now())
    return {"actions": [line_words(line) for line in found.lines], "actions_count": found.count}


def _left(found: GoalsPage) -> tuple[Element, ...]:
    """List the goals that no action leads to now; an older snapshot is not asked about today's actions."""
    return () if found.known_at else goals_left(found.network, found.structure.key)


def _change(page: ElementPage) -> str:
    """Give where a commitment is changed; empty for what is none, or nobody of the actor's."""
    ref = page.element.ref
    return reverse("commitment", args=(ref.structure, ref.key)) if page.may_change else ""


def _with_thread(page: ElementPage) -> dict[str, object]:
    """Give what goals and programmes have: their thread; of a goal, who answers."""
    found, element = page.within, page.element
    if element.kind is ElementKind.PROGRAMME and len(page.series.refs) > 1:
        return {"thread": thread(page), "is_programme": True}
    if element.kind is not ElementKind.GOAL:
        return {}
    held = found.answers(element)
    in_order = sorted(held, key=lambda body: found.bodies.index(body) if body in found.bodies else -1)
    return {
        "answers": [(found.names.get(body, body), ", ".join(answer_words(held[body]))) for body in in_order],
        "thread": thread(page),
    }


def _of(found: GoalsPage, kind: ElementKind) -> tuple[Element, ...]:
    return found.network.of(found.structure.key, kind)


def _groups(found: GoalsPage) -> list[tuple[Element | None, list[AreaLines]]]:
    """Lay the goals out in their areas, and the areas in their groups; what stands in none comes last."""
    groups: list[tuple[Element | None, list[AreaLines]]] = [
        (group, [_area(found, area) for area in found.network.below(group.ref)])
        for group in _of(found, ElementKind.AREA_GROUP)
    ]
    loose = [_area(found, area) for area in _of(found, ElementKind.AREA) if not area.under]
    without = tuple(_goal_line(found, each) for each in _of(found, ElementKind.GOAL) if not each.under)
    if without:
        loose.append(AreaLines(area=None, goals=without))
    return [*groups, (None, loose)] if loose else groups


def _area(found: GoalsPage, area: Element) -> AreaLines:
    below = found.network.below(area.ref)
    return AreaLines(
        area=area,
        goals=tuple(_goal_line(found, each) for each in below if each.kind is ElementKind.GOAL),
        programmes=tuple(programme_line(each) for each in below if each.kind is ElementKind.PROGRAMME),
    )


def _goal_line(found: GoalsPage, element: Element) -> GoalLine:
    beside = (*found.network.below(element.ref), *found.network.supporting(element.ref))
    focus = _by_body(found, (each for each in beside if each.kind is ElementKind.FOCUS))
    return GoalLine(
        goal=element,
        title=titled(element),
        answering=answering_words(found, element),
        has_nobody=element.ref in found.nobody,
        is_open=found.is_open(element),
        directions=tuple((kind_word(each.kind), each) for each in beside if each.kind in DIRECTIONS),
        programmes=tuple(programme_line(each) for each in beside if each.kind is ElementKind.PROGRAMME),
        focus=tuple((body, len(points)) for body, points in focus),
        commitments=tuple(Counter(_leads(found, element)).items()),
    )


def _leads(found: GoalsPage, goal: Element) -> list[str]:
    """Name who has undertaken something for a goal, once for each commitment."""
    held = (each for each in found.network.broken_down(goal.ref) if each.kind is ElementKind.COMMITMENT)
    return [found.names.get(each.lead, each.lead) or _("Ingen utsedd") for each in held]


def _by_body(found: GoalsPage, points: Iterable[Element]) -> list[tuple[str, list[Element]]]:
    """Gather focus points by the bodies that they are given to, as these are named."""
    gathered: dict[str, list[Element]] = {}
    for point in points:
        body = ", ".join(found.names.get(code, code) for code in point.bodies)
        gathered.setdefault(body, []).append(point)
    return list(gathered.items())


urlpatterns = [
    path("mal/", goals, name="goals-now"),
    path("mal/<str:structure>/", goals, name=LIST),
    path("mal/<str:structure>/<str:key>/", goal, name="goal"),
    path("mal/<str:structure>/<str:key>/lydelse/", answer_question, name="goal-wording"),
]
