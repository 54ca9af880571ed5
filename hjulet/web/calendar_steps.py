"""Writing the year: a new step, and one that is changed or taken away."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.calendar.recurrence import NotARecurrence, Recurrence
from hjulet.domain.calendar.step import About, Step, StepKind, What
from hjulet.services.calendar import find_step, remove_step, save_step, year_page
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.texts.calendar import KINDS, REPORTS, WHATS
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import ROLES
from hjulet.texts.periods import MONTHS
from hjulet.texts.recurrence import read_recurrence, recurrence_words
from hjulet.web.actor import ActorRequest
from hjulet.web.register_forms import refuse, version_of, year_field
from hjulet.web.words import language

WITHOUT_REPORT = (What.PROPOSED, What.TAX_PROPOSED, What.TAX_SET, What.DECIDED)
"""What happens at steps that are about the budget, and need no report."""

MONTHLY = ("month", "interim")
"""The reports that are about the year up to a month."""

YEARS_BACK = ((0, gettext_lazy("samma år")), (1, gettext_lazy("året innan")))
_LONGEST_KEY = 40


class RecurrenceField(forms.CharField):
    """When a step comes back, as people write it."""

    def to_python(self, value: object) -> Recurrence | None:  # type: ignore[override]
        """Read what was written."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_recurrence(text)
        except NotARecurrence as fault:
            said = _(
                "Skriv en dag (31 oktober), en veckodag (fjärde fredagen i oktober), flera dagar "
                "(1–31 oktober) eller en månad (oktober)."
            )
            raise forms.ValidationError(said) from fault

    def run_validators(self, value: object) -> None:
        """Ask nothing more: what could be read is a time of the year."""


