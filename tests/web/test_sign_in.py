"""At the door: how long one stays, how often one may try, what is remembered and what is written down."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.contrib.sessions.models import Session
from django.test import Client

from hjulet.services.demo import PASSWORD
from hjulet.services.sign_in import STRANGER, UNKNOWN
from hjulet.services.sign_in_care import tend
from hjulet.store.models import AuditEvent, CacheEntry, User
from tests.web.visit import WORK

SignIn = Callable[[str], Client]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
NEW = "en mening som är lätt att minnas"


def attempt(client: Client, *, password: str, username: str = "bo", **how: Any) -> str:
    """Try to sign in; give the page that answers, or where one is led."""
    answer = client.post("/logga-in/", {"username": username, "password": password}, **how)
    return str(answer.headers.get("Location", answer.content.decode()))


def is_in(client: Client) -> bool:
    return client.get("/konto/").status_code == 200


def later(client: Client, **by: float) -> None:
    """Let time pass: move what the session remembers, and when it runs out, back."""
    session = client.session
    moved = timedelta(**by)
    for key in ("signed_in_at", "seen_at"):
        session[key] = (datetime.fromisoformat(session[key]) - moved).isoformat()
    session.save()
    row = Session.objects.get(session_key=session.session_key)
    Session.objects.filter(pk=row.pk).update(expire_date=row.expire_date - moved)


def events(*actions: str) -> list[tuple[str, str, str]]:
    rows = AuditEvent.objects.filter(action__in=actions) if actions else AuditEvent.objects.all()
    return [(row.action, row.object_id, row.actor) for row in rows]


class TestHowLongOneStays:
    """Three hours idle, twelve in all, measured on the server."""

    def test_whoever_works_on_stays(self, alice: Client) -> None:
        for _ in range(4):
            later(alice, hours=2.9)
            assert is_in(alice)

    def test_three_idle_hours_end_it(self, alice: Client) -> None:
        assert is_in(alice)
        later(alice, hours=3)
        assert not is_in(alice)

    def test_twelve_hours_end_it_however_busy_one_is(self, alice: Client) -> None:
        for _ in range(4):
            later(alice, hours=2.9)
            assert is_in(alice)
        later(alice, hours=0.5)
        assert not is_in(alice)

    def test_the_browser_is_told_no_longer_than_is_left(self, alice: Client) -> None:
        for _ in range(4):
            later(alice, hours=2.9)
            answer = alice.get("/konto/")
        assert 0 < answer.cookies["sessionid"]["max-age"] <= 0.4 * 3600

    def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(self, alice: Client) -> None:
        later(alice, hours=2)
        assert alice.get("/konto/", headers={"X-Background": "1"}).status_code == 200
        later(alice, hours=1.1)
        assert not is_in(alice)

    def test_the_session_is_not_written_at_every_request(self, alice: Client) -> None:
        is_in(alice)
        before = Session.objects.get().session_data
        is_in(alice)
        assert Session.objects.get().session_data == before

    def test_a_session_that_does_not_say_since_when_is_ended(self, alice: Client) -> None:
        session = alice.session
        del session["signed_in_at"]
        session.save()
        assert not is_in(alice)


def test_sessions_that_have_run_out_are_thrown_away_and_others_stay(demo: None) -> None:
    here, there = Client(), Client()
    assert attempt(here, password=PASSWORD) == attempt(there, password=PASSWORD) == WORK
    later(there, hours=4)
    tend()
    assert [row.session_key for row in Session.objects.all()] == [here.session.session_key]
    assert is_in(here)


class TestWhatEndsASession:
    """At once, everywhere, in the middle of what one does."""

    @pytest.mark.parametrize(
        "end",
        [
            lambda: User.objects.filter(username="bo").update(is_active=False),
            lambda: User.objects.filter(username="bo").delete(),
            lambda: User.objects.filter(username="bo").update(password=make_password("ett annat")),
        ],
        ids=["shut out", "removed", "password changed"],
    )
    def test_a_person_who_may_no_longer_is_out(self, alice: Client, end: Callable[[], object]) -> None:
        assert is_in(alice)
        end()
        assert not is_in(alice)

    def test_ones_own_change_of_password_ends_the_others(self, sign_in: SignIn) -> None:
        here, there = sign_in("bo"), sign_in("bo")
        answer = here.post("/konto/losenord/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
        assert answer.headers["Location"] == "/konto/?klart=losenord"
        assert "Lösenordet är bytt" in here.get("/konto/?klart=losenord").content.decode()
        assert not is_in(there)
        assert attempt(Client(), password=NEW) == WORK
        assert events("change-password") == [("change-password", "bo", "bo")]

    @pytest.mark.parametrize(
        ("new", "again", "said"),
        [
            ("kort", "kort", "Skriv minst 12"),
            (NEW, NEW + "!", "inte lika"),
            ("password123456", "password123456", "vanligaste"),
            ("Bo Talstrand 1", "Bo Talstrand 1", "likt"),
            ("928374650192", "928374650192", "siffror"),
        ],
    )
    def test_a_bad_new_password_is_said_in_swedish(
        self, alice: Client, new: str, again: str, said: str
    ) -> None:
        answer = alice.post(
            "/konto/losenord/", {"oldpassword": PASSWORD, "password1": new, "password2": again}
        )
        assert said in answer.content.decode()

    def test_one_signs_out_everywhere_else(self, demo: None) -> None:
        here, there = Client(), Client()
        assert attempt(here, password=PASSWORD) == attempt(there, password=PASSWORD) == WORK
        page = here.get("/konto/sessioner/").content.decode()
        assert page.count("127.0.0.1") == 2
        here.post("/konto/sessioner/")
        assert is_in(here)
        assert not is_in(there)
        assert events("end-sessions") == [("end-sessions", "bo", "bo")]

    def test_a_session_of_another_person_is_not_listed(self, demo: None) -> None:
        here, there = Client(), Client()
        attempt(here, password=PASSWORD)
        attempt(there, password=PASSWORD, username="cecilia")
        assert here.get("/konto/sessioner/").content.decode().count("127.0.0.1") == 1


class TestTheWayBack:
    """Whoever must sign in comes back to the page they were on."""

    def test_a_page_is_come_back_to(self, demo: None, client: Client) -> None:
        way = client.get("/enhet/HR/?period=2017").headers["Location"]
        assert way == "/logga-in/?next=%2Fenhet%2FHR%2F%3Fperiod%3D2017"
        shown = client.get(way).content.decode()
        assert 'value="/enhet/HR/?period=2017"' in shown
        sent = {"username": "bo", "password": PASSWORD, "next": "/enhet/HR/?period=2017"}
        assert client.post("/logga-in/", sent).headers["Location"] == "/enhet/HR/?period=2017"

    def test_a_form_leads_back_to_the_page_that_sent_it(self, demo: None, client: Client) -> None:
        page = {"referer": "http://testserver/rapporter/?period=2017"}
        way = client.post("/huvudbok/perioder/", headers=page).headers["Location"]
        assert way == "/logga-in/?next=%2Frapporter%2F%3Fperiod%3D2017"

    def test_a_page_of_another_site_is_not_come_back_to(self, demo: None, client: Client) -> None:
        way = client.post("/huvudbok/perioder/", headers={"referer": "https://example.org/"}).headers[
            "Location"
        ]
        assert way == "/logga-in/?next=%2Fhuvudbok%2Fperioder%2F"

    @pytest.mark.parametrize("script", [{"hx-request": "true"}, {"sec-fetch-dest": "empty"}])
    def test_a_script_is_told_by_401(self, demo: None, client: Client, script: dict[str, str]) -> None:
        answer = client.post(
            "/huvudbok/perioder/", headers=script | {"referer": "http://testserver/sok/?q=a"}
        )
        assert answer.status_code == 401
        assert answer.headers["X-Sign-In"] == "/logga-in/?next=%2Fsok%2F%3Fq%3Da"

    @pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/"])
    def test_the_way_never_leads_to_another_site(self, demo: None, client: Client, elsewhere: str) -> None:
        sent = {"username": "bo", "password": PASSWORD, "next": elsewhere}
        assert client.post("/logga-in/", sent).headers["Location"] == WORK
        assert elsewhere not in client.get("/logga-in/", {"next": elsewhere}).content.decode()


class TestHowOftenOneMayTry:
    """A stranger is slowed down, and cannot shut a colleague out."""

    def test_after_ten_failures_even_the_right_password_waits(self, demo: None) -> None:
        for at in range(10):
            assert "hör inte ihop" in attempt(Client(), password="fel", REMOTE_ADDR=f"10.0.0.{at}")
        assert "Vänta några minuter" in attempt(Client(), password=PASSWORD)

    def test_without_the_limit_the_right_password_would_do(self, demo: None, settings: LazySettings) -> None:
        settings.ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
        for _ in range(12):
            attempt(Client(), password="fel")
        assert attempt(Client(), password=PASSWORD) == WORK

    def test_a_colleague_comes_in_from_a_browser_that_is_known(self, demo: None) -> None:
        known = Client()
        assert attempt(known, password=PASSWORD) == WORK
        known.post("/logga-ut/")
        for at in range(12):
            attempt(Client(), password="fel", REMOTE_ADDR=f"10.0.0.{at}")
        assert "Vänta" in attempt(Client(), password=PASSWORD)
        assert attempt(known, password=PASSWORD) == WORK

    def test_a_known_browser_is_known_for_its_own_people_only(self, demo: None) -> None:
        known = Client()
        attempt(known, password=PASSWORD, username="cecilia")
        known.post("/logga-ut/")
        for at in range(12):
            attempt(Client(), password="fel", REMOTE_ADDR=f"10.0.0.{at}")
        assert "Vänta" in attempt(known, password=PASSWORD)

    def test_a_known_browser_may_not_guess_for_ever(self, demo: None) -> None:
        known = Client()
        attempt(known, password=PASSWORD)
        known.post("/logga-ut/")
        said = [attempt(known, password="fel") for _ in range(21)]
        assert "hör inte ihop" in said[0]
        assert "Vänta" in said[-1]

    def test_a_cookie_of_ones_own_making_is_worth_nothing(self, demo: None) -> None:
        forged = Client()
        attempt(forged, password=PASSWORD)
        forged.post("/logga-ut/")
        forged.cookies["device"] = forged.cookies["device"].value[:-2] + "xx"
        for at in range(12):
            attempt(Client(), password="fel", REMOTE_ADDR=f"10.0.0.{at}")
        assert "Vänta" in attempt(forged, password=PASSWORD)

    def test_one_address_may_not_try_many_names(self, demo: None) -> None:
        for at in range(30):
            attempt(Client(), password="fel", username=f"namn{at}")
        assert "Vänta" in attempt(Client(), password=PASSWORD)
        assert attempt(Client(), password=PASSWORD, REMOTE_ADDR="10.0.0.9") == WORK

    def test_many_colleagues_come_in_from_one_address(self, demo: None) -> None:
        for _ in range(20):
            for username in ("bo", "cecilia"):
                assert attempt(Client(), password=PASSWORD, username=username) in (WORK, "/")

    def test_the_count_is_kept_where_all_processes_see_it(self, demo: None) -> None:
        attempt(Client(), password="fel")
        kept = CacheEntry.objects.values_list("cache_key", flat=True)
        assert any("login_failed" in key for key in kept)
        assert not any("bo" in key.split(":")[-1] for key in kept)

    def test_nobody_learns_whether_an_account_exists(self, demo: None) -> None:
        def said(username: str) -> list[str]:
            pages = [attempt(Client(), password="fel", username=username) for _ in range(12)]
            return [
                TOKEN.sub("", page).replace(f'type="text" name="username" value="{username}"', "")
                for page in pages
            ]

        known, unknown = said("gun"), said("ingen")
        assert known == unknown
        assert known[0] != known[-1]

    def test_the_same_work_is_done_for_either(self, demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
        """Hashing is the work: as often for a name that nobody has, and for a person without password."""
        counted: list[str] = []
        original = MD5PasswordHasher.encode

        def encode(*args: Any) -> str:
            counted.append("one")
            return original(*args)

        monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
        User.objects.filter(username="gun").update(password=make_password(None))
        works = []
        for username in ("bo", "ingen", "gun"):
            counted.clear()
            attempt(Client(), password="fel", username=username)
            works.append(len(counted))
        assert works == [1, 1, 1]


class TestWhatIsWrittenDown:
    """Who came and went, and who tried: never what was typed."""

    def test_coming_and_going(self, demo: None, client: Client) -> None:
        AuditEvent.objects.all().delete()
        attempt(client, password=PASSWORD)
        client.post("/logga-ut/")
        assert events() == [("sign-in", "bo", "bo"), ("sign-out", "bo", "bo")]
        assert AuditEvent.objects.first().params == {"address": "127.0.0.1", "how": "password"}  # type: ignore[union-attr]

    def test_a_failure_names_the_account_but_not_who(self, demo: None, client: Client) -> None:
        AuditEvent.objects.all().delete()
        attempt(client, password="fel-lösenord")
        assert events() == [("sign-in-failed", "bo", STRANGER.id)]
        assert "fel-lösenord" not in str(list(AuditEvent.objects.values()))

    def test_a_name_that_nobody_has_may_be_a_password_and_is_not_kept(
        self, demo: None, client: Client
    ) -> None:
        AuditEvent.objects.all().delete()
        attempt(client, username="mitt-hemliga-lösenord", password="bo")
        assert events() == [("sign-in-failed", UNKNOWN, STRANGER.id)]
        assert "hemliga" not in str(list(AuditEvent.objects.values()))

    def test_a_closed_account_is_said_only_to_whoever_has_its_password(
        self, demo: None, client: Client
    ) -> None:
        User.objects.filter(username="bo").update(is_active=False)
        AuditEvent.objects.all().delete()
        assert "hör inte ihop" in attempt(client, password="fel")
        assert attempt(client, password=PASSWORD) == "/logga-in/avstangt/"
        assert "Kontot är avstängt" in client.get("/logga-in/avstangt/").content.decode()
        assert [action for action, _, _ in events()] == ["sign-in-failed", "sign-in-refused"]
        assert not is_in(client)

    def test_nobody_signs_up(self, demo: None, client: Client) -> None:
        for address in ("/signup/", "/logga-in/nytt/", "/accounts/signup/", "/password/reset/"):
            assert client.post(address, {"username": "ny", "password1": NEW}).status_code in (302, 404)
        assert not User.objects.filter(username="ny").exists()


def test_ones_own_page_shows_roles_and_ways_in(alice: Client) -> None:
    page = alice.get("/konto/").content.decode()
    assert "Controller, Kommunstyrelse" in page
    assert "Byt lösenord" in page
