"""Åtaganden: what the bodies undertake in a period, and writing one."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.goals.commitment import WRITTEN
from hjulet.domain.goals.element import Element, ElementKind, Scope
from hjulet.domain.goals.files import LONGEST_NAME, LONGEST_TEXT
from hjulet.services.action_remarks import goals_left
from hjulet.services.commitments import (
    CommitmentPage,
    add_commitment,
    change_commitment,
    commitment_page,
    new_commitment_page,
    remove_commitment,
)
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.goal_pages import GoalsPage
from hjulet.texts.catalogue import translate
from hjulet.texts.goals import SCOPES
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address
from hjulet.web.goal_frame import COMMITMENTS, asked_structure, frame
from hjulet.web.goal_words import titled
from hjulet.web.plan_words import body_words, left_lines, remark_lines
from hjulet.web.register_forms import refuse, tell_overtaken, version_of, year_field
from hjulet.web.words import language

YEARS = ("first_year", "last_year")
HALVES = ("lead", "through", *YEARS)
"""Fields that stand two by two where there is room."""


class CommitmentForm(forms.Form):
    """A commitment: under what, whose, with whom, whom it is about, how it is measured."""

    under = forms.ChoiceField(label=gettext_lazy("Under"))
    name = forms.CharField(
        label=gettext_lazy("Åtagande"),
        max_length=LONGEST_NAME,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Vad ni ska uppnå, i en mening."),
    )
    lead = forms.ChoiceField(label=gettext_lazy("Ansvarig"), required=False)
    through = forms.ChoiceField(
        label=gettext_lazy("Genom"),
        required=False,
        help_text=gettext_lazy("Enheten som gör det, om det är en annan än den ansvariga."),
    )
    bodies = forms.MultipleChoiceField(
        label=gettext_lazy("Delar ansvaret"), required=False, widget=forms.CheckboxSelectMultiple
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Omfattning"),
        help_text=gettext_lazy("Sjukfrånvaron i hela kommunen är något annat än den på det egna kontoret."),
    )
    first_year = year_field(gettext_lazy("Första år"), required=False)
    last_year = year_field(gettext_lazy("Sista år"), required=False)
    indicators = forms.CharField(
        label=gettext_lazy("Indikatorer"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=gettext_lazy("Beteckningar med blanksteg mellan, till exempel N00945."),
    )
    note = forms.CharField(label=gettext_lazy("Anmärkning"), max_length=LONGEST_TEXT, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, page: CommitmentPage) -> None:
        """Let what may be chosen be chosen by its name, and close the fields that are another body's."""
        known = page.commitment
        super().__init__(data, initial=_first_values(known))  # type: ignore[arg-type]
        nobody = [("", _("Ingen utsedd"))] if page.is_central else []
        choices = {
            "under": [(each.ref.key, f"{titled(each)}: {each.name}") for each in page.above],
            "lead": _with([known.lead], [*page.leads, *nobody], page.within),
            "through": _with([known.through], [("", "–"), *page.units], page.within),
            "bodies": _with(known.bodies, page.bodies, page.within),
            "scope": [(str(scope), translate(SCOPES[scope], language=language())) for scope in Scope],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        self.fields["lead"].required = "lead" in page.open and not page.is_central
        self._open = page.open
        for name in set(WRITTEN) - page.open:
            for field in YEARS if name == "years" else (name,):
                self.fields[field] = _closed(self.fields[field])

    def clean_name(self) -> str:
        """Put the name on one line."""
        return " ".join(self.cleaned_data["name"].split())

    def commitment(self, known: Element) -> Element:
        """Give a commitment with what the actor wrote of it: what is closed to them stays as it is."""
        given = self.cleaned_data
        written = {
            **{name: given[name] for name in ("name", "under", "lead", "through", "note")},
            "bodies": tuple(given["bodies"]),
            "scope": Scope(given["scope"]),
            "years": (given["first_year"], given["last_year"]),
            "indicators": tuple(given["indicators"].split()),
        }
        own = {name: value for name, value in written.items() if name in self._open}
        return replace(known, **own, version=given["version"] or 0)


def _closed(field: forms.Field) -> forms.Field:
    """Make a field that only shows: what it holds is somebody else's, and is not judged."""
    return forms.Field(
        label=field.label, help_text=field.help_text, widget=field.widget, required=False, disabled=True
    )


def commitments(request: ActorRequest, structure: str) -> HttpResponse:
    """Show what the bodies undertake in a period, and what to look at in their plans."""
    found = asked_structure(request, structure)
    held: dict[str, list[tuple[Element, str, list[Element]]]] = {}
    for each in found.network.of(structure, ElementKind.COMMITMENT):
        above = [over for over in found.network.above(each) if over.kind is ElementKind.GOAL]
        held.setdefault(each.lead, []).append((each, body_words(found, each), above))
    in_order = sorted(held, key=lambda code: list(found.names).index(code) if code in found.names else -1)
    places = frame(request, found, COMMITMENTS) | {
        "bodies": [(found.names.get(code, code), held[code]) for code in in_order],
        "remarks": [*remark_lines(found), *left_lines(goals_left(found.network, structure))],
        "goals": [
            (titled(goal), goal) for goal in found.network.of(structure, ElementKind.GOAL) if found.may_commit
        ],
    }
    return render(request, "goals/commitments.html", places)


def new_commitment(request: ActorRequest, structure: str, under: str) -> HttpResponse:
    """Make a commitment under a goal or another commitment."""
    by, at = request.actor, timezone.now()
    page = new_commitment_page(structure, under, by=by, at=at)
    form = CommitmentForm(request.POST or None, page)
    if request.method == "POST" and form.is_valid():
        try:
            ref = add_commitment(form.commitment(page.commitment), by=by, at=at)
            return redirect("goal", structure=ref.structure, key=ref.key)
        except RefusedError as fault:
            refuse(form, fault)
    return _show(request, page, form, title=_("Nytt åtagande"), back=_goal(request, structure, under))


def change(request: ActorRequest, structure: str, key: str) -> HttpResponse:
    """Change a commitment, or take it away."""
    by, at = request.actor, timezone.now()
    page = commitment_page(structure, key, by=by, at=at)
    form = CommitmentForm(request.POST or None, page)
    known = page.commitment
    try:
        if request.method == "POST" and "remove" in request.POST:
            version = version_of(request.POST.get("version", ""))
            remove_commitment(known.ref, version=version, by=by, at=at)
            return redirect("goal", structure=structure, key=known.under)
        if request.method == "POST" and form.is_valid():
            change_commitment(form.commitment(known), by=by, at=at)
            return redirect("goal", structure=structure, key=key)
    except RefusedError as fault:
        refuse(form, fault)
    except ConflictError as fault:
        again = _("Ta bort det igen om det ändå ska bort.") if "remove" in request.POST else ""
        tell_overtaken(form, fault, again=again)
    return _show(request, page, form, title=known.name, back=_goal(request, structure, key))


def _show(
    request: ActorRequest, page: CommitmentPage, form: CommitmentForm, *, title: str, back: str
) -> HttpResponse:
    names = page.within.names
    places = {
        "page": page,
        "form": form,
        "title": title,
        "back": back,
        "owner": names.get(page.commitment.lead, page.commitment.lead),
        "is_whole": page.open == frozenset(WRITTEN),
        "halves": HALVES,
        "is_new": not page.commitment.version,
    }
    return render(request, "goals/commitment.html", places, status=422 if form.errors else 200)


def _goal(request: ActorRequest, structure: str, key: str) -> str:
    return address(request, "goal", structure=structure, key=key)


def _with(
    codes: Iterable[str], offered: Iterable[tuple[str, str]], found: GoalsPage
) -> list[tuple[str, str]]:
    """Offer what a commitment has already, also where the actor could not choose it."""
    has = {code: found.names.get(code, code) for code in codes if code}
    return list((dict(offered) | has).items())


def _first_values(known: Element) -> dict[str, Any]:
    values = {name: getattr(known, name) for name in WRITTEN if name != "years"}
    first, last = known.years
    return {
        **values,
        "bodies": list(known.bodies),
        "indicators": " ".join(known.indicators),
        "first_year": first,
        "last_year": last,
        "version": known.version,
    }


urlpatterns = [
    path("mal/ataganden/<str:structure>/", commitments, name=COMMITMENTS),
    path("mal/ataganden/<str:structure>/<str:under>/nytt/", new_commitment, name="new-commitment"),
    path("mal/ataganden/<str:structure>/<str:key>/", change, name="commitment"),
]
