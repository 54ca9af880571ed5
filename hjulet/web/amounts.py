"""Amounts and numbers in forms: read as Swedes write them, told in Swedish where they cannot be read."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hjulet.domain.numbers import NotANumber, format_number, parse_amount, parse_number


def as_written(kronor: Decimal | None) -> str:
    """Write an amount as people do in a form: without decimals where it is whole kronor."""
    if kronor is None:
        return ""
    return format_number(kronor, decimals=0 if kronor == kronor.to_integral_value() else 2)


class AmountField(forms.CharField):
    """Kronor, or with tkr or mnkr after; empty is None where the field is not required."""

    def __init__(self, **named: Any) -> None:
        """Take a text as long as an amount may be."""
        super().__init__(max_length=40, **named)

    def clean(self, value: Any) -> Decimal | None:
        """Read the amount."""
        text = super().clean(value)
        try:
            return parse_amount(text) if text else None
        except NotANumber as fault:
            raise forms.ValidationError(_("Beloppet går inte att läsa.")) from fault


class NumberField(forms.CharField):
    """A number below ``below`` with at most ``decimals``; empty is None where the field is not required."""

    def __init__(self, *, below: Decimal, decimals: int, **named: Any) -> None:
        """Take a text as long as a number may be, on a keyboard of numbers."""
        self.below, self.decimals = below, decimals
        super().__init__(max_length=30, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **named)

    def clean(self, value: Any) -> Decimal | None:
        """Read the number."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = parse_number(text)
        except NotANumber as fault:
            raise forms.ValidationError(_("Talet går inte att läsa.")) from fault
        if abs(number) >= self.below or number != round(number, self.decimals):
            said = _("Skriv ett mindre tal, med högst {decimals} decimaler.")
            raise forms.ValidationError(said.format(decimals=self.decimals))
        return number
