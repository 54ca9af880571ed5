"""Effektiviseringar: what was decided to cost less, and what the units say has come of it."""

from typing import ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.saving import SavingStatus
from hjulet.services.errors import ConflictError, NotFoundError
from hjulet.services.savings import (
    SavingLine,
    SavingText,
    add_saving,
    change_saving,
    find_saving,
    remove_saving,
    report_effect,
    saving_page,
)
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import SAVING_STATES
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import PERIOD, UNIT, with_query
from hjulet.web.amounts import AmountField, as_written
from hjulet.web.context import Asked, asked, is_latest, require_latest
from hjulet.web.register_forms import version_of
from hjulet.web.words import language


class DecisionForm(forms.Form):
    """What was decided: its name, the decision, kronor that the year is to cost less."""

    name = forms.CharField(label=gettext_lazy("Effektivisering"), max_length=200)
    decision = forms.CharField(label=gettext_lazy("Beslut"), max_length=200)
    amount = AmountField(
        label=gettext_lazy("Belopp"),
        help_text=gettext_lazy(
            "Så mycket lägre ska årets kostnad bli. Kronor, eller med tkr eller mnkr efter."
        ),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class NewSavingForm(DecisionForm):
    """A new saving, of one of the units that the actor may write for."""

    unit = forms.ChoiceField(label=gettext_lazy("Enhet"))
    field_order = ("unit", "name", "decision", "amount")

    def __init__(self, data: object = None, *, units: tuple[tuple[str, str], ...]) -> None:
        """Let the units be chosen by their names."""
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class EffectForm(forms.Form):
    """What has come of a saving so far; an empty effect says that nobody knows yet."""

    explains: ClassVar = {"effect": "saving-effect"}

    status = forms.ChoiceField(label=gettext_lazy("Läge"))
    effect = AmountField(
        label=gettext_lazy("Effekt hittills"),
        required=False,
        help_text=gettext_lazy("Så mycket lägre har kostnaden blivit hittills. Tomt: inte bedömt än."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: object, **named: object) -> None:
        """Let the states be chosen by their words."""
        super().__init__(*given, **named)  # type: ignore[arg-type]
        states = [(code, translate(words, language=language())) for code, words in SAVING_STATES.items()]
        self.fields["status"].choices = states  # type: ignore[attr-defined]


def savings(request: ActorRequest) -> HttpResponse:
    """Show the savings decided for a unit and those below it in a year; on POST, add one."""
    here = asked(request)
    if request.method == "POST":
        require_latest(here)
    year = here.period.year
    found = saving_page(here.unit, year, snapshot=here.snapshot, language=language(), by=here.by, at=here.at)
    if request.method == "POST" and not found.units:
        raise NotFoundError(here.unit)
    form = NewSavingForm(request.POST or None, units=found.units)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        text = SavingText(
            unit=given["unit"],
            year=year,
            name=given["name"],
            decision=given["decision"],
            amount=given["amount"],
        )
        add_saving(text, by=here.by, at=here.at)
        return redirect(_back(here))
    places = {
        "here": here,
        "found": found,
        "form": form,
        "year": year,
        "may_write": bool(found.units) and is_latest(here),
        "lines": [
            (line, translate(SAVING_STATES[line.saving.status], language=language())) for line in found.lines
        ],
    }
    return render(request, "savings/page.html", places, status=422 if form.errors else 200)


def saving(request: ActorRequest, of: str, year: int, row: str) -> HttpResponse:
    """Change a decided saving, report its effect, or take it away."""
    here = asked(request)
    require_latest(here)
    known = find_saving(of, year, row, by=here.by, at=here.at)
    decision = DecisionForm(
        request.POST if "decision-form" in request.POST else None, initial=_decided(known)
    )
    effect = EffectForm(request.POST if "effect-form" in request.POST else None, initial=_reported(known))
    said = ""
    try:
        if _write(request, decision, effect, known):
            return redirect(_back(here))
    except ConflictError as conflict:
        said = _(
            "Någon annan har ändrat effektiviseringen till ”{theirs}”. Läs om sidan och försök igen."
        ).format(theirs=conflict.theirs)
    places = {
        "here": here,
        "known": known,
        "decision": decision,
        "effect": effect,
        "said": said,
        "back": _back(here),
    }
    status = 422 if said or decision.errors or effect.errors else 200
    return render(request, "savings/saving.html", places, status=status)


def _write(request: ActorRequest, decision: DecisionForm, effect: EffectForm, known: SavingLine) -> bool:
    """Do what was asked; tell whether anything was, and could be read."""
    saving, guard = known.saving, version_of(request.POST.get("version", ""))
    place = (saving.unit, saving.year, saving.row)
    by, at = request.actor, timezone.now()
    if "remove" in request.POST:
        remove_saving(*place, version=guard, by=by, at=at)
    elif decision.is_valid():
        given = {name: decision.cleaned_data[name] for name in ("name", "decision", "amount")}
        change_saving(*place, **given, version=guard, by=by, at=at)
    elif effect.is_valid():
        status, amount = SavingStatus(effect.cleaned_data["status"]), effect.cleaned_data["effect"]
        report_effect(*place, effect=amount, status=status, version=guard, by=by, at=at)
    else:
        return False
    return True


def _decided(known: SavingLine) -> dict[str, object]:
    saving = known.saving
    amount = as_written(saving.amount)
    return {"name": saving.name, "decision": saving.decision, "amount": amount, "version": known.version}


def _reported(known: SavingLine) -> dict[str, object]:
    effect = as_written(known.saving.effect)
    return {"status": known.saving.status.value, "effect": effect, "version": known.version}


def _back(here: Asked) -> str:
    return with_query(reverse("savings"), {UNIT: here.unit, PERIOD: str(here.period)})


urlpatterns = [
    path("ekonomi/effektiviseringar/", savings, name="savings"),
    path("ekonomi/effektiviseringar/<str:of>/<int:year>/<str:row>/", saving, name="saving"),
]
