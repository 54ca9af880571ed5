"""What the forms of registers share: codes, days, amounts, and an entry with its version."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.numbers import format_number
from hjulet.domain.register import FIRST_YEAR, LAST_YEAR, Entry
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.texts.catalogue import translate
from hjulet.texts.problems import sentence
from hjulet.web.amounts import AmountField
from hjulet.web.words import language

_FIRST_DAY, _LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


def _require_day(day: date) -> None:
    if not _FIRST_DAY <= day <= _LAST_DAY:
        said = _("Skriv en dag från {first} till {last}.")
        raise forms.ValidationError(said.format(first=_FIRST_DAY, last=_LAST_DAY))


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Make a field for a day of the years that registers hold."""
    attrs = {"type": "date", "min": _FIRST_DAY.isoformat(), "max": _LAST_DAY.isoformat()}
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs),
        input_formats=["%Y-%m-%d"],
        validators=[_require_day],
    )


def year_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    """Make a field for a year that registers hold."""
    return forms.IntegerField(
        label=label, required=required, help_text=help_text, min_value=FIRST_YEAR, max_value=LAST_YEAR
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
    amount = AmountField(
        label=gettext_lazy("Belopp"),
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


def refuse(
    form: forms.Form,
    fault: RefusedError | ConflictError,
    *,
    changed: str = "",
    at: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Say on the form why nothing was saved; what somebody else wrote meanwhile can be written over.

    ``changed`` are the words for that, with ``{theirs}``, where it was not somebody else. ``at`` names the
    field that a problem's code is about; others are said above the form.
    """
    if isinstance(fault, RefusedError):
        for problem in fault.problems:
            field = at.get(problem.code, "")
            form.add_error(field if field in form.fields else None, sentence(problem, language=language()))
        return
    said = changed or _("Någon annan har ändrat till ”{theirs}”. Spara igen för att skriva över.")
    form.add_error(None, said.format(theirs=fault.theirs))
    again = form.data.copy()  # type: ignore[attr-defined]
    again["version"] = str(fault.version)
    form.data = again


def said_value(field: forms.Field, value: object) -> str:
    """Say a field's value: a choice by its name, nothing as a dash."""
    names = {str(code): str(name) for code, name in getattr(field, "choices", ())}
    values = value if isinstance(value, list) else [value]
    return ", ".join(names.get(str(each), str(each)) for each in values if each).rstrip(".") or "–"


def tell_overtaken(
    form: forms.Form,
    fault: ConflictError,
    *,
    again: str = "",
    beside: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Say on a form all that saving it again would write over: each field where something else is stored.

    A form begins with what is stored, so that is the version that can be written over; what begins without a
    value is not stored, such as why. ``again`` says what to do to have it one's own way, where that is not to
    save; ``beside`` is what is stored of what stands beside the form, by its label.
    """
    form.is_valid()  # what was written is compared as it is read
    fields = [
        f"{_asked(form.fields[name])} {said_value(form.fields[name], form.initial.get(name))}"
        for name in form.changed_data
        if name in form.initial and name != "version" and _differs(form, name)
    ]
    theirs = ". ".join((*fields, *(f"{label}: {stored or '–'}" for label, stored in beside.items())))
    if not theirs:
        refuse(form, fault)
        return
    told = _("Någon annan har ändrat medan du skrev. Nu står där {theirs}.")
    said = f"{told} {again or _('Spara igen för att skriva över.')}"
    now = ConflictError(theirs=theirs, mine=fault.mine, version=form.initial["version"])
    refuse(form, now, changed=said)


def _differs(form: forms.Form, name: str) -> bool:
    """Tell whether something else was written than what is stored, however it was written."""
    try:
        stored = form.fields[name].clean(form.initial.get(name))
    except forms.ValidationError:
        return True
    return bool(form.cleaned_data.get(name) != stored)


def _asked(field: forms.Field) -> str:
    """Write the label of a field before its value; a question has its own mark."""
    label = str(field.label)
    return label if label.endswith("?") else f"{label}:"


def require_version(form: forms.Form, title: str) -> None:
    """Refuse a change that does not tell what it changes: somebody else may have changed it meanwhile."""
    if not form.cleaned_data["version"]:
        raise ConflictError(theirs=title, mine="", version=form.initial["version"])


def version_of(text: str) -> int:
    """Read the version that a form carries; 0 for none."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0
