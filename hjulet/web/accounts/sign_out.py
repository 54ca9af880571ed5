"""Signing out, at the provider too where one came by it (OpenID Connect RP-Initiated Logout 1.0).

A shared computer that is signed out here and not at the provider lets the next one in with a click. The
provider is told which site asks (``client_id``); the token of the sign-in, which would tell it who, is not
kept here, so it may ask the person once more.
"""

import logging
from urllib.parse import urlencode, urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.account.views import logout
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hjulet.domain.identity import Provider, ProviderKind
from hjulet.services.providers import identities

log = logging.getLogger("hjulet.sign_in")


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out here, and lead on to the provider that one came by, if it wants to know."""
    provider = _came_by(request)
    answer = logout(request)
    address = _end_of_session(request, provider) if provider else ""
    if not provider or not address:
        return answer
    return render(request, "accounts/leave.html", {"address": address, "out_of": provider.name})


def _came_by(request: HttpRequest) -> Provider | None:
    """Find the OpenID Connect provider that this session began by."""
    records = get_authentication_records(request, request.user)
    ids = {record.get("provider") for record in records}
    oidc = (each for each in identities().providers if each.kind is ProviderKind.OIDC)
    return next((each for each in oidc if each.id in ids), None)


def _end_of_session(request: HttpRequest, provider: Provider) -> str:
    """Give the address where a provider ends its session; empty where it has none, or does not answer."""
    try:
        known = OpenIDConnectOAuth2Adapter(request, provider.id).openid_config
        endpoint = str(known.get("end_session_endpoint", ""))
    except (OSError, ValueError) as fault:
        log.warning("%s could not be asked where one signs out: %s", provider.id, fault)
        return ""
    if urlsplit(endpoint).scheme not in {"http", "https"}:
        return ""
    sent = {
        "client_id": provider.client_id,
        "post_logout_redirect_uri": request.build_absolute_uri(reverse("sign-in")),
    }
    return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(sent)}"
