"""Writing one element of a structure: an area, a goal, a direction, a programme, and what is in one."""

from collections.abc import Mapping

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.goals.element import ElementKind, Scope
from hjulet.domain.goals.question import LONGEST_REASON
from hjulet.domain.goals.writing import PREFIXES
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.goal_writing import (
    GoalForm,
    Why,
    add_goal,
    change_goal,
    end_goal,
    goal_form,
    new_goal_form,
)
from hjulet.texts.catalogue import translate
from hjulet.texts.goals import NEW_KINDS
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address
from hjulet.web.element_form import HALVES, ElementForm
from hjulet.web.goal_outline import OUTLINE
from hjulet.web.goal_words import SHARING, kind_word, titled
from hjulet.web.register_forms import refuse, tell_overtaken, version_of
from hjulet.web.words import language

KINDS: Mapping[str, ElementKind] = {prefix: kind for kind, prefix in PREFIXES.items() if kind in NEW_KINDS}
"""The word of an address -> the kind that is written there."""

LONGEST_DECISION = 200


class GoalElementForm(ElementForm):
    """An element of the council's structure, or of a body's own goal, with why a decided one is reworded."""

    reason = forms.CharField(
        label=gettext_lazy("Varför"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=gettext_lazy("Behövs om du ändrar lydelsen eller avslutar: perioden har börjat."),
    )
    decision = forms.CharField(
        label=gettext_lazy("Beslut"),
        max_length=LONGEST_DECISION,
        required=False,
        help_text=gettext_lazy("Till exempel KF 2018-06-18 § 93."),
    )

    def __init__(self, data: object, page: GoalForm) -> None:
        """Have the fields of the kind; of a new element, and before the period, nobody asks why."""
        element = page.element
        super().__init__(data, element, page.fields, page.above, page.choices, within=page.within)
        if "bodies" in self.fields and element.kind not in SHARING:
            self.fields["bodies"].label = _("Riktas till")
        if element.kind is ElementKind.FOCUS:
            self.fields["bodies"].required = True
        if not page.choices.is_central:
            self._keep_to_own(element.kind)
        if not page.is_decided or not element.version:
            del self.fields["reason"], self.fields["decision"]

    def _keep_to_own(self, kind: ElementKind) -> None:
        """Offer only what leaves it a body's own goal, or under one: all else is the council's."""
        if "lead" in self.fields:
            self.fields["lead"].required = True
        is_goal = kind is ElementKind.GOAL
        field = self.fields["scope" if is_goal else "under"]
        field.required = True
        field.choices = [  # type: ignore[attr-defined]
            (code, words)
            for code, words in field.choices  # type: ignore[attr-defined]
            if (code == Scope.OWN_BODY if is_goal else code)
        ]

    @property
    def why(self) -> Why:
        """Give why a decided wording is changed, as far as it was written."""
        given = {name: self.data.get(name, "").strip() for name in ("reason", "decision")}
        return Why(reason=given["reason"][:LONGEST_REASON], decision=given["decision"][:LONGEST_DECISION])


def new_goal(request: ActorRequest, structure: str, word: str) -> HttpResponse:
    """Write a new element of a kind."""
    if word not in KINDS:
        raise Http404
    by, at = request.actor, timezone.now()
    page = new_goal_form(structure, KINDS[word], request.GET.get("under", ""), by=by, at=at)
    form = GoalElementForm(request.POST or None, page)
    if request.method == "POST" and form.is_valid():
        try:
            ref = add_goal(form.element(page.element), by=by, at=at)
            return redirect("goal", structure=ref.structure, key=ref.key)
        except RefusedError as fault:
            refuse(form, fault, at=_AT)
    title = translate(NEW_KINDS[page.element.kind], language=language())
    return _show(request, page, form, title=title, back=_outline(request, structure))


def change_goal_page(request: ActorRequest, structure: str, key: str) -> HttpResponse:
    """Change an element, or end it."""
    by, at = request.actor, timezone.now()
    page = goal_form(structure, key, by=by, at=at)
    form = GoalElementForm(request.POST or None, page)
    is_ending = "end" in request.POST
    try:
        if request.method == "POST" and is_ending:
            version = version_of(request.POST.get("version", ""))
            end_goal(page.element.ref, version=version, why=form.why, by=by, at=at)
            return redirect(OUTLINE, structure=structure)
        if request.method == "POST" and form.is_valid():
            change_goal(form.element(page.element), why=form.why, by=by, at=at)
            return redirect("goal", structure=structure, key=key)
    except RefusedError as fault:
        refuse(form, fault, at=_AT)
    except ConflictError as fault:
        again = _("Avsluta det igen om det ändå ska bort.") if is_ending else ""
        tell_overtaken(form, fault, again=again)
    title = _("Ändra: {name}").format(name=page.element.name)
    return _show(
        request, page, form, title=title, back=address(request, "goal", structure=structure, key=key)
    )


_AT = {"decided-wording-without-why": "reason", "wording-is-asked": "name", "years-turned": "last_year"}
"""Problem of an element -> the field that it is about."""


def _show(
    request: ActorRequest, page: GoalForm, form: GoalElementForm, *, title: str, back: str
) -> HttpResponse:
    element = page.element
    places = {
        "page": page,
        "form": form,
        "title": title,
        "word": titled(element) if element.version else kind_word(element.kind),
        "back": back,
        "halves": HALVES,
        "is_new": not element.version,
    }
    return render(request, "goals/form.html", places, status=422 if form.errors else 200)


def _outline(request: ActorRequest, structure: str) -> str:
    return address(request, OUTLINE, structure=structure)


urlpatterns = [
    path("mal/skriv/<str:structure>/nytt/<str:word>/", new_goal, name="new-goal"),
    path("mal/skriv/<str:structure>/<str:key>/", change_goal_page, name="change-goal"),
]
