"""Bedömningar: which bodies have assessed their goals, what one has said of a year, and writing one."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hjulet.domain.goals.assessment import LONGEST_REASON, Assessment, Level, Part, periods_of
from hjulet.domain.goals.element import Element, ElementKind, Ref
from hjulet.domain.goals.files import LONGEST_TEXT
from hjulet.domain.period import Period
from hjulet.services.assessments import (
    AssessmentPage,
    AssessmentsPage,
    Coverage,
    Version,
    assess,
    assessment_page,
    assessments_page,
    coverage,
    withdraw_assessment,
)
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.goal_pages import GoalsPage
from hjulet.services.report import parse_report_period
from hjulet.texts.catalogue import shaped, translate
from hjulet.texts.goals import LEVELS, PARTS
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address, context_of, with_query
from hjulet.web.context import snapshot_number
from hjulet.web.goal_frame import ASSESSMENTS, frame
from hjulet.web.goal_words import period_word, titled
from hjulet.web.register_forms import refuse
from hjulet.web.text_words import moment
from hjulet.web.words import language, period_words

PART = "del"
"""The word of the address for a part of each year."""


class AssessmentForm(forms.Form):
    """An assessment: the level, why, and what it was taken from."""

    level = forms.ChoiceField(label=gettext_lazy("Lägesbedömning"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Grund"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Vad visar indikatorerna och uppföljningen, och varför blir bedömningen den här?"
        ),
    )
    source = forms.CharField(
        label=gettext_lazy("Källa"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=gettext_lazy("Om bedömningen är hämtad ur ett dokument."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, page: AssessmentPage) -> None:
        """Let the levels be chosen by their shapes and words, and begin with what is said now."""
        now = page.now
        first = {} if now is None else {"level": str(now.level), "reason": now.reason, "source": now.source}
        super().__init__(data, initial=first | {"version": page.version})  # type: ignore[arg-type]
        levels = [(str(level), level_words(level)) for level in Level]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]

    def assessment(self, page: AssessmentPage) -> Assessment:
        """Give what was written."""
        given = self.cleaned_data
        return Assessment(
            of=page.element.ref,
            body=page.body,
            period=page.period,
            level=Level(given["level"]),
            reason=given["reason"],
            source=given["source"],
            version=given["version"] or 0,
        )


class WithdrawalForm(forms.Form):
    """Why an assessment is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Varför den tas tillbaka"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Bedömningen står kvar i historiken, med det du skriver."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a body says of an area or a goal; ``level`` is empty for nothing yet."""

    element: Element
    title: str
    is_area: bool
    level: str
    reason: str
    href: str


def level_words(level: Level) -> str:
    """Say a level: ``◐ Ok``."""
    return shaped(LEVELS[level], language=language())


def assessments(request: ActorRequest, structure: str) -> HttpResponse:
    """Show which bodies have assessed their goals in each year of a period, those who lack most first.

    ``?del=T2`` shows that part of each year.
    """
    part = _part(request.GET.get(PART, ""))
    within, covered = coverage(
        structure, part=part, snapshot=snapshot_number(request), by=request.actor, at=timezone.now()
    )
    years = periods_of(within.structure, part)
    cells = {(each.body, each.period): each for each in covered}
    places = frame(request, within, ASSESSMENTS) | {
        "years": [str(period.year) for period in years],
        "parts": [(word, _overview(request, structure, each), each is part) for each, word in _part_words()],
        "of": "" if part is Part.YEAR else dict(_part_words())[part],
        "rows": [
            (name, [_cell(request, structure, cells.get((body, period))) for period in years])
            for body, name in dict.fromkeys((each.body, each.name) for each in covered)
        ],
    }
    return render(request, "goals/assessments.html", places)


def assessments_of_body(request: ActorRequest, structure: str, body: str, period: str) -> HttpResponse:
    """Show what a body says of its goals in a year."""
    found = assessments_page(
        structure,
        body,
        parse_report_period(period),
        snapshot=snapshot_number(request),
        by=request.actor,
        at=timezone.now(),
    )
    part = Part.of(found.period)
    places = frame(request, found.within, "") | {
        "page": found,
        "body": found.within.names.get(body, body),
        "year": period_words(found.period),
        "lines": [_line(request, found, each) for each in found.held],
        "without": [_line(request, found, each) for each in found.without],
        "count": _count(found),
        "followed": found.followed and period_word(found.followed.key),
        "years": [
            (str(each.year), _of_body(request, structure, body, each), each == found.period)
            for each in found.years
        ],
        "parts": [
            (word, _of_body(request, structure, body, each.in_year(found.period.year)), each is part)
            for each, word in _part_words()
        ],
        "back": _overview(request, structure, part),
    }
    return render(request, "goals/assessments_of.html", places)


def assessment(request: ActorRequest, structure: str, body: str, period: str, key: str) -> HttpResponse:
    """Show one assessment with its history, and write it where the actor may."""
    by, at = request.actor, timezone.now()
    page = assessment_page(Ref(structure, key), body, parse_report_period(period), by=by, at=at)
    if request.method == "POST" and not page.may_assess:
        raise NotFoundError(key)
    form = AssessmentForm(request.POST or None, page)
    if request.method == "POST" and form.is_valid():
        try:
            assess(form.assessment(page), by=by, at=at)
            return redirect(_of_body(request, structure, body, page.period))
        except (RefusedError, ConflictError) as fault:
            refuse(form, fault)
    places: dict[str, Any] = {
        "page": page,
        "form": form,
        "title": titled(page.element),
        "body": page.within.names.get(body, body),
        "year": period_words(page.period),
        "now": level_words(page.now.level) if page.now else "",
        "history": [
            (_said_then(each), each.assessment, moment(each.since, now=at), each.by) for each in page.history
        ],
        "withdraw": _at_goal(request, "withdraw-assessment", page) if page.now and page.may_assess else "",
        "back": _of_body(request, structure, body, page.period),
    }
    return render(request, "goals/assessment.html", places, status=422 if form.errors else 200)


def withdraw(request: ActorRequest, structure: str, body: str, period: str, key: str) -> HttpResponse:
    """Take back an assessment that was wrong, with why; the goal is without one then."""
    by, at = request.actor, timezone.now()
    page = assessment_page(Ref(structure, key), body, parse_report_period(period), by=by, at=at)
    if page.now is None or not page.may_assess:
        raise NotFoundError(key)
    form = WithdrawalForm(request.POST or None, initial={"version": page.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wanted = replace(page.now, reason=given["reason"], version=given["version"] or 0)
        try:
            withdraw_assessment(wanted, by=by, at=at)
            return redirect(_of_body(request, structure, body, page.period))
        except (RefusedError, ConflictError) as fault:
            said = _("Nu står där ”{theirs}”. Läs det, och ta tillbaka en gång till om det också ska bort.")
            refuse(form, fault, changed=said)
    places = {
        "form": form,
        "title": _("Ta tillbaka bedömningen"),
        "submit": _("Ta tillbaka"),
        "about": f"{page.element.name}: {level_words(page.now.level)}",
        "back": _at_goal(request, "assessment", page),
    }
    return render(request, "registers/form.html", places, status=422 if form.errors else 200)


def said_of(found: GoalsPage, said: tuple[Assessment, ...]) -> list[tuple[str, str, str, Assessment]]:
    """Word what bodies have said of an element: whose, which year, the level, and the assessment."""
    return [
        (found.names.get(each.body, each.body), period_words(each.period), level_words(each.level), each)
        for each in said
    ]


def _line(request: ActorRequest, page: AssessmentsPage, element: Element) -> Line:
    said, ref = page.said.get(element.ref), element.ref
    places = {"structure": ref.structure, "body": page.body, "period": str(page.period), "key": ref.key}
    is_open = page.within.known_at is None
    return Line(
        element=element,
        title=titled(element),
        is_area=element.kind is ElementKind.AREA,
        level=level_words(said.level) if said else "",
        reason=said.reason if said else "",
        href=address(request, "assessment", **places) if is_open and (said or page.may_assess) else "",
    )


def _count(page: AssessmentsPage) -> str:
    goals = sum(each.kind is ElementKind.GOAL for each in page.held)
    left = len(page.without)
    if not goals:
        return _("Organet svarar inte för något av målen.")
    if not left:
        return _("Alla målen är bedömda.")
    said = ngettext("{left} av {goals} mål är inte bedömt.", "{left} av {goals} mål är inte bedömda.", left)
    return said.format(left=left, goals=goals)


def _cell(request: ActorRequest, structure: str, each: Coverage | None) -> tuple[Coverage, str] | None:
    """Give a year of a body with its address; None for a year in which it had no goals."""
    if each is None:
        return None
    return each, _of_body(request, structure, each.body, each.period)


def _said_then(version: Version) -> str:
    """Say what stood from a moment on: a level, or that it was taken back."""
    return _("Tillbakatagen") if version.is_withdrawal else level_words(version.assessment.level)


def _part(text: str) -> Part:
    """Read a part of a year; what is none is the whole year."""
    return Part(text) if text in set(Part) else Part.YEAR


def _part_words() -> list[tuple[Part, str]]:
    return [(part, translate(word, language=language())) for part, word in PARTS.items()]


def _overview(request: ActorRequest, structure: str, part: Part) -> str:
    query = context_of(request) | {PART: str(part)}
    return with_query(reverse(ASSESSMENTS, kwargs={"structure": structure}), query)


def _at_goal(request: ActorRequest, name: str, page: AssessmentPage) -> str:
    ref = page.element.ref
    return address(
        request, name, structure=ref.structure, body=page.body, period=str(page.period), key=ref.key
    )


def _of_body(request: ActorRequest, structure: str, body: str, period: Period) -> str:
    places = {"structure": structure, "body": body, "period": str(period)}
    return address(request, "assessments-of", **places)


_BASE = "mal/bedomningar/<str:structure>/"
urlpatterns = [
    path(_BASE, assessments, name=ASSESSMENTS),
    path(f"{_BASE}<str:body>/<str:period>/", assessments_of_body, name="assessments-of"),
    path(f"{_BASE}<str:body>/<str:period>/<str:key>/", assessment, name="assessment"),
    path(f"{_BASE}<str:body>/<str:period>/<str:key>/ta-tillbaka/", withdraw, name="withdraw-assessment"),
]
