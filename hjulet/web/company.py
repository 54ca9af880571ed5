"""Legal entities: the list, a new one, and a change of one."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjulet.services.companies import (
    CompanyFacts,
    add_company,
    change_company,
    find_company,
    list_companies,
    require_company_editor,
)
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.texts.labels import company_kind_label
from hjulet.web.actor import ActorRequest
from hjulet.web.mapping_words import COMPANY, problem_words, tabs, year_of
from hjulet.web.words import language

CHOICES = [
    ("municipality", _("Kommun")),
    ("company", _("Bolag")),
    ("association", _("Kommunalförbund")),
]


class CompanyForm(forms.Form):
    """A legal entity's name, number and kind, and what they were when it was read."""

    name = forms.CharField(label=_("Namn"), max_length=200)
    org_number = forms.CharField(
        label=_("Organisationsnummer"),
        max_length=20,
        required=False,
        help_text=_("Tio siffror. Filer känns igen på det."),
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=CHOICES)
    was_name = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    was_org_number = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    was_kind = forms.CharField(required=False, widget=forms.HiddenInput)

    def facts(self, code: str, *, before: str = "") -> CompanyFacts:
        """Give what was written, or with ``before="was_"`` what was read."""
        given = {name: str(self.cleaned_data[before + name]) for name in ("name", "org_number", "kind")}
        return CompanyFacts(code=code, **given)


class NewCompanyForm(CompanyForm):
    """The same with a code, which rules and files call it by."""

    code = forms.CharField(
        label=_("Kod"), max_length=40, help_text=_("Kort och utan blanksteg. Den ändras aldrig.")
    )
    field_order = ("code", "name", "org_number", "kind")


def companies(request: ActorRequest) -> HttpResponse:
    """List the legal entities."""
    found = list_companies(by=request.actor, at=timezone.now())
    places = {
        "tabs": tabs("foretag", company=request.GET.get(COMPANY, ""), year=year_of(request)),
        "companies": [
            (facts, company_kind_label(facts.kind, language=language()), batches)
            for facts, batches in found.companies
        ],
        "may_edit": found.may_edit,
    }
    return render(request, "mapping/companies.html", places)


def new_company(request: ActorRequest) -> HttpResponse:
    """Ask for a legal entity, and add it."""
    at = timezone.now()
    require_company_editor(by=request.actor, at=at)
    form = NewCompanyForm(request.POST or None)
    if form.is_valid():
        try:
            add_company(form.facts(form.cleaned_data["code"]), by=request.actor, at=at)
        except RefusedError as refusal:
            form.add_error(None, problem_words(refusal.problems))
        else:
            return redirect("companies")
    return _form(request, form, code="")


def change(request: ActorRequest) -> HttpResponse:
    """Ask what a legal entity is to be called, and change it."""
    at, code = timezone.now(), request.GET.get(COMPANY, "")
    found = find_company(code, by=request.actor, at=at)
    form = CompanyForm(request.POST or None, initial=_initial(found))
    if form.is_valid():
        try:
            was = form.facts(code, before="was_")
            change_company(form.facts(code), was=was, by=request.actor, at=at)
        except RefusedError as refusal:
            form.add_error(None, problem_words(refusal.problems))
        except ConflictError as conflict:
            lines = zip((_("Namn"), _("Organisationsnummer"), _("Slag")), *_both(conflict), strict=True)
            places = {"lines": list(lines), "code": code}
            return render(request, "mapping/company_conflict.html", places, status=409)
        else:
            return redirect("companies")
    return _form(request, form, code=code)


def _form(request: ActorRequest, form: CompanyForm, *, code: str) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "mapping/company.html", {"form": form, "code": code}, status=status)


def _initial(found: CompanyFacts) -> dict[str, str]:
    now = {"name": found.name, "org_number": found.org_number, "kind": found.kind}
    return {**now, **{f"was_{name}": value for name, value in now.items()}}


def _both(conflict: ConflictError) -> tuple[list[str], list[str]]:
    return conflict.mine.split("\n"), conflict.theirs.split("\n")


urlpatterns = [
    path("foretag/", companies, name="companies"),
    path("foretag/nytt/", new_company, name="new-company"),
    path("foretag/andra/", change, name="change-company"),
]
