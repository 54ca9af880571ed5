"""What happens to an assignment in forms: a report, another last day, its closing, a mistake struck."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.assignments.assignment import Event, Happening, Outcome
from hjulet.services.assignment_pages import AssignmentPage, event_page, event_to_strike
from hjulet.services.assignments import write_event
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.texts.assignments import OUTCOMES
from hjulet.web.actor import ActorRequest
from hjulet.web.assignment_words import say
from hjulet.web.assignments import STEPS
from hjulet.web.register_forms import day_field, refuse, require_version


class EventForm(forms.Form):
    """What happened, on which day, and the version that was read."""

    on = day_field(gettext_lazy("Dag"))
    text = forms.CharField(
        label=gettext_lazy("Vad som har hänt"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def event(self, kind: Happening) -> Event:
        """Give what was written."""
        given: dict[str, Any] = {
            name: value for name, value in self.cleaned_data.items() if name != "version"
        }
        given["outcome"] = Outcome(given["outcome"]) if given.get("outcome") else None
        return Event(kind=kind, **given)


class DayAskedForm(EventForm):
    """The receiver asks for another last day, and says why."""

    due = day_field(gettext_lazy("Slutdag som begärs"))
    field_order = ("due", "text", "on")


class UpheldForm(EventForm):
    """The giver decides that it stands as it is."""

    decision = forms.CharField(
        label=gettext_lazy("Beslut"),
        max_length=200,
        help_text=gettext_lazy("Organ och paragraf, till exempel KF § 213."),
    )
    field_order: Sequence[str] = ("decision", "text", "on")


class ExtendedForm(UpheldForm):
    """The giver decides another last day."""

    due = day_field(gettext_lazy("Ny slutdag"))
    field_order = ("due", "decision", "text", "on")


class ClosedForm(EventForm):
    """The giver closes it."""

    outcome = forms.ChoiceField(label=gettext_lazy("Hur det slutade"))
    replaced_by = forms.IntegerField(
        label=gettext_lazy("Ersatt av uppdrag nummer"), required=False, min_value=1, max_value=2**31 - 1
    )
    decision = forms.CharField(
        label=gettext_lazy("Beslut"),
        max_length=200,
        help_text=gettext_lazy("Uppdraget avslutas av den som gav det. Skriv organ och paragraf."),
    )
    field_order = ("outcome", "replaced_by", "decision", "text", "on")

    def __init__(self, *given: object, **named: object) -> None:
        """Let the outcome be chosen by its words."""
        super().__init__(*given, **named)  # type: ignore[arg-type]
        choices = [(str(outcome), say(word)) for outcome, word in OUTCOMES.items()]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]


FORMS: dict[Happening, type[EventForm]] = {
    Happening.REPORTED: EventForm,
    Happening.DAY_ASKED: DayAskedForm,
    Happening.EXTENDED: ExtendedForm,
    Happening.CLOSING_PROPOSED: EventForm,
    Happening.DECLINED: EventForm,
    Happening.UPHELD: UpheldForm,
    Happening.CLOSED: ClosedForm,
}

TITLES = {
    Happening.REPORTED: gettext_lazy("Rapportera uppdrag {number}"),
    Happening.DAY_ASKED: gettext_lazy("Begär ny slutdag för uppdrag {number}"),
    Happening.EXTENDED: gettext_lazy("Flytta slutdagen för uppdrag {number}"),
    Happening.CLOSING_PROPOSED: gettext_lazy("Föreslå att uppdrag {number} avslutas"),
    Happening.DECLINED: gettext_lazy("Avböj uppdrag {number}"),
    Happening.UPHELD: gettext_lazy("Låt uppdrag {number} ligga fast"),
    Happening.CLOSED: gettext_lazy("Avsluta uppdrag {number}"),
}

FIRST_DAY_TITLES = {
    Happening.DAY_ASKED: gettext_lazy("Begär slutdag för uppdrag {number}"),
    Happening.EXTENDED: gettext_lazy("Sätt slutdag för uppdrag {number}"),
}
"""Of what has no last day to move."""

TEXTS = {
    Happening.DAY_ASKED: gettext_lazy("Varför"),
    Happening.EXTENDED: gettext_lazy("Varför"),
    Happening.CLOSING_PROPOSED: gettext_lazy("Vad som är gjort"),
    Happening.DECLINED: gettext_lazy("Varför ni inte tar uppdraget"),
    Happening.UPHELD: gettext_lazy("Varför"),
    Happening.CLOSED: gettext_lazy("Vad det ledde till"),
}
"""What the text is about, where it is not simply what happened."""


class StrikeForm(forms.Form):
    """Why an event was a mistake."""

    text = forms.CharField(
        label=gettext_lazy("Varför det stryks"),
        max_length=2000,
        help_text=gettext_lazy("Händelsen står kvar, överstruken, med det du skriver."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def assignment_event(request: ActorRequest, number: int, step: str) -> HttpResponse:
    """Write down what happened to an assignment."""
    if step not in STEPS:
        raise NotFoundError(step)
    kind, at = STEPS[step], timezone.now()
    page = event_page(number, kind, by=request.actor, at=at)
    first = {"on": page.day, "version": page.line.assignment.version}
    form = FORMS[kind](request.POST or None, initial=first)
    form.fields["text"].label = TEXTS.get(kind, form.fields["text"].label)
    titles = TITLES if page.line.standing.due else TITLES | FIRST_DAY_TITLES
    title = titles[kind].format(number=number)
    if request.method == "POST" and form.is_valid():
        return _written(request, form, form.event(kind), title=title, page=page)
    return _shown(request, form, title=title, page=page)


def strike_event(request: ActorRequest, number: int, place: int) -> HttpResponse:
    """Strike an event that was a mistake."""
    at = timezone.now()
    page, event = event_to_strike(number, place, by=request.actor, at=at)
    form = StrikeForm(request.POST or None, initial={"version": page.line.assignment.version})
    title = _("Stryk en händelse i uppdrag {number}").format(number=number)
    if request.method == "POST" and form.is_valid():
        struck = _strike(form.cleaned_data["text"], place, max(event.on, page.day))
        return _written(request, form, struck, title=title, page=page)
    return _shown(request, form, title=title, page=page)


def _strike(text: str, place: int, on: date) -> Event:
    return Event(kind=Happening.STRUCK, on=on, text=text, strikes=place)


def _written(
    request: ActorRequest, form: forms.Form, event: Event, *, title: str, page: AssignmentPage
) -> HttpResponse:
    """Write an event and lead to the assignment; else show the form, and why nothing was saved."""
    number = page.line.assignment.number
    try:
        require_version(form, page.line.assignment.name)
        version = form.cleaned_data["version"]
        write_event(number, event, version=version, by=request.actor, at=timezone.now())
        return redirect("assignment", number=number)
    except (RefusedError, ConflictError) as fault:
        changed = _("Någon annan skrev ”{theirs}” samtidigt. Läs det, och spara igen om ditt också gäller.")
        refuse(form, fault, changed=changed)
    return _shown(request, form, title=title, page=page)


def _shown(request: ActorRequest, form: forms.Form, *, title: str, page: AssignmentPage) -> HttpResponse:
    assignment = page.line.assignment
    places = {
        "form": form,
        "title": title,
        "about": assignment.name,
        "back": reverse("assignment", args=[assignment.number]),
    }
    return render(request, "registers/form.html", places, status=422 if form.errors else 200)


urlpatterns = [
    path("uppdrag/<int:number>/skriv/<str:step>/", assignment_event, name="assignment-event"),
    path("uppdrag/<int:number>/stryk/<int:place>/", strike_event, name="strike-assignment-event"),
]
