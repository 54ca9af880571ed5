"""Sealed editions: the list, one edition with its files as they lie, and the sealing of a report."""

from collections.abc import Mapping

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjulet.domain.problem import Severity
from hjulet.domain.report import Decider
from hjulet.services.decided import find_decision, reopen
from hjulet.services.edition import seal_report
from hjulet.services.edition_files import edition_file, view_edition, view_editions
from hjulet.services.report_view import view_sealing
from hjulet.services.verification import Verified
from hjulet.texts.findings import finding_sentence
from hjulet.texts.problems import fault_label, say
from hjulet.web.actor import ActorRequest
from hjulet.web.context import asked_of_report
from hjulet.web.report_parts import language, last_month

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
}

STYLED = (".html", ".svg")

SEALED_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""For pages and pictures that carry their own style: nothing of theirs may run, or reach anywhere."""


class SealForm(forms.Form):
    """The decision that a report is sealed by, and what is left open."""

    decision = forms.CharField(
        label=_("Beslut"),
        required=False,
        max_length=200,
        help_text=_("Organ, dag och paragraf, till exempel KS 2018-04-06 § 61. Trycks i utgåvan."),
    )
    open_points = forms.CharField(
        label=_("Öppna punkter"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Det som lämnas senare, en punkt på varje rad. Trycks i utgåvan och kompletteras på dess sida."
        ),
    )


class BoardForm(SealForm):
    """What the board of a company has decided, which must be told: it meets elsewhere."""

    decision = forms.CharField(
        label=_("Styrelsens beslut"),
        max_length=200,
        help_text=_("Styrelse, dag och paragraf, till exempel Telge Inköps styrelse 2016-12-09 § 84."),
    )


class ConfirmForm(forms.Form):
    """Nothing is asked of whoever confirms a plan: it is said that they did, and when."""


class ReferralForm(forms.Form):
    """To whom a report is sent for comment."""

    referral = forms.CharField(
        label=_("Till vem, och svar senast"),
        max_length=200,
        help_text=_("Till exempel Nämnderna, svar senast 1 november 2013. Trycks i utgåvan."),
    )


class SealDespiteForm(SealForm):
    """The decision where the fact check has found errors: they must have been read."""

    seen = forms.BooleanField(label=_("Jag har läst felen och vill försegla ändå"))


class BoardDespiteForm(BoardForm, SealDespiteForm):
    """The same of what a company's board has decided."""


class ConfirmDespiteForm(ConfirmForm):
    """The same of a plan that is confirmed."""

    seen = forms.BooleanField(label=_("Jag har läst felen och vill fastställa ändå"))


FORMS: Mapping[Decider, tuple[type[forms.Form], type[forms.Form]]] = {
    Decider.BODY: (SealForm, SealDespiteForm),
    Decider.MANAGER: (ConfirmForm, ConfirmDespiteForm),
    Decider.BOARD: (BoardForm, BoardDespiteForm),
}
"""Who decides -> what is asked, and what is asked where the fact check has found errors."""


class ReferDespiteForm(ReferralForm):
    """To whom, where the fact check has found errors."""

    seen = forms.BooleanField(label=_("Jag har läst felen och vill skicka ändå"))


def editions(request: ActorRequest) -> HttpResponse:
    """List the editions, and whether the chain is whole."""
    found = view_editions(by=request.actor, at=timezone.now())
    listed = [(one, found.people.get(one.sealed_by, one.sealed_by)) for one in found.editions]
    places = {"found": found, "editions": listed, "faults": faults(found.verified)}
    return render(request, "edition/list.html", places)


def edition(request: ActorRequest, number: int) -> HttpResponse:
    """Show one edition with its files."""
    found = view_edition(number, by=request.actor, at=timezone.now())
    places = {"found": found, "edition": found.facts, "faults": faults(found.verified)}
    return render(request, "edition/page.html", places)


