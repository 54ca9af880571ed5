"""What the forms of registers share: codes, days, amounts, and an entry with its version."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.numbers import NotANumber, format_number, parse_amount
from hjulet.domain.register import Entry
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.texts.catalogue import translate
from hjulet.texts.problems import sentence
from hjulet.web.words import language

_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Make a field for a day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=widget, input_formats=["%Y-%m-%d"]
    )


def year_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    """Make a field for a year."""
    return forms.IntegerField(
        label=label, required=required, help_text=help_text, min_value=_FIRST_YEAR, max_value=_LAST_YEAR
    )


def codes_field() -> forms.CharField:
    """Make a field for the projects of the ledger, with blanks between."""
    return forms.CharField(
        label=gettext_lazy("Projektkoder i huvudboken"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Med blanksteg mellan. Utfallet är raderna med de koderna."),
    )


class EntryForm(forms.Form):
    """An entry of a register: what, which year, when, how much, and what says so."""

    kind = forms.ChoiceField(label=gettext_lazy("Vad"))
    year = year_field(gettext_lazy("Avser år"))
    on = day_field(gettext_lazy("Datum"))
    amount = forms.CharField(
        label=gettext_lazy("Belopp"),
        max_length=40,
        help_text=gettext_lazy("Kronor, eller med tkr eller mnkr efter."),
    )
    reference = forms.CharField(label=gettext_lazy("Beslut eller underlag"), max_length=200)
    note = forms.CharField(label=gettext_lazy("Anmärkning"), max_length=500, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: object, kinds: Mapping[str, str], **named: object) -> None:
        """Let the kinds be chosen by their names."""
        super().__init__(*given, **named)  # type: ignore[arg-type]
        choices = [(kind, translate(name, language=language())) for kind, name in kinds.items()]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    def clean_amount(self) -> Decimal:
        """Read the amount as Swedes write it."""
        try:
            return parse_amount(self.cleaned_data["amount"])
        except NotANumber as fault:
            raise forms.ValidationError(_("Beloppet går inte att läsa.")) from fault

    def entry(self, key: str = "") -> Entry:
        """Give what was written."""
        given = {name: self.cleaned_data[name] for name in _WRITTEN}
        return Entry(**given, key=key, version=self.cleaned_data["version"] or 0)


_WRITTEN = ("kind", "year", "on", "amount", "reference", "note")


def entry_values(entry: Entry) -> dict[str, object]:
    """Give an entry as the form's first values."""
    values = {name: getattr(entry, name) for name in _WRITTEN}
    return {**values, "amount": format_number(entry.amount, decimals=2), "version": entry.version}


def new_entry_values(year: int, today: date) -> dict[str, object]:
    """Give what a new entry most often says."""
    return {"year": year, "on": today}


def refuse(form: forms.Form, fault: RefusedError | ConflictError) -> None:
    """Say on the form why nothing was saved; what somebody else wrote meanwhile can be written over."""
    if isinstance(fault, RefusedError):
        for problem in fault.problems:
            form.add_error(None, sentence(problem, language=language()))
        return
    said = _("Någon annan har ändrat till ”{theirs}”. Spara igen för att skriva över.")
    form.add_error(None, said.format(theirs=fault.theirs))
    form.data = {**form.data.dict(), "version": str(fault.version)}  # type: ignore[attr-defined]


def version_of(text: str) -> int:
    """Read the version that a form carries; 0 for none."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0
