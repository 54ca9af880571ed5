"""An assignment in a form: registering a new one, and correcting what one says."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.assignments.assignment import Assignment, Origin
from hjulet.domain.goals.element import Ref
from hjulet.services.assignment_pages import WritingPage, change_assignment_page, new_assignment_page
from hjulet.services.assignments import change_assignment, register_assignment, upon_now
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.texts.assignments import ORIGINS
from hjulet.web.actor import ActorRequest
from hjulet.web.assignment_words import say
from hjulet.web.register_forms import day_field, refuse, require_version, tell_overtaken

GOAL_STRUCTURE, GOAL_KEY = "period", "mal"


class AssignmentForm(forms.Form):
    """What an assignment says: what, out of what, from whom, to whom, by when."""

    name = forms.CharField(
        label=gettext_lazy("Namn"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Kort, som rubriken i beslutet."),
    )
    text = forms.CharField(
        label=gettext_lazy("Vad som ska göras"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    origin = forms.ChoiceField(label=gettext_lazy("Kommer ur"))
    reference = forms.CharField(
        label=gettext_lazy("Underlag"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Dokumentet eller ärendet, till exempel Mål och budget 2020–2022."),
    )
    giver = forms.ChoiceField(label=gettext_lazy("Givet av"))
    receiver = forms.ChoiceField(
        label=gettext_lazy("Givet till"),
        help_text=gettext_lazy("Nämnden, bolaget eller enheten som ska rapportera."),
    )
    official = forms.CharField(
        label=gettext_lazy("Tjänsteperson"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Befattningen, om uppdraget ges till någon och inte till hela enheten."),
    )
    given = day_field(gettext_lazy("Givet"), help_text=gettext_lazy("Dagen för beslutet."))
    decision = forms.CharField(
        label=gettext_lazy("Beslut"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Organ och paragraf, till exempel KF § 213."),
    )
    first_due = day_field(
        gettext_lazy("Första slutdag"),
        required=False,
        help_text=gettext_lazy("Så som den står i beslutet. Flyttas den senare syns det."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, page: WritingPage) -> None:
        """Let bodies and origin be chosen by their names; an element of the goals has its origin already."""
        known = page.assignment
        first = {name: getattr(known, name) for name in (*_WRITTEN, "version")}
        super().__init__(data, initial=first)  # type: ignore[arg-type]
        choices = {
            "origin": [(str(origin), say(word)) for origin, word in ORIGINS.items()],
            "giver": page.givers,
            "receiver": [("", _("Välj")), *page.receivers],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        if known.goal:
            self.fields["origin"].disabled = True

    def clean_name(self) -> str:
        """Put the name on one line."""
        return " ".join(self.cleaned_data["name"].split())

    def assignment(self, known: Assignment) -> Assignment:
        """Give what was written of an assignment."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in _WRITTEN}
        version = self.cleaned_data["version"] or 0
        return replace(known, **{**given, "origin": Origin(given["origin"]), "version": version})


_WRITTEN = "name text origin reference giver receiver official given decision first_due".split()


def new_assignment(request: ActorRequest) -> HttpResponse:
    """Register an assignment; ``?period=&mal=`` names the element of the goals that it is."""
    given = request.GET
    structure, key = given.get(GOAL_STRUCTURE, ""), given.get(GOAL_KEY, "")
    at = timezone.now()
    page = new_assignment_page(Ref(structure, key) if key else None, by=request.actor, at=at)
    form = AssignmentForm(request.POST or None, page)
    if request.method == "POST" and form.is_valid():
        try:
            number = register_assignment(form.assignment(page.assignment), by=request.actor, at=at)
            return redirect("assignment", number=number)
        except RefusedError as fault:
            refuse(form, fault)
    return _shown(request, form, title=_("Nytt uppdrag"), back=reverse("assignments"))


def change_assignment_form(request: ActorRequest, number: int) -> HttpResponse:
    """Correct what an assignment says."""
    at = timezone.now()
    page = change_assignment_page(number, by=request.actor, at=at)
    form = AssignmentForm(request.POST or None, page)
    if request.method == "POST" and form.is_valid():
        try:
            require_version(form, page.assignment.name)
            change_assignment(form.assignment(page.assignment), by=request.actor, at=at)
            return redirect("assignment", number=number)
        except RefusedError as fault:
            refuse(form, fault)
        except ConflictError as fault:
            _now, upon = upon_now(form.assignment(page.assignment), by=request.actor, at=at)
            form = _upon(page, upon, request.POST)
            tell_overtaken(form, fault)
    title = _("Rätta uppdrag {number}").format(number=number)
    return _shown(request, form, title=title, back=reverse("assignment", args=[number]))


def _upon(page: WritingPage, upon: Assignment, sent: QueryDict) -> AssignmentForm:
    """Write in the form what somebody wants on top of what is stored now: what others corrected stays."""
    data = sent.copy()
    for name in _WRITTEN:
        data[name] = str(getattr(upon, name) or "")
    return AssignmentForm(data, page)


def _shown(request: ActorRequest, form: forms.Form, *, title: str, back: str) -> HttpResponse:
    places = {"form": form, "title": title, "back": back}
    return render(request, "registers/form.html", places, status=422 if form.errors else 200)


urlpatterns = [
    path("uppdrag/nytt/", new_assignment, name="new-assignment"),
    path("uppdrag/<int:number>/ratta/", change_assignment_form, name="change-assignment"),
]
