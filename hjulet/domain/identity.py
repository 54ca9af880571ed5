"""Identity providers: who may say who somebody is, and what their groups mean here."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class ProviderKind(StrEnum):
    """How one speaks with a provider."""

    OIDC = "oidc"
    SAML = "saml"


@dataclass(frozen=True, kw_only=True)
class GroupRule:
    """Whoever is in ``group`` has ``role`` over ``unit`` and everything below it."""

    group: str
    role: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Provider:
    """An identity provider, as the municipality has configured it.

    ``metadata`` is the address of its description, or for SAML the path of a file. ``subject``,
    ``username``, ``full_name`` and ``groups`` name the claims or attributes that hold these; an empty
    ``subject`` with SAML is the NameID. ``rules_usernames`` says that the provider decides who has a
    username here: only then does it get an account that was here before it.
    """

    id: str
    kind: ProviderKind
    name: str
    metadata: str
    client_id: str = ""
    secret: str = ""
    scope: tuple[str, ...] = ()
    asks_userinfo: bool = True
    entity_id: str = ""
    certificate: str = ""
    key: str = ""
    subject: str = ""
    username: str = ""
    full_name: str = ""
    groups: str = ""
    rules_usernames: bool = False
    rules: tuple[GroupRule, ...] = ()

    def roles_of(self, groups: Collection[str]) -> tuple[tuple[str, str], ...]:
        """List the roles, as (role, unit), that groups give: each once, in the order of the rules."""
        return tuple(dict.fromkeys((rule.role, rule.unit) for rule in self.rules if rule.group in groups))


@dataclass(frozen=True, kw_only=True)
class Identities:
    """Everything that is configured about signing in: the providers, and whom one asks for help."""

    providers: tuple[Provider, ...] = ()
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What a provider says about somebody: ``subject`` never changes, the rest may."""

    subject: str
    username: str
    name: str
    groups: tuple[str, ...]
