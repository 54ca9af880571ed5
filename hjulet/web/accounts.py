"""Signing in and out, and the language. In the demo one chooses an invented person instead of writing."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from hjulet.services.accounts import demo_accounts
from hjulet.services.demo import PASSWORD
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
    next_page = START

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
    return HttpResponseRedirect(_own(request, request.POST.get("next", "")))


def _own(request: HttpRequest, address: str) -> str:
    """Give an address of this site back; the start for any other."""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else START


urlpatterns = [
    path("logga-in/", SignIn.as_view(), name="sign-in"),
    path("logga-in/exempel/", choose, name="choose-person"),
    path("logga-ut/", LogoutView.as_view(next_page="/logga-in/"), name="sign-out"),
    path("sprak/", login_not_required(set_language), name="language"),
]
