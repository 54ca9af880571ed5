"""Reads ``identity.toml``: the identity providers that people sign in through.

Every fault is told at once, with the provider and the key that it stands under.
"""

import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hjulet.domain.identity import GroupRule, Identities, Provider, ProviderKind
from hjulet.domain.loopback import LOOPBACK
from hjulet.domain.permission import ROLES
from hjulet.domain.problem import Place, Problem, Severity

FILE = "identity.toml"

_SHARED = {"kind", "name", "metadata", "username", "full_name", "groups", "rules_usernames", "role"}
_OIDC = _SHARED | {"client_id", "secret_file", "secret_env", "subject", "scope", "asks_userinfo"}
_SAML = _SHARED | {"entity_id", "certificate_file", "key_file", "subject"}
KEYS = {ProviderKind.OIDC: _OIDC, ProviderKind.SAML: _SAML}
"""What may stand under a provider."""

_DEFAULTS = {
    ProviderKind.OIDC: {
        "subject": "sub",
        "username": "preferred_username",
        "full_name": "name",
        "groups": "groups",
    },
    ProviderKind.SAML: {"subject": "", "username": "uid", "full_name": "displayName", "groups": "memberOf"},
}
_NEEDED = {ProviderKind.OIDC: ("name", "metadata", "client_id"), ProviderKind.SAML: ("name", "metadata")}
_LOOPBACK = {name.strip("[]") for name in LOOPBACK}


@dataclass(frozen=True, kw_only=True)
class IdentityReading:
    """What the file says, and what is wrong with it. A provider with a fault is left out."""

    identities: Identities
    problems: tuple[Problem, ...] = ()


def read_identities(home: Path, *, environment: Mapping[str, str]) -> IdentityReading:
    """Read the file and the secrets that it names; nobody is configured where there is none."""
    try:
        said = tomllib.loads((home / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return IdentityReading(identities=Identities())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        return IdentityReading(
            identities=Identities(), problems=(_problem("identity-unreadable", cause=str(fault)),)
        )
    tables = said.pop("provider", {})
    help_text = said.pop("help", "")
    problems = [_problem("identity-unknown-key", provider="–", key=key) for key in said]
    providers = []
    for name, table in tables.items() if isinstance(tables, dict) else ():
        reading = _Table(id=name, said=table if isinstance(table, dict) else {}, home=home)
        providers.append(reading.provider(environment))
        problems += reading.problems
    kept = tuple(provider for provider in providers if provider)
    return IdentityReading(
        identities=Identities(providers=kept, help=str(help_text)), problems=tuple(problems)
    )


class _Table:
    """One ``[provider.NAME]`` being read."""

    def __init__(self, *, id: str, said: dict[str, Any], home: Path) -> None:
        self.id, self.said, self.home = id, said, home
        self.problems: list[Problem] = []

    def provider(self, environment: Mapping[str, str]) -> Provider | None:
        """Read the provider; None where anything about it is wrong."""
        if self.said.get("kind") not in list(ProviderKind):
            self._fault("identity-bad-kind", key="kind")
            return None
        kind = ProviderKind(self.said["kind"])
        self._check_keys(kind)
        texts = _DEFAULTS[kind] | {
            key: self._text(key)
            for key in ("name", "metadata", "client_id", "entity_id", *_DEFAULTS[kind])
            if key in self.said
        }
        read = Provider(
            id=self.id,
            kind=kind,
            **{**texts, "metadata": self._metadata(kind)},
            secret=self._secret(environment) if kind is ProviderKind.OIDC else "",
            certificate=self._file("certificate_file"),
            key=self._file("key_file", private=True),
            scope=tuple(self._texts("scope")) or ("openid", "profile"),
            asks_userinfo=self._yes("asks_userinfo", default=True),
            rules_usernames=self._yes("rules_usernames", default=False),
            rules=tuple(self._rules()),
        )
        return None if self.problems else read

    def _check_keys(self, kind: ProviderKind) -> None:
        if not self.id.isascii() or not self.id.replace("-", "").isalnum() or len(self.id) > 40:
            self._fault("identity-bad-name", key=self.id)
        for key in self.said.keys() - KEYS[kind]:
            self._fault("identity-unknown-key", key=key)
        for key in _NEEDED[kind]:
            if not self.said.get(key):
                self._fault("identity-missing-key", key=key)

    def _metadata(self, kind: ProviderKind) -> str:
        """Give the address of the metadata, or where its file lies; the address must be https."""
        text = self._text("metadata")
        parts = urlsplit(text)
        if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            return text
        path = self.home / text
        if kind is ProviderKind.SAML and not parts.scheme and path.is_file():
            return path.resolve().as_uri()
        if text:
            self._fault("identity-bad-metadata", key="metadata", value=text)
        return ""

    def _secret(self, environment: Mapping[str, str]) -> str:
        if "secret_env" in self.said:
            secret = environment.get(self._text("secret_env"), "")
        else:
            secret = self._file("secret_file", private=True).strip()
        if not secret and not self.problems:
            self._fault("identity-no-secret", key="secret_file")
        return secret

    def _file(self, key: str, *, private: bool = False) -> str:
        """Read a file of the home that the provider names; a private one must be its owner's alone."""
        name = self._text(key)
        if not name:
            return ""
        path = self.home / name
        try:
            if private and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                self._fault("identity-open-secret", key=key, value=name)
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            self._fault("identity-no-file", key=key, value=name)
            return ""

    def _rules(self) -> list[GroupRule]:
        rules = []
        tables = self.said.get("role", [])
        for table in tables if isinstance(tables, list) else []:
            if not isinstance(table, dict) or set(table) != {"group", "role", "unit"}:
                self._fault("identity-bad-rule", key="role")
            elif table["role"] not in ROLES:
                self._fault("identity-unknown-role", key="role", value=str(table["role"]))
            else:
                rules.append(GroupRule(**{key: str(value) for key, value in table.items()}))
        return rules

    def _text(self, key: str) -> str:
        value = self.said.get(key, "")
        if not isinstance(value, str):
            self._fault("identity-not-text", key=key)
            return ""
        return value

    def _texts(self, key: str) -> list[str]:
        value = self.said.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self._fault("identity-not-text", key=key)
            return []
        return value

    def _yes(self, key: str, *, default: bool) -> bool:
        value = self.said.get(key, default)
        if not isinstance(value, bool):
            self._fault("identity-not-yes-or-no", key=key)
            return default
        return value

    def _fault(self, code: str, **params: str) -> None:
        self.problems.append(_problem(code, provider=self.id, **params))


def _problem(code: str, **params: str) -> Problem:
    return Problem(code=code, severity=Severity.ERROR, place=Place(file=FILE), params=params)
