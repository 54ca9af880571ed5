"""The pages of people and roles, and that what is given or ended counts from the next request."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.domain.period import parse_period
from hjulet.domain.permission import ROLES, Permission
from hjulet.services.demo import PASSWORD
from hjulet.services.edition import seal_report
from hjulet.store.models import AuditEvent, Deputy, RoleGrant, User
from hjulet.texts.labels import PERMISSIONS
from hjulet.texts.labels import ROLES as ROLE_WORDS
from tests.services.people import ALICE
from tests.web.test_look import look
from tests.web.visit import SignIn, html_of, text_of

PERSON = "/personer/cecilia/"
TEXT = "/rapport/annual/KS/2017/text/unit-comments.HR/"
REOPEN = "/rapport/annual/KS/2017/ny-utgava/"
PROVIDER = """
[provider.entra]
kind = "oidc"
name = "Kommunkonto"
metadata = "https://login.example"
client_id = "abc"
secret_env = "PATH"
"""
TYPED = "En mening som tog en timme att skriva."


def entered() -> Client:
    """Give the browser of Cecilia, who has come in by the door; or who has tried to."""
    client = Client()
    client.post("/logga-in/", {"username": "cecilia", "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/konto/").status_code == 200


def today() -> date:
    return timezone.localdate()


def end_role_of_cecilia(astrid: Client) -> None:
    number = RoleGrant.objects.get(user__username="cecilia").pk
    answer = astrid.post(f"{PERSON}roll/{number}/avsluta/", {"version": "1"})
    assert answer.headers["Location"] == PERSON


def test_the_list_names_everybody_with_their_roles(astrid: Client) -> None:
    shown = text_of(astrid.get("/personer/"))
    assert "Cecilia Låtsberg cecilia Enhetschef, HR –" in shown
    assert "Folke Provgren folke Revisor, Kommunstyrelsen" in shown


def test_the_page_of_roles_is_made_from_the_code(astrid: Client) -> None:
    page = html_of(astrid.get("/vem-far-vad/"))
    assert all(ROLE_WORDS[role] in page for role in ROLES)
    assert all(PERMISSIONS[permission] in page for permission in Permission)
    rows = page.partition("<tbody>")[2].partition("</tbody>")[0].split("</tr>")
    for permission, row in zip(Permission, rows, strict=False):
        has = [permission in role.permissions for role in ROLES.values()]
        assert ["●" in cell for cell in row.split("<td>")[1:]] == has, permission


def test_a_role_is_given_and_holds_at_the_next_request(astrid: Client, bob: Client) -> None:
    assert bob.get("/enhet/EKO/").status_code == 404
    given = {"role": "auditor", "unit": "EKO", "first": today().isoformat(), "last": ""}
    assert astrid.post(PERSON, given).status_code == 302
    assert bob.get("/enhet/EKO/").status_code == 200
    assert "Revisor Ekonomi" in text_of(astrid.get(PERSON))


def test_a_role_that_is_ended_is_gone_at_the_next_request(astrid: Client, bob: Client) -> None:
    assert bob.get("/enhet/HR/").status_code == 200
    end_role_of_cecilia(astrid)
    assert bob.get("/enhet/HR/").status_code == 404
    assert "Enhetschef för HR avslutades" in text_of(astrid.get(PERSON))


def test_the_text_of_an_open_form_is_shown_to_copy_when_the_role_is_gone(astrid: Client, bob: Client) -> None:
    assert bob.get(TEXT).status_code == 200
    end_role_of_cecilia(astrid)
    answer = bob.post(TEXT, {"source": TYPED, "version": "1"})
    assert answer.status_code == 404
    assert "Din text, att kopiera" in text_of(answer)
    assert TYPED in html_of(answer)


def test_so_are_the_words_of_any_form(alice: Client, astrid: Client) -> None:
    address, number = "/enhet/HR/poster/?period=2017", RoleGrant.objects.get(user__username="bo").pk
    astrid.post(f"/personer/bo/roll/{number}/avsluta/", {"version": "1"})
    form = {"month": "2017-05", "name": "En post med ord", "amount": "1", "reason": TYPED}
    answer = alice.post(address, form)
    assert answer.status_code == 404
    assert "En post med ord" in html_of(answer)
    assert TYPED in html_of(answer)
    assert "Din text, att kopiera" not in text_of(alice.get(address))


def test_a_deputy_works_from_the_next_request_until_the_last_day(sign_in: SignIn, bob: Client) -> None:
    david = sign_in("david")
    assert david.get("/enhet/HR/").status_code == 404
    until = (today() + timedelta(days=7)).isoformat()
    chosen = {"deputy": "david", "first": today().isoformat(), "last": until}
    assert bob.post(f"{PERSON}vikarie/", chosen).status_code == 302
    assert david.get("/enhet/HR/").status_code == 200
    assert "David Påhittson är vikarie för Cecilia Låtsberg" in text_of(bob.get(PERSON))
    Deputy.objects.update(valid_from=today() - timedelta(days=2), valid_until=today())
    assert david.get("/enhet/HR/").status_code == 404


def test_whoever_ends_a_role_that_was_changed_meanwhile_is_told(astrid: Client) -> None:
    number = RoleGrant.objects.get(user__username="cecilia").pk
    answer = astrid.post(f"{PERSON}roll/{number}/avsluta/", {"version": "7"})
    assert answer.status_code == 409
    assert "Någon annan har ändrat det" in text_of(answer)


def test_a_role_that_begins_later_can_be_taken_back(astrid: Client) -> None:
    first = (today() + timedelta(days=30)).isoformat()
    astrid.post(PERSON, {"role": "auditor", "unit": "EKO", "first": first, "last": ""})
    assert "börjar senare Ta tillbaka" in text_of(astrid.get(PERSON))
    number = RoleGrant.objects.get(user__username="cecilia", role="auditor").pk
    assert astrid.post(f"{PERSON}roll/{number}/avsluta/", {"version": "1"}).status_code == 302
    assert f"Revisor Ekonomi {first}" in text_of(astrid.get(PERSON))
    assert "börjar senare" not in text_of(astrid.get(PERSON))


def test_a_role_that_groups_gave_says_so_and_is_ended_there(astrid: Client, home: Path) -> None:
    held = RoleGrant.objects.get(user__username="cecilia")
    assert "Enhetschef HR 2014-01-01" in text_of(astrid.get(PERSON))
    (home / "identity.toml").write_text(PROVIDER, encoding="utf-8")
    RoleGrant.objects.update(provider="entra")
    shown = text_of(astrid.get(PERSON))
    assert "HR genom Kommunkonto" in shown
    assert "Avsluta i dag" not in shown
    refused = astrid.post(f"{PERSON}roll/{held.pk}/avsluta/", {"version": "1"})
    assert refused.status_code == 422
    assert "Ändra gruppen där" in text_of(refused)
    (home / "identity.toml").unlink()  # nobody else takes back what a provider gave that is gone
    assert astrid.post(f"{PERSON}roll/{held.pk}/avsluta/", {"version": "1"}).status_code == 302


def test_ones_own_page_has_deputies_and_no_roles_to_give(bob: Client) -> None:
    page = html_of(bob.get(PERSON))
    assert "Utse vikarie" in page
    assert "Ge rollen" not in page
    assert bob.get("/personer/bo/").status_code == 404


FILE = "username;name;role;unit;valid_from;valid_to\n"


def test_a_file_is_shown_before_it_is_let_in(astrid: Client) -> None:
    text = (
        f"{FILE}ny;Ny Person;auditor;HR;2018-01-01;\ncecilia;Cecilia Låtsberg;unit_manager;HR;2014-01-01;\n"
    )
    shown = astrid.post("/las-in-personer/", {"text": text})
    assert "Ny Person ny Ny roll – Revisor, HR: 2018-01-01 – tills vidare" in text_of(shown)
    assert "1 rad i filen är redan som den ska vara." in text_of(shown)
    assert not User.objects.filter(username="ny").exists()
    base = html_of(shown).partition('name="base" value="')[2].partition('"')[0]
    lost = astrid.post("/las-in-personer/spara/", {"file": "p.csv", "base": base})
    assert lost.status_code == 422 and "Tabellen kom inte fram hel" in text_of(lost)
    assert 'action="/las-in-personer/"' in html_of(lost)
    answer = astrid.post("/las-in-personer/spara/", {"text": text, "file": "p.csv", "base": base})
    assert answer.headers["Location"] == "/personer/"
    assert RoleGrant.objects.get(user__username="ny").role == "auditor"


def test_a_file_that_was_overtaken_is_shown_anew(astrid: Client) -> None:
    text = f"{FILE}ny;Ny Person;auditor;HR;2018-01-01;\n"
    end_role_of_cecilia(astrid)
    answer = astrid.post("/las-in-personer/spara/", {"text": text, "file": "p.csv", "base": "0"})
    assert answer.status_code == 409
    assert not User.objects.filter(username="ny").exists()


def test_what_is_wrong_with_a_file_is_said_all_at_once(astrid: Client) -> None:
    text = f"{FILE}ny;Ny;kejsare;HR;2018-01-01;\nny;Ny;auditor;HR;i går;\nny;Ny;auditor;NEJ;2018-01-01;\n"
    shown = astrid.post("/las-in-personer/", {"text": text})
    assert shown.status_code == 422
    for words in ("Rollen kejsare finns inte", "Dagen ”i går” går inte att läsa", "NEJ"):
        assert words in text_of(shown)


def test_a_decided_report_is_shown_as_such_and_opened_with_a_reason(alice: Client, bob: Client) -> None:
    seal_report("annual", "KS", parse_period("2017"), by=ALICE, at=timezone.now())
    refused = bob.post(TEXT, {"source": TYPED, "version": "1"})
    assert refused.status_code == 409
    assert TYPED in html_of(refused)
    assert "Rapporten är förseglad som utgåva 1" in text_of(refused)
    page = alice.get(TEXT)
    assert "Öppna för en ny utgåva" in text_of(page)
    assert "Spara" not in text_of(page)
    assert alice.get(REOPEN).status_code == 200
    assert (alice.post(REOPEN, {"reason": ""}).status_code, bob.get(REOPEN).status_code) == (422, 404)
    assert alice.post(REOPEN, {"reason": "Fel tal"}).status_code == 302
    assert "Öppnad för en ny utgåva efter utgåva 1: Fel tal" in text_of(alice.get(TEXT))
    assert bob.post(TEXT, {"source": TYPED, "version": "1"}).status_code == 302


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
def test_the_administrators_pages_are_accessible(
    enter: Callable[[str], Page],
    demo_server: LiveServer,
    axe: Callable[[Page], list[str]],
    size: tuple[int, int],
) -> None:
    page = enter("astrid")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    wrong = {}
    for address in ("/personer/", PERSON, f"{PERSON}stang/", f"{PERSON}bekraftelse/", "/las-in-personer/"):
        page.goto(demo_server.url + address)
        wrong[address] = look(page, axe)
    page.locator("textarea").fill(f"{FILE}ny;Ny Person;auditor;HR;2018-01-01;\n")
    page.locator("main button.primary").click()
    page.wait_for_load_state()
    wrong["trial"] = look(page, axe)
    assert {name: found for name, found in wrong.items() if found} == {}


def test_whoever_leaves_is_out_at_once_and_no_way_leads_in(astrid: Client) -> None:
    """Nor the address of a calendar, which needs no password; the control is the account opened again."""
    here, there = entered(), entered()
    feed = re.search(r"/aret/kalender/[\w-]+\.ics", html_of(here.post("/aret/kalender/")))
    assert feed
    assert astrid.get(f"{PERSON}stang/").status_code == 200
    assert astrid.post(f"{PERSON}stang/", {"version": "1"}).headers["Location"] == PERSON
    assert (is_in(here), is_in(there), is_in(entered())) == (False, False, False)
    assert Client().get(feed[0]).status_code == 404
    assert AuditEvent.objects.get(action="close-account").params["sessions"] == 2
    shown = text_of(astrid.get(PERSON))
    assert "Kontot är stängt" in shown
    assert "kontot stängdes" in shown
    assert astrid.post(f"{PERSON}oppna/", {"version": "2"}).headers["Location"] == PERSON
    assert (is_in(here), is_in(entered())) == (False, True)
    assert Client().get(feed[0]).status_code == 200


def test_whoever_closes_or_opens_what_was_changed_meanwhile_is_told(astrid: Client) -> None:
    told = astrid.post(f"{PERSON}stang/", {"version": "7"})
    assert told.status_code == 409
    assert "Stäng kontot" in text_of(told)
    astrid.post(f"{PERSON}stang/", {"version": "1"})
    told = astrid.post(f"{PERSON}oppna/", {"version": "1"})
    assert told.status_code == 409
    assert "Öppna kontot" in text_of(told)


def test_nobody_closes_their_own_account(astrid: Client) -> None:
    assert astrid.get("/personer/astrid/stang/").status_code == 404
    assert "Stäng kontot" not in text_of(astrid.get("/personer/astrid/"))


def test_a_contributor_shows_no_figures_of_the_staff(astrid: Client, sign_in: SignIn) -> None:
    given = {"role": "contributor", "unit": "EKO", "first": today().isoformat(), "last": ""}
    astrid.post("/personer/elsa/", given)
    elsa, address = sign_in("elsa"), "/rapport/annual/KS/2017/text/unit-comments.EKO/"
    assert elsa.get(address).status_code == 200
    for typed in ("Vi är {man_years}.", "Lönen är {pay_cost_per_man_year unit=HR period=2016}."):
        refused = elsa.post(address, {"source": typed, "version": "1"})
        assert refused.status_code == 422
        assert "personalens tal, som du inte ser" in text_of(refused)
        assert typed in html_of(refused)
        preview = elsa.post(f"{address}forhandsvisning/", {"source": typed})
        assert preview.status_code == 422
