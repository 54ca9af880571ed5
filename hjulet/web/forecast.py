"""Prognos: what the units of a body expect their year to cost, registered after a month."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from hjulet.domain.period import parse_period
from hjulet.services.errors import ConflictError, NotFoundError
from hjulet.services.forecast import ForecastLine, ForecastPage, ForecastText, forecast_page, save_forecasts
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import PERIOD, UNIT, with_query
from hjulet.web.amounts import AmountField, as_written
from hjulet.web.context import Asked, asked, is_latest, require_latest
from hjulet.web.words import language, period_words


class ForecastForm(forms.Form):
    """A unit's own forecast of a month: kronor, and why; an empty amount takes it away."""

    amount = AmountField(required=False)
    note = forms.CharField(max_length=500, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, line: ForecastLine) -> None:
        """Name the fields after the unit: they stand in a table without labels of their own."""
        own = line.own
        first = {
            "amount": as_written(own.amount if own else None),
            "note": own.note if own else "",
        }
        super().__init__(data, prefix=line.unit, initial={**first, "version": line.version})  # type: ignore[arg-type]
        self.fields["amount"].widget.attrs["aria-label"] = _("Prognos i kronor, {unit}").format(
            unit=line.name
        )
        self.fields["note"].widget.attrs["aria-label"] = _("Kommentar, {unit}").format(unit=line.name)

    def text(self, unit: str, month: str) -> ForecastText:
        """Give what was written."""
        given = self.cleaned_data
        return ForecastText(
            unit=unit,
            month=month,
            amount=given["amount"],
            note=given["note"] if given["amount"] is not None else "",
            version=given["version"] or 0,
        )


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A unit in the table, with its form where the actor may write in it."""

    line: ForecastLine
    form: ForecastForm | None


def forecasts(request: ActorRequest) -> HttpResponse:
    """Show the forecasts made after the period's last month; on POST, register those that were changed."""
    here = asked(request)
    if request.method == "POST":
        require_latest(here)
    month = here.period.last_month
    found = forecast_page(
        here.unit, month, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    data = request.POST if request.method == "POST" else None
    shown = [_shown(line, data, here) for line in found.lines]
    written = [(each.line.unit, each.form) for each in shown if each.form]
    if data is not None and not written:
        raise NotFoundError(here.unit)
    said = ""
    faulty = [form for _unit, form in written if data is not None and not form.is_valid()]
    if data is not None and not faulty:
        try:
            save_forecasts((form.text(unit, month) for unit, form in written), by=here.by, at=here.at)
            return redirect(with_query(reverse("forecasts"), {UNIT: here.unit, PERIOD: str(here.period)}))
        except ConflictError:
            said = _(
                "Någon annan har ändrat en prognos sedan du öppnade sidan. Läs om sidan och försök igen."
            )
    status = 422 if said or faulty else 200
    return render(request, "forecast/page.html", _places(here, found, shown, said), status=status)


def _shown(line: ForecastLine, data: object, here: Asked) -> Shown:
    may_write = line.may_edit and is_latest(here)
    return Shown(line=line, form=ForecastForm(data, line=line) if may_write else None)


def _places(here: Asked, found: ForecastPage, shown: Iterable[Shown], said: str) -> dict[str, object]:
    lines = list(shown)
    return {
        "here": here,
        "found": found,
        "lines": lines,
        "said": said,
        "month": period_words(parse_period(found.month)),
        "may_write": any(each.form for each in lines),
        "others": [
            (month, period_words(parse_period(month))) for month in found.months if month != found.month
        ],
    }


urlpatterns = [path("ekonomi/prognos/", forecasts, name="forecasts")]
