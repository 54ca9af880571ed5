"""One change of many actions: chosen in the list, shown, and then made; and a year's copied to the next."""

from collections.abc import Iterable

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hjulet.domain.actions.action import LONGEST_LINE, LONGEST_TEXT, Action, Status
from hjulet.domain.actions.bulk import BulkChange
from hjulet.domain.actions.faults import Fault
from hjulet.domain.actions.files import refs_text, text_on_line
from hjulet.domain.goals.element import Ref
from hjulet.services.action_bulk import change_many, chosen_actions, try_bulk
from hjulet.services.action_copy import RelinkLine, copy_page, copy_unfinished
from hjulet.services.action_pages import OwnerChoices, owner_choices
from hjulet.services.action_remarks import action_remarks
from hjulet.services.day import day_of_work
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.texts.problems import say, sentence
from hjulet.web.action_query import GOAL, YEAR, asked_actions, query_of, read_query
from hjulet.web.action_words import changes_shown, line_words, status_words
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import with_query
from hjulet.web.goal_words import period_word, titled
from hjulet.web.register_forms import day_field, refuse, version_of
from hjulet.web.words import language

SAME = ("", gettext_lazy("Som nu"))
MOST_CHOSEN = 1_000
"""Actions that one can choose one by one; more are chosen as all that fit."""


class BulkForm(forms.Form):
    """What changes in all of the chosen actions; what is left empty stays."""

    status = forms.ChoiceField(label=gettext_lazy("Läge"), required=False)
    status_note = forms.CharField(
        label=gettext_lazy("Kommentar till läget"), max_length=LONGEST_TEXT, required=False
    )
    unit = forms.ChoiceField(label=gettext_lazy("Nämnd eller enhet"), required=False)
    person = forms.ChoiceField(label=gettext_lazy("Ägare"), required=False)
    role = forms.CharField(label=gettext_lazy("Roll"), max_length=LONGEST_LINE, required=False)
    first_day = day_field(gettext_lazy("Från"), required=False)
    last_day = day_field(gettext_lazy("Till och med"), required=False)
    add_theme = forms.ChoiceField(label=gettext_lazy("Lägg till tema"), required=False)
    drop_theme = forms.ChoiceField(label=gettext_lazy("Ta bort tema"), required=False)

    def __init__(self, data: object, choices: OwnerChoices) -> None:
        """Let what may be chosen be chosen by its name."""
        super().__init__(data, auto_id="bulk-%s")  # type: ignore[arg-type]
        statuses = tuple((str(each), " ".join(status_words(each))) for each in Status)
        offered = {
            "status": statuses,
            "unit": choices.units,
            "person": choices.people,
            "add_theme": choices.themes,
            "drop_theme": choices.themes,
        }
        for name, each in offered.items():
            self.fields[name].choices = [SAME, *each]  # type: ignore[attr-defined]

    def change(self) -> BulkChange:
        """Give what was asked for."""
        given = dict(self.cleaned_data)
        status, role = given.pop("status"), text_on_line(given.pop("role"))
        return BulkChange(status=Status(status) if status else None, role=role, **given)


@require_POST
def bulk(request: ActorRequest) -> HttpResponse:
    """Show what a change of the chosen actions changes; sent again, make it."""
    by, at = request.actor, timezone.now()
    form = BulkForm(request.POST, owner_choices(by=by, at=at))
    actions = _chosen(request)
    if form.is_valid():
        try:
            if "apply" in request.POST:
                base = version_of(request.POST.get("base", ""))
                change_many(actions, form.change(), base=base, by=by, at=at)
                return redirect(_back(request))
            return _show(request, form, actions)
        except ConflictError:
            return _show(request, form, actions, is_overtaken=True, status=409)
        except RefusedError as fault:
            refuse(form, fault)
    places = {"form": form, "back": _back(request)}
    return render(request, "actions/bulk_refused.html", places, status=422)


