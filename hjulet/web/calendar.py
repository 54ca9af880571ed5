"""Året: the year as a wheel and as a list, what the law says of its dates, and what is not settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from hjulet.domain.calendar.question import BOTH
from hjulet.domain.calendar.recurrence import SomeDayOf
from hjulet.domain.calendar.step import Occurrence, StepKind, What
from hjulet.services.calendar import StepFacts, YearPage, add_budget_process, copy_year, year_page
from hjulet.services.calendar_questions import answer
from hjulet.texts.calendar import (
    KINDS,
    RULES,
    breach_words,
    day_off_words,
    law_name,
    weekday_name,
)
from hjulet.texts.catalogue import translate
from hjulet.texts.days import span_words
from hjulet.web.actor import ActorRequest
from hjulet.web.register_forms import version_of
from hjulet.web.wheel import SHAPES, draw
from hjulet.web.words import language, month_name

LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class Line:
    """A step in the list: its days in words, and what is wrong with them."""

    facts: StepFacts
    days: str
    weekday: str
    kind: str
    shape: str
    breach: str
    day_off: str
    is_past: bool


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month of the list: its name, and the steps that begin in it."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """One of the answers to a question, and the steps that it stands for, in words."""

    id: str
    label: str
    steps: tuple[str, ...]


def year(request: ActorRequest, year: int | None = None) -> HttpResponse:
    """Show a year, this one if none is named."""
    found = year_page(year, by=request.actor, at=timezone.now())
    breaches = _breaches(found)
    steps = [facts.occurrence for facts in found.steps]
    lines = [_line(facts, found, breaches) for facts in found.steps]
    places = {
        "found": found,
        "wheel": draw(steps, found.year, today=found.day, breaches=frozenset(breaches)),
        "months": _months(lines, found.year),
        "next": min((line for line in lines if _may_be_next(line, found)), key=_due, default=None),
        "kinds": [(kind, translate(word, language=language()), SHAPES[kind]) for kind, word in KINDS.items()],
        "missing": [
            breach_words(problem, step="", language=language())
            for one, problem in found.judgement.breaches
            if one is None
        ],
        "law_count": len(found.judgement.breaches),
        "silent": _silent(found),
        "is_judged": any(used.is_verified for used in found.judgement.laws),
        "questions": [(each, _alternatives(each.alternatives)) for each in found.questions],
        "both": BOTH,
        "is_this_year": found.day.year == found.year,
    }
    return render(request, "calendar/year.html", places)


@require_POST
def copy(request: ActorRequest, year: int) -> HttpResponse:
    """Carry last year's steps on to this one."""
    copy_year(year, by=request.actor, at=timezone.now())
    return redirect("year", year=year)


@require_POST
def budget_process(request: ActorRequest, year: int) -> HttpResponse:
    """Add the eleven steps of the budget process."""
    unit = request.POST.get("unit", "")
    add_budget_process(year, unit=unit, by=request.actor, at=timezone.now())
    return redirect("year", year=year)


@require_POST
def answer_question(request: ActorRequest, year: int, key: str) -> HttpResponse:
    """Say which of a question's alternatives holds."""
    given = request.POST
    answer(
        key,
        given.get("chosen", ""),
        reason=given.get("reason", "").strip()[:LONGEST_REASON],
        version=version_of(given.get("version", "")),
        by=request.actor,
        at=timezone.now(),
    )
    return redirect("year", year=year)


def _breaches(found: YearPage) -> dict[str, str]:
    """Word what the law says of each step, by its id."""
    return {
        one.id: breach_words(problem, step=one.step.title_in(language()), language=language())
        for one, problem in found.judgement.breaches
        if one is not None
    }


def _line(facts: StepFacts, found: YearPage, breaches: dict[str, str]) -> Line:
    one = facts.occurrence
    is_month = isinstance(one.step.when, SomeDayOf)
    return Line(
        facts=facts,
        days=span_words(one.days, language=language(), is_month=is_month),
        weekday=weekday_name(one.due, language=language()) if one.days.is_one_day else "",
        kind=translate(KINDS[one.step.kind], language=language()),
        shape=SHAPES[one.step.kind],
        breach=breaches.get(one.id, ""),
        day_off=_day_off(one),
        is_past=one.due < found.day,
    )


def _day_off(one: Occurrence) -> str:
    """Name the day of a meeting or a deadline if it is no weekday: nobody meets or hands in then."""
    is_kept = one.step.kind is StepKind.MEETING or one.step.what is not What.NOTHING
    return day_off_words(one.due, language=language()) if one.days.is_one_day and is_kept else ""


def _may_be_next(line: Line, found: YearPage) -> bool:
    """Tell whether a step may be what comes next: it has not passed, and is no mere meeting."""
    one = line.facts.occurrence
    return one.year == found.day.year and not line.is_past and one.step.kind is not StepKind.MEETING


def _due(line: Line) -> date:
    return line.facts.occurrence.due


def _months(lines: Iterable[Line], year: int) -> list[Month]:
    given = list(lines)
    found = []
    for number in range(1, 13):
        of_month = tuple(line for line in given if line.facts.occurrence.days.first.month == number)
        if of_month:
            found.append(Month(name=month_name(f"{year}-{number:02d}"), lines=of_month))
    return found


def _silent(found: YearPage) -> list[tuple[str, str]]:
    """List the laws that gave no answer, each with what it was asked about: (law, what)."""
    asked: dict[str, list[str]] = {}
    for used in found.judgement.laws:
        if not used.is_verified:
            what = translate(RULES[used.rule], language=language())
            asked.setdefault(used.law, []).append(f"{what} {used.year}")
    return [(law_name(law, language=language()), ", ".join(whats)) for law, whats in asked.items()]


def _alternatives(given: tuple[tuple[str, tuple[Occurrence, ...]], ...]) -> list[Alternative]:
    return [
        Alternative(
            id=name,
            label=steps[0].step.title_in(language()),
            steps=tuple(f"{one.step.unit} {_when(one)}" for one in steps),
        )
        for name, steps in given
    ]


def _when(one: Occurrence) -> str:
    is_month = isinstance(one.step.when, SomeDayOf)
    return f"{span_words(one.days, language=language(), is_month=is_month)} {one.year}"


urlpatterns = [
    path("aret/", year, name="this-year"),
    path("aret/<int:year>/", year, name="year"),
    path("aret/<int:year>/kopiera/", copy, name="copy-year"),
    path("aret/<int:year>/budgetprocessen/", budget_process, name="budget-process"),
    path("aret/<int:year>/fraga/<str:key>/", answer_question, name="calendar-question"),
]
