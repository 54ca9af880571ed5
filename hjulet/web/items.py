"""Särskilda poster: a unit's result beside the result without them, and writing them."""

from typing import ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.numbers import format_number
from hjulet.services.adjusted import adjusted_result
from hjulet.services.errors import ConflictError
from hjulet.services.items import ItemText, find_item, remove_item, save_item
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import PERIOD, with_query
from hjulet.web.amounts import AmountField
from hjulet.web.context import Asked, asked
from hjulet.web.register_forms import version_of
from hjulet.web.words import language, month_name


class ItemForm(forms.Form):
    """An item: its month, name, amount and reason. ``months`` are those that it may be booked in."""

    explains: ClassVar = {"amount": "item-amount"}

    month = forms.ChoiceField(label=gettext_lazy("Månad"))
    name = forms.CharField(label=gettext_lazy("Post"), max_length=120)
    amount = AmountField(
        label=gettext_lazy("Belopp"),
        help_text=gettext_lazy("Kronor, eller med tkr eller mnkr efter. Minus sänker resultatet."),
    )
    reason = forms.CharField(label=gettext_lazy("Varför"), max_length=500, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: object, months: tuple[str, ...], **named: object) -> None:
        """Let the months be chosen by their names."""
        super().__init__(*given, **named)  # type: ignore[arg-type]
        choices = [(month, f"{month_name(month)} {month[:4]}") for month in months]
        self.fields["month"].choices = choices  # type: ignore[attr-defined]

    def text(self, unit: str) -> ItemText:
        """Give what was written."""
        given = self.cleaned_data
        return ItemText(
            unit=unit,
            month=given["month"],
            name=given["name"],
            amount=given["amount"],
            reason=given["reason"],
        )


def items(request: ActorRequest, unit: str) -> HttpResponse:
    """Show a unit's named items and what they do to its result; on POST, add one."""
    here = asked(request, unit=unit)
    form = ItemForm(request.POST or None, months=here.period.months)
    if request.method == "POST" and form.is_valid():
        save_item(form.text(unit), by=here.by, at=here.at)
        return redirect(_address(here))
    found = adjusted_result(
        unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    lines = [
        (item, found.names.get(item.unit, item.unit), month_name(item.month), found.people.get(item.set_by))
        for item in found.items
    ]
    status = 422 if form.errors else 200
    return render(
        request,
        "items/page.html",
        {"here": here, "found": found, "lines": lines, "form": form},
        status=status,
    )


def item(request: ActorRequest, unit: str, key: str) -> HttpResponse:
    """Change or remove one item."""
    here = asked(request, unit=unit)
    known = find_item(key, under=unit, by=here.by, at=here.at)
    first = {
        "month": known.month,
        "name": known.name,
        "amount": format_number(known.amount, decimals=2),
        "reason": known.reason,
        "version": known.version,
    }
    months = tuple(sorted({*here.period.months, known.month}))
    form = ItemForm(request.POST or None, months=months, initial=first)
    try:
        if "remove" in request.POST:
            remove_item(key, version=version_of(request.POST.get("version", "")), by=here.by, at=here.at)
            return redirect(_address(here))
        if request.method == "POST" and form.is_valid():
            read = form.cleaned_data["version"] or 0
            save_item(form.text(known.unit), key=key, version=read, by=here.by, at=here.at)
            return redirect(_address(here))
    except ConflictError as conflict:
        form.add_error(
            None, _("Någon annan har ändrat posten till ”{theirs}”.").format(theirs=conflict.theirs)
        )
        form.data = {**request.POST.dict(), "version": str(conflict.version)}
    status = 422 if form.errors else 200
    places = {"here": here, "known": known, "form": form, "back": _address(here)}
    return render(request, "items/item.html", places, status=status)


def _address(here: Asked) -> str:
    return with_query(reverse("items", kwargs={"unit": here.unit}), {PERIOD: str(here.period)})


urlpatterns = [
    path("enhet/<str:unit>/poster/", items, name="items"),
    path("enhet/<str:unit>/poster/<str:key>/", item, name="item"),
]
