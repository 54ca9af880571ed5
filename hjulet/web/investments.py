"""Investeringar: the projects of a unit and a year, one project, and writing them and their decisions."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.investment import Project, ProjectKind, Projects
from hjulet.services.investment_pages import frames, investment_list, project_page
from hjulet.services.investments import (
    find_project,
    remove_decision,
    remove_project,
    save_decision,
    save_project,
)
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import DECISION_KINDS, PROJECT_KINDS
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import address
from hjulet.web.context import asked, is_latest, require_latest
from hjulet.web.register import change_page, entry_form, entry_lines, new_entry_form, new_page
from hjulet.web.register_forms import codes_field, year_field
from hjulet.web.register_table import shown_rows
from hjulet.web.words import language


class ProjectForm(forms.Form):
    """A project: its name and kind, its years, its codes in the ledger, and what it lies within."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Slag"))
    frame = forms.ChoiceField(label=gettext_lazy("Ligger i ramen"), required=False)
    codes = codes_field()
    first_year = year_field(gettext_lazy("Första året"))
    last_year = year_field(gettext_lazy("Sista året"))
    started = year_field(
        gettext_lazy("Påbörjat år"),
        required=False,
        help_text=gettext_lazy("Tomt så länge arbetet inte har börjat: utfallet visas då tomt, inte som 0."),
    )
    closed = year_field(
        gettext_lazy("Avslutat år"),
        required=False,
        help_text=gettext_lazy("Det som är kvar av ett avslutat projekt förs inte vidare och visas inte."),
    )
    note = forms.CharField(label=gettext_lazy("Anmärkning"), max_length=500, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: object, held: Projects, present: str = "", **named: object) -> None:
        """Let kinds and frames be chosen by their names; the ``present`` frame stays whoever holds it."""
        super().__init__(*given, **named)  # type: ignore[arg-type]
        kinds = [(kind, translate(name, language=language())) for kind, name in PROJECT_KINDS.items()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        names = {each.id: each.name for each in held}
        if present and present not in names:
            names[present] = _("Nuvarande ram")
        self.fields["frame"].choices = [("", _("Ingen ram")), *names.items()]  # type: ignore[attr-defined]

    def project(self, id: str, unit: str) -> Project:
        """Give what was written."""
        given = {name: self.cleaned_data[name] for name in _WRITTEN}
        return Project(
            **given,
            id=id,
            unit=unit,
            kind=ProjectKind(self.cleaned_data["kind"]),
            codes=tuple(self.cleaned_data["codes"].split()),
            version=self.cleaned_data.get("version") or 0,
        )


_WRITTEN = ("name", "frame", "first_year", "last_year", "started", "closed", "note")


class NewProjectForm(ProjectForm):
    """The same with the id that references call it by, and no version yet."""

    version = None  # type: ignore[assignment]
    id = forms.CharField(
        label=gettext_lazy("Beteckning"),
        max_length=40,
        help_text=gettext_lazy("Kort, till exempel entre_2018. Används i referenser och ändras aldrig."),
    )
    field_order = ("id", "name", "kind")


def investments_here(request: ActorRequest) -> HttpResponse:
    """Lead on to the investments of the unit that one is at."""
    return redirect(address(request, "investments", unit=asked(request).unit))


def investments(request: ActorRequest, unit: str) -> HttpResponse:
    """Show the investments of a unit and all below it."""
    here = asked(request, unit=unit)
    found = investment_list(
        unit, here.period, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    rows = (
        shown_rows(found.table, found.figures, href=lambda row: address(request, "investment", id=row.id))
        if found.table
        else []
    )
    may_write = found.may_edit and is_latest(here)
    places = {"here": here, "found": found, "rows": rows, "may_write": may_write}
    return render(request, "investments/list.html", places)


def new_investment(request: ActorRequest, unit: str) -> HttpResponse:
    """Register a project."""
    here = asked(request, unit=unit)
    year = here.period.year
    form = NewProjectForm(
        request.POST or None,
        held=frames(unit, by=here.by, at=here.at),
        initial={"first_year": year, "last_year": year},
    )
    return new_page(
        request,
        here,
        form,
        title=_("Ny investering"),
        back=address(request, "investments", unit=unit),
        page="investment",
        save=lambda id: save_project(form.project(id, unit), by=here.by, at=here.at),
    )


def investment(request: ActorRequest, id: str) -> HttpResponse:
    """Show a project with its years and its decisions; on POST, add a decision."""
    here = asked(request)
    if request.method == "POST":
        require_latest(here)
    form = new_entry_form(request, here, kinds=DECISION_KINDS)
    if request.method == "POST" and form.is_valid():
        save_decision(id, form.entry(), by=here.by, at=here.at)
        return redirect(address(request, "investment", id=id))
    found = project_page(id, snapshot=here.snapshot, language=language(), by=here.by, at=here.at)
    decisions = found.project.decisions
    places = {
        "here": here,
        "found": found,
        "may_write": found.may_edit and is_latest(here),
        "kind": translate(PROJECT_KINDS[found.project.kind], language=language()),
        "rows": shown_rows(found.table, found.figures),
        "entries": entry_lines(request, decisions, of=id, kinds=DECISION_KINDS, page="investment-decision"),
        "form": form,
    }
    return render(request, "investments/project.html", places, status=422 if form.errors else 200)


def change_investment(request: ActorRequest, id: str) -> HttpResponse:
    """Change or remove a project."""
    here = asked(request)
    known = find_project(id, by=here.by, at=here.at)
    first = {name: getattr(known, name) for name in (*_WRITTEN, "kind", "version")}
    held = tuple(each for each in frames(known.unit, by=here.by, at=here.at) if each.id != id)
    form = ProjectForm(
        request.POST or None,
        held=held,
        present=known.frame,
        initial={**first, "codes": " ".join(known.codes)},
    )
    return change_page(
        request,
        here,
        form,
        title=known.name,
        back=address(request, "investment", id=id),
        save=lambda: save_project(form.project(id, known.unit), by=here.by, at=here.at),
        removal=_("Ta bort investeringen"),
        remove=lambda version: remove_project(id, version=version, by=here.by, at=here.at),
        after_removal=address(request, "investments", unit=known.unit),
    )


def investment_decision(request: ActorRequest, id: str, key: str) -> HttpResponse:
    """Change or remove one decision about a project's money."""
    here = asked(request)
    known = find_project(id, by=here.by, at=here.at)
    form = entry_form(request, known.decisions, key, kinds=DECISION_KINDS)
    back = address(request, "investment", id=id)
    return change_page(
        request,
        here,
        form,
        title=_("Beslut om {name}").format(name=known.name),
        back=back,
        save=lambda: save_decision(id, form.entry(key), by=here.by, at=here.at),
        removal=_("Ta bort beslutet"),
        remove=lambda version: remove_decision(id, key, version=version, by=here.by, at=here.at),
        after_removal=back,
    )


urlpatterns = [
    path("investeringar/", investments_here, name="investments-here"),
    path("investeringar/enhet/<str:unit>/", investments, name="investments"),
    path("investeringar/enhet/<str:unit>/ny/", new_investment, name="new-investment"),
    path("investeringar/projekt/<str:id>/", investment, name="investment"),
    path("investeringar/projekt/<str:id>/andra/", change_investment, name="change-investment"),
    path("investeringar/projekt/<str:id>/beslut/<str:key>/", investment_decision, name="investment-decision"),
]
