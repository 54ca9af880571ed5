"""Perioder: which months are open, preliminary or closed, and setting it."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.domain.closing import YEAR_END, PeriodState, accounting_periods, is_accounting_period
from hjulet.services.errors import NotFoundError
from hjulet.services.periods import MonthState, companies, company_year, set_states
from hjulet.web.actor import ActorRequest
from hjulet.web.words import month_name, state_words

COMPANY, YEAR = "foretag", "ar"


@dataclass(frozen=True, kw_only=True)
class PeriodLine:
    """A period as it is listed, with its words."""

    month: MonthState
    name: str
    state: str


class StateForm(forms.Form):
    """The periods chosen, and the state that they are to have."""

    months = forms.MultipleChoiceField(required=False)
    state = forms.ChoiceField(choices=[(state.value, state.value) for state in PeriodState])

    def __init__(self, data: object = None, *, year: int) -> None:
        """Let the year's thirteen periods be chosen."""
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["months"].choices = [(month, month) for month in accounting_periods(year)]  # type: ignore[attr-defined]


def periods(request: ActorRequest) -> HttpResponse:
    """Show the periods of a company's year; on POST, set the state of those that are chosen."""
    at = timezone.now()
    known = companies(by=request.actor, at=at)
    if not known and request.method == "POST":
        raise NotFoundError("periods")
    if not known:
        return render(request, "periods/page.html", {"companies": ()})
    company, year = _chosen(request, known)
    if request.method == "POST":
        form = StateForm(request.POST, year=year)
        if form.is_valid() and form.cleaned_data["months"]:
            state = PeriodState(form.cleaned_data["state"])
            set_states(company, form.cleaned_data["months"], state, by=request.actor, at=at)
        return redirect(f"{reverse('periods')}?{COMPANY}={company}&{YEAR}={year}")
    found = company_year(company, year, by=request.actor, at=at)
    years = next(years for code, _name, years in known if code == company)
    return render(
        request,
        "periods/page.html",
        {
            "found": found,
            "companies": known,
            "years": sorted({*years, year}),
            "lines": [_line(month) for month in found.months],
        },
    )


def _chosen(request: ActorRequest, known: tuple[tuple[str, str, tuple[int, ...]], ...]) -> tuple[str, int]:
    """Read whose periods of which year; without a choice the first company's last year."""
    company = request.GET.get(COMPANY, "") or known[0][0]
    years = next((years for code, _name, years in known if code == company), None)
    if years is None:
        raise NotFoundError(company)
    text = request.GET.get(YEAR, "") or str(years[-1] if years else timezone.localdate().year)
    if not is_accounting_period(f"{text}-01"):
        raise NotFoundError(text)
    return company, int(text)


def _line(month: MonthState) -> PeriodLine:
    is_year_end = month.month.endswith(f"-{YEAR_END}")
    name = _("Period 13, bokslut") if is_year_end else month_name(month.month)
    return PeriodLine(month=month, name=name, state=state_words(month.state))


urlpatterns = [path("huvudbok/perioder/", periods, name="periods")]
