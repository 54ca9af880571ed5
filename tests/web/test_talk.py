"""Threads, notes and visits as people use them, with and without a script."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.domain.talk import Part, Spot
from hjulet.services.people import actor_of
from hjulet.services.threads import start_thread
from hjulet.store.models import OwnNote, PageVisit, Thread, ThreadEntry
from tests.services.people import AT
from tests.web.visit import SignIn

KEY = "costs unit=HR line=personnel period=2017"
SPOT = {"nyckel": KEY, "tal": f"{KEY} version=budget"}
AT_ROW = "/samtal/om/rad/"


def write(client: Client, text: str, *, mention: str = "") -> str:
    """Begin a thread about the pay of HR, and give its address."""
    answer = client.post(AT_ROW, {"text": text, "mention": mention}, query_params=SPOT)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def hidden(page: str) -> dict[str, str]:
    """Give the hidden fields of a page's forms."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def test_a_remark_on_a_row_is_answered_and_settled(alice: Client, bob: Client) -> None:
    thread = write(alice, "varför så mycket?", mention="cecilia")
    assert '<span class="named">@Cecilia Låtsberg</span> varför så mycket?' in shown(bob, thread)
    assert "du är nämnd" in shown(bob, "/mitt-arbete/")
    answer = bob.post(thread, {"text": "Två vikarier.", "seen": "1"})
    assert answer.headers["Location"] == f"{thread}#inlagg-2"
    assert "du är nämnd" not in shown(bob, "/mitt-arbete/")
    page = shown(alice, "/enhet/HR/?period=2017")
    assert 'aria-label="2 inlägg om Personal, något nytt"' in page
    assert 'aria-label="Starta ett samtal om Avskrivningar"' in page
    alice.post(f"{thread}avslutat/", hidden(shown(alice, thread)))
    assert "Öppna igen" in shown(bob, thread)
    assert bob.post(thread, {"text": "en sak till", "seen": "3"}).status_code == 422


def test_the_same_row_is_one_place_on_the_units_page_and_in_its_report(alice: Client) -> None:
    ks = {"nyckel": "costs unit=KS line=personnel period=2017"}
    alice.post(AT_ROW, {"text": "hela nämnden"}, query_params=ks)
    for address in ("/enhet/KS/?period=2017", "/rapport/annual/KS/2017/"):
        assert "1 inlägg om Personal" in shown(alice, address)


def test_a_unit_among_its_committees_is_one_place_with_its_row_of_the_report(alice: Client) -> None:
    of_hr = {"nyckel": "net_cost unit=HR period=2017"}
    assert 'aria-label="Starta ett samtal om HR"' in shown(alice, "/namnd/KS/?period=2017")
    alice.post(AT_ROW, {"text": "vad händer här?"}, query_params=of_hr)
    assert 'aria-label="1 inlägg om HR"' in shown(alice, "/namnd/KS/?period=2017")
    assert 'aria-label="1 inlägg om HR"' in shown(alice, "/rapport/annual/KS/2017/")


def test_a_text_of_a_report_has_its_thread_in_the_margin(alice: Client) -> None:
    page = shown(alice, "/rapport/annual/KS/2017/")
    assert "Starta ett samtal om texten" in page
    key = {"nyckel": "annual KS 2017 result-text"}
    alice.post("/samtal/om/text/", {"text": "Kortare?"}, query_params=key)
    assert "1 inlägg om texten" in shown(alice, "/rapport/annual/KS/2017/")


def test_who_is_elected_sees_no_talk_and_has_notes_of_their_own(alice: Client, sign_in: SignIn) -> None:
    thread = write(alice, "internt")
    elsa = sign_in("elsa")
    page = shown(elsa, "/enhet/HR/?period=2017")
    assert 'class="talk' not in page
    assert "Samtal" not in page
    assert elsa.get(thread).status_code == elsa.get("/samtal/").status_code == 404
    spot = elsa.get(AT_ROW, SPOT)
    assert "internt" not in spot.content.decode()
    elsa.post("/anteckningar/om/rad/", {"note": "Fråga", "version": "0"}, query_params=SPOT)
    assert "Fråga" in shown(elsa, "/anteckningar/")
    assert "Fråga" not in shown(alice, "/anteckningar/")


def test_a_mention_of_who_may_not_read_keeps_what_was_written(alice: Client) -> None:
    answer = alice.post(AT_ROW, {"text": "Titta på det här", "mention": "gun"}, query_params=SPOT)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ingen med namnet gun läser det här." in page
    assert "Titta på det här" in page
    assert 'value="gun">' not in page  # the list names those who may, and nobody else
    assert not Thread.objects.exists()


