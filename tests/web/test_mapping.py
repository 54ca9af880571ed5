"""Mapping as an administrator works with it: see, try, save, compare; and who only looks, or sees nothing."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.services.mapping import version_in_force
from tests.web.test_look import WIDTHS, look
from tests.web.visit import SignIn, html_of, links_of, text_of

KOMMUN = "?foretag=KOMMUN&version=1"
RULE = f"/mappning/konton/regel/{KOMMUN}"
SEVERAL = f"/mappning/konton/flera/{KOMMUN}"
SAVE = "/mappning/konton/spara/?foretag=KOMMUN"
CONSULTANTS = {"account_from": "7410", "line": "purchased_services", "valid_from": "2017"}
FORMS = (
    RULE,
    f"{RULE}&plats=9",
    SEVERAL,
    f"/mappning/enheter/regel/{KOMMUN}",
    f"/mappning/interna/regel/{KOMMUN}",
    f"/mappning/kommun-bas/{KOMMUN}",
    "/foretag/nytt/",
    "/foretag/andra/?foretag=KOMMUN",
)
"""Pages for an administrator alone."""

LISTS = (
    "/mappning/konton/",
    "/mappning/enheter/",
    "/mappning/interna/",
    "/mappning/utan-regel/",
    "/mappning/versioner/",
    "/foretag/",
)


def hidden(answer: Any, name: str) -> str:
    """Read a hidden field of a page's form."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', html_of(answer))
    assert found is not None
    return found[1].replace("&#x27;", "'")


def save(client: Client, trial: Any, *, note: str = "Konsulter är köpt verksamhet") -> Any:
    given = {"text": hidden(trial, "text"), "base": hidden(trial, "base"), "note": note}
    return client.post(SAVE, given, follow=True)


def test_the_rules_are_listed_with_their_accounts_and_amounts(alice: Client) -> None:
    shown = text_of(alice.get("/mappning/konton/?ar=2017"))
    assert "50–59 Personal från 2014 9 konton" in shown
    assert "50110 Månadslön −81 674 846,02" in shown
    assert "1248 Inventarier, utrangering och överföring −469 300,00" in shown
    assert "Ny regel" not in shown


def test_internal_rules_say_within_what_and_for_whom(alice: Client) -> None:
    shown = text_of(alice.get("/mappning/interna/"))
    assert "motpart INTERNBANK inom kommunen: Finansförvaltningen" in shown
    assert "konto 3690 inom kommunen" in shown


def test_a_change_is_shown_before_it_is_saved(astrid: Client) -> None:
    trial = astrid.post(RULE, CONSULTANTS)
    shown = text_of(trial)
    assert "Ingenting är sparat än." in shown
    assert "2017 Material och tjänster −126 325 000,00 −106 152 304,61 20 172 695,39" in shown
    assert "Ny: 7410 → Köp av prim verksamhet, från 2017" in shown
    assert version_in_force()[0] == 1
    assert "Sparat som version 2. Talen visas i ögonblicksbild" in text_of(save(astrid, trial))


def test_a_version_is_not_saved_without_a_note(astrid: Client) -> None:
    answer = save(astrid, astrid.post(RULE, CONSULTANTS), note="")
    assert answer.status_code == 422
    assert "Vad ändras, och varför?" in text_of(answer)
    assert version_in_force()[0] == 1


def test_a_lost_race_shows_both_tables_and_goes_on_from_there(astrid: Client) -> None:
    mine = astrid.post(RULE, CONSULTANTS)
    save(astrid, astrid.post(RULE, {**CONSULTANTS, "line": "transfers"}), note="Någon annan")
    conflict = save(astrid, mine)
    assert conflict.status_code == 409
    shown = text_of(conflict)
    assert "[tillagt: 2017;;7410;7410;purchased_services;-1" in shown
    assert "[borttaget: 2017;;7410;7410;transfers;-1" in shown
    again = {"base": hidden(conflict, "base"), "text": "valid_from;account_from;line\n2017;5;personnel\n"}
    assert "Ny: 5 → Personal, från 2017" in text_of(
        astrid.post("/mappning/konton/prova/?foretag=KOMMUN", again)
    )


def test_a_rule_with_a_fault_comes_back_with_what_was_written(astrid: Client) -> None:
    answer = astrid.post(RULE, {**CONSULTANTS, "valid_from": "17"})
    assert answer.status_code == 422
    assert "Året ”17” går inte att läsa." in text_of(answer)
    assert 'value="7410"' in html_of(answer)