def faults(verified: Verified | None) -> list[str]:
    """Word what verifying found wrong."""
    found = verified.verification.faults if verified else ()
    return [fault_label(one.what, language=language(), edition=one.edition, file=one.file) for one in found]


def edition_page(request: ActorRequest, number: int) -> HttpResponse:
    """Serve the report as it was sealed, a page that stands alone."""
    return edition_data(request, number, "report.html")


def edition_data(request: ActorRequest, number: int, name: str) -> HttpResponse:
    """Serve a file of an edition as it lies; what carries its own style gets a policy of its own."""
    place = edition_file(number, name, by=request.actor, at=timezone.now())
    answer = HttpResponse(
        place.read_bytes(), content_type=TYPES.get(place.suffix, "application/octet-stream")
    )
    answer["Content-Disposition"] = f'inline; filename="{place.name}"'
    if place.suffix in STYLED:
        answer["Content-Security-Policy"] = SEALED_POLICY
    return answer


def seal(request: ActorRequest, kind: str, unit: str, period: str) -> HttpResponse:
    """Say what sealing does and what the fact check has found, ask for the decision, and seal.

    A report can be sent for comment instead.
    """
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    view = view_sealing(kind, unit, here.period, language=language(), by=here.by, at=here.at)
    errors = [found for found in view.checked.findings if found.severity is Severity.ERROR]
    posted = request.POST if request.method == "POST" else None
    refers = posted is not None and posted.get("do") == "refer"
    decider = view.built.report.decided_by
    form = FORMS[decider][bool(errors)](None if refers else posted)
    referral = (ReferDespiteForm if errors else ReferralForm)(posted if refers else None, auto_id="refer_%s")
    asked = referral if refers else form
    if asked.is_valid() and not view.built.problems and not view.built.required:
        sealed = seal_report(
            kind,
            unit,
            here.period,
            decision=asked.cleaned_data.get("decision", ""),
            referral=asked.cleaned_data.get("referral"),
            open_points=asked.cleaned_data.get("open_points", "").splitlines(),
            by=here.by,
            at=here.at,
        )
        return redirect("edition", number=sealed.number)
    places = {
        "view": view,
        "report": view.built.report,
        "form": form,
        "is_confirmed": decider is Decider.MANAGER,
        "referral": referral,
        "missing": view.built.required,
        "faults": [
            (
                problem.place.file,
                problem.place.line,
                say(problem.code, language=language(), **problem.params),
            )
            for problem in view.built.problems
        ],
        "errors": [finding_sentence(found, language=language()) for found in errors],
        "last_month": last_month(here),
    }
    return render(request, "edition/seal.html", places)


class ReopenForm(forms.Form):
    """Why a decided report is to be written anew."""

    reason = forms.CharField(
        label=_("Varför?"), max_length=500, help_text=_("Sparas i loggen, med ditt namn.")
    )


def open_again(request: ActorRequest, kind: str, unit: str, period: str) -> HttpResponse:
    """Say what opening a decided report does, ask why, and open it."""
    here = asked_of_report(request, kind=kind, unit=unit, period=period)
    found = find_decision(kind, unit, here.period, by=here.by, at=here.at)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reopen(kind, unit, here.period, reason=form.cleaned_data["reason"], by=here.by, at=here.at)
        return redirect("report-texts", kind, unit, period)
    places = {"decision": found, "form": form, "back": reverse("report", args=[kind, unit, period])}
    return render(request, "report/reopen.html", places, status=422 if form.errors else 200)


urlpatterns = [
    path("utgavor/", editions, name="editions"),
    path("utgavor/<int:number>/", edition, name="edition"),
    path("utgavor/<int:number>/report.html", edition_page, name="edition-page"),
    path("utgavor/<int:number>/<path:name>", edition_data, name="edition-file"),
    path("rapport/<str:kind>/<str:unit>/<str:period>/forsegla/", seal, name="seal"),
    path("rapport/<str:kind>/<str:unit>/<str:period>/ny-utgava/", open_again, name="reopen"),
]
