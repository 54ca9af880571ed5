"""Second factors: an app, recovery codes and passkeys, added, used and removed."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.services.demo import PASSWORD
from hjulet.services.doctor import _factors
from hjulet.services.factor_secrets import unread
from hjulet.services.people import OPERATOR
from hjulet.services.person_account import close_account, open_account
from hjulet.services.sign_in_care import tend
from hjulet.store.models import AuditEvent, User
from tests.web.test_look import look
from tests.web.visit import WORK, SignIn

SECRET = re.compile(r"<code>([A-Z2-7]{16,})</code>")


def text_of(response: Any) -> str:
    return str(response.content.decode())


def code_of(secret: str, *, steps: int = 0) -> str:
    """Give the code that an app shows now, or so many half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def actions() -> list[tuple[str, str]]:
    found = AuditEvent.objects.filter(object_id="bo").order_by("id")
    return [(row.action, row.params.get("factor", "")) for row in found]


@pytest.fixture
def bo(demo: None) -> Client:
    """Give the browser of Bo, who has just written the password twice."""
    client = Client()
    client.post("/logga-in/", {"username": "bo", "password": PASSWORD})
    client.post("/konto/bekrafta/?next=/konto/", {"password": PASSWORD, "next": "/konto/"})
    return client


def with_app(client: Client) -> str:
    """Let somebody begin to use an app; give its secret."""
    found = SECRET.search(text_of(client.get("/konto/app/")))
    assert found
    answer = client.post("/konto/app/", {"code": code_of(found[1], steps=-1)})
    assert answer.headers["Location"] == "/konto/koder/"
    return found[1]


