"""Statsbidrag: the grants of a unit and a year, one grant, and writing them and their entries."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.grant import GovernmentGrant
from hjulet.domain.reports.investments import OTHER_GRANTS, TOTAL_GRANTS
from hjulet.services.grant_pages import grant_list, grant_page, require_grant_editor
from hjulet.services.grants import find_grant, remove_grant, remove_grant_entry, save_grant, save_grant_entry
from hjulet.texts.labels import GRANT_ENTRY_KINDS
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address
from hjulet.web.context import asked, is_latest, require_latest
from hjulet.web.register import change_page, entry_form, entry_lines, new_entry_form, new_page
from hjulet.web.register_forms import codes_field, day_field
from hjulet.web.register_table import shown_rows
from hjulet.web.words import language


class GrantForm(forms.Form):
    """A grant: who gives it, how long it holds and on what condition, and its codes in the ledger."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    giver = forms.CharField(label=gettext_lazy("Bidragsgivare"), max_length=120)
    codes = codes_field()
    first_day = day_field(gettext_lazy("Gäller från"))
    last_day = day_field(
        gettext_lazy("Gäller till och med"),
        required=False,
        help_text=gettext_lazy("Tomt för ett bidrag som gäller tills vidare."),
    )
    condition = forms.CharField(label=gettext_lazy("Villkor"), max_length=500, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def grant(self, id: str, unit: str) -> GovernmentGrant:
        """Give what was written."""
        given = {name: self.cleaned_data[name] for name in _WRITTEN}
        codes = tuple(self.cleaned_data["codes"].split())
        return GovernmentGrant(
            **given, id=id, unit=unit, codes=codes, version=self.cleaned_data.get("version") or 0
        )


_WRITTEN = ("name", "giver", "first_day", "last_day", "condition")


class NewGrantForm(GrantForm):
    """The same with the id that references call it by, and no version yet."""

    version = None  # type: ignore[assignment]
    id = forms.CharField(
        label=gettext_lazy("Beteckning"),
        max_length=40,
        help_text=gettext_lazy("Kort, till exempel matlust. Används i referenser och ändras aldrig."),
    )
    field_order = ("id", "name", "giver")


def grants_here(request: ActorRequest) -> HttpResponse:
    """Lead on to the grants of the unit that one is at."""
    return redirect(address(request, "grants", unit=asked(request).unit))


def grants(request: ActorRequest, unit: str) -> HttpResponse:
    """Show the grants of a unit and all below it, beside what is booked."""
    here = asked(request, unit=unit)
    found = grant_list(unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at)
    sums = (OTHER_GRANTS, TOTAL_GRANTS)
    rows = (
        shown_rows(
            found.table,
            found.figures,
            href=lambda row: "" if row.id in sums else address(request, "grant", id=row.id),
        )
        if found.table
        else []
    )
    places = {
        "here": here,
        "found": found,
        "rows": rows,
        "differs": bool(found.figures[found.difference].value),
        "may_write": found.may_edit and is_latest(here),
    }
    return render(request, "grants/list.html", places)


def new_grant(request: ActorRequest, unit: str) -> HttpResponse:
    """Register a grant."""
    here = asked(request, unit=unit)
    require_grant_editor(unit, by=here.by, at=here.at)
    form = NewGrantForm(request.POST or None)
    return new_page(
        request,
        here,
        form,
        title=_("Nytt statsbidrag"),
        back=address(request, "grants", unit=unit),
        page="grant",
        save=lambda id: save_grant(form.grant(id, unit), by=here.by, at=here.at),
    )


def grant(request: ActorRequest, id: str) -> HttpResponse:
    """Show a grant with its years and its entries; on POST, add an entry."""
    here = asked(request)
    if request.method == "POST":
        require_latest(here)
    form = new_entry_form(request, here, kinds=GRANT_ENTRY_KINDS)
    if request.method == "POST" and form.is_valid():
        save_grant_entry(id, form.entry(), by=here.by, at=here.at)
        return redirect(address(request, "grant", id=id))
    found = grant_page(id, snapshot=here.snapshot, language=language(), by=here.by, at=here.at)
    entries = found.grant.entries
    places = {
        "here": here,
        "found": found,
        "may_write": found.may_edit and is_latest(here),
        "rows": shown_rows(found.table, found.figures),
        "entries": entry_lines(request, entries, of=id, kinds=GRANT_ENTRY_KINDS, page="grant-entry"),
        "form": form,
    }
    return render(request, "grants/grant.html", places, status=422 if form.errors else 200)


def change_grant(request: ActorRequest, id: str) -> HttpResponse:
    """Change or remove a grant."""
    here = asked(request)
    known = find_grant(id, by=here.by, at=here.at)
    first = {name: getattr(known, name) for name in (*_WRITTEN, "version")}
    form = GrantForm(request.POST or None, initial={**first, "codes": " ".join(known.codes)})
    return change_page(
        request,
        here,
        form,
        title=known.name,
        back=address(request, "grant", id=id),
        save=lambda: save_grant(form.grant(id, known.unit), by=here.by, at=here.at),
        removal=_("Ta bort statsbidraget"),
        remove=lambda version: remove_grant(id, version=version, by=here.by, at=here.at),
        after_removal=address(request, "grants", unit=known.unit),
    )


def grant_entry(request: ActorRequest, id: str, key: str) -> HttpResponse:
    """Change or remove one entry of a grant."""
    here = asked(request)
    known = find_grant(id, by=here.by, at=here.at)
    form = entry_form(request, known.entries, key, kinds=GRANT_ENTRY_KINDS)
    back = address(request, "grant", id=id)
    return change_page(
        request,
        here,
        form,
        title=_("Post i {name}").format(name=known.name),
        back=back,
        save=lambda: save_grant_entry(id, form.entry(key), by=here.by, at=here.at),
        removal=_("Ta bort posten"),
        remove=lambda version: remove_grant_entry(id, key, version=version, by=here.by, at=here.at),
        after_removal=back,
    )


urlpatterns = [
    path("statsbidrag/", grants_here, name="grants-here"),
    path("statsbidrag/enhet/<str:unit>/", grants, name="grants"),
    path("statsbidrag/enhet/<str:unit>/nytt/", new_grant, name="new-grant"),
    path("statsbidrag/bidrag/<str:id>/", grant, name="grant"),
    path("statsbidrag/bidrag/<str:id>/andra/", change_grant, name="change-grant"),
    path("statsbidrag/bidrag/<str:id>/post/<str:key>/", grant_entry, name="grant-entry"),
]
