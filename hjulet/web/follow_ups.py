"""Särskilda uppföljningar: accounts that somebody wants followed over all units of a body."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.follow_ups import (
    FollowUpPage,
    FollowUpText,
    find_follow_up,
    follow_up_page,
    remove_follow_up,
    save_follow_up,
)
from hjulet.texts.problems import say
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import PERIOD, UNIT, with_query
from hjulet.web.context import Asked, asked, is_latest
from hjulet.web.words import language

_FIRST, _LAST = 1990, 2199


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
    from_year = forms.IntegerField(label=gettext_lazy("Från och med år"), min_value=_FIRST, max_value=_LAST)
    to_year = forms.IntegerField(
        label=gettext_lazy("Till och med år"), min_value=_FIRST, max_value=_LAST, required=False
    )
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


def follow_ups(request: ActorRequest) -> HttpResponse:
    """Show a unit's follow-ups and their costs in a year; on POST, define one."""
    here = asked(request)
    year = here.period.year
    found = follow_up_page(
        here.unit, year, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    form = FollowUpForm(request.POST or None, companies=found.companies, initial={"from_year": year})
    if request.method == "POST" and form.is_valid() and _saved(form, here, unit=here.unit):
        return redirect(_back(here))
    places = {
        "here": here,
        "found": found,
        "form": form,
        "year": year,
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
    form = FollowUpForm(
        request.POST if "save" in request.POST else None, companies=known.companies, initial=first
    )
    said = ""
    try:
        if "remove" in request.POST:
            version = request.POST.get("version", "")
            number = int(version) if version.isdecimal() and len(version) < 19 else 0
            remove_follow_up(key, version=number, by=here.by, at=here.at)
            return redirect(_back(here))
        if "save" in request.POST and form.is_valid() and _saved(form, here, unit=defined.unit, key=key):
            return redirect(_back(here))
    except ConflictError as conflict:
        said = _(
            "Någon annan har ändrat uppföljningen till ”{theirs}”. Läs om sidan och försök igen."
        ).format(theirs=conflict.theirs)
    places = {"here": here, "known": known, "form": form, "said": said, "back": _back(here)}
    status = 422 if said or form.errors else 200
    return render(request, "follow_ups/follow_up.html", places, status=status)


def _saved(form: FollowUpForm, here: Asked, *, unit: str, key: str = "") -> bool:
    """Save what was written; what is refused is told in the form."""
    version = form.cleaned_data["version"] or 0
    try:
        save_follow_up(form.text(unit), key=key, version=version, by=here.by, at=here.at)
    except RefusedError as refusal:
        for problem in refusal.problems:
            form.add_error(None, say(problem.code, language=language(), **problem.params))
        return False
    return True


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