class TestApp:
    """A code from an app."""

    def test_what_concerns_signing_in_wants_the_password_once_more(self, alice: Client) -> None:
        way = alice.get("/konto/app/").headers["Location"]
        assert way == "/konto/bekrafta/?next=%2Fkonto%2Fapp%2F"
        assert "Det är inte ditt lösenord" in text_of(alice.post(way, {"password": "fel"}))
        assert alice.post(way, {"password": PASSWORD}).headers["Location"] == "/konto/app/"
        assert alice.get("/konto/app/").status_code == 200

    def test_signing_in_then_wants_a_code(self, bo: Client) -> None:
        secret = with_app(bo)
        other = Client()
        answer = other.post("/logga-in/", {"username": "bo", "password": PASSWORD, "next": "/sok/?q=hr"})
        assert answer.headers["Location"] == "/logga-in/kod/"
        assert other.get("/konto/").status_code == 302
        assert "Koden stämmer inte" in text_of(other.post("/logga-in/kod/", {"code": "000000"}))
        answer = other.post("/logga-in/kod/", {"code": code_of(secret)})
        assert answer.headers["Location"] == "/sok/?q=hr"
        assert other.get("/konto/").status_code == 200
        assert actions()[-3:] == [("factor-failed", "totp"), ("use-factor", "totp"), ("sign-in", "")]

    def test_a_code_works_once(self, bo: Client) -> None:
        secret = with_app(bo)
        code = code_of(secret)
        for answered in (WORK, None):
            other = Client()
            other.post("/logga-in/", {"username": "bo", "password": PASSWORD})
            assert other.post("/logga-in/kod/", {"code": code}).headers.get("Location") == answered

    def test_recovery_codes_work_once_and_are_counted(self, bo: Client) -> None:
        with_app(bo)
        code = re.findall(r"<code>(\d{8})</code>", text_of(bo.get("/konto/koder/")))[0]
        for answered in (WORK, None):
            other = Client()
            other.post("/logga-in/", {"username": "bo", "password": PASSWORD})
            assert other.post("/logga-in/kod/", {"code": code}).headers.get("Location") == answered
        assert "9 reservkoder kvar" in text_of(bo.get("/konto/"))

    def test_a_sign_in_that_was_half_done_when_the_account_was_closed_leads_nowhere(self, bo: Client) -> None:
        secret = with_app(bo)
        halfway = Client()
        halfway.post("/logga-in/", {"username": "bo", "password": PASSWORD})
        close_account("bo", version=1, by=OPERATOR, at=timezone.now())
        halfway.post("/logga-in/kod/", {"code": code_of(secret)})
        assert halfway.get("/konto/").status_code == 302
        open_account("bo", version=2, by=OPERATOR, at=timezone.now())
        assert [client.get("/konto/").status_code for client in (halfway, bo)] == [302, 302]

    def test_secrets_lie_encrypted(self, bo: Client) -> None:
        secret = with_app(bo)
        code = re.findall(r"<code>(\d{8})</code>", text_of(bo.get("/konto/koder/")))[0]
        stored = str(list(Authenticator.objects.values_list("data", flat=True)))
        assert secret not in stored
        assert code not in stored
        assert secret not in str(list(AuditEvent.objects.values()))

    def test_the_app_is_left_and_the_codes_with_it(self, bo: Client) -> None:
        with_app(bo)
        assert bo.post("/konto/app/ta-bort/").headers["Location"] == "/konto/"
        assert not Authenticator.objects.exists()
        other = Client()
        assert other.post("/logga-in/", {"username": "bo", "password": PASSWORD}).headers["Location"] == WORK
        added = [("add-factor", "totp"), ("add-factor", "recovery_codes")]
        removed = [("remove-factor", "totp"), ("remove-factor", "recovery_codes")]
        assert [each for each in actions() if each[1]] == added + removed

    def test_another_persons_factors_are_not_to_be_had(self, bo: Client, charlie: Client) -> None:
        with_app(bo)
        assert charlie.get("/konto/koder/").status_code == 404
        assert charlie.get("/konto/app/ta-bort/").status_code == 404

    def test_a_factor_is_not_added_without_its_row_in_the_log(
        self, bo: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise RuntimeError

        found = SECRET.search(text_of(bo.get("/konto/app/")))
        assert found
        monkeypatch.setattr("hjulet.services.sign_in.audit", fail)
        with pytest.raises(RuntimeError):
            bo.post("/konto/app/", {"code": code_of(found[1])})
        assert not Authenticator.objects.exists()

    def test_an_administrator_takes_away_what_is_lost(self, bo: Client, sign_in: SignIn) -> None:
        with_app(bo)
        astrid = sign_in("astrid")
        assert "Ta bort det som är borta" in text_of(astrid.get("/personer/bo/"))
        assert "räcker lösenordet" in text_of(astrid.get("/personer/bo/bekraftelse/"))
        assert Authenticator.objects.exists()  # asking takes nothing away
        assert astrid.post("/personer/bo/bekraftelse/").headers["Location"] == "/personer/bo/"
        assert bo.get("/konto/").status_code == 302
        again = Client()
        assert again.post("/logga-in/", {"username": "bo", "password": PASSWORD}).headers["Location"] == WORK
        assert "Ta bort det som är borta" not in text_of(astrid.get("/personer/bo/"))

    def test_nobody_guesses_codes_for_ever(self, bo: Client) -> None:
        secret = with_app(bo)
        other = Client()
        other.post("/logga-in/", {"username": "bo", "password": PASSWORD})
        for _ in range(10):
            other.post("/logga-in/kod/", {"code": "000000"})
        assert "Vänta några minuter" in text_of(other.post("/logga-in/kod/", {"code": code_of(secret)}))


class TestAChangedKey:
    """The site's key is changed: the old one reads what it encrypted, until that is encrypted anew."""

    @pytest.fixture
    def secret(self, bo: Client) -> str:
        """Let Bo have an app, and give its secret."""
        return with_app(bo)

    def change(self, settings: LazySettings, *, keeps: bool) -> None:
        old = settings.SECRET_KEY
        settings.SECRET_KEY = "another key, long enough, with enough letters in it, too"
        settings.SECRET_KEY_FALLBACKS = [old] if keeps else []

    def tries(self, code: str) -> bool:
        client = Client()
        client.post("/logga-in/", {"username": "bo", "password": PASSWORD})
        assert client.post("/logga-in/kod/", {"code": code}).status_code < 400
        return bool(client.get("/konto/").status_code == 200)

    def test_with_the_old_key_kept_nobody_is_locked_out(self, secret: str, settings: LazySettings) -> None:
        self.change(settings, keeps=True)
        assert unread() == (0, 2)
        assert self.tries(code_of(secret))
        tend()
        assert unread() == (0, 0)
        settings.SECRET_KEY_FALLBACKS = []
        assert self.tries(code_of(secret, steps=1))

    def test_without_it_no_code_is_right_and_nothing_breaks(
        self, bo: Client, secret: str, settings: LazySettings
    ) -> None:
        self.change(settings, keeps=False)
        assert unread() == (2, 0)
        for code in (code_of(secret), code_of(""), "000000"):
            assert not self.tries(code)
        tend()
        assert unread() == (2, 0)
        bo.force_login(User.objects.get(username="bo"))
        assert "0 reservkoder kvar" in text_of(bo.get("/konto/"))
        for address in ("/konto/koder/", "/konto/koder/fil/"):
            assert bo.get(address).headers["Location"] == "/konto/koder/nya/"

    def test_the_doctor_tells_of_both(self, secret: str, settings: LazySettings) -> None:
        def said() -> list[str]:
            return [problem.code for problem in _factors(OPERATOR, timezone.now())]

        assert said() == []
        self.change(settings, keeps=True)
        assert said() == ["factors-by-old-key"]
        settings.SECRET_KEY_FALLBACKS = []
        assert said() == ["factors-unreadable"]


def with_a_key(page: Page) -> None:
    """Let the browser have an authenticator, without any key of ours in it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def confirm(page: Page) -> None:
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Bekräfta").click()


@pytest.mark.browser
def test_a_passkey_is_added_and_signs_in(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]]
) -> None:
    page = enter("bo")
    with_a_key(page)
    page.get_by_role("link", name="Bo Talstrand").click()
    page.get_by_role("link", name="Lägg till en passnyckel").click()
    page.get_by_role("button", name="Bekräfta").wait_for()
    assert look(page, axe) == []
    confirm(page)
    page.get_by_label("Vad den ska heta").fill("Bos telefon")
    assert look(page, axe) == []
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("heading", name="Reservkoder").wait_for()
    assert look(page, axe) == []
    page.goto(f"{demo_server.url}/konto/")
    page.get_by_role("rowheader", name="Bos telefon").wait_for()
    assert look(page, axe) == []
    page.get_by_role("button", name="Logga ut").click()
    page.get_by_role("button", name="Logga in med passnyckel").click()
    page.wait_for_url(f"{demo_server.url}{WORK}")
    used = AuditEvent.objects.filter(action="sign-in").latest("id")
    assert (used.object_id, used.params["how"]) == ("bo", "mfa")
    close_account("bo", version=1, by=OPERATOR, at=timezone.now())
    page.goto(f"{demo_server.url}/logga-in/")
    page.get_by_role("button", name="Logga in med passnyckel").click()
    page.wait_for_url(f"{demo_server.url}/logga-in/avstangt/")
    open_account("bo", version=2, by=OPERATOR, at=timezone.now())
    page.goto(f"{demo_server.url}/logga-in/")
    page.get_by_role("button", name="Logga in med passnyckel").click()
    page.wait_for_url(f"{demo_server.url}{WORK}")
    page.goto(f"{demo_server.url}/konto/")
    page.get_by_role("link", name="Ta bort Bos telefon").click()
    confirm(page)
    page.get_by_role("button", name="Ta bort").wait_for()
    assert look(page, axe) == []
    page.get_by_role("button", name="Ta bort").click()
    page.wait_for_url(f"{demo_server.url}/konto/")
    assert page.get_by_role("rowheader", name="Bos telefon").count() == 0


@pytest.mark.browser
def test_a_key_that_fails_is_said_on_the_page(enter: Callable[[str], Page], demo_server: LiveServer) -> None:
    page = enter("bo")
    page.get_by_role("button", name="Logga ut").click()
    with_a_key(page)
    page.get_by_role("button", name="Logga in med passnyckel").click()
    page.get_by_text("Det gick inte att använda nyckeln").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_the_app_are_accessible(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]], width: int
) -> None:
    page = enter("bo")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{demo_server.url}/konto/app/")
    confirm(page)
    secret = page.locator(".steps code").inner_text()
    assert look(page, axe) == []
    page.get_by_label("Koden som appen visar").fill(code_of(secret, steps=-1))
    page.get_by_role("button", name="Börja använda appen").click()
    page.get_by_role("heading", name="Reservkoder").wait_for()
    for address in ("/konto/", "/konto/koder/nya/", "/konto/app/ta-bort/", "/konto/bekrafta/kod/"):
        page.goto(demo_server.url + address)
        assert look(page, axe) == [], address
    page.get_by_role("button", name="Logga ut").click()
    page.get_by_label("Användarnamn").fill("bo")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.get_by_role("heading", name="Visa att det är du").wait_for()
    assert look(page, axe) == []
