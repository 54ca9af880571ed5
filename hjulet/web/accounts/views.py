"""Signing in, the demo's invented persons, and one's own account."""

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.views import LoginView
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hjulet.services.account import own_account
from hjulet.services.accounts import demo_accounts
from hjulet.services.demo import PASSWORD
from hjulet.services.providers import identities
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import ROLES
from hjulet.web.accounts.adapter import own_address
from hjulet.web.accounts.ways import ways_in
from hjulet.web.actor import ActorRequest
from hjulet.web.words import language


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invented persons of the demo, and the identity providers."""
        people = [
            {
                "username": person.username,
                "name": person.name,
                "role": translate(ROLES[person.role], language=language()),
                "unit_name": person.unit_name,
            }
            for person in demo_accounts(at=timezone.now())
        ]
        known = identities()
        own = own_address(self.request.GET.get("next") or self.request.POST.get("next", ""))
        shown = {"people": people, "providers": ways_in(known.providers), "help": known.help, "next": own}
        return super().get_context_data(**kwargs) | shown


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
    leads_to = own_address(request.POST.get("next", ""))
    return perform_login(request, Login(user=user, redirect_url=leads_to or None))


def account(request: ActorRequest) -> HttpResponse:
    """Show one's own account."""
    own = own_account(by=request.actor, at=timezone.now())
    names = {each.id: each.name for each in identities().providers}
    roles = [
        {
            "role": translate(ROLES[held.role], language=language()),
            "unit_name": held.unit_name,
            "provider": names.get(held.provider, held.provider),
        }
        for held in own.roles
    ]
    shown = {
        "account": own,
        "roles": roles,
        "providers": [names.get(each, each) for each in own.providers],
        "has_factor": own.has_app or bool(own.keys),
        "done": request.GET.get("klart", ""),
    }
    return render(request, "accounts/account.html", shown)
