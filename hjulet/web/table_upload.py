"""A table that somebody pastes or sends as a file, which is shown before it is let in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.services.errors import RefusedError
from hjulet.texts.problems import sentence
from hjulet.web.upload_handler import ArrivedFile
from hjulet.web.words import language

LONGEST_TABLE = 2_000_000
"""Characters of a pasted table; a larger file is refused too."""


_BESIDE = 20_000
"""Bytes for all that is sent beside a table that was shown."""


def fits_a_form(text: str) -> bool:
    """Tell whether a table can be sent back by the page that shows it: a browser ends each line with two."""
    ends = text.count("\n")
    size = len(text.encode()) + ends
    return len(text) + ends <= LONGEST_TABLE and size <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _BESIDE


class TableForm(forms.Form):
    """A table: pasted from a sheet, or in a file."""

    text = forms.CharField(
        label=gettext_lazy("Klistra in från Excel"),
        required=False,
        max_length=LONGEST_TABLE,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Eller välj en fil (csv eller xlsx)"), required=False, max_length=200
    )

    def arrived(self) -> list[ArrivedFile]:
        """List the files that were sent."""
        file = self.cleaned_data.get("file")
        return [file] if file else []

    def clean(self) -> dict[str, Any]:
        """Ask for a table or a file, not none, and for a file that has come in whole."""
        given: dict[str, Any] = super().clean() or {}
        try:
            for file in self.arrived():
                file.require_whole()
        except RefusedError as refusal:
            raise forms.ValidationError(
                [sentence(problem, language=language()) for problem in refusal.problems]
            ) from refusal
        if not given.get("text") and not given.get("file") and not self.errors:
            raise forms.ValidationError(_("Klistra in en tabell eller välj en fil."))
        return given

    def table(self) -> tuple[bytes, str]:
        """Give the file, else what was pasted, and its name."""
        file = self.cleaned_data["file"]
        if file:
            return bytes(file.read(LONGEST_TABLE + 1)), str(file.name)
        return str(self.cleaned_data["text"]).encode(), _("Inklistrat")


class SeenForm(forms.Form):
    """The names of files that were shown, and what had been done when they were."""

    file = forms.CharField(max_length=1000)
    base = forms.IntegerField(min_value=0)


def lost_words() -> str:
    """Say that a table that was shown has not come back as it was sent."""
    return _("Tabellen kom inte fram hel, och ingenting är sparat. Välj filen igen.")


class LetInForm(SeenForm):
    """A table that was shown."""

    text = forms.CharField(max_length=LONGEST_TABLE, strip=False)
