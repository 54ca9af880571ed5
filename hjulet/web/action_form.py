"""Writing one action: what, why, who, when, its milestones, its effect and what it costs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.actions.action import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_MILESTONES,
    Action,
    Financing,
    Milestone,
    Status,
)
from hjulet.domain.actions.files import milestones_text, refs_text, text_of_lines, text_on_line
from hjulet.domain.goals.element import Ref
from hjulet.services.action_pages import (
    ActionChoices,
    action_choices,
    find_action_to_write,
)
from hjulet.services.action_search import ActionFilter
from hjulet.services.actions import add_action, change_action, remove_action
from hjulet.services.day import day_of_work
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.web.action_query import asked_actions
from hjulet.web.action_words import financing_word, status_words
from hjulet.web.actor import ActorRequest
from hjulet.web.amounts import AmountField, as_written
from hjulet.web.goal_words import period_word, titled
from hjulet.web.register_forms import day_field, refuse, tell_overtaken, version_of, year_field

NOBODY = ("", "–")

Each = TypeVar("Each")
HALVES = frozenset(
    "year unit person role first_day last_day status effect cost financing financed_by".split()
)
"""Fields that stand two by two where there is room."""

PLAIN = ("name", "unit", "person", "role", "description", "status", "status_note", "effect", "financed_by")
"""Fields that the form has as the action has them."""

AT = {"unknown-indicator": "other_indicators"}
"""Problem of an action -> the field that it is about."""


class ActionForm(forms.Form):
    """An action, but for its milestones."""

    name = forms.CharField(
        label=gettext_lazy("Åtgärd"),
        max_length=LONGEST_NAME,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Vad ni ska göra, i en mening."),
    )
    description = forms.CharField(
        label=gettext_lazy("Beskrivning"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Nämnd eller enhet"))
    year = year_field(gettext_lazy("År"), help_text=gettext_lazy("Året vars plan åtgärden står i."))
    person = forms.ChoiceField(label=gettext_lazy("Ägare"), required=False)
    role = forms.CharField(
        label=gettext_lazy("Roll"),
        max_length=LONGEST_LINE,
        required=False,
        help_text=gettext_lazy("Till exempel HR-chef. En person, en roll eller båda."),
    )
    first_day = day_field(gettext_lazy("Från"))
    last_day = day_field(gettext_lazy("Till och med"))
    status = forms.ChoiceField(label=gettext_lazy("Läge"))
    status_note = forms.CharField(
        label=gettext_lazy("Kommentar till läget"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("Leder till"), required=False, widget=forms.CheckboxSelectMultiple
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Teman"), required=False, widget=forms.CheckboxSelectMultiple
    )
    indicators = forms.MultipleChoiceField(
        label=gettext_lazy("Indikatorer som ska påverkas"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_indicators = forms.CharField(
        label=gettext_lazy("Fler indikatorer"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=gettext_lazy("Beteckningar med blanksteg mellan, till exempel N00945."),
    )
    effect = forms.CharField(
        label=gettext_lazy("Förväntad effekt"),
        max_length=LONGEST_LINE,
        required=False,
        help_text=gettext_lazy("Vad som händer med dem, till exempel: sjukfrånvaron ner till 5 procent."),
    )
    cost = AmountField(
        label=gettext_lazy("Kostnad under året"),
        required=False,
        help_text=gettext_lazy("Kronor, eller med tkr eller mnkr efter."),
    )
    financing = forms.ChoiceField(label=gettext_lazy("Finansiering"), required=False)
    financed_by = forms.CharField(
        label=gettext_lazy("Finansieras av"),
        max_length=LONGEST_LINE,
        required=False,
        help_text=gettext_lazy("Projektets eller bidragets beteckning, eller med egna ord."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, known: Action, choices: ActionChoices) -> None:
        """Let what may be chosen be chosen by its name, and what the action has already be kept."""
        super().__init__(data, initial=_first_values(known))  # type: ignore[arg-type]
        names = choices.owners.names
        offered: dict[str, list[Any]] = {
            "unit": offered_with([known.unit], choices.units, names),
            "person": [NOBODY, *offered_with([known.person], choices.owners.people, names)],
            "status": [(str(each), " ".join(status_words(each))) for each in Status],
            "goals": _goals(known, choices),
            "themes": offered_with(known.themes, choices.owners.themes),
            "indicators": self._ticked(known, choices),
            "financing": [(str(each), financing_word(each)) for each in Financing],
        }
        for name, each in offered.items():
            self.fields[name].choices = each  # type: ignore[attr-defined]
        if choices.near == choices.indicators:
            del self.fields["other_indicators"]

    def _ticked(self, known: Action, choices: ActionChoices) -> list[tuple[str, str]]:
        """Offer the indicators to tick: what the action has, what was sent, and those to begin with."""
        names = dict(choices.indicators)
        sent = self.data.getlist("indicators") if isinstance(self.data, QueryDict) else []
        held = [*known.indicators, *(each for each in sent if each in names)]
        return _chosen_first(held, choices.near, names)

    def clean(self) -> dict[str, Any]:
        """Give each text as a file says it, so that a list that is let in again changes nothing."""
        given: dict[str, Any] = super().clean() or {}
        for name in given.keys() & {"description", "status_note"}:
            given[name] = text_of_lines(given[name])
        for name in given.keys() & {"name", "role", "effect", "financed_by"}:
            given[name] = text_on_line(given[name])
        if "indicators" in given:
            given["indicators"] = [*given["indicators"], *given.get("other_indicators", "").split()]
            given["other_indicators"] = ""
        return given

    def action(self, known: Action, milestones: tuple[Milestone, ...]) -> Action:
        """Give what was written of an action."""
        given = self.cleaned_data
        return replace(
            known,
            **{name: given[name] for name in PLAIN if name != "status"},
            status=Status(given["status"]),
            year=given["year"],
            first_day=given["first_day"],
            last_day=given["last_day"],
            milestones=milestones,
            goals=in_turn(known.goals, [Ref(*each.split("/", 1)) for each in given["goals"]]),
            themes=in_turn(known.themes, given["themes"]),
            indicators=in_turn(known.indicators, given["indicators"]),
            cost=given["cost"],
            financing=Financing(given["financing"]),
            version=given["version"] or 0,
        )


class MilestoneForm(forms.Form):
    """A milestone: by which day, what, and the day it was done."""

    on = day_field(gettext_lazy("Senast"))
    name = forms.CharField(label=gettext_lazy("Milstolpe"), max_length=LONGEST_LINE)
    done = day_field(gettext_lazy("Klar den"), required=False)
    remove = forms.BooleanField(label=gettext_lazy("Ta bort"), required=False)

    def __init__(self, *given: object, **named: object) -> None:
        """Name the fields by their row: they stand in a table."""
        super().__init__(*given, **named)  # type: ignore[arg-type]
        number = int(str(self.prefix).rpartition("-")[2]) + 1 if str(self.prefix)[-1:].isdecimal() else 0
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = _("{label}, rad {number}").format(
                label=field.label, number=number
            )


Milestones = forms.formset_factory(MilestoneForm, extra=3, max_num=MOST_MILESTONES, validate_max=True)


def new_action(request: ActorRequest) -> HttpResponse:
    """Make an action; the address may say for which unit, year, goal, theme and indicator."""
    by, at = request.actor, timezone.now()
    asked = asked_actions(request)
    year = asked.year or day_of_work(at).year
    choices = action_choices(year, unit=asked.unit, by=by, at=at)
    blank = _blank(asked, year, choices)
    form, steps = _forms(request, blank, choices)
    if request.method == "POST" and form.is_valid() and steps.is_valid():
        try:
            return redirect("action", key=add_action(form.action(blank, _written(steps)), by=by, at=at))
        except RefusedError as fault:
            refuse(form, fault, at=AT)
    return _show(request, blank, form, steps, title=_("Ny åtgärd"), back=reverse("actions"))


def change_one(request: ActorRequest, key: str) -> HttpResponse:
    """Change an action, or take it away."""
    by, at = request.actor, timezone.now()
    known = find_action_to_write(key, by=by, at=at)
    form, steps = _forms(request, known, action_choices(known.year, unit=known.unit, by=by, at=at))
    try:
        if request.method == "POST" and "remove" in request.POST:
            remove_action(key, version=version_of(request.POST.get("version", "")), by=by, at=at)
            return redirect("actions")
        if request.method == "POST" and form.is_valid() and steps.is_valid():
            change_action(form.action(known, _written(steps)), by=by, at=at)
            return redirect("action", key=key)
    except RefusedError as fault:
        refuse(form, fault, at=AT)
    except ConflictError as fault:
        again = _("Ta bort den igen om den ändå ska bort.") if "remove" in request.POST else ""
        tell_overtaken(form, fault, again=again, beside=_steps_beside(steps, known))
    return _show(request, known, form, steps, title=known.name, back=reverse("action", args=[key]))


def _blank(asked: ActionFilter, year: int, choices: ActionChoices) -> Action:
    """Begin an action with what a list asked for, where that may be chosen."""
    goals = {each.ref for _structure, elements in choices.goals for each in elements}
    return Action(
        name="",
        year=year,
        unit=asked.unit if asked.unit in dict(choices.units) else "",
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        goals=(asked.goal,) if asked.goal in goals else (),
        themes=(asked.theme,) if asked.theme in dict(choices.owners.themes) else (),
        indicators=(asked.indicator,) if asked.indicator in dict(choices.indicators) else (),
    )


def _forms(
    request: ActorRequest, known: Action, choices: ActionChoices
) -> tuple[ActionForm, forms.BaseFormSet[MilestoneForm]]:
    data = request.POST or None
    steps = [{"on": step.on, "name": step.name, "done": step.done} for step in known.milestones]
    return ActionForm(data, known, choices), Milestones(data, initial=steps, prefix="steg")


def _written(steps: forms.BaseFormSet[MilestoneForm]) -> tuple[Milestone, ...]:
    """List the milestones that are to stand, by their days."""
    given = [form.cleaned_data for form in steps.forms if form.cleaned_data.get("name")]
    kept = [
        Milestone(name=" ".join(each["name"].split()), on=each["on"], done=each["done"])
        for each in given
        if not each["remove"]
    ]
    return tuple(sorted(kept, key=lambda step: step.on))


def _steps_beside(steps: forms.BaseFormSet[MilestoneForm], known: Action) -> dict[str, str]:
    """Say which milestones are stored, where others were written."""
    is_same = steps.is_valid() and _written(steps) == tuple(
        sorted(known.milestones, key=lambda step: step.on)
    )
    return {} if is_same else {_("Milstolpar"): milestones_text(known.milestones)}


def _show(
    request: ActorRequest,
    known: Action,
    form: ActionForm,
    steps: forms.BaseFormSet[MilestoneForm],
    *,
    title: str,
    back: str,
) -> HttpResponse:
    places = {
        "action": known,
        "form": form,
        "steps": steps,
        "title": title,
        "back": back,
        "halves": HALVES,
        "is_new": not known.key,
    }
    is_wrong = form.errors or (request.method == "POST" and not steps.is_valid())
    return render(request, "actions/form.html", places, status=422 if is_wrong else 200)


def offered_with(
    codes: Iterable[str], offered: Iterable[tuple[str, str]], names: Mapping[str, str] = MappingProxyType({})
) -> list[tuple[str, str]]:
    """Offer what an action has already, also where the actor could not choose it; ``names`` names that."""
    choices = dict(offered)
    held = {code: names.get(code, code) for code in codes if code and code not in choices}
    return list((held | choices).items())


def _chosen_first(
    codes: Iterable[str], offered: Iterable[tuple[str, str]], names: Mapping[str, str] = MappingProxyType({})
) -> list[tuple[str, str]]:
    """Offer what an action has before all else: a long list shows only its first. ``names`` names that."""
    choices = dict(offered)
    held = {code: choices.get(code, names.get(code, code)) for code in codes}
    return list((held | choices).items())


def in_turn(known: Iterable[Each], given: Iterable[Each]) -> tuple[Each, ...]:
    """Give what was chosen as it stood before, and then what is new: to save again changes nothing."""
    chosen = tuple(given)
    return tuple(dict.fromkeys((*(each for each in known if each in chosen), *chosen)))


def _goals(known: Action, choices: ActionChoices) -> list[tuple[str, str]]:
    """Offer the goals of the year's structures, and those that the action has already."""
    offered = {
        f"{each.ref.structure}/{each.ref.key}": f"{period_word(structure.key)}, {titled(each)}: {each.name}"
        for structure, elements in choices.goals
        for each in elements
    }
    return _chosen_first([refs_text((ref,)) for ref in known.goals], offered.items())


def _first_values(known: Action) -> dict[str, Any]:
    return {
        **{name: getattr(known, name) for name in PLAIN},
        "year": known.year,
        "first_day": known.first_day,
        "last_day": known.last_day,
        "goals": [refs_text((ref,)) for ref in known.goals],
        "themes": list(known.themes),
        "indicators": list(known.indicators),
        "cost": as_written(known.cost),
        "financing": str(known.financing),
        "version": known.version,
    }


urlpatterns = [
    path("atgarder/ny/", new_action, name="new-action"),
    path("atgarder/<str:key>/andra/", change_one, name="change-action"),
]
