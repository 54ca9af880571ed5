"""``identity.toml``: what it may say, and what is said about its faults."""

from pathlib import Path

import pytest

from hjulet.domain.identity import GroupRule, ProviderKind
from hjulet.readers.identity import IdentityReading, read_identities

OIDC = """
[provider.entra]
kind = "oidc"
name = "Kommunkonto"
metadata = "https://login.example/v2.0"
client_id = "abc"
secret_env = "ENTRA"
"""
SAML = """
[provider.adfs]
kind = "saml"
name = "Kommunens inloggning"
metadata = "adfs.xml"
"""
ROLE = """
[[provider.{name}.role]]
group = "grupp"
role = "{role}"
unit = "KS"
"""


def read(home: Path, text: str) -> IdentityReading:
    (home / "identity.toml").write_text(text, encoding="utf-8")
    return read_identities(home, environment={"ENTRA": "hemligt"})


def codes(reading: IdentityReading) -> list[str]:
    return sorted(problem.code for problem in reading.problems)


def test_without_the_file_nobody_is_configured(tmp_path: Path) -> None:
    reading = read_identities(tmp_path, environment={})
    assert (reading.identities.providers, reading.problems) == ((), ())


def test_a_provider_of_openid_connect_is_read(tmp_path: Path) -> None:
    reading = read(tmp_path, OIDC + ROLE.format(name="entra", role="controller"))
    (provider,) = reading.identities.providers
    assert (provider.id, provider.kind, provider.secret) == ("entra", ProviderKind.OIDC, "hemligt")
    assert (provider.subject, provider.username, provider.groups) == ("sub", "preferred_username", "groups")
    assert provider.rules == (GroupRule(group="grupp", role="controller", unit="KS"),)
    assert provider.roles_of(["grupp", "annan"]) == (("controller", "KS"),)
    assert provider.roles_of(["annan"]) == ()
    assert not provider.rules_usernames


def test_a_saml_provider_names_a_file_of_the_home(tmp_path: Path) -> None:
    (tmp_path / "adfs.xml").write_text("<x/>", encoding="utf-8")
    (provider,) = read(tmp_path, SAML).identities.providers
    assert provider.metadata == (tmp_path / "adfs.xml").as_uri()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[provider", ["identity-unreadable"]),
        ("hjalp = 'x'", ["identity-unknown-key"]),
        (OIDC.replace("oidc", "ldap"), ["identity-bad-kind"]),
        (OIDC.replace('client_id = "abc"', ""), ["identity-missing-key"]),
        (OIDC.replace("https:", "http:"), ["identity-bad-metadata"]),
        (OIDC.replace("ENTRA", "FINNS_INTE"), ["identity-no-secret"]),
        (OIDC.replace('secret_env = "ENTRA"', 'secret_file = "borta"'), ["identity-no-file"]),
        (OIDC + 'rules_usernames = "ja"', ["identity-not-yes-or-no"]),
        (OIDC + "username = 3", ["identity-not-text"]),
        (OIDC + "losenord = 'x'", ["identity-unknown-key"]),
        (OIDC.replace("entra", '"för långt namn"'), ["identity-bad-name"]),
        (OIDC + ROLE.format(name="entra", role="kung"), ["identity-unknown-role"]),
        (OIDC + '[[provider.entra.role]]\ngroup = "g"', ["identity-bad-rule"]),
        (SAML, ["identity-bad-metadata"]),
    ],
)
def test_a_fault_is_said_and_the_provider_left_out(tmp_path: Path, text: str, found: list[str]) -> None:
    reading = read(tmp_path, text)
    assert codes(reading) == found
    assert reading.identities.providers == ()


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    reading = read(tmp_path, OIDC.replace("https:", "ftp:") + "x = 1\n" + SAML)
    assert codes(reading) == ["identity-bad-metadata", "identity-bad-metadata", "identity-unknown-key"]


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "hemlighet"
    secret.write_text("hemligt\n", encoding="utf-8")
    named = OIDC.replace('secret_env = "ENTRA"', 'secret_file = "hemlighet"')
    secret.chmod(0o644)
    assert codes(read(tmp_path, named)) == ["identity-open-secret"]
    secret.chmod(0o600)
    assert read(tmp_path, named).identities.providers[0].secret == "hemligt"
