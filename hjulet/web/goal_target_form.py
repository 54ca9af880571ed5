"""Writing a target: what it is counted from, how much lower it is to be, when, and what the source states."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.files import LONGEST_NAME, LONGEST_TEXT, LONGEST_UNIT
from hjulet.domain.goals.reduction import (
    DECIMALS,
    LARGEST_AMOUNT,
    MOST_INHABITANTS,
    Derived,
    Pace,
    Per,
    Reduction,
)
from hjulet.domain.numbers import format_number
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.goal_targets import (
    TargetPage,
    add_target,
    change_target,
    remove_target,
    target_page,
)
from hjulet.texts.catalogue import translate
from hjulet.texts.goals import PACES, PERS
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address
from hjulet.web.amounts import NumberField
from hjulet.web.goal_words import titled
from hjulet.web.register_forms import refuse, tell_overtaken, version_of, year_field
from hjulet.web.words import language

HALVES = frozenset(
    "unit per base base_year percent year pace inhabitants now now_year change level remaining total".split()
)
"""Fields that stand two by two where there is room."""

STATED_FIRST = str(Derived.CHANGE)
"""The field before which a form says that what follows is what the source states."""


def _number(label: Any, *, required: bool = True) -> NumberField:
    return NumberField(label=label, required=required, below=LARGEST_AMOUNT, decimals=DECIMALS)


class TargetForm(forms.Form):
    """A target: what follows from it is computed, and what the source states is judged by it."""

    name = forms.CharField(
        label=gettext_lazy("Vad som ska minska"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("Till exempel utsläpp av växthusgaser."),
    )
    unit = forms.CharField(
        label=gettext_lazy("Enhet"), max_length=LONGEST_UNIT, help_text=gettext_lazy("Till exempel ton.")
    )
    per = forms.ChoiceField(label=gettext_lazy("Talen gäller"))
    base = _number(gettext_lazy("Basvärde"))
    base_year = year_field(gettext_lazy("Basår"))
    percent = _number(gettext_lazy("Minskning i procent"))
    year = year_field(gettext_lazy("Målår"))
    pace = forms.ChoiceField(label=gettext_lazy("Procenten gäller"))
    inhabitants = forms.IntegerField(
        label=gettext_lazy("Invånare målåret"),
        required=False,
        min_value=1,
        max_value=MOST_INHABITANTS,
        help_text=gettext_lazy("En prognos. Utan den används senast kända folkmängd."),
    )
    now = _number(gettext_lazy("Senaste värde"), required=False)
    now_year = year_field(gettext_lazy("Senaste år"), required=False)
    change = _number(gettext_lazy("Angiven minskning hittills, procent"), required=False)
    level = _number(gettext_lazy("Angiven nivå målåret"), required=False)
    remaining = _number(gettext_lazy("Angivet kvar att minska"), required=False)
    total = _number(gettext_lazy("Angivet för alla invånare"), required=False)
    note = forms.CharField(label=gettext_lazy("Anmärkning"), max_length=LONGEST_TEXT, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, target: Reduction | None) -> None:
        """Begin with the target as it is, if it is there."""
        super().__init__(data, initial=_first_values(target) if target else None)  # type: ignore[arg-type]
        words: Mapping[str, Mapping[Any, str]] = {"per": PERS, "pace": PACES}
        for name, said in words.items():
            choices = [(str(each), translate(word, language=language())) for each, word in said.items()]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def target(self, of: Ref) -> Reduction:
        """Give the target that was written."""
        given = self.cleaned_data
        plain = ("unit", "base", "base_year", "percent", "year", "now", "now_year", "inhabitants", "note")
        return Reduction(
            of=of,
            name=" ".join(given["name"].split()),
            **{name: given[name] for name in plain},
            per=Per(given["per"]),
            pace=Pace(given["pace"]),
            stated={each: given[each] for each in Derived if given[each] is not None},
            version=given["version"] or 0,
        )


def new_target(request: ActorRequest, structure: str, key: str) -> HttpResponse:
    """Write a new target of an element."""
    by, at, ref = request.actor, timezone.now(), Ref(structure, key)
    page = target_page(ref, by=by, at=at)
    form = TargetForm(request.POST or None, None)
    if request.method == "POST" and form.is_valid():
        try:
            add_target(form.target(ref), by=by, at=at)
            return redirect("goal", structure=structure, key=key)
        except RefusedError as fault:
            refuse(form, fault, at=_AT)
    return _show(request, page, form, title=_("Ny målnivå"))


def change_target_page(request: ActorRequest, structure: str, key: str, number: int) -> HttpResponse:
    """Change a target, or take it away."""
    by, at, ref = request.actor, timezone.now(), Ref(structure, key)
    page = target_page(ref, number, by=by, at=at)
    form = TargetForm(request.POST or None, page.target)
    try:
        if request.method == "POST" and "remove" in request.POST:
            version = version_of(request.POST.get("version", ""))
            remove_target(ref, version=version, by=by, at=at)
            return redirect("goal", structure=structure, key=key)
        if request.method == "POST" and form.is_valid():
            change_target(form.target(ref), by=by, at=at)
            return redirect("goal", structure=structure, key=key)
    except RefusedError as fault:
        refuse(form, fault, at=_AT)
    except ConflictError as fault:
        again = _("Ta bort den igen om den ändå ska bort.") if "remove" in request.POST else ""
        tell_overtaken(form, fault, again=again)
    return _show(request, page, form, title=_("Ändra målnivån"))


_AT = {"target-not-below": "percent", "value-without-year": "now_year", "years-turned": "year"}
"""Problem of a target -> the field that it is about."""


def _show(request: ActorRequest, page: TargetPage, form: TargetForm, *, title: str) -> HttpResponse:
    ref = page.element.ref
    places = {
        "form": form,
        "title": title,
        "element": page.element,
        "word": titled(page.element),
        "halves": HALVES,
        "stated_first": STATED_FIRST,
        "is_new": page.target is None,
        "back": address(request, "goal", structure=ref.structure, key=ref.key),
    }
    return render(request, "goals/target_form.html", places, status=422 if form.errors else 200)


def _first_values(target: Reduction) -> dict[str, Any]:
    whole = ("name", "unit", "base_year", "year", "inhabitants", "now_year", "note", "version")
    numbers = {"base": target.base, "percent": target.percent, "now": target.now}
    stated = {str(each): target.stated.get(each) for each in Derived}
    return {
        **{name: getattr(target, name) for name in whole},
        **{name: _written(number) for name, number in (numbers | stated).items()},
        "per": str(target.per),
        "pace": str(target.pace),
    }


def _written(number: Decimal | None) -> str:
    """Write a number with those decimals that it has."""
    if number is None:
        return ""
    return format_number(number, decimals=len(f"{number.normalize():f}".partition(".")[2]))


urlpatterns = [
    path("mal/skriv/<str:structure>/<str:key>/malniva/", new_target, name="new-goal-target"),
    path("mal/skriv/<str:structure>/<str:key>/malniva/<int:number>/", change_target_page, name="goal-target"),
]
