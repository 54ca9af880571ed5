"""Signing in by a SAML provider: what is believed, and what is not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client

from hjulet.store.models import RoleGrant, User
from tests.web.saml_provider import SamlProvider, come_back, running_provider, way_out
from tests.web.visit import WORK

SETTINGS = """
[provider.adfs]
kind = "saml"
name = "Kommunens inloggning"
metadata = "{metadata}"
subject = "{subject}"
username = "urn:oid:0.9.2342.19200300.100.1.1"
full_name = "urn:oid:2.16.840.1.113730.3.1.241"
groups = "urn:oid:1.3.6.1.4.1.5923.1.1.1.7"

[[provider.adfs.role]]
group = "planering-controller"
role = "controller"
unit = "KS"
"""
EVA = {
    "subject": "s-1",
    "uid": ["eva"],
    "displayName": ["Eva Ny"],
    "eduPersonEntitlement": ["planering-controller"],
}

Enter = Callable[..., HttpResponse]


def browser() -> Client:
    """Give a browser that says whom it asks, as all do: our addresses in SAML are made of that."""
    return Client(headers={"host": "testserver"})


@pytest.fixture
def client() -> Client:
    return browser()


@pytest.fixture(scope="module")
def provider() -> Iterator[SamlProvider]:
    with running_provider() as running:
        yield running


@pytest.fixture
def configure(home: Path, provider: SamlProvider, demo: None) -> Callable[..., None]:
    """Write ``identity.toml`` into the home, and let the two know each other."""

    def write(*, metadata: str = f"{provider.address}/metadata", subject: str = "") -> None:
        (home / "identity.toml").write_text(
            SETTINGS.format(metadata=metadata, subject=subject), encoding="utf-8"
        )
        provider.put("sp", browser().get("/logga-in/saml/adfs/metadata/").content)

    return write


@pytest.fixture
def enter_by(provider: SamlProvider, configure: Callable[..., None]) -> Enter:
    """Sign somebody in: ``enter_by(client, **EVA)``."""
    configure()

    def enter(client: Client, *, next: str = "", **person: object) -> HttpResponse:  # noqa: A002
        provider.put("person", person)
        provider.put("forge", False)
        to, answer = provider.answers(way_out(client, name="adfs", next=next))
        return come_back(client, to, answer)

    return enter


def is_in(client: Client) -> bool:
    return client.get("/konto/").status_code == 200


def test_whoever_comes_gets_an_account_and_roles(client: Client, enter_by: Enter) -> None:
    assert enter_by(client, next="/sok/?q=hr", **EVA).headers["Location"] == "/sok/?q=hr"
    assert "Eva Ny" in client.get("/konto/").content.decode()
    assert RoleGrant.objects.get(provider="adfs").role == "controller"
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == ("s-1", {})


def test_a_person_is_known_by_the_nameid(client: Client, enter_by: Enter) -> None:
    enter_by(browser(), **EVA)
    enter_by(client, **EVA | {"uid": ["eva.gift"], "displayName": ["Eva Gift"]})
    assert "Eva Gift" in client.get("/konto/").content.decode()
    assert not User.objects.filter(username="eva.gift").exists()


def test_an_attribute_may_be_what_never_changes(
    client: Client, configure: Callable[..., None], enter_by: Enter
) -> None:
    configure(subject="urn:oid:1.3.6.1.4.1.2428.90.1.5")
    enter_by(client, **EVA | {"norEduPersonNIN": ["SE-1"]})
    assert SocialAccount.objects.get().uid == "SE-1"


def test_metadata_may_lie_in_a_file(
    home: Path, provider: SamlProvider, client: Client, configure: Callable[..., None], enter_by: Enter
) -> None:
    (home / "adfs.xml").write_bytes(provider.metadata())
    configure(metadata="adfs.xml")
    assert enter_by(client, **EVA).headers["Location"] == WORK
    assert is_in(client)


def test_whoever_has_no_role_is_told_so(client: Client, enter_by: Enter) -> None:
    answer = enter_by(client, **EVA | {"eduPersonEntitlement": ["alla"]})
    assert answer.status_code == 403
    assert "Du har ingen roll här" in answer.content.decode()
    assert not is_in(client)


def test_an_answer_that_was_changed_is_not_believed(
    provider: SamlProvider, client: Client, enter_by: Enter
) -> None:
    provider.put("person", EVA)
    provider.put("forge", ["Eva Ny", "Eva Falsk"])
    answer = come_back(client, *provider.answers(way_out(client, name="adfs")))
    provider.put("forge", False)
    assert answer.status_code == 401
    assert not is_in(client)
    assert not User.objects.filter(username="eva").exists()


def test_an_answer_that_is_weakly_signed_is_not_believed(
    provider: SamlProvider, client: Client, enter_by: Enter
) -> None:
    provider.put("person", EVA)
    provider.put("weak", True)
    answer = come_back(client, *provider.answers(way_out(client, name="adfs")))
    provider.put("weak", False)
    assert answer.status_code == 401
    assert not is_in(client)


def test_an_answer_is_believed_once(provider: SamlProvider, client: Client, enter_by: Enter) -> None:
    provider.put("person", EVA)
    provider.put("forge", False)
    to, answer = provider.answers(way_out(client, name="adfs"))
    assert come_back(client, to, answer).status_code == 302
    client.post("/logga-ut/")
    come_back(client, to, answer)
    assert not is_in(client)


def test_an_answer_to_another_browser_is_not_believed(
    provider: SamlProvider, client: Client, enter_by: Enter
) -> None:
    provider.put("person", EVA)
    provider.put("forge", False)
    to, answer = provider.answers(way_out(browser(), name="adfs"))
    come_back(client, to, answer)
    assert not is_in(client)


def test_an_answer_that_is_no_answer_is_said_calmly(client: Client, enter_by: Enter) -> None:
    answer = come_back(client, "/logga-in/saml/adfs/svar/", "inget")
    assert answer.status_code in (401, 502)
    assert "Det gick inte att logga in" in answer.content.decode()