def test_ones_own_remark_is_changed_and_withdrawn(alice: Client, bob: Client) -> None:
    thread = write(alice, "fel ord")
    first = f"{thread}inlagg/1/"
    assert bob.get(first).status_code == 404
    alice.post(first, {"text": "rätt ord", "version": "1"})
    page = shown(bob, thread)
    assert "rätt ord" in page
    assert "Så stod det förut" in page
    late = alice.post(first, {"text": "för sent", "version": "1"})
    assert late.status_code == 422
    assert "Du har ändrat inlägget i ett annat fönster till ”rätt ord”" in late.content.decode()
    alice.post(first, {"text": "rätt ord", "version": "2", "remove": "on"})
    page = shown(bob, thread)
    assert "Inlägget är tillbakataget." in page
    late = alice.post(first, {"text": "inte förlorat", "version": "2"})
    assert (late.status_code, "inte förlorat" in late.content.decode()) == (422, True)
    assert alice.get(first).status_code == 404
    assert "rätt ord" not in page
    assert "fel ord" not in page


def test_the_list_marks_as_read_what_it_showed(alice: Client, bob: Client) -> None:
    thread = write(alice, "ett", mention="bo")
    sent = {"shown": hidden(shown(bob, "/samtal/"))["shown"]}
    alice.post(thread, {"text": "två", "seen": "1"})
    bob.post("/samtal/", sent)
    assert "1 oläst" in shown(bob, "/samtal/")
    assert bob.post("/samtal/", {"shown": "allt"}).status_code == 404


def test_two_windows_give_both_notes_back(alice: Client) -> None:
    note = "/anteckningar/om/rad/"
    alice.post(note, {"note": "ett", "version": "0"}, query_params=SPOT)
    answer = alice.post(note, {"note": "två", "version": "0"}, query_params=SPOT)
    page = answer.content.decode()
    assert (answer.status_code, ">ett<" in page, ">två<" in page) == (409, True, True)
    alice.post(note, {"note": "ett och två", "version": hidden(page)["version"]}, query_params=SPOT)
    assert OwnNote.objects.get().text == "ett och två"


def test_a_page_tells_what_is_new_since_one_was_there(alice: Client, bob: Client) -> None:
    page = shown(bob, "/enhet/HR/?period=2017")
    assert "Sedan du var här" not in page
    assert not PageVisit.objects.exists()  # to read is not to write
    sent = hidden(page.partition("data-seen")[2])
    assert bob.post("/besok/", sent).status_code == 302
    write(alice, "nytt")
    assert "Sedan du var här" not in shown(bob, "/enhet/HR/?period=2017")  # it is the same visit
    PageVisit.objects.update(seen_at=Thread.objects.get().last_at - timedelta(days=1))
    page = shown(bob, "/enhet/HR/?period=2017")
    assert re.search("Sedan du var här .*: 1 ny händelse i samtal", page)
    assert f'href="/samtal/{Thread.objects.get().pk}/"' in page


@pytest.mark.parametrize(
    "address", ["/samtal/om/annat/?nyckel=x", "/samtal/om/tal/", "/samtal/om/text/?nyckel=x"]
)
def test_a_place_that_is_none_is_not_found(alice: Client, address: str) -> None:
    assert alice.get(address).status_code == 404


@pytest.mark.browser
def test_writing_by_hand_marks_what_is_read_and_axe_finds_nothing(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]]
) -> None:
    cecilia = actor_of("cecilia")
    assert cecilia is not None
    thread = start_thread(Spot(part=Part.ROW, key=KEY), "Vad säger @bo?", by=cecilia, at=AT)
    page = enter("bo")
    page.goto(f"{demo_server.url}/enhet/HR/?period=2017")
    page.get_by_role("link", name="1 inlägg om Personal, något nytt").click()
    page.get_by_role("link", name="Kostnader, Personal, HR, 2017").click()
    with page.expect_response(lambda answer: answer.url.endswith("/last/")):
        page.get_by_text("Vad säger").wait_for()
    page.get_by_label("Svara").fill("Jag frågar")
    page.get_by_label("Nämn någon").fill("cecilia")
    page.get_by_label("Nämn någon").press("Tab")
    assert page.get_by_label("Svara").input_value() == "Jag frågar @cecilia "
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.get_by_role("button", name="Skicka svaret").click()
    page.wait_for_url("**#inlagg-2")
    page.get_by_role("link", name="Ändra eller ta tillbaka").click()
    page.wait_for_url("**/inlagg/*/")
    assert axe(page) == []
    assert ThreadEntry.objects.filter(thread=thread).count() == 2
