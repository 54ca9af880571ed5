"""The pages of personal data: the register, all that is kept about a person, and who is protected."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.domain.personal_data import TREATMENTS
from hjulet.store.models import AuditEvent, ReportText, User
from hjulet.store.personal_data import personal_columns
from hjulet.texts.personal_data import PURPOSES
from tests.command import schema_of
from tests.web.test_look import WIDTHS, look
from tests.web.visit import SignIn, html_of, text_of

REGISTER, PERSON = "/personuppgifter/", "/personer/cecilia/"


def document_of(answer: Any) -> dict[str, Any]:
    """Open the file of a person: the document, which must follow its schema, beside a page to read."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["uppgifter.html", "uppgifter.json"]
        assert "<h1>Allt som är sparat om Cecilia" in archive.read("uppgifter.html").decode()
        document: dict[str, Any] = json.loads(archive.read("uppgifter.json"))
    Draft202012Validator(schema_of(document)).validate(document)
    return document


@pytest.mark.parametrize(("who", "status"), [("astrid", 200), ("folke", 200), ("bo", 404), ("cecilia", 404)])
def test_the_register_is_for_the_administrator_and_the_auditor(
    sign_in: SignIn, who: str, status: int
) -> None:
    client = sign_in(who)
    assert (client.get(REGISTER).status_code, client.get(f"{REGISTER}register.csv").status_code) == (
        status,
        status,
    )


def test_the_register_is_made_from_the_code(astrid: Client) -> None:
    page = html_of(astrid.get(REGISTER))
    assert all(words in page for words in PURPOSES.values())
    assert page.count("<details>") == len(TREATMENTS)
    text = b"".join(astrid.get(f"{REGISTER}register.csv")).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert head == ["Behandling", "Ändamål", "Rättslig grund", "Vem ser", "Hur länge", "Tabell", "Uppgift"]
    assert len(rows) == len(list(personal_columns()))
    assert all(cell for row in rows for cell in row)


def test_everybody_takes_out_what_is_kept_about_themself(bob: Client) -> None:
    shown = text_of(bob.get("/konto/uppgifter/"))
    assert "cecilia Enhetschef HR 2014-01-01" in shown
    document = document_of(bob.get("/konto/uppgifter/uppgifter.zip"))
    assert document["username"] == "cecilia"
    (people,) = [table for table in document["tables"] if table["table"] == "store.user"]
    (row,) = people["rows"]
    assert (row["name"], row["password"]) == ("Cecilia Låtsberg", None)
    assert people["not_shown"] == {"password": "secret"}
    assert not AuditEvent.objects.filter(action="export-person").exists()
    assert "/konto/uppgifter/" in html_of(bob.get("/konto/"))


def test_the_administrator_takes_it_out_for_another_and_that_is_an_event(astrid: Client) -> None:
    assert document_of(astrid.get(f"{PERSON}uppgifter/uppgifter.zip"))["username"] == "cecilia"
    event = AuditEvent.objects.get(action="export-person")
    words = "Det som bara personen själv ser visas inte här."
    assert words in text_of(astrid.get(f"{PERSON}uppgifter/"))
    assert words not in text_of(astrid.get("/konto/uppgifter/"))
    assert (event.actor, event.object_id) == ("astrid", "cecilia")


def test_a_person_is_protected_by_a_form(astrid: Client, alice: Client) -> None:
    assert "Cecilia Låtsberg" in text_of(alice.get("/mitt-arbete/"))  # the control
    given = {"is_protected": "on", "signature": "Chefen", "version": "1"}
    assert astrid.post(f"{PERSON}skydd/", given).headers["Location"] == PERSON
    assert "Skyddade personuppgifter. Namnet visas bara för dig" in text_of(astrid.get(PERSON))
    seen = text_of(alice.get("/mitt-arbete/"))
    assert "Låtsberg" not in seen
    assert "Chefen" in seen
    assert "skyddad" in text_of(astrid.get("/personer/"))


def test_the_page_tells_which_name_still_stands_since_another_has_it(astrid: Client) -> None:
    place = {"kind": "annual", "unit": "HR", "period": "2017", "section": "no-such", "source": "x"}
    ReportText.objects.create(**place, saved_by="Cecilia Låtsberg", saved_at=timezone.now())
    User.objects.create(username="namesake", name="Cecilia Låtsberg")
    assert "står kvar som underskrift" not in text_of(astrid.get(PERSON))  # not protected yet
    astrid.post(f"{PERSON}skydd/", {"is_protected": "on", "signature": "", "version": "1"})
    assert "Cecilia Låtsberg står kvar som underskrift" in text_of(astrid.get(PERSON))


def test_a_signature_that_tells_and_a_change_that_was_overtaken_are_said(astrid: Client) -> None:
    given = {"is_protected": "on", "signature": "Cecilia", "version": "1"}
    answer = astrid.post(f"{PERSON}skydd/", given)
    assert answer.status_code == 422
    assert "röjer namnet" in text_of(answer)
    assert astrid.post(f"{PERSON}skydd/", given | {"signature": "", "version": "7"}).status_code == 409
    assert not User.objects.get(username="cecilia").is_protected


@pytest.mark.browser
@pytest.mark.parametrize("size", WIDTHS)
def test_the_pages_are_accessible(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]], size: str
) -> None:
    width, height = WIDTHS[size]
    page = enter("astrid")
    page.set_viewport_size({"width": width, "height": height})
    wrong = {}
    for address in (REGISTER, f"{PERSON}uppgifter/", PERSON):
        page.goto(demo_server.url + address)
        wrong[address] = look(page, axe)
    assert {address: found for address, found in wrong.items() if found} == {}
