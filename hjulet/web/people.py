"""Personer: who has which roles, since when and until when; giving and ending them, and deputies."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST

from hjulet.domain.permission import ROLES, Grant
from hjulet.domain.protection import PROTECTED
from hjulet.domain.validity import Validity
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.granting import appoint_deputy, end_deputy, end_role, give_role
from hjulet.services.people_pages import PersonPage, RightsChange, find_person, list_people
from hjulet.services.protection import Protection, protect
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import ROLES as ROLE_LABELS
from hjulet.web.actor import ActorRequest
from hjulet.web.register_forms import day_field, refuse
from hjulet.web.words import language

DONE = {
    "give-role": gettext_noop("{role} för {unit} gavs"),
    "end-role": gettext_noop("{role} för {unit} avslutades"),
    "change-role-end": gettext_noop("{role} för {unit} fick en ny sista dag: {last}"),
    "roles-from-groups": gettext_noop("roller efter grupperna i kommunens egen inloggning"),
    "appoint-deputy": gettext_noop("{deputy} blev vikarie för {lender}"),
    "end-deputy": gettext_noop("{deputy} slutade vara vikarie för {lender}"),
    "close-account": gettext_noop("kontot stängdes"),
    "open-account": gettext_noop("kontot öppnades"),
    "remove-factors": gettext_noop("app, passnycklar och reservkoder togs bort"),
    "set-password": gettext_noop("ett nytt lösenord sattes"),
}
"""What a change of rights did, in words to fill."""


class SpanForm(forms.Form):
    """From which day, and until which: the last day is included, as people say it."""

    explains: ClassVar = {"first": "role-period"}

    first = day_field(gettext_lazy("Från och med"))
    last = day_field(gettext_lazy("Till och med"), required=False)

    def validity(self) -> Validity:
        """Give the span as the domain has it: half-open."""
        return Validity.through(self.cleaned_data["first"], self.cleaned_data["last"])


class RoleForm(SpanForm):
    """A role over one of the units that the actor administers."""

    role = forms.ChoiceField(label=gettext_lazy("Roll"))
    unit = forms.ChoiceField(label=gettext_lazy("Enhet med allt under"))
    field_order = ("role", "unit", "first", "last")

    def __init__(self, data: object = None, *, found: PersonPage, today: date) -> None:
        """Let roles and units be chosen by their names."""
        super().__init__(data, initial={"first": today})  # type: ignore[arg-type]
        self.fields["role"].choices = [(role, role_word(role)) for role in ROLES]  # type: ignore[attr-defined]
        units = [(code, f"{name} ({code})") for code, name in found.units.items()]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["last"].help_text = _("Tomt betyder tills vidare.")

    def grant(self) -> Grant:
        """Give what was written."""
        given = self.cleaned_data
        return Grant(role=given["role"], unit=given["unit"], validity=self.validity())


class DeputyForm(SpanForm):
    """Who stands in for a person, and when; a lending always ends."""

    deputy = forms.ChoiceField(label=gettext_lazy("Vikarie"))
    field_order = ("deputy", "first", "last")

    def __init__(self, data: object = None, *, found: PersonPage, today: date) -> None:
        """Let people be chosen by their names."""
        super().__init__(data, initial={"first": today})  # type: ignore[arg-type]
        self.fields["deputy"].choices = found.deputies  # type: ignore[attr-defined]
        self.fields["last"].required = True


class ProtectionForm(forms.Form):
    """Whether a person is protected, and what others see in place of the name."""

    is_protected = forms.BooleanField(label=gettext_lazy("Skyddade personuppgifter"), required=False)
    signature = forms.CharField(label=gettext_lazy("Signatur"), max_length=60, required=False)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: object = None, *, found: PersonPage) -> None:
        """Begin with how it is."""
        now = found.protection or Protection(is_protected=False, signature="")
        first = {"is_protected": now.is_protected, "signature": now.signature, "version": now.version}
        super().__init__(data, initial=first)  # type: ignore[arg-type]
        self.fields["signature"].help_text = _(
            "Det som andra ser i stället för namnet. Tomt: {name}."
        ).format(name=PROTECTED)

    def wanted(self) -> Protection:
        """Give what was chosen."""
        return Protection(**self.cleaned_data)


class EndForm(forms.Form):
    """What is ended: the version that was read."""

    version = forms.IntegerField(min_value=1)


@dataclass(frozen=True, kw_only=True)
class SpanWords:
    """A span in words, and whether it holds today, begins later or is over."""

    first: date
    last: date | None
    state: str

    @property
    def is_over(self) -> bool:
        """Tell whether it has ended."""
        return self.state == "over"


def people(request: ActorRequest) -> HttpResponse:
    """List everybody with their roles of today."""
    listed = list_people(by=request.actor, at=timezone.now())
    lines = [(person, [(role_word(role.role), role.unit_name) for role in person.roles]) for person in listed]
    return render(request, "people/list.html", {"lines": lines})


def person(request: ActorRequest, username: str) -> HttpResponse:
    """Show a person; on POST, give them a role."""
    at = timezone.now()
    found = find_person(username, by=request.actor, at=at)
    if request.method == "POST" and not found.units:
        raise NotFoundError(username)
    form = RoleForm(request.POST if request.method == "POST" else None, found=found, today=_today())
    if request.method == "POST" and form.is_valid():
        try:
            give_role(username, form.grant(), by=request.actor, at=at)
            return redirect("person", username=username)
        except RefusedError as fault:
            refuse(form, fault)
    return _page(request, found, role_form=form)


@require_POST
def deputy(request: ActorRequest, username: str) -> HttpResponse:
    """Let somebody stand in for a person."""
    at = timezone.now()
    found = find_person(username, by=request.actor, at=at)
    if not found.may_lend:
        raise NotFoundError(username)
    form = DeputyForm(request.POST, found=found, today=_today())
    if form.is_valid():
        try:
            appoint_deputy(username, form.cleaned_data["deputy"], form.validity(), by=request.actor, at=at)
            return redirect("person", username=username)
        except RefusedError as fault:
            refuse(form, fault)
    return _page(request, found, deputy_form=form)


@require_POST
def protection(request: ActorRequest, username: str) -> HttpResponse:
    """Protect a person, or no longer."""
    at = timezone.now()
    found = find_person(username, by=request.actor, at=at)
    if found.protection is None:
        raise NotFoundError(username)
    form = ProtectionForm(request.POST, found=found)
    if form.is_valid():
        try:
            protect(username, form.wanted(), by=request.actor, at=at)
            return redirect("person", username=username)
        except RefusedError as fault:
            refuse(form, fault)
        except ConflictError:
            return changed(request, username)
    return _page(request, found, protection_form=form)


@require_POST
def role_end(request: ActorRequest, username: str, number: int) -> HttpResponse:
    """End a role today."""
    version = version_read(request)
    try:
        end_role(number, username=username, on=_today(), version=version, by=request.actor, at=timezone.now())
    except ConflictError:
        return changed(request, username)
    return redirect("person", username=username)


@require_POST
def deputy_end(request: ActorRequest, username: str, number: int) -> HttpResponse:
    """End a lending today."""
    version = version_read(request)
    try:
        end_deputy(number, lender=username, on=_today(), version=version, by=request.actor, at=timezone.now())
    except ConflictError:
        return changed(request, username)
    return redirect("person", username=username)


def _page(
    request: ActorRequest,
    found: PersonPage,
    *,
    role_form: RoleForm | None = None,
    deputy_form: DeputyForm | None = None,
    protection_form: ProtectionForm | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    today = _today()
    roles = role_form or RoleForm(found=found, today=today)
    deputies = deputy_form or DeputyForm(found=found, today=today)
    protections = protection_form or (ProtectionForm(found=found) if found.protection else None)
    places = {
        "found": found,
        "roles": [(role, role_word(role.role), _span(role.validity, today)) for role in found.roles],
        "lends": [(each, _span(each.validity, today)) for each in found.lends],
        "stands_in": [(each, _span(each.validity, today)) for each in found.stands_in],
        "changes": [(change, _change_words(change, found)) for change in found.changes],
        "role_form": roles,
        "deputy_form": deputies,
        "protection_form": protections,
        "said": said,
        "is_own": found.username == request.actor.id,
    }
    wrong = roles.errors or deputies.errors or (protections and protections.errors)
    return render(request, "people/person.html", places, status=422 if wrong else status)


def changed(request: ActorRequest, username: str) -> HttpResponse:
    """Show the person anew where somebody else was first."""
    found = find_person(username, by=request.actor, at=timezone.now())
    said = _("Någon annan har ändrat det medan du läste. Så här är det nu.")
    return _page(request, found, said=said, status=409)


def role_word(role: str) -> str:
    """Name a role."""
    return translate(ROLE_LABELS.get(role, role), language=language())


def _span(validity: Validity, today: date) -> SpanWords:
    never = validity.end == validity.start
    state = "now" if validity.holds(today) else "later" if validity.start > today and not never else "over"
    return SpanWords(first=validity.start, last=validity.last_day, state=state)


def _change_words(change: RightsChange, found: PersonPage) -> dict[str, str]:
    """Say what a change did, by whom, and for whom where a deputy did it."""
    given = change.params
    said = translate(DONE[change.action], language=language()).format(
        role=role_word(given.get("role", "")),
        unit=found.unit_names.get(given.get("unit", ""), given.get("unit", "")),
        deputy=found.people.get(given.get("deputy", ""), ""),
        lender=found.people.get(given.get("lender", ""), ""),
        last=given.get("last") or _("tills vidare"),
    )
    lenders = (found.people.get(one, one) for one in given.get("deputy_for", ()))
    return {
        "said": said,
        "by": found.people.get(change.by, change.by),
        "deputy_for": ", ".join(lenders),
    }


def version_read(request: ActorRequest) -> int:
    """Give the version that a form was made from; 0, which nothing has, where it does not say."""
    form = EndForm(request.POST)
    version: Any = form.cleaned_data["version"] if form.is_valid() else 0
    return int(version)


def _today() -> date:
    return timezone.localdate()


urlpatterns = [
    path("personer/", people, name="people"),
    path("personer/<str:username>/", person, name="person"),
    path("personer/<str:username>/vikarie/", deputy, name="person-deputy"),
    path("personer/<str:username>/skydd/", protection, name="person-protection"),
    path("personer/<str:username>/roll/<int:number>/avsluta/", role_end, name="role-end"),
    path("personer/<str:username>/vikarie/<int:number>/avsluta/", deputy_end, name="deputy-end"),
]
