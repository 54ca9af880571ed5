"""What is done about a value beyond a threshold: written in a form, shown on the indicator's page."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.indicators.definition import Side
from hjulet.services.errors import ConflictError
from hjulet.services.indicator_actions import Beyond, find_beyond, save_action
from hjulet.web.actor import ActorRequest
from hjulet.web.register_forms import refuse
from hjulet.web.words import period_words

LONGEST = 2000


class ActionForm(forms.Form):
    """What is done, and the version that it was read at."""

    text = forms.CharField(
        label=gettext_lazy("Vad som görs"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True, kw_only=True)
class BeyondWords:
    """A value beyond a threshold: ``8,3 % 2017 är över gränsen 8 %.``, and what is then to be done."""

    said: str
    note: str


def beyond_words(found: Beyond) -> list[BeyondWords]:
    """Word each threshold that a value lies beyond."""
    measure, observation = found.indicator.measure, found.observation
    if observation.value is None:
        return []
    patterns = {
        Side.ABOVE: _("{value} {period} är över gränsen {limit}."),
        Side.BELOW: _("{value} {period} är under gränsen {limit}."),
    }
    return [
        BeyondWords(
            said=patterns[each.side].format(
                value=measure.said(observation.value),
                period=period_words(observation.period),
                limit=measure.said(each.value),
            ),
            note=_sentence(each.note),
        )
        for each in found.thresholds
    ]


def _sentence(note: str) -> str:
    """End what somebody has written as a sentence, where it does not end as one."""
    return f"{note}." if note and not note.endswith((".", "!", "?")) else note


def indicator_action(request: ActorRequest, id: str, period: str) -> HttpResponse:
    """Write what is done about a value."""
    at = timezone.now()
    found = find_beyond(id, period, by=request.actor, at=at)
    action = found.action
    first = {"text": action.text, "version": action.version} if action else {}
    form = ActionForm(request.POST or None, initial=first)
    form.fields["text"].help_text = " ".join(
        f"{each.said} {each.note}".strip() for each in beyond_words(found)
    )
    back = reverse("indicator", args=[id])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            save_action(id, period, given["text"], version=given["version"] or 0, by=request.actor, at=at)
            return redirect(back)
        except ConflictError as fault:
            refuse(form, fault)
    places = {"form": form, "title": found.indicator.name, "back": back}
    return render(request, "registers/form.html", places, status=422 if form.errors else 200)


urlpatterns = [
    path("indikatorer/<str:id>/atgard/<str:period>/", indicator_action, name="indicator-action"),
]
