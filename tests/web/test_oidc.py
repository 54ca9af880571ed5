"""Signing in by a provider of OpenID Connect: who is let in, as whom, and with what roles."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from hjulet.services.demo import PASSWORD
from hjulet.store.models import AuditEvent, Revision, RoleGrant, User
from tests.web.oidc_provider import OidcProvider, running_provider, way_out
from tests.web.visit import WORK

SETTINGS = """
help = "servicedesk@exempel.se"

[provider.entra]
kind = "oidc"
name = "Kommunkonto"
metadata = "{address}"
client_id = "planeringshjulet"
secret_file = "entra-secret"
{more}

[[provider.entra.role]]
group = "planering-controller"
role = "controller"
unit = "KS"

[[provider.entra.role]]
group = "planering-chef"
role = "unit_manager"
unit = "HR"
"""

Configure = Callable[..., None]


@pytest.fixture(scope="module")
def provider() -> Iterator[OidcProvider]:
    with running_provider() as running:
        yield running


@pytest.fixture
def configure(home: Path, provider: OidcProvider) -> Configure:
    """Write ``identity.toml`` into the home: ``configure("rules_usernames = true")``."""

    def write(more: str = "", *, address: str = provider.address) -> None:
        (home / "identity.toml").write_text(SETTINGS.format(address=address, more=more), encoding="utf-8")
        secret = home / "entra-secret"
        secret.touch(mode=0o600)
        secret.write_text("hemligt", encoding="utf-8")

    return write


@pytest.fixture
def enter_by(provider: OidcProvider, configure: Configure) -> Callable[..., HttpResponse]:
    """Sign somebody in: ``enter_by(client, "s-1", preferred_username="eva", groups=[...])``."""
    configure()

    def enter(client: Client, subject: str, *, next: str = "", **claims: object) -> HttpResponse:  # noqa: A002
        provider.says(subject, **claims)
        back = provider.lets_in(way_out(client, provider="entra", next=next), subject)
        assert back.startswith("http://testserver/logga-in/oidc/entra/svar/")
        return client.get(back.removeprefix("http://testserver"))  # type: ignore[return-value]

    return enter


Enter = Callable[..., HttpResponse]
EVA = {"preferred_username": "Eva@exempel.se", "name": "Eva Ny", "groups": ["planering-controller", "alla"]}


def roles(username: str) -> set[tuple[str, str, str]]:
    """List the roles that somebody has today; those that ended keep their rows."""
    rows = RoleGrant.objects.filter(user__username=username).exclude(valid_until__lte=timezone.localdate())
    return set(rows.values_list("role", "unit", "provider"))


def test_whoever_comes_for_the_first_time_gets_an_account_and_the_roles_of_their_groups(
    demo: None, client: Client, enter_by: Enter
) -> None:
    answer = enter_by(client, "s-1", next="/enhet/HR/?period=2017", **EVA)
    assert answer.headers["Location"] == "/enhet/HR/?period=2017"
    page = client.get("/konto/").content.decode()
    assert "Eva Ny" in page
    assert "genom Kommunkonto" in page
    assert "Byt lösenord" not in page
    assert roles("eva@exempel.se") == {("controller", "KS", "entra")}
    actions = AuditEvent.objects.filter(object_id="eva@exempel.se").values_list("action", flat=True)
    assert list(actions) == ["add-person", "link-person", "rename-person", "roles-from-groups", "sign-in"]


def test_groups_that_change_change_the_roles_and_leave_those_given_by_hand(
    demo: None, enter_by: Enter
) -> None:
    enter_by(Client(), "s-1", **EVA)
    user = User.objects.get(username="eva@exempel.se")
    RoleGrant.objects.create(user=user, role="auditor", unit="KFN", valid_from=date(2017, 1, 1))
    enter_by(Client(), "s-1", **EVA | {"groups": ["planering-chef"]})
    assert roles("eva@exempel.se") == {("unit_manager", "HR", "entra"), ("auditor", "KFN", "")}
    said = AuditEvent.objects.filter(action="roles-from-groups").last()
    assert said is not None
    assert said.params["before"] == ["controller KS"]
    assert said.params["after"] == ["unit_manager HR"]
    assert said.actor == "provider:entra"
    ended = user.grants.get(role="controller")
    assert (ended.valid_until, ended.version) == (timezone.localdate(), 2)
    assert Revision.objects.filter(noun="role-grant", object_id=str(ended.pk)).count() == 2


def test_a_group_that_is_still_there_gives_a_role_again_that_was_ended(demo: None, enter_by: Enter) -> None:
    enter_by(Client(), "s-1", **EVA)
    RoleGrant.objects.filter(provider="entra").update(valid_until=timezone.localdate())
    enter_by(Client(), "s-1", **EVA)
    assert roles("eva@exempel.se") == {("controller", "KS", "entra")}


def test_the_same_groups_change_nothing(demo: None, enter_by: Enter) -> None:
    enter_by(Client(), "s-1", **EVA)
    before = list(RoleGrant.objects.values())
    enter_by(Client(), "s-1", **EVA)
    assert list(RoleGrant.objects.values()) == before
    assert AuditEvent.objects.filter(action="roles-from-groups").count() == 1


def test_whoever_has_no_role_is_told_whom_to_ask_and_gets_no_account(
    demo: None, client: Client, enter_by: Enter
) -> None:
    answer = enter_by(client, "s-2", preferred_username="olle", name="Olle Utan", groups=["alla"])
    assert answer.status_code == 403
    assert "Du har ingen roll här" in answer.content.decode()
    assert "servicedesk@exempel.se" in answer.content.decode()
    assert not User.objects.filter(username="olle").exists()
    assert client.get("/konto/").status_code == 302
    last = AuditEvent.objects.latest("id")
    assert (last.action, last.object_id, last.params["reason"]) == ("sign-in-refused", "unknown", "no-role")


def test_whoever_has_lost_every_group_loses_the_roles_too(demo: None, enter_by: Enter) -> None:
    enter_by(Client(), "s-1", **EVA)
    assert enter_by(Client(), "s-1", **EVA | {"groups": []}).status_code == 403
    assert roles("eva@exempel.se") == set()


def test_a_person_is_known_by_what_never_changes(demo: None, client: Client, enter_by: Enter) -> None:
    enter_by(Client(), "s-1", **EVA)
    enter_by(client, "s-1", **EVA | {"preferred_username": "eva.gift@exempel.se", "name": "Eva Gift"})
    page = client.get("/konto/").content.decode()
    assert "Eva Gift" in page
    assert "eva@exempel.se" in page
    assert SocialAccount.objects.count() == 1


def test_another_persons_username_opens_nothing(demo: None, client: Client, enter_by: Enter) -> None:
    answer = enter_by(client, "s-3", **EVA | {"preferred_username": "bo", "email": "bo@exempel.se"})
    assert answer.status_code == 403
    assert "Användarnamnet bo finns redan här" in answer.content.decode()
    assert client.get("/konto/").status_code == 302
    assert roles("bo") == {("controller", "KS", "")}


def test_a_provider_that_rules_over_usernames_gets_the_account(
    demo: None, client: Client, configure: Configure, enter_by: Enter
) -> None:
    configure("rules_usernames = true")
    assert enter_by(client, "s-3", **EVA | {"preferred_username": "bo"}).headers["Location"] == WORK
    assert "Eva Ny" in client.get("/konto/").content.decode()
    assert roles("bo") == {("controller", "KS", ""), ("controller", "KS", "entra")}


def test_a_username_that_is_given_anew_does_not_take_over_the_account(
    demo: None, client: Client, configure: Configure, enter_by: Enter
) -> None:
    configure("rules_usernames = true")
    enter_by(Client(), "s-3", **EVA | {"preferred_username": "bo"})
    answer = enter_by(client, "s-9", **EVA | {"preferred_username": "bo", "name": "Bo Ny"})
    assert answer.status_code == 403
    assert client.get("/konto/").status_code == 302


@pytest.mark.parametrize("username", ["", "x" * 61, "a/b", "operator"])
def test_a_username_that_cannot_be_used_is_said(
    demo: None, client: Client, enter_by: Enter, username: str
) -> None:
    answer = enter_by(client, "s-4", **EVA | {"preferred_username": username})
    assert answer.status_code == 403
    assert "säger inte vilket användarnamn" in answer.content.decode()


def test_nothing_that_the_provider_says_is_kept_beside_the_account(demo: None, enter_by: Enter) -> None:
    enter_by(Client(), "s-1", **EVA, email="eva@exempel.se", personal_number="191212121212")
    assert [(account.uid, account.extra_data) for account in SocialAccount.objects.all()] == [("s-1", {})]
    assert "191212121212" not in str(list(AuditEvent.objects.values()))


def test_whoever_is_shut_out_stays_out_and_keeps_no_new_role(
    demo: None, client: Client, enter_by: Enter
) -> None:
    enter_by(Client(), "s-1", **EVA)
    User.objects.filter(username="eva@exempel.se").update(is_active=False)
    answer = enter_by(client, "s-1", **EVA | {"groups": ["planering-chef"]})
    assert answer.headers["Location"] == "/logga-in/avstangt/"
    assert roles("eva@exempel.se") == {("controller", "KS", "entra")}


def test_whoever_comes_from_a_provider_does_not_come_in_past_it(
    demo: None, configure: Configure, enter_by: Enter
) -> None:
    """A password or a key of one's own would keep last year's roles; so would a fault in the file."""
    typed = {"username": "bo", "password": PASSWORD}
    assert Client().post("/logga-in/", typed).headers["Location"] == WORK  # the control
    configure("rules_usernames = true")
    enter_by(Client(), "s-3", **EVA | {"preferred_username": "bo"})
    for more, offered in (("", True), ('hemlig = "sak"', False)):
        configure(more)
        client = Client()
        answer = client.post("/logga-in/", typed)
        assert answer.status_code == 403
        assert ("Logga in med Kommunkonto" in answer.content.decode()) is offered
        assert client.get("/konto/").status_code == 302
        last = AuditEvent.objects.latest("id")
        assert (last.action, last.object_id, last.params["reason"]) == (
            "sign-in-refused",
            "bo",
            "by-provider",
        )


def test_whoever_signs_out_is_led_to_sign_out_at_the_provider_too(
    demo: None, client: Client, provider: OidcProvider, enter_by: Enter
) -> None:
    enter_by(client, "s-1", **EVA)
    page = client.post("/logga-ut/").content.decode()
    assert "så att du loggas ut där också" in page
    assert client.get("/konto/").status_code == 302  # out here, whatever the provider does
    address = urlsplit(unescape(page.partition("0; url=")[2].partition('"')[0]))
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{provider.address}/oauth2/end_session"
    assert dict(parse_qsl(address.query)) == {
        "client_id": "planeringshjulet",
        "post_logout_redirect_uri": "http://testserver/logga-in/",
    }


def test_whoever_came_by_a_password_is_only_out_here(alice: Client, configure: Configure) -> None:
    configure()
    assert alice.post("/logga-ut/").headers["Location"] == "/logga-in/"


def test_a_provider_that_does_not_answer_keeps_nobody_signed_in(
    demo: None, client: Client, configure: Configure, enter_by: Enter
) -> None:
    enter_by(client, "s-1", **EVA)
    configure(address="http://localhost:9")  # nothing listens there
    assert client.post("/logga-ut/").headers["Location"] == "/logga-in/"
    assert client.get("/konto/").status_code == 302


def test_nobody_ties_a_provider_to_their_own_account(
    provider: OidcProvider, demo: None, alice: Client, enter_by: Enter
) -> None:
    provider.says("s-5", **EVA)
    back = provider.lets_in(way_out(alice, provider="entra", process="connect"), "s-5")
    assert alice.get(back.removeprefix("http://testserver")).status_code == 401
    assert not SocialAccount.objects.exists()


def test_an_answer_to_another_browser_is_worth_nothing(
    provider: OidcProvider, demo: None, client: Client, enter_by: Enter
) -> None:
    provider.says("s-1", **EVA)
    back = provider.lets_in(way_out(Client(), provider="entra"), "s-1")
    answer = client.get(back.removeprefix("http://testserver"))
    assert answer.status_code == 401
    assert "Det gick inte att logga in" in answer.content.decode()
    assert client.get("/konto/").status_code == 302


def test_whoever_turns_back_at_the_provider_is_told_so(demo: None, client: Client, enter_by: Enter) -> None:
    state = way_out(client, provider="entra").partition("state=")[2].partition("&")[0]
    answer = client.get(f"/logga-in/oidc/entra/svar/?error=access_denied&state={state}", follow=True)
    assert "Inloggningen avbröts" in answer.content.decode()


def test_a_provider_that_does_not_answer_is_said_calmly(
    demo: None, client: Client, configure: Configure
) -> None:
    configure(address="http://localhost:9")
    answer = client.post("/logga-in/oidc/entra/")
    assert answer.status_code == 502
    assert "svarade inte som den ska" in answer.content.decode()


def test_a_provider_that_is_not_configured_does_not_exist(demo: None, client: Client) -> None:
    assert client.post("/logga-in/oidc/entra/").status_code == 404


def test_a_fault_in_the_file_takes_the_provider_away(
    demo: None, client: Client, configure: Configure
) -> None:
    configure()
    assert "Logga in med Kommunkonto" in client.get("/logga-in/").content.decode()
    configure('hemlig = "sak"')
    assert "Logga in med Kommunkonto" not in client.get("/logga-in/").content.decode()


def only_pages(route: Route) -> None:
    """Let the provider's page be without the style and pictures that it would fetch from elsewhere."""
    if route.request.resource_type == "document":
        route.continue_()
    else:
        route.fulfill(body="")


@pytest.mark.browser
def test_a_browser_goes_out_and_comes_back(
    provider: OidcProvider, demo_server: LiveServer, configure: Configure, page: Page
) -> None:
    """The policy on forms does not stand in the way of a provider elsewhere."""
    configure()
    provider.says("s-1", **EVA)
    page.route(f"{provider.address}/**", only_pages)
    page.route(re.compile(r"^https?://(?!localhost)"), only_pages)
    page.goto(f"{demo_server.url}/logga-in/?next=/konto/")
    page.get_by_role("button", name="Logga in med Kommunkonto").click()
    page.locator('input[name="sub"]').fill("s-1")
    page.locator('button[type="submit"]').first.click()
    page.wait_for_url(f"{demo_server.url}/konto/")
    assert page.get_by_role("heading", name="Eva Ny").is_visible()
    page.goto("about:blank")


def test_the_moment_is_the_days(demo: None, enter_by: Enter) -> None:
    enter_by(Client(), "s-1", **EVA)
    assert RoleGrant.objects.get(provider="entra").valid_from == localdate()
