"""An indicator's values: one written in a form, or many from a file that is shown before it is let in."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.indicators.definition import Indicator, parse_percent, parse_value
from hjulet.domain.indicators.observation import NO_VALUE, OBSERVATION_COLUMNS, Observation, Status
from hjulet.domain.numbers import NotANumber
from hjulet.domain.period import NotAPeriod, Period, parse_period
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.indicator_fetch import ask_for_values
from hjulet.services.indicator_values import ValuesTrial, import_values, try_values
from hjulet.services.indicators import find_indicator, require_writer, save_value
from hjulet.texts.indicators import OWN_SERIES, STATUSES, words
from hjulet.web.actor import ActorRequest
from hjulet.web.indicator_words import said, series_name
from hjulet.web.mapping_words import problem_words
from hjulet.web.register_forms import refuse
from hjulet.web.table_upload import LetInForm, TableForm, lost_words
from hjulet.web.words import language, period_words


class ValueForm(forms.Form):
    """A value: of which series and period, how far it has come, and where it stands."""

    series = forms.ChoiceField(label=gettext_lazy("Serie"), required=False)
    period = forms.CharField(
        label=gettext_lazy("Period"),
        max_length=20,
        help_text=gettext_lazy("Till exempel 2017, 2017-H1, 2017-T2 eller 2017-08."),
    )
    value = forms.CharField(label=gettext_lazy("Värde"), max_length=40, required=False)
    status = forms.ChoiceField(label=gettext_lazy("Läge"))
    response_rate = forms.CharField(
        label=gettext_lazy("Svarsfrekvens i procent"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    source = forms.CharField(label=gettext_lazy("Källa"), max_length=200, required=False)
    note = forms.CharField(label=gettext_lazy("Anmärkning"), max_length=500, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: object, indicator: Indicator, **named: object) -> None:
        """Let series and states be chosen by their names."""
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.indicator = indicator
        own = words(OWN_SERIES, language=language())
        self.fields["series"].choices = [  # type: ignore[attr-defined]
            ("", own),
            *((each.key, each.name) for each in indicator.series),
        ]
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            (status.value, words(said, language=language())) for status, said in STATUSES.items()
        ]
        if indicator.scale:
            self.fields["value"].help_text = _("Ett av stegen {steps}.").format(
                steps=", ".join(indicator.scale)
            )
        elif indicator.unit:
            self.fields["value"].help_text = indicator.unit

    def clean_period(self) -> Period:
        """Read the period."""
        try:
            return parse_period(self.cleaned_data["period"])
        except NotAPeriod as fault:
            raise forms.ValidationError(_("Skriv en period, till exempel 2017 eller 2017-08.")) from fault

    def clean_response_rate(self) -> Decimal | None:
        """Read the response rate."""
        text = self.cleaned_data["response_rate"]
        try:
            return parse_percent(text) if text else None
        except NotANumber as fault:
            raise forms.ValidationError(_("Skriv ett tal från 0 till 100.")) from fault

    def clean(self) -> dict[str, Any]:
        """Read the value by the indicator's scale; it must be there unless the source has none."""
        given: dict[str, Any] = super().clean() or {}
        text, status = given.get("value", ""), Status(given.get("status") or Status.FINAL)
        if bool(text) == (status in NO_VALUE):
            self.add_error("value", _("Skriv ett värde, eller välj läget ”saknas hos källan”."))
            return given
        try:
            given["number"] = parse_value(text, scale=self.indicator.scale) if text else None
        except NotANumber:
            self.add_error("value", _("Värdet går inte att läsa. Skriv till exempel 1 234,5."))
        return given

    def observation(self) -> Observation:
        """Give what was written."""
        given = self.cleaned_data
        return Observation(
            indicator=self.indicator.id,
            series=given["series"],
            period=given["period"],
            value=given["number"],
            status=Status(given["status"]),
            response_rate=given["response_rate"],
            source=given["source"],
            note=given["note"],
        )


