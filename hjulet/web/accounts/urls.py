"""The addresses of signing in.

The names that begin with ``account_``, ``mfa_``, ``openid_connect_``, ``saml_``, ``socialaccount_`` and
``usersessions_`` are django-allauth's: it leads to them by these.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as local
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as key
from allauth.socialaccount import views as provider
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.socialaccount.providers.saml import views as saml
from allauth.usersessions import views as usersessions
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from django.views.i18n import set_language

from hjulet.services.account import own_account
from hjulet.web.accounts.leaving import guarded, leaving
from hjulet.web.accounts.sign_out import sign_out
from hjulet.web.accounts.views import SignIn, account, choose
from hjulet.web.actor import ActorRequest

View = Callable[..., HttpResponse]


def whole(view: View) -> View:
    """Make what a form changes, and its row in the log, in one transaction."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return run


def known(view: View) -> View:
    """Show recovery codes only where they work: without the key that encrypted them, lead to new ones."""

    @wraps(view)
    def show(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if own_account(by=request.actor, at=timezone.now()).codes_left == 0:
            return redirect("mfa_generate_recovery_codes")
        return view(request, *args, **kwargs)

    return show


sign_in = SignIn.as_view()
leave = login_not_required(require_POST(sign_out))

urlpatterns = [
    path("logga-in/", sign_in, name="account_login"),
    path("logga-in/", sign_in, name="sign-in"),
    path("logga-in/exempel/", choose, name="choose-person"),
    path("logga-in/avstangt/", local.account_inactive, name="account_inactive"),
    path("logga-in/kod/", factor.authenticate, name="mfa_authenticate"),
    path("logga-in/passnyckel/", key.login_webauthn, name="mfa_login_webauthn"),
    path("logga-in/avbrutet/", provider.login_cancelled, name="socialaccount_login_cancelled"),
    path("logga-in/oidc/<provider_id>/", guarded(leaving(oidc.login)), name="openid_connect_login"),
    path("logga-in/oidc/<provider_id>/svar/", guarded(oidc.callback), name="openid_connect_callback"),
    path("logga-in/saml/<organization_slug>/", guarded(leaving(saml.login)), name="saml_login"),
    path("logga-in/saml/<organization_slug>/svar/", saml.acs, name="saml_acs"),
    path("logga-in/saml/<organization_slug>/svar/klart/", guarded(saml.finish_acs), name="saml_finish_acs"),
    path("logga-in/saml/<organization_slug>/ut/", guarded(saml.sls), name="saml_sls"),
    path("logga-in/saml/<organization_slug>/metadata/", guarded(saml.metadata), name="saml_metadata"),
    path("logga-ut/", leave, name="account_logout"),
    path("logga-ut/", leave, name="sign-out"),
    path("konto/", account, name="account"),
    path("konto/", account, name="mfa_index"),
    path("konto/", account, name="mfa_list_webauthn"),
    path("konto/bekrafta/", local.reauthenticate, name="account_reauthenticate"),
    path("konto/bekrafta/kod/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("konto/bekrafta/nyckel/", key.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("konto/losenord/", whole(local.password_change), name="account_change_password"),
    path("konto/losenord/inget/", RedirectView.as_view(pattern_name="account"), name="account_set_password"),
    path("konto/app/", whole(app.activate_totp), name="mfa_activate_totp"),
    path("konto/app/ta-bort/", whole(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("konto/koder/", known(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("konto/koder/nya/", whole(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("konto/koder/fil/", known(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("konto/nycklar/ny/", whole(key.add_webauthn), name="mfa_add_webauthn"),
    path("konto/nycklar/<int:pk>/", whole(key.edit_webauthn), name="mfa_edit_webauthn"),
    path("konto/nycklar/<int:pk>/ta-bort/", whole(key.remove_webauthn), name="mfa_remove_webauthn"),
    path("konto/sessioner/", whole(usersessions.list_usersessions), name="usersessions_list"),
    path("sprak/", login_not_required(set_language), name="language"),
]
