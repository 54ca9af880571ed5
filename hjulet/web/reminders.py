"""What somebody wants to be reminded of, and the address in their mail that stops it."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from hjulet.domain.task import TaskKind
from hjulet.services.errors import RefusedError
from hjulet.services.reminders import (
    Choice,
    ChoicePage,
    choice_page,
    person_of,
    save_choice,
    stop_reminders,
)
from hjulet.texts.calendar import OUTCOMES, TASK_KINDS
from hjulet.texts.catalogue import LANGUAGES, translate
from hjulet.texts.days import day_words
from hjulet.web.actor import ActorRequest
from hjulet.web.register_forms import refuse
from hjulet.web.words import language

NAMES = {"sv": "Svenska", "en": "English"}
"""Each language in its own words."""


class ChoiceForm(forms.Form):
    """The kinds of task to be reminded of, and in which language."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Påminn mig om"), widget=forms.CheckboxSelectMultiple, required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Språk i mejlen"), choices=[(code, NAMES[code]) for code in LANGUAGES]
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, choice: Choice) -> None:
        """Begin with what was chosen before."""
        first = {
            "kinds": [kind for kind in TaskKind if kind not in choice.without],
            "language": choice.language if choice.version else language(),
            "version": choice.version,
        }
        super().__init__(data, initial=first)  # type: ignore[arg-type]
        words = [(kind, translate(word, language=language())) for kind, word in TASK_KINDS.items()]
        self.fields["kinds"].choices = words  # type: ignore[attr-defined]

    def choice(self) -> Choice:
        """Give what was chosen."""
        given = self.cleaned_data
        without = frozenset(kind for kind in TaskKind if kind not in given["kinds"])
        return Choice(language=given["language"], without=without, version=given["version"])


def reminders(request: ActorRequest) -> HttpResponse:
    """Show what somebody is reminded of; on POST, save what they want."""
    at = timezone.now()
    found = choice_page(by=request.actor, at=at)
    form = ChoiceForm(request.POST if request.method == "POST" else None, choice=found.choice)
    if request.method == "POST" and form.is_valid():
        try:
            save_choice(form.choice(), by=request.actor, at=at)
            return redirect("reminders")
        except RefusedError as fault:
            refuse(form, fault)
    places = {"found": found, "form": form, "latest": _latest(found)}
    return render(request, "work/reminders.html", places, status=422 if form.errors else 200)


@csrf_exempt  # the mail program posts here by itself (RFC 8058); the signed address is the permission
@login_not_required
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to stop all reminders; on POST, stop them: a mere visit changes nothing."""
    person_of(token)
    if request.method == "POST":
        stop_reminders(token, at=timezone.now())
    return render(request, "work/stop.html", {"is_stopped": request.method == "POST"})


def _latest(found: ChoicePage) -> list[tuple[str, int, str]]:
    return [
        (
            day_words(day, language=language()),
            count,
            translate(OUTCOMES[outcome], language=language()),
        )
        for day, count, outcome in found.latest
    ]


urlpatterns = [
    path("mitt-arbete/paminnelser/", reminders, name="reminders"),
    path("mitt-arbete/paminnelser/av/<str:token>/", stop, name="stop-reminders"),
]