def test_several_rules_are_pasted_or_read_from_a_file(astrid: Client) -> None:
    table = "Från år\tFrån konto\tRad\n2017\t7410\tKöp av prim verksamhet\n"
    pasted = astrid.post(SEVERAL, {"text": table, "placing": "first"})
    assert "Ny: 7410 → Köp av prim verksamhet, från 2017" in text_of(pasted)
    file = BytesIO(b"valid_from;account_from;line\n2017;7410;fel\n")
    file.name = "regler.csv"
    answer = astrid.post(SEVERAL, {"file": file, "placing": "first"})
    assert answer.status_code == 422
    assert "regler.csv, rad 2: Raden ”fel” finns inte." in text_of(answer)
    assert astrid.post(SEVERAL, {"placing": "first"}).status_code == 422


def test_a_rule_is_removed_and_a_year_gets_rules_of_its_own(astrid: Client) -> None:
    without = astrid.post("/mappning/konton/ta-bort/?foretag=KOMMUN", {"base": "1", "plats": "22"})
    assert "Bort: 50–59 → Personal, från 2014" in text_of(without)
    assert "2017 Utan mappning 0,00 −143 017 000,00 −143 017 000,00" in text_of(without)
    copied = astrid.post("/mappning/konton/nytt-ar/?foretag=KOMMUN", {"base": "1", "ar": "2017"})
    assert "Inga belopp flyttas." in text_of(copied)
    assert "Ny: 50–59 → Personal, 2014–2016" in text_of(copied)


def test_kommun_bas_is_a_start(astrid: Client) -> None:
    given = {"edition": "21", "first": "2018", "last": ""}
    assert "Ny: 80 → Skatteintäkter, från 2018" in text_of(astrid.post(FORMS[5], given))
    assert astrid.post(FORMS[5], {"edition": "05", "first": "2018"}).status_code == 422


def test_what_has_no_rule_leads_to_a_rule_for_it(astrid: Client) -> None:
    assert "Inget som är bokfört 2017 saknar regel." in text_of(astrid.get("/mappning/utan-regel/"))
    without = astrid.post("/mappning/konton/ta-bort/?foretag=KOMMUN", {"base": "1", "plats": "27"})
    save(astrid, without, note="Utan 78")
    page = astrid.get("/mappning/utan-regel/?ar=2017")
    assert "konto 7820 Kundförluster −205 500,00" in text_of(page)
    (link,) = [link for link in links_of(page) if "kod=7820" in link]
    assert 'value="7820"' in html_of(astrid.get(link))
    assert any("/verifikat/" in link for link in links_of(page))


def test_versions_are_compared_and_one_comes_back(astrid: Client, alice: Client) -> None:
    save(astrid, astrid.post(RULE, CONSULTANTS))
    assert "Konsulter är köpt verksamhet" in text_of(alice.get("/mappning/versioner/"))
    page = astrid.get("/mappning/versioner/1-2/")
    assert "Ny: 7410 → Köp av prim verksamhet, från 2017" in text_of(page)
    assert "Gå tillbaka till version 1" in text_of(page)
    assert "Gå tillbaka till version 1" not in text_of(alice.get("/mappning/versioner/1-2/"))
    late = astrid.post("/mappning/versioner/1-2/", {"base": "1", "note": "Fel"})
    assert late.status_code == 409
    assert "Version 2 har sparats medan du läste." in text_of(late)
    given = {"base": hidden(late, "base"), "note": "Åter till den gamla"}
    astrid.post("/mappning/versioner/1-2/", given)
    assert "Åter till den gamla" in text_of(alice.get("/mappning/versioner/"))


def test_files_have_names_and_types(alice: Client) -> None:
    answer = alice.get("/mappning/enheter/fil.csv?foretag=KOMMUN")
    assert answer["Content-Disposition"] == 'attachment; filename="enheter.csv"'
    assert answer.content.decode("utf-8-sig").splitlines()[1] == "2014;;responsibility;10000;10999;KSK"
    assert alice.get("/mappning/enheter/fil.xlsx?foretag=KOMMUN").content.startswith(b"PK")
    assert alice.get("/mappning/enheter/fil.pdf?foretag=KOMMUN").status_code == 404


def test_the_statement_opens_to_its_accounts(alice: Client) -> None:
    page = alice.get("/rakenskaper/resultat/?ar=2017")
    assert "Verksamhetens kostnader −373 618 640,00 −354 586 078,02" in text_of(page)
    assert "De interna posterna tar inte ut varandra: de summerar till 368 945 117,25 kr." in text_of(page)
    (link,) = [link for link in links_of(page) if "/rad/operating_costs/" in link]
    assert "50110 Månadslön Personal −81 674 846,02" in text_of(alice.get(link))
    balance = text_of(alice.get("/rakenskaper/balans/"))
    assert "SUMMA TILLGÅNGAR 56 541 350,00 51 491 000,00" in balance
    assert "SUMMA EGET KAPITAL, AVSÄTTNINGAR OCH SKULDER 56 541 350,00" in balance


