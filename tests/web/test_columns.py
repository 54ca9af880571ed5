"""A list on its way in: its columns asked about once, the file checked by them, and remembered."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.store.models import Batch, ColumnMap
from tests.readers.list_texts import LIST, spoilt
from tests.services.job_helper import work_off
from tests.web.test_look import WIDTHS, look
from tests.web.visit import links_of, text_of

NEXT_YEAR = LIST.replace("2017", "2019")
CHOSEN = ("series", "number", "date", "period", "account", "account_name", "responsibility", "activity_code")
FORM = {
    **{f"column-{number}": name for number, name in enumerate((*CHOSEN, "amount", "text"))},
    "name": "Raindance",
    "company": "KOMMUN",
    "kind": "list",
    "version": "0",
}


def send(client: Client, text: str, *, name: str = "lista.csv") -> tuple[str, Any]:
    """Send a list in and let it be checked; give the file's address and its page."""
    file = BytesIO(text.encode())
    file.name = name
    sent = client.post("/huvudbok/las-in/", {"chosen": file}, follow=True)
    address = sent.redirect_chain[-1][0]
    work_off()
    return address, client.get(address)


def confirming(page: Any) -> str:
    (link,) = [link for link in links_of(page) if "/kolumner/fil/" in link]
    return link


def remember(client: Client, **answers: str) -> tuple[str, Any]:
    address, page = send(client, NEXT_YEAR)
    return address, client.post(confirming(page), {**FORM, **answers})


def test_a_list_that_no_map_fits_asks_what_its_columns_are(alice: Client) -> None:
    _, page = send(alice, NEXT_YEAR)
    assert "Ingen mappning passar filens rubriker" in text_of(page)
    asked = alice.get(confirming(page))
    assert "013000" in text_of(asked)
    assert '<option value="responsibility" selected>Ansvar</option>' in asked.content.decode()


def test_what_is_confirmed_is_remembered_and_the_file_read_in_by_it(alice: Client) -> None:
    address, answer = remember(alice)
    assert (answer.status_code, answer.url) == (302, address)
    work_off()
    page = alice.get(address)
    assert "Verifikatlista, Raindance, utf-8 (;)" in text_of(page)
    assert "Kontrollsumma 2 261,00 kr" in text_of(page)
    alice.post(address, {})
    work_off()
    assert "Talen visas nu i ögonblicksbild" in text_of(alice.get(address))
    batch = Batch.objects.latest("id")
    assert (batch.kind, batch.source, batch.company.code) == ("list", "Raindance", "KOMMUN")


def test_the_next_file_of_the_system_is_read_without_a_question(alice: Client) -> None:
    remember(alice)
    _, page = send(alice, NEXT_YEAR.replace("2019", "2020"))
    assert "Godkänd" in text_of(page)
    _, page = send(alice, spoilt("1 100,00", "1.234", text=NEXT_YEAR))
    assert "Beloppet ”1.234” går inte att läsa" in text_of(page)


def test_a_choice_that_cannot_be_used_is_said_and_nothing_is_lost(alice: Client) -> None:
    _, page = send(alice, NEXT_YEAR)
    link = confirming(page)
    for changed, sentence in (
        ({"column-2": ""}, "Det saknas en kolumn för Datum."),
        ({"column-9": "account"}, "Konto är vald för två kolumner."),
        ({"kind": "balances"}, "En sådan lista har ingen uppgift Datum."),
        ({"name": ""}, "måste fyllas i"),
    ):
        answer = alice.post(link, {**FORM, **changed})
        assert (answer.status_code, sentence in text_of(answer)) == (422, True), sentence
        assert '<option value="amount" selected>' in answer.content.decode()
    assert not ColumnMap.objects.exists()


def test_maps_are_listed_and_changed(alice: Client, charlie: Client) -> None:
    remember(alice, **{"width-6": "6"})
    listed = alice.get("/huvudbok/kolumner/")
    assert "Raindance KOMMUN Verifikatrader Datum (Bokföringsdatum), Period (Period)" in text_of(listed)
    changed = charlie.post(
        "/huvudbok/kolumner/Raindance/", {**FORM, "skip_extra_rows": "on", "version": "1", "width-6": "7"}
    )
    assert changed.headers["Location"] == "/huvudbok/kolumner/"
    lost = alice.post("/huvudbok/kolumner/Raindance/", {**FORM, "version": "1"})
    assert (lost.status_code, "Någon annan har ändrat mappningen" in text_of(lost)) == (422, True)
    assert 'name="version" value="2"' in lost.content.decode()
    row = ColumnMap.objects.get()
    assert (row.version, row.columns["answers"]["widths"]) == (2, {"responsibility": 7})


def test_the_columns_are_there_for_those_who_may_import(alice: Client, bob: Client, charlie: Client) -> None:
    _, page = send(alice, NEXT_YEAR)
    link = confirming(page)
    assert charlie.get(link).status_code == 404  # a file is its sender's
    assert bob.get(link).status_code == 404
    remember(alice)
    for address in ("/huvudbok/kolumner/", "/huvudbok/kolumner/Raindance/"):
        assert [client.get(address).status_code for client in (alice, charlie, bob)] == [200, 200, 404]
    assert alice.get("/huvudbok/kolumner/Annat/").status_code == 404


def test_a_budget_is_still_a_budget(alice: Client) -> None:
    _, page = send(
        alice, "unit;line;period;amount;version\nHR;personnel;2019;-1;original\n", name="budget.csv"
    )
    assert "Filtyp Budget" in text_of(page)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("size", WIDTHS)
def test_the_columns_are_chosen_by_keyboard_on_a_page_that_is_accessible(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]], size: str
) -> None:
    width, height = WIDTHS[size]
    page = enter("bo")
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{demo_server.url}/huvudbok/las-in/")
    chosen = {"name": "lista.csv", "mimeType": "text/csv", "buffer": NEXT_YEAR.encode()}
    page.get_by_label("Filer").set_input_files(chosen)  # type: ignore[arg-type]
    page.get_by_role("button", name="Kontrollera filerna").click()
    page.wait_for_url("**/las-in/*/**")
    work_off()
    page.get_by_role("link", name="Bekräfta kolumnerna").click()
    page.wait_for_url("**/kolumner/fil/**")
    wrong = {"confirm": look(page, axe)}
    page.get_by_label("Namn", exact=True).focus()
    page.keyboard.type("Raindance")
    page.get_by_label("Företag").fill("KOMMUN")
    page.keyboard.press("Enter")
    page.wait_for_url("**/las-in/*/**")
    page.goto(f"{demo_server.url}/huvudbok/kolumner/")
    wrong["list"] = look(page, axe)
    page.get_by_role("link", name="Raindance").click()
    page.wait_for_url("**/kolumner/Raindance/")
    wrong["map"] = look(page, axe)
    assert {name: found for name, found in wrong.items() if found} == {}