def new_value(request: ActorRequest, id: str) -> HttpResponse:
    """Write a value. Where the period has one already, show it and ask whether to publish another."""
    at = timezone.now()
    indicator = find_indicator(id, by=request.actor, at=at)
    form = ValueForm(request.POST or None, indicator=indicator, initial={"source": indicator.source})
    back = reverse("indicator", args=[id])
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            save_value(form.observation(), version=version, by=request.actor, at=at)
            return redirect(back)
        except ConflictError as fault:
            held = _("Perioden har redan värdet {theirs}. Spara igen om det ska ersättas.")
            none = _("Perioden är redan inskriven utan värde. Spara igen om det ska ersättas.")
            refuse(form, fault, changed=held if fault.theirs else none)
        except RefusedError as fault:
            refuse(form, fault)
    places = {"form": form, "title": indicator.name, "back": back}
    return render(request, "registers/form.html", places, status=422 if form.errors else 200)


def values(request: ActorRequest) -> HttpResponse:
    """Take a file of values; on POST, show what it would change."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, name = form.table()
        trial = try_values(data, file=name, by=request.actor, at=timezone.now())
        if trial.accepted:
            return _show(request, trial)
        return _page(request, form, faults=problem_words(trial.problems), status=422)
    return _page(request, form, status=422 if form.errors else 200)


def let_in(request: ActorRequest) -> HttpResponse:
    """Let in a file that was shown; where something else has come in since, show it anew."""
    if request.method != "POST":
        return redirect("indicator-values")
    form = LetInForm(request.POST)
    if not form.is_valid():
        return _page(request, TableForm(), faults=[lost_words()], status=422)
    given, at = form.cleaned_data, timezone.now()
    data = given["text"].encode()
    try:
        import_values(data, file=given["file"], base=given["base"], by=request.actor, at=at)
    except ConflictError:
        trial = try_values(data, file=given["file"], by=request.actor, at=at)
        return _show(request, trial, is_overtaken=True, status=409)
    return redirect("indicators")


def fetch(request: ActorRequest) -> HttpResponse:
    """Ask for values from Kolada and SCB, and lead to the jobs, where one sees how far it has come."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    ask_for_values(by=request.actor, at=timezone.now())
    return redirect("jobs")


def _page(
    request: ActorRequest, form: TableForm, *, faults: list[str] | None = None, status: int = 200
) -> HttpResponse:
    require_writer(by=request.actor, at=timezone.now())
    places = {"form": form, "faults": faults or [], "columns": list(OBSERVATION_COLUMNS.items())}
    return render(request, "indicators/values.html", places, status=status)


def _show(
    request: ActorRequest, trial: ValuesTrial, *, is_overtaken: bool = False, status: int = 200
) -> HttpResponse:
    changes = [
        (
            change.indicator.name,
            series_name(change.indicator, change.after.series),
            period_words(change.after.period),
            _with_status(change.before, change.indicator) if change.before else "",
            _with_status(change.after, change.indicator),
        )
        for change in trial.changes
    ]
    places = {
        "trial": trial,
        "tables": {"text": trial.text},
        "changes": changes,
        "revised": sum(change.is_another_number for change in trial.changes),
        "warnings": problem_words(trial.problems),
        "is_overtaken": is_overtaken,
    }
    return render(request, "indicators/trial.html", places, status=status)


def _with_status(observation: Observation, indicator: Indicator) -> str:
    """Write a value, and how far it has come where it is not final."""
    shown = said(observation, indicator)
    if observation.status is Status.FINAL:
        return shown
    return f"{shown}, {words(STATUSES[observation.status], language=language())}"


urlpatterns = [
    path("indikatorer/hamta/", fetch, name="indicator-fetch"),
    path("indikatorer/las-in/", values, name="indicator-values"),
    path("indikatorer/las-in/spara/", let_in, name="indicator-values-let-in"),
    path("indikatorer/<str:id>/nytt/", new_value, name="new-indicator-value"),
]