def test_legal_entities_are_named(astrid: Client, alice: Client) -> None:
    given = {"code": "TELGE", "name": "Telge AB", "org_number": "556000-0168", "kind": "company"}
    wrong = astrid.post("/foretag/nytt/", given)
    assert wrong.status_code == 422
    assert "Organisationsnumret ”556000-0168” är fel." in text_of(wrong)
    astrid.post("/foretag/nytt/", {**given, "org_number": "556000-0167"})
    assert "TELGE Telge AB 556000-0167 Bolag 0" in text_of(alice.get("/foretag/"))
    now = {"name": "Telge Koncern", "org_number": "556000-0167", "kind": "company"}
    was = {"was_name": "Telge AB", "was_org_number": "556000-0167", "was_kind": "company"}
    astrid.post("/foretag/andra/?foretag=TELGE", {**now, **was})
    late = astrid.post("/foretag/andra/?foretag=TELGE", {**now, **was, "name": "Telge"})
    assert late.status_code == 409
    assert "Namn Telge Telge Koncern" in text_of(late)


@pytest.mark.parametrize("address", FORMS)
def test_only_the_administrator_changes_anything(sign_in: SignIn, address: str) -> None:
    assert sign_in("astrid").get(address).status_code == 200
    for who in ("bo", "cecilia", "elsa", "folke", "gun"):
        assert sign_in(who).get(address).status_code == 404
        assert sign_in(who).post(address, {**CONSULTANTS, "text": "x", "placing": "first"}).status_code == 404


@pytest.mark.parametrize("address", LISTS)
def test_controllers_and_auditors_look(sign_in: SignIn, address: str) -> None:
    for who in ("astrid", "bo", "folke", "gun"):
        assert sign_in(who).get(address).status_code == 200
    for who in ("cecilia", "elsa"):
        assert sign_in(who).get(address).status_code == 404


def test_a_controller_of_another_committee_sees_rules_but_no_amounts(charlie: Client) -> None:
    shown = text_of(charlie.get("/mappning/konton/?ar=2017"))
    assert "50–59 Personal från 2014 9 konton" in shown
    assert "81 674 846" not in shown
    assert charlie.get("/rakenskaper/resultat/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/mappning/nej/",
        "/mappning/konton/?ar=20",
        "/mappning/konton/?foretag=NEJ",
        "/mappning/versioner/1-99/",
        f"{RULE}&plats=99",
        "/mappning/konton/regel/?foretag=KOMMUN",
        "/rakenskaper/drift/",
        "/rakenskaper/resultat/rad/nej/?ar=2017",
        "/foretag/andra/?foretag=NEJ",
    ],
)
def test_what_does_not_exist_is_not_found(astrid: Client, address: str) -> None:
    assert astrid.get(address).status_code == 404


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("size", WIDTHS)
def test_the_forms_are_accessible(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]], size: str
) -> None:
    width, height = WIDTHS[size]
    page = enter("astrid")
    page.set_viewport_size({"width": width, "height": height})
    wrong = {}
    for address in (*FORMS, "/mappning/konton/"):
        page.goto(demo_server.url + address)
        wrong[address] = look(page, axe)
    page.goto(demo_server.url + RULE)
    page.get_by_label("Från konto").fill("7410")
    page.get_by_label("Rad").select_option("purchased_services")
    page.get_by_label("Från år").fill("2017")
    page.get_by_role("button", name="Visa vad som ändras").click()
    page.get_by_role("heading", name="Innan du sparar").wait_for()
    wrong["trial"] = look(page, axe)
    page.get_by_label("Vad ändras, och varför?").fill("Konsulter")
    page.get_by_role("button", name="Spara ny version").click()
    page.locator("p[role=status]").wait_for()
    page.goto(f"{demo_server.url}/mappning/versioner/")
    page.get_by_role("link", name="Jämför med 1").click()
    page.get_by_role("heading", name="Version 1 och").wait_for()
    wrong["version"] = look(page, axe)
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.browser
def test_a_rule_is_made_with_the_keyboard_alone(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("astrid")
    page.goto(f"{demo_server.url}/mappning/konton/")
    page.get_by_role("link", name="Ny regel").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/regel/**")
    page.get_by_label("Från konto").focus()
    page.keyboard.type("7410")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    for _ in range(7):  # down to Köp av prim verksamhet
        page.keyboard.press("ArrowDown")
    assert page.get_by_label("Rad").input_value() == "purchased_services"
    page.keyboard.press("Tab")
    assert page.get_by_label("Från år").input_value() == "2017"
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Innan du sparar").wait_for()
    page.get_by_label("Vad ändras, och varför?").focus()
    page.keyboard.type("Konsulter är köpt verksamhet")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Sparat som version").wait_for()


@pytest.mark.browser
def test_what_a_rule_covers_opens_with_the_keyboard(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("bo")
    page.goto(f"{demo_server.url}/mappning/konton/")
    summary = page.locator("summary", has_text="9 konton")
    summary.focus()
    page.keyboard.press("Enter")
    page.get_by_text("50110 Månadslön").wait_for(state="visible")
