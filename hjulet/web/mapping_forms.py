"""The forms of the mapping: a rule of each kind, several at once, and what is saved.

What a field may be is judged by the service, which knows files too; a form only asks and carries.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.mapping import InternalScope, RuleKind
from hjulet.domain.statement import (
    BALANCE_LINES,
    MUNICIPAL_BALANCE_LINES,
    MUNICIPAL_RESULT_LINES,
    RESULT_LINES,
)
from hjulet.services.mapping import Placing
from hjulet.texts.labels import line_label
from hjulet.web.mapping_words import PART_WORDS, SCOPES
from hjulet.web.table_upload import LONGEST_TABLE, TableForm
from hjulet.web.words import language


class RulesForm(TableForm):
    """Rules pasted from a sheet, or in a file: one of the two."""

    placing = forms.ChoiceField(
        label=gettext_lazy("Reglerna ska"),
        choices=[
            (Placing.FIRST.value, gettext_lazy("läggas före de regler som finns")),
            (Placing.REPLACE.value, gettext_lazy("ersätta alla regler som finns")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a table of a reasonable size."""
        given = super().clean()
        if given.get("file") and given["file"].size > LONGEST_TABLE:
            raise forms.ValidationError(_("Filen är större än 2 MB. Så många regler behövs aldrig."))
        return given


class SaveForm(forms.Form):
    """A table that was tried, the version it was made from, and why."""

    text = forms.CharField(max_length=LONGEST_TABLE, strip=False, widget=forms.HiddenInput)
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Vad ändras, och varför?"),
        max_length=500,
        help_text=gettext_lazy("Anteckningen syns bland versionerna."),
    )


class NoteForm(forms.Form):
    """Why one goes back to an earlier version, and which one was in force then."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Varför?"),
        max_length=500,
        help_text=gettext_lazy("Anteckningen syns bland versionerna."),
    )


class EditionForm(forms.Form):
    """An edition of Kommun-Bas to start from, and the years that its rules shall hold."""

    edition = forms.ChoiceField(
        label=gettext_lazy("Kommun-Bas"), choices=[("13", "13"), ("21", "21"), ("26", "26")]
    )
    first = forms.IntegerField(label=gettext_lazy("Från år"), min_value=1998, max_value=2199)
    last = forms.IntegerField(
        label=gettext_lazy("Till år"),
        min_value=1998,
        max_value=2199,
        required=False,
        help_text=gettext_lazy("Tomt betyder tills vidare."),
    )


def rule_form(
    kind: RuleKind, units: Mapping[str, str], *, data: Mapping[str, object] | None, initial: Mapping[str, str]
) -> forms.Form:
    """Make the form of a rule of a kind."""
    form = forms.Form(data, initial=dict(initial))
    form.fields.update(_fields(kind, units))
    return form


def _fields(kind: RuleKind, units: Mapping[str, str]) -> dict[str, forms.Field]:
    years: dict[str, forms.Field] = {
        "valid_from": _text(_("Från år"), length=4),
        "valid_to": _text(_("Till år"), length=4, help_text=_("Tomt betyder tills vidare.")),
    }
    if kind is RuleKind.ACCOUNTS:
        enough = _("De första siffrorna räcker: 50 är alla konton som börjar på 50.")
        codes = {
            "account_from": _text(_("Från konto"), length=20, help_text=enough),
            "account_to": _text(_("Till konto"), length=20, help_text=_("Tomt betyder bara det kontot.")),
        }
        return {**codes, "line": _choice(_("Rad"), _line_choices()), **years}
    codes = {
        "code_from": _text(_("Från kod"), length=40, help_text=_("De första tecknen räcker.")),
        "code_to": _text(_("Till kod"), length=40, help_text=_("Tomt betyder bara den koden.")),
    }
    if kind is RuleKind.UNITS:
        return {**codes, "unit": _choice(_("Enhet"), _unit_choices(units)), **years}
    parts = [(part, _(word)) for part, word in PART_WORDS.items()]
    scopes = [(scope.value, _(SCOPES[scope])) for scope in InternalScope]
    unit = _choice(_("Enhet som motparten står för"), [("", _("ingen")), *_unit_choices(units)])
    return {
        "code_part": _choice(_("Regeln gäller"), parts),
        **codes,
        "scope": _choice(_("Posten är intern"), scopes),
        "unit": unit,
        **years,
    }


def _text(label: str, *, length: int, help_text: str = "") -> forms.Field:
    return forms.CharField(label=label, max_length=length, required=False, help_text=help_text)


def _choice(label: str, choices: object) -> forms.Field:
    return forms.ChoiceField(label=label, choices=choices, required=False)  # type: ignore[arg-type]


def _unit_choices(units: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(code, f"{name} ({code})") for code, name in units.items()]


def _line_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Group the lines by the statements that have them."""
    groups = (
        (_("Nämndens resultaträkning"), RESULT_LINES),
        (_("Bara kommunens resultaträkning"), MUNICIPAL_RESULT_LINES),
        (_("Balansräkning"), (*BALANCE_LINES, *MUNICIPAL_BALANCE_LINES)),
    )
    return [
        (label, [(line, line_label(line, language=language())) for line in lines]) for label, lines in groups
    ]
