"""The form of an element of the goals: the fields of its kind, and what may be chosen."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.goals.element import Element, FollowedBy, ProgrammeState, Scope
from hjulet.domain.goals.files import LONGEST_NAME, LONGEST_TEXT
from hjulet.domain.goals.writing import MUST_STAND_UNDER
from hjulet.services.goal_choices import GoalChoices
from hjulet.services.goal_pages import GoalsPage
from hjulet.texts.catalogue import translate
from hjulet.texts.goals import FOLLOWED, SCOPES, STATES
from hjulet.web.goal_words import titled
from hjulet.web.register_forms import year_field
from hjulet.web.words import language

YEARS = ("first_year", "last_year")
HALVES = ("lead", "through", *YEARS)
"""Fields that stand two by two where there is room."""

_NO_CHOICE = ("", "–")


class ElementForm(forms.Form):
    """An element: under what, its words, whose, with whom, whom it is about, how it is measured."""

    under = forms.ChoiceField(label=gettext_lazy("Under"), required=False)
    number = forms.CharField(label=gettext_lazy("Nummer"), max_length=20, required=False)
    name = forms.CharField(
        label=gettext_lazy("Lydelse"), max_length=LONGEST_NAME, widget=forms.Textarea(attrs={"rows": 2})
    )
    lead = forms.ChoiceField(label=gettext_lazy("Ansvarig"), required=False)
    through = forms.ChoiceField(
        label=gettext_lazy("Genom"),
        required=False,
        help_text=gettext_lazy("Enheten som gör det, om det är en annan än den ansvariga."),
    )
    bodies = forms.MultipleChoiceField(
        label=gettext_lazy("Delar ansvaret"), required=False, widget=forms.CheckboxSelectMultiple
    )
    followed_by = forms.ChoiceField(label=gettext_lazy("Uppföljning"))
    scope = forms.ChoiceField(
        label=gettext_lazy("Omfattning"),
        help_text=gettext_lazy("Sjukfrånvaron i hela kommunen är något annat än den på det egna kontoret."),
    )
    state = forms.ChoiceField(label=gettext_lazy("Läge"))
    first_year = year_field(gettext_lazy("Första år"), required=False)
    last_year = year_field(gettext_lazy("Sista år"), required=False)
    indicators = forms.CharField(
        label=gettext_lazy("Indikatorer"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=gettext_lazy("Beteckningar med blanksteg mellan, till exempel N00945."),
    )
    note = forms.CharField(label=gettext_lazy("Anmärkning"), max_length=LONGEST_TEXT, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: object,
        known: Element,
        written: Collection[str],
        above: Iterable[Element],
        choices: GoalChoices,
        *,
        within: GoalsPage,
    ) -> None:
        """Have the fields that are written of the kind, and let what may be chosen be chosen by its name."""
        super().__init__(data, initial=first_values(known))  # type: ignore[arg-type]
        self._written = frozenset(written)
        top = [] if known.kind in MUST_STAND_UNDER else [_NO_CHOICE]
        nobody = [("", _("Ingen utsedd"))] if choices.is_central else []
        offered: Mapping[str, list[tuple[str, str]]] = {
            "under": [*top, *((each.ref.key, f"{titled(each)}: {each.name}") for each in above)],
            "lead": _with([known.lead], [*choices.leads, *nobody], within),
            "through": _with([known.through], [_NO_CHOICE, *choices.units], within),
            "bodies": _with(known.bodies, choices.bodies, within),
            "followed_by": [(str(each), _said(FOLLOWED[each])) for each in FollowedBy],
            "scope": [(str(each), _said(SCOPES[each])) for each in Scope],
            "state": [(str(each), f"{shape} {_said(word)}") for each, (shape, word) in STATES.items()],
        }
        for name, held in offered.items():
            self.fields[name].choices = held  # type: ignore[attr-defined]
        self.fields["under"].required = not top
        for name in set(first_values(known)) - set(_form_fields(self._written)) - {"version"}:
            del self.fields[name]

    def clean_name(self) -> str:
        """Put the name on one line."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_indicators(self) -> str:
        """Put blanks between the ids, also of whoever wrote commas."""
        return " ".join(self.cleaned_data["indicators"].replace(",", " ").split())

    def close(self, names: Collection[str]) -> None:
        """Let some fields only show: what they hold is somebody else's, stays as it is, and is not judged."""
        self._written -= frozenset(names)
        for name in _form_fields(names):
            field = self.fields[name]
            self.fields[name] = forms.Field(
                label=field.label,
                help_text=field.help_text,
                widget=field.widget,
                required=False,
                disabled=True,
            )

    def element(self, known: Element) -> Element:
        """Give an element with what the actor wrote of it."""
        given: dict[str, Any] = {
            **first_values(known),
            **{name: value for name, value in self.cleaned_data.items() if value is not None},
        }
        written: dict[str, Any] = {
            **{name: given[name] for name in ("under", "number", "name", "lead", "through", "note")},
            "bodies": tuple(given["bodies"]),
            "followed_by": FollowedBy(given["followed_by"]),
            "scope": Scope(given["scope"]),
            "state": ProgrammeState(given["state"]),
            "years": (self.cleaned_data.get("first_year"), self.cleaned_data.get("last_year")),
            "indicators": tuple(given["indicators"].split()),
        }
        own = {name: value for name, value in written.items() if name in self._written}
        return replace(known, **own, version=self.cleaned_data["version"] or 0)


def first_values(known: Element) -> dict[str, Any]:
    """Give an element as the form's first values."""
    first, last = known.years
    as_they_are = ("under", "number", "name", "lead", "through", "note", "version")
    return {
        **{name: getattr(known, name) for name in as_they_are},
        **{name: str(getattr(known, name)) for name in ("followed_by", "scope", "state")},
        "bodies": list(known.bodies),
        "indicators": " ".join(known.indicators),
        "first_year": first,
        "last_year": last,
    }


def _form_fields(names: Iterable[str]) -> list[str]:
    return [field for name in names for field in (YEARS if name == "years" else (name,))]


def _said(word: str) -> str:
    return translate(word, language=language())


def _with(
    codes: Iterable[str], offered: Iterable[tuple[str, str]], found: GoalsPage
) -> list[tuple[str, str]]:
    """Offer what an element has already, also where the actor could not choose it."""
    has = {code: found.names.get(code, code) for code in codes if code}
    return list((dict(offered) | has).items())
