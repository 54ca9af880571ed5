"""Teman: what several actions have in common, over bodies; the list, one theme's page, and writing one."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.actions.action import LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT
from hjulet.domain.actions.theme import Theme
from hjulet.services.action_list import owner_words
from hjulet.services.action_pages import OwnerChoices, owner_choices
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.people import people_names
from hjulet.services.theme_pages import theme_page
from hjulet.services.themes import find_theme_to_write, save_theme, theme_list
from hjulet.web.action_form import NOBODY, offered_with
from hjulet.web.action_words import line_words
from hjulet.web.actor import ActorRequest
from hjulet.web.goal_words import period_word
from hjulet.web.paging import beside, page_number
from hjulet.web.register_forms import refuse


class ThemeForm(forms.Form):
    """A theme: its name, what it is about, and who answers for it."""

    name = forms.CharField(label=gettext_lazy("Tema"), max_length=LONGEST_NAME)
    description = forms.CharField(
        label=gettext_lazy("Beskrivning"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Nämnd eller enhet"))
    person = forms.ChoiceField(label=gettext_lazy("Ägare"), required=False)
    role = forms.CharField(
        label=gettext_lazy("Roll"),
        max_length=LONGEST_LINE,
        required=False,
        help_text=gettext_lazy("Till exempel HR-chef. En person, en roll eller båda."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, known: Theme, choices: OwnerChoices) -> None:
        """Let units and people be chosen by their names."""
        first = {name: getattr(known, name) for name in _WRITTEN} | {"version": known.version}
        super().__init__(data, initial=first)  # type: ignore[arg-type]
        people = [NOBODY, *offered_with([known.person], choices.people, choices.names)]
        units = offered_with([known.unit], choices.units, choices.names)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["person"].choices = people  # type: ignore[attr-defined]

    def theme(self, key: str) -> Theme:
        """Give what was written."""
        given = {name: self.cleaned_data[name] for name in _WRITTEN}
        return Theme(key=key, **given, version=self.cleaned_data["version"] or 0)


_WRITTEN = ("name", "description", "unit", "person", "role")


def themes(request: ActorRequest) -> HttpResponse:
    """List the themes."""
    found, people = theme_list(by=request.actor, at=timezone.now()), people_names()
    places = {
        "lines": [(line, owner_words(line.theme.person, line.theme.role, people)) for line in found.lines],
        "may_write": found.may_write,
    }
    return render(request, "actions/themes.html", places)


def theme(request: ActorRequest, key: str) -> HttpResponse:
    """Show a theme: its owner, the goals that it leads to, and its actions."""
    number = page_number(request)
    page = theme_page(key, page=number, by=request.actor, at=timezone.now())
    held = page.line.theme
    places = {
        "page": page,
        "theme": held,
        "owner": owner_words(held.person, held.role, page.people),
        "goals": [(period_word(each.ref.structure), each) for each in page.goals],
        "lines": [line_words(line) for line in page.actions],
        **beside(request, page=min(number, page.pages), pages=page.pages),
    }
    return render(request, "actions/theme.html", places)


def new_theme(request: ActorRequest) -> HttpResponse:
    """Make a theme."""
    return _write(request, Theme(name="", unit=""), title=_("Nytt tema"), back=reverse("action-themes"))


def change_theme(request: ActorRequest, key: str) -> HttpResponse:
    """Change a theme."""
    known = find_theme_to_write(key, by=request.actor, at=timezone.now())
    return _write(request, known, title=known.name, back=reverse("action-theme", args=[key]))


def _write(request: ActorRequest, known: Theme, *, title: str, back: str) -> HttpResponse:
    by, at = request.actor, timezone.now()
    form = ThemeForm(request.POST or None, known, owner_choices(by=by, at=at))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("action-theme", key=save_theme(form.theme(known.key), by=by, at=at))
        except (RefusedError, ConflictError) as fault:
            refuse(form, fault)
    places = {"form": form, "title": title, "back": back}
    return render(request, "registers/form.html", places, status=422 if form.errors else 200)


urlpatterns = [
    path("teman/", themes, name="action-themes"),
    path("teman/nytt/", new_theme, name="new-action-theme"),
    path("teman/<str:key>/", theme, name="action-theme"),
    path("teman/<str:key>/andra/", change_theme, name="change-action-theme"),
]
