"""The ways in by identity providers, as pages show them."""

from collections.abc import Iterable

from django.urls import reverse

from hjulet.domain.identity import Provider, ProviderKind


def ways_in(providers: Iterable[Provider]) -> list[dict[str, str]]:
    """Give each provider's name and the address where the way to it begins."""
    return [{"name": each.name, "address": _address(each)} for each in providers]


def _address(provider: Provider) -> str:
    if provider.kind is ProviderKind.OIDC:
        return reverse("openid_connect_login", args=[provider.id])
    return reverse("saml_login", args=[provider.id])
