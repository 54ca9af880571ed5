"""Signing in and out, and the language. In the demo one chooses an invented person instead of writing."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from hjulet.domain.permission import Permission
from hjulet.services.accounts import demo_accounts
from hjulet.services.demo import PASSWORD
from hjulet.services.people import actor_of
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import ROLES
from hjulet.web.words import language

START = "/"


class SignInForm(AuthenticationForm):
    """Username and password, in our words."""

    username = forms.CharField(
        label=_("Användarnamn"), widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Lösenord"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {  # noqa: RUF012 - Django's own way to word a form
        "invalid_login": _("Användarnamnet och lösenordet hör inte ihop. Försök igen."),
        "inactive": _("Kontot är avstängt."),
    }


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm

    def get_success_url(self) -> str:
        """Lead back to where somebody was, else to their first page: the mere start is nowhere yet."""
        address = self.get_redirect_url()
        if address not in ("", START):
            return address
        return first_page(self.request.user.get_username(), on=timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invented persons of the demo."""
        people = [
            {
                "username": person.username,
                "name": person.name,
                "role": translate(ROLES[person.role], language=language()),
                "unit_name": person.unit_name,
            }
            for person in demo_accounts(at=timezone.now())
        ]
        return super().get_context_data(**kwargs) | {"people": people}


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's invented persons, whose password is public."""
    username = request.POST.get("username", "")
    if username not in {person.username for person in demo_accounts(at=timezone.now())}:
        raise Http404
    user = authenticate(request, username=username, password=PASSWORD)
    if user is None:
        raise Http404
    login(request, user)
    address = _own(request, request.POST.get("next", "")) or first_page(username, on=timezone.localdate())
    return HttpResponseRedirect(address)


def first_page(username: str, *, on: date) -> str:
    """Give the address of somebody's first page: their work, or the start for who only reads."""
    actor = actor_of(username)
    works = actor is not None and actor.may_anywhere(Permission.WRITE_COMMENT, on=on)
    return reverse("work" if works else "start")


def _own(request: HttpRequest, address: str) -> str:
    """Give an address of this site back; nothing for any other, and for the mere start."""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe and address != START else ""


urlpatterns = [
    path("logga-in/", SignIn.as_view(), name="sign-in"),
    path("logga-in/exempel/", choose, name="choose-person"),
    path("logga-ut/", LogoutView.as_view(next_page="/logga-in/"), name="sign-out"),
    path("sprak/", login_not_required(set_language), name="language"),
]