class StepForm(forms.Form):
    """A step: what, whose, when, for which years, and what hangs on it."""

    title = forms.CharField(label=gettext_lazy("Vad"), max_length=160)
    title_en = forms.CharField(label=gettext_lazy("På engelska"), max_length=160, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Slag"))
    unit = forms.ChoiceField(label=gettext_lazy("Organ"))
    when = RecurrenceField(
        label=gettext_lazy("När"),
        max_length=60,
        help_text=gettext_lazy(
            "Till exempel 31 oktober, fjärde fredagen i oktober, 2–20 oktober, eller oktober om dagen "
            "inte är satt."
        ),
    )
    from_year = year_field(gettext_lazy("Från och med år"))
    to_year = year_field(
        gettext_lazy("Till och med år"),
        required=False,
        help_text=gettext_lazy("Tomt: steget kommer igen varje år tills någon avslutar det."),
    )
    what = forms.ChoiceField(label=gettext_lazy("Vad som händer då"), required=False)
    report = forms.ChoiceField(label=gettext_lazy("Vilken rapport det gäller"), required=False)
    report_month = forms.TypedChoiceField(label=gettext_lazy("Rapportens period"), coerce=int, required=False)
    years_back = forms.TypedChoiceField(
        label=gettext_lazy("Rapportens år"), coerce=int, choices=YEARS_BACK, required=False
    )
    role = forms.ChoiceField(label=gettext_lazy("Vem som svarar för det"), required=False)
    source = forms.CharField(label=gettext_lazy("Beslut eller källa"), max_length=300, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: object, units: tuple[tuple[str, str], ...], **named: object) -> None:
        """Let everything be chosen by its words."""
        super().__init__(*given, **named)  # type: ignore[arg-type]
        choices = {
            "kind": _worded(KINDS),
            "unit": list(units),
            "what": _worded(WHATS),
            "report": [("", _("Ingen")), *_worded(REPORTS)],
            "report_month": [(0, _("Hela året")), *enumerate(_in_words(MONTHS), start=1)],
            "role": [("", _("Ingen särskild")), *_worded(ROLES)],
        }
        for name, of in choices.items():
            self.fields[name].choices = of  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for what a step cannot do without: a report to be about, and that report's month."""
        given = super().clean() or {}
        needs_report = {str(one) for one in What} - {str(What.NOTHING), *map(str, WITHOUT_REPORT)}
        if given.get("what") in needs_report and not given.get("report") and "report" not in self.errors:
            self.add_error("report", _("Välj vilken rapport det gäller."))
        if given.get("report") in MONTHLY and not given.get("report_month") and not self.errors:
            self.add_error("report_month", _("Välj månad: rapporten gäller inte hela året."))
        return given

    def step(self, key: str) -> Step:
        """Give what was written."""
        given = self.cleaned_data
        about = About(
            report=given["report"], month=given["report_month"] or 0, years_back=given["years_back"] or 0
        )
        return Step(
            key=key,
            title=given["title"],
            title_en=given["title_en"],
            kind=StepKind(given["kind"]),
            unit=given["unit"],
            when=given["when"],
            from_year=given["from_year"],
            to_year=given["to_year"],
            what=What(given["what"]),
            about=about if given["report"] else None,
            role=given["role"],
            source=given["source"],
        )


def new_step(request: ActorRequest, year: int) -> HttpResponse:
    """Add a step to a year."""
    at = timezone.now()
    units = year_page(year, by=request.actor, at=at).units
    if not units:
        raise NotFoundError(year)
    form = StepForm(request.POST or None, units=units, initial={"from_year": year, "to_year": year})
    if request.method == "POST" and form.is_valid():
        try:
            save_step(form.step(_key(form.cleaned_data)), by=request.actor, at=at)
            return redirect("year", year=year)
        except RefusedError as fault:
            refuse(form, fault)
    return _form(request, form, title=_("Nytt steg"), year=year)


def change_step(request: ActorRequest, year: int, key: str) -> HttpResponse:
    """Change a step, or take it away."""
    at = timezone.now()
    step, version = find_step(key, by=request.actor, at=at)
    units = year_page(year, by=request.actor, at=at).units
    form = StepForm(request.POST or None, units=units, initial=_values(step, version))
    try:
        if "remove" in request.POST:
            version = version_of(request.POST.get("version", ""))
            remove_step(key, version=version, by=request.actor, at=at)
            return redirect("year", year=year)
        if request.method == "POST" and form.is_valid():
            changed = replace(form.step(key), question=step.question, alternative=step.alternative)
            save_step(changed, version=form.cleaned_data["version"] or -1, by=request.actor, at=at)
            return redirect("year", year=year)
    except (RefusedError, ConflictError) as fault:
        refuse(form, fault)
    return _form(request, form, title=step.title_in(language()), year=year, removal=_("Ta bort steget"))


def _form(request: ActorRequest, form: StepForm, *, title: str, year: int, removal: str = "") -> HttpResponse:
    places = {"form": form, "title": title, "back": reverse("year", args=[year]), "remove": removal}
    return render(request, "calendar/step.html", places, status=422 if form.errors else 200)


def _values(step: Step, version: int) -> dict[str, object]:
    about = step.about or About(report="")
    return {
        **{name: getattr(step, name) for name in _PLAIN},
        "when": recurrence_words(step.when, language=language()),
        "report": about.report,
        "report_month": about.month,
        "years_back": about.years_back,
        "version": version,
    }


_PLAIN = ("title", "title_en", "kind", "unit", "from_year", "to_year", "what", "role", "source")


def _key(given: dict[str, object]) -> str:
    """Name a new step after its title, when it is and its first year."""
    plain = unicodedata.normalize("NFKD", str(given["title"])).encode("ascii", "ignore").decode().lower()
    stem = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_KEY] or "steg"
    return f"{stem}-{given['from_year']}-{given['when']}"


def _worded(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(key), translate(word, language=language())) for key, word in words.items()]


def _in_words(words: tuple[str, ...]) -> list[str]:
    return [translate(word, language=language()) for word in words]


urlpatterns = [
    path("aret/<int:year>/nytt/", new_step, name="new-step"),
    path("aret/<int:year>/steg/<str:key>/", change_step, name="change-step"),
]