def copy(request: ActorRequest) -> HttpResponse:
    """Show what of a year goes on into the next, and what has been copied; on POST, copy it."""
    by, at = request.actor, timezone.now()
    year = asked_actions(request).year or day_of_work(at).year
    here = with_query(reverse("copy-actions"), {YEAR: str(year)})
    is_overtaken, faults = False, []
    if request.method == "POST":
        base, goals = version_of(request.POST.get("base", "")), _chosen_goals(request)
        try:
            copy_unfinished(year, base=base, goals=goals, by=by, at=at)
            return redirect(here)
        except ConflictError:
            is_overtaken = True
        except RefusedError as refusal:
            faults = [sentence(problem, language=language()) for problem in refusal.problems]
    page = copy_page(year, by=by, at=at)
    places = {
        "page": page,
        "next": year + 1,
        "here": here,
        "coming": [line_words(line) for line in page.coming],
        "staying": [(line_words(each.line), _said(each.faults)) for each in page.staying],
        "to_relink": [_relink_words(request, each) for each in page.to_relink],
        "offered": [(refs_text((each.ref,)), f"{titled(each)}: {each.name}") for each in page.offered],
        "relink": page.relink,
        "copied": [line_words(line) for line in page.copied],
        "is_overtaken": is_overtaken,
        "faults": faults,
    }
    status = 409 if is_overtaken else 422 if faults else 200
    return render(request, "actions/copy.html", places, status=status)


def _chosen_goals(request: ActorRequest) -> dict[str, list[Ref]]:
    """Read which goals the copies are to lead to, by the actions' keys; what is no goal is not read."""
    chosen: dict[str, list[Ref]] = {}
    for name in request.POST:
        field, _slash, key = name.partition("/")
        parts = [text.partition("/") for text in request.POST.getlist(name)] if field == GOAL else []
        chosen[key] = [Ref(structure, element) for structure, _, element in parts if structure and element]
    return chosen


def _relink_words(
    request: ActorRequest, each: RelinkLine
) -> tuple[RelinkLine, str, list[tuple[str, str, str, bool]], str]:
    """Give an action, its field, the goals that are proposed with whether they are ticked, and the one added.

    They are, until somebody has taken the tick away; what was sent stands.
    """
    field = f"{GOAL}/{each.line.action.key}"
    sent = request.POST.getlist(field) if request.method == "POST" else None
    codes = [refs_text((goal.ref,)) for goal in each.proposed]
    ticks = [
        (code, titled(goal), goal.name, sent is None or code in sent)
        for code, goal in zip(codes, each.proposed, strict=True)
    ]
    added = next((code for code in sent or () if code and code not in codes), "")
    return each, field, ticks, added


def _said(faults: Iterable[Fault]) -> list[str]:
    return [say(fault.code, language=language(), **fault.params) for fault in faults]


def look_over(request: ActorRequest) -> HttpResponse:
    """Show what to look at in a year: goals without an action, and bodies with very many."""
    found = action_remarks(asked_actions(request).year, by=request.actor, at=timezone.now())
    places = {
        "found": found,
        "period": period_word(found.structure) if found.structure else "",
        "goals": [(titled(goal), goal) for goal in found.goals],
    }
    return render(request, "actions/look_over.html", places)


def _chosen(request: ActorRequest) -> tuple[Action, ...]:
    """Give what was chosen: one by one, or all that fits what the list asked for."""
    everything = read_query(request.POST) if "everything" in request.POST else None
    keys = request.POST.getlist("key")[:MOST_CHOSEN]
    return chosen_actions(keys, everything=everything, by=request.actor, at=timezone.now())


def _back(request: ActorRequest) -> str:
    return with_query(reverse("actions"), query_of(read_query(request.POST)))


def _show(
    request: ActorRequest,
    form: BulkForm,
    actions: tuple[Action, ...],
    *,
    is_overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    trial = try_bulk(actions, form.change(), by=request.actor, at=timezone.now())
    changes, more = changes_shown(trial.changes, names=trial.names)
    sent = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    places = {
        "trial": trial,
        "changes": changes,
        "more": more,
        "sent": [each for each in sent if each[0] not in ("csrfmiddlewaretoken", "base", "apply")],
        "back": _back(request),
        "is_overtaken": is_overtaken,
    }
    return render(request, "actions/bulk.html", places, status=status)


urlpatterns = [
    path("atgarder/flera/", bulk, name="change-actions"),
    path("atgarder/kopiera/", copy, name="copy-actions"),
    path("atgarder/att-se-over/", look_over, name="look-over-actions"),
]
