"""Mitt arbete: where one begins, one click to the field, what is below, and choosing reminders."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.domain.task import TaskKind
from hjulet.services.reminders import stop_token
from hjulet.store.models import ReminderChoice

FIELD = "/rapport/month/KS/2017-08/text/unit-comments.HR/#source"


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("who", "page"),
    [("cecilia", "/mitt-arbete/"), ("bo", "/mitt-arbete/"), ("elsa", "/"), ("folke", "/"), ("astrid", "/")],
)
def test_who_writes_something_meets_their_work_and_others_the_start(
    demo: object, who: str, page: str
) -> None:
    client = Client()
    answer = client.post("/logga-in/exempel/", {"username": who, "next": "/"})
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert ("Mitt arbete" in shown(client, "/")) is (page != "/")


def test_one_is_led_back_to_where_one_was(demo: object) -> None:
    answer = Client().post("/logga-in/exempel/", {"username": "bo", "next": "/enhet/HR/"})
    assert answer["Location"] == "/enhet/HR/"


def test_signing_in_by_password_leads_to_ones_work_too(demo: object) -> None:
    given = {"username": "cecilia", "password": "hjulet-demo", "next": "/"}
    assert Client().post("/logga-in/", given)["Location"] == "/mitt-arbete/"


def test_a_manager_sees_the_task_its_deadline_and_the_way_to_the_field(bob: Client) -> None:
    page = shown(bob, "/mitt-arbete/")
    assert "Du har en sak att göra de närmaste två veckorna." in page
    assert f'<a href="{FIELD}">Kommentera HR</a>' in page
    assert "Senast 13 september 2017, om 2 dagar" in page
    assert "Exemplet står stilla vid den 11 september 2017" in page
    assert "Från enheterna under dig" not in page


def test_the_field_can_be_written_in_by_who_is_sent_there(bob: Client) -> None:
    assert '<textarea id="source"' in shown(bob, FIELD.partition("#")[0])


def test_a_controller_sees_what_is_late_and_what_is_missing_below(alice: Client) -> None:
    page = shown(alice, "/mitt-arbete/")
    assert "2 av dem är försenade." in page
    assert "Milstolpe: Fler laddplatser vid stadshuset" in page
    assert "Åtgärd A3: Byt ut kommunens bensin- och dieselbilar när leasingen går ut" in page
    below = re.findall(r'below-name">([^<]+)</span>\s*<span class="below-said">([^<]+)</span>', page)
    assert below == [("Ekonomi", "○ 1 sak saknas"), ("HR", "○ 1 sak saknas")]


def test_another_committee_has_nothing_of_this(charlie: Client) -> None:
    page = shown(charlie, "/mitt-arbete/")
    assert "Du har inget att göra" in page
    assert "HR" not in page


def test_the_page_is_in_english_too(bob: Client) -> None:
    bob.cookies["django_language"] = "en"
    page = shown(bob, "/mitt-arbete/")
    assert "You have one thing to do in the next two weeks." in page
    assert "Comment on HR" in page


def test_one_chooses_what_to_be_reminded_of(bob: Client) -> None:
    page = shown(bob, "/mitt-arbete/paminnelser/")
    assert "cecilia@example.se" in page
    assert page.count("checked") == len(TaskKind)
    given = {"kinds": ["comment", "seal"], "language": "en", "version": "0"}
    assert bob.post("/mitt-arbete/paminnelser/", given).status_code == 302
    row = ReminderChoice.objects.get()
    assert (row.person, row.language) == ("cecilia", "en")
    assert row.without == [
        "answer",
        "assignment",
        "forecast",
        "mention",
        "milestone",
        "plan",
        "text",
        "thread",
        "threshold",
    ]
    again = bob.post("/mitt-arbete/paminnelser/", given)
    assert again.status_code == 422
    assert "Valen har ändrats" in again.content.decode()


def test_the_address_in_a_letter_asks_first_and_stops_by_one_click(demo: object) -> None:
    address = f"/mitt-arbete/paminnelser/av/{stop_token('cecilia')}/"
    visitor = Client(enforce_csrf_checks=True)
    assert "Vill du sluta få påminnelser" in shown(visitor, address)
    assert not ReminderChoice.objects.exists()
    answer = visitor.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert ReminderChoice.objects.get(person="cecilia").without == sorted(TaskKind)
    assert visitor.get("/mitt-arbete/paminnelser/av/cecilia:x/").status_code == 404


@pytest.mark.browser
def test_one_click_leads_to_the_field(enter: Callable[[str], Page], demo_server: LiveServer) -> None:
    page = enter("cecilia")
    page.goto(f"{demo_server.url}/mitt-arbete/")
    page.get_by_role("link", name="Kommentera HR").click()
    page.wait_for_url(f"{demo_server.url}{FIELD}")
    assert page.locator("#source").is_visible()


@pytest.mark.browser
def test_the_first_page_works_on_a_phone(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]]
) -> None:
    page = enter("bo")
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/mitt-arbete/", "/aret/2017/"):
        page.goto(demo_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        assert axe(page) == [], address
