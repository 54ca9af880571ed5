"""What django-allauth asks us about identity providers: which there are, and who comes from them."""

from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hjulet.domain.identity import Claims, Provider, ProviderKind
from hjulet.services.errors import RefusedError
from hjulet.services.identity import enter
from hjulet.services.providers import identities
from hjulet.services.sign_in import Event, note
from hjulet.texts.problems import sentence
from hjulet.web.accounts.address import address_of
from hjulet.web.words import language

KINDS = {ProviderKind.OIDC: "openid_connect", ProviderKind.SAML: "saml"}
"""Our kinds -> django-allauth's."""

NO_ROLE = "no-role"


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Providers stand in the home's ``identity.toml``; who comes from them is taken in by the service."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """List the configured providers, those of a name or kind if asked."""
        apps = [_app(each) for each in identities().providers]
        return [
            app
            for app in apps
            if provider in (None, app.provider, app.provider_id) and client_id in (None, app.client_id)
        ]

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:
        """Keep what the provider says for this sign-in; nothing of it is stored beside the account."""
        sociallogin.said = sociallogin.account.extra_data
        sociallogin.account.extra_data = {}
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Take the person in, or say why not. Nobody ties a provider to an account by themselves."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise PermissionDenied
        provider = next(each for each in identities().providers if each.id == sociallogin.account.provider)
        claims = claims_of(provider, subject=sociallogin.account.uid, said=sociallogin.said)
        try:
            has_role = enter(claims, provider=provider, at=timezone.now())
        except RefusedError as refusal:
            (problem,) = refusal.problems
            reason = sentence(problem, language=language())
            raise ImmediateHttpResponse(
                _turned_away(request, provider, code=problem.code, reason=reason)
            ) from refusal
        if not has_role:
            raise ImmediateHttpResponse(_turned_away(request, provider, code=NO_ROLE))
        if not sociallogin.is_existing:
            sociallogin.lookup()


def claims_of(provider: Provider, *, subject: str, said: Mapping[str, Any]) -> Claims:
    """Read the claims that a provider is configured for.

    OpenID Connect says some in the token and some at the address of user information: both count,
    the latter first.
    """
    if provider.kind is ProviderKind.OIDC:
        said = {**(said.get("id_token") or {}), **(said.get("userinfo") or {})}
    groups = said.get(provider.groups) or []
    return Claims(
        subject=subject,
        username=_one(said.get(provider.username)),
        name=_one(said.get(provider.full_name)),
        groups=tuple(str(group) for group in ([groups] if isinstance(groups, str) else groups)),
    )


def _one(value: Any) -> str:
    """Give a claim's only value, or its first; SAML attributes are lists."""
    if isinstance(value, list):
        value = value[0] if value else None
    return "" if value is None else str(value)


def _app(provider: Provider) -> SocialApp:
    """Give a provider as django-allauth wants it."""
    if provider.kind is ProviderKind.OIDC:
        return SocialApp(
            provider=KINDS[provider.kind],
            provider_id=provider.id,
            name=provider.name,
            client_id=provider.client_id,
            secret=provider.secret,
            settings={
                "server_url": provider.metadata,
                "uid_field": provider.subject,
                "scope": list(provider.scope),
                "fetch_userinfo": provider.asks_userinfo,
            },
        )
    return SocialApp(
        provider=KINDS[provider.kind],
        provider_id=provider.id,
        name=provider.name,
        client_id=provider.id,
        settings=_saml(provider),
    )


def _saml(provider: Provider) -> dict[str, Any]:
    """Give the settings of a SAML provider; with a key of ours, requests are signed."""
    is_file = provider.metadata.startswith("file:")
    return {
        "idp": {
            "metadata_url": provider.metadata,
            "entity_id": provider.entity_id or None,
            "metadata_cache_timeout": 0 if is_file else 3600,
        },
        "attribute_mapping": {"uid": provider.subject} if provider.subject else {},
        "advanced": {
            "x509cert": provider.certificate or None,
            "private_key": provider.key or None,
            "authn_request_signed": bool(provider.key),
            "metadata_signed": bool(provider.key),
            "allow_single_label_domains": True,
            "reject_idp_initiated_sso": True,
        },
    }


def _turned_away(request: HttpRequest, provider: Provider, *, code: str, reason: str = "") -> HttpResponse:
    """Say that somebody has shown who they are but may not come in, and whom to ask."""
    note(
        Event.REFUSED,
        username="",
        address=address_of(request),
        at=timezone.now(),
        reason=code,
        provider=provider.id,
    )
    context = {"provider": provider.name, "reason": reason, "help": identities().help}
    return render(request, "accounts/turned_away.html", context, status=403)
