"""The forms of a team's board: a followed row, a deviation and an improvement."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.board.followed import Deviation, FollowedRow
from hjulet.domain.board.improvement import Improvement
from hjulet.domain.goals.element import Ref
from hjulet.services.boards import AimChoices, BoardPage, Choices
from hjulet.web.amounts import NumberField
from hjulet.web.board_words import amount_said
from hjulet.web.goal_words import titled
from hjulet.web.register_forms import day_field

LONGEST_TEXT, LONGEST_NOTE = 500, 2000
_AWARE = gettext_lazy("Skriv inget som pekar ut en brukare, en elev eller en patient.")
UNCHANGED = "="
"""The value of a choice that stays as it is and is not told: a protected person, an indicator of others."""


class RowForm(forms.Form):
    """A followed row: what it is called, what is normal, and what it leads up to."""

    name = forms.CharField(
        label=gettext_lazy("Vad ni följer"),
        max_length=120,
        help_text=gettext_lazy("Kort, så att det går att läsa på håll."),
    )
    normal = forms.CharField(
        label=gettext_lazy("Normalläge"),
        max_length=200,
        help_text=gettext_lazy("Så att alla ser när det avviker, till exempel: Svar inom två dagar."),
    )
    goal = forms.ChoiceField(label=gettext_lazy("Mål"), required=False)
    indicator = forms.ChoiceField(label=gettext_lazy("Indikator"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: object, *, known: FollowedRow | None, page: BoardPage, among: AimChoices
    ) -> None:
        """Let goals and indicators be chosen by name; what the row has already can stay."""
        first = _row_values(known)
        goals = {_goal_code(each.ref): f"{titled(each)}: {each.name}" for each in among.goals}
        indicators = dict(among.indicators)
        if known and known.goal:
            element = page.goals.get(known.goal)
            goals.setdefault(_goal_code(known.goal), element.name if element else known.goal.key)
        if known and known.indicator and known.indicator not in indicators:
            first["indicator"], indicators[UNCHANGED] = UNCHANGED, _("Oförändrad")
        super().__init__(data, initial=first)  # type: ignore[arg-type]
        for name, offered in (("goal", goals), ("indicator", indicators)):
            self.fields[name].choices = [("", "–"), *offered.items()]  # type: ignore[attr-defined]

    def row(self, known: FollowedRow | None, *, on: date) -> FollowedRow:
        """Give what was written; a new row is followed from a day on."""
        given = self.cleaned_data
        structure, _, key = given["goal"].partition(" ")
        before = known or FollowedRow(name="", normal="", since=on)
        return replace(
            before,
            name=" ".join(given["name"].split()),
            normal=" ".join(given["normal"].split()),
            goal=Ref(structure, key) if key else None,
            indicator=before.indicator if given["indicator"] == UNCHANGED else given["indicator"],
            version=given["version"] or 0,
        )


class _ToldForm(forms.Form):
    """What is not normal, in a line; how many, if one counts."""

    text = forms.CharField(
        label=gettext_lazy("Vad avviker?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_AWARE,
    )
    amount = NumberField(label=gettext_lazy("Antal"), required=False, below=Decimal(10) ** 12, decimals=4)


class TellForm(_ToldForm):
    """A deviation that is new; it is of today unless one says another day."""

    day = day_field(gettext_lazy("Dag"), required=False)

    def deviation(self, row: int, *, on: date) -> Deviation:
        """Give what was written; without a day it is of today."""
        given = self.cleaned_data
        return Deviation(row=row, day=given["day"] or on, text=given["text"], amount=given["amount"])


class DeviationForm(_ToldForm):
    """A deviation that is told already: changed, or over."""

    day = day_field(gettext_lazy("Avviker sedan"))
    closed_on = day_field(
        gettext_lazy("Normalt igen"), required=False, help_text=gettext_lazy("Tomt så länge det avviker.")
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, *, known: Deviation) -> None:
        """Begin with what is told."""
        first = {**vars(known), "amount": amount_said(known.amount)}
        super().__init__(data, initial=first)  # type: ignore[arg-type]

    def deviation(self, known: Deviation) -> Deviation:
        """Give what was written."""
        given = {**self.cleaned_data, "version": self.cleaned_data["version"] or 0}
        return replace(known, **given)


class ImprovementForm(forms.Form):
    """An improvement: what, who, by when, what it lifts and where it came from."""

    title = forms.CharField(
        label=gettext_lazy("Vad ska bli bättre, och hur?"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("En liten sak som går att prova på några veckor."),
    )
    person = forms.ChoiceField(label=gettext_lazy("Ansvarig"), required=False)
    role = forms.CharField(
        label=gettext_lazy("Roll eller grupp"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("För den som inte har ett konto här, till exempel Lönegruppen."),
    )
    due = day_field(gettext_lazy("Klart senast"), required=False)
    row = forms.TypedChoiceField(label=gettext_lazy("Lyfter"), required=False, coerce=int, empty_value=None)
    deviation = forms.TypedChoiceField(
        label=gettext_lazy("Kommer av avvikelsen"), required=False, coerce=int, empty_value=None
    )
    note = forms.CharField(
        label=gettext_lazy("Anteckning"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_AWARE,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, *, known: Improvement, page: BoardPage, people: Choices) -> None:
        """Let people, rows and deviations be chosen; what it has already can stay.

        A person who is not offered stays under the name that everybody may see, without the username.
        """
        first, board, day = dict(vars(known)), page.started, page.day
        owners = dict(people)
        if known.person and known.person not in owners:
            first["person"], owners[UNCHANGED] = UNCHANGED, page.people.get(known.person, _("Oförändrad"))
        super().__init__(data, initial=first)  # type: ignore[arg-type]
        rows = {each.number: each.name for each in board.rows if each.is_followed(day, day)}
        rows |= {each.number: each.name for each in board.rows if each.number == known.row}
        told = {
            each.number: f"{each.day:%Y-%m-%d} {each.text}"[:120]
            for each in reversed(board.deviations)
            if each.is_open(day) or each.number == known.deviation
        }
        for name, offered in (("person", owners), ("row", rows), ("deviation", told)):
            self.fields[name].choices = [("", "–"), *offered.items()]  # type: ignore[attr-defined]

    def improvement(self, known: Improvement) -> Improvement:
        """Give what was written."""
        given = self.cleaned_data
        written = {**given, "title": " ".join(given["title"].split()), "version": given["version"] or 0}
        if given["person"] == UNCHANGED:
            written["person"] = known.person
        return replace(known, **written)


def _row_values(known: FollowedRow | None) -> dict[str, object]:
    if known is None:
        return {}
    return {**vars(known), "goal": _goal_code(known.goal) if known.goal else ""}


def _goal_code(ref: Ref) -> str:
    return f"{ref.structure} {ref.key}"
