"""Särskilda uppföljningar: accounts that somebody wants followed over all units of a body."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.services.errors import RefusedError
from hjulet.services.follow_ups import (
    FollowUpPage,
    FollowUpText,
    find_follow_up,
    follow_up_page,
    remove_follow_up,
    save_follow_up,
)
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import PERIOD, UNIT, with_query
from hjulet.web.context import Asked, asked, is_latest, require_latest
from hjulet.web.register import change_page
from hjulet.web.register_forms import refuse, year_field
from hjulet.web.words import language


class FollowUpForm(forms.Form):
    """A definition: what it is called, which accounts of which legal entity, which years, who asked."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    company = forms.ChoiceField(label=gettext_lazy("Företag"))
    accounts = forms.CharField(
        label=gettext_lazy("Konton"),
        max_length=300,
        help_text=gettext_lazy(
            "Konton eller intervall, till exempel 7410-7420, 76. Kontots första tecken räcker."
        ),
    )
    from_year = year_field(gettext_lazy("Från och med år"))
    to_year = year_field(gettext_lazy("Till och med år"), required=False)
    asked_by = forms.CharField(label=gettext_lazy("Begärd av"), max_length=120, required=False)
    decision = forms.CharField(label=gettext_lazy("Beslut"), max_length=200, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: object = None, *, companies: tuple[tuple[str, str], ...], initial: dict[str, object]
    ) -> None:
        """Let the legal entities be chosen by their names."""
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        self.fields["company"].choices = companies  # type: ignore[attr-defined]

    def text(self, unit: str) -> FollowUpText:
        """Give what was written."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return FollowUpText(unit=unit, **given)

    def save(self, here: Asked, *, unit: str, key: str = "") -> None:
        """Save what was written."""
        version = self.cleaned_data["version"] or 0
        save_follow_up(self.text(unit), key=key, version=version, by=here.by, at=here.at)


def follow_ups(request: ActorRequest) -> HttpResponse:
    """Show a unit's follow-ups and their costs in a year; on POST, define one."""
    here = asked(request)
    if request.method == "POST":
        require_latest(here)
    year = here.period.year
    found = follow_up_page(
        here.unit, year, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    form = FollowUpForm(request.POST or None, companies=found.companies, initial={"from_year": year})
    if request.method == "POST" and form.is_valid():
        try:
            form.save(here, unit=here.unit)
            return redirect(_back(here))
        except RefusedError as fault:
            refuse(form, fault)
    places = {
        "here": here,
        "found": found,
        "form": form,
        "year": year,
        "year_before": year - 1,
        "may_write": found.may_edit and is_latest(here),
        "rows": _rows(found),
    }
    return render(request, "follow_ups/page.html", places, status=422 if form.errors else 200)


def follow_up(request: ActorRequest, key: str) -> HttpResponse:
    """Change or remove one follow-up."""
    here = asked(request)
    known = find_follow_up(key, by=here.by, at=here.at)
    defined = known.follow_up
    first = {**vars(defined), "accounts": known.accounts, "version": known.version}
    form = FollowUpForm(request.POST or None, companies=known.companies, initial=first)
    return change_page(
        request,
        here,
        form,
        title=defined.name,
        back=_back(here),
        save=lambda: form.save(here, unit=defined.unit, key=key),
        removal=_("Ta bort uppföljningen"),
        remove=lambda version: remove_follow_up(key, version=version, by=here.by, at=here.at),
        after_removal=_back(here),
    )


def _rows(found: FollowUpPage) -> list[tuple[object, list[object]]]:
    """Give each row of the table with its figures, in the order of the columns."""
    if found.plan is None:
        return []
    columns = [column.id for column in found.plan.columns]
    return [(row, [row.cells[column] for column in columns]) for row in found.plan.rows]


def _back(here: Asked) -> str:
    return with_query(reverse("follow-ups"), {UNIT: here.unit, PERIOD: str(here.period)})


urlpatterns = [
    path("ekonomi/uppfoljningar/", follow_ups, name="follow-ups"),
    path("ekonomi/uppfoljningar/<str:key>/", follow_up, name="follow-up"),
]
