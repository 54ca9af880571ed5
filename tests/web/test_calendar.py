"""Året: the wheel and its list, planning, open questions, and the feed that calendar programs read."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from icalendar import Calendar
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from hjulet.store.models import CalendarQuestion, CalendarStep

STEP = {
    "title": "Budgetdialog",
    "title_en": "",
    "kind": "budget",
    "unit": "KS",
    "when": "fjärde fredagen i mars",
    "from_year": "2018",
    "to_year": "2018",
    "what": "",
    "report": "",
    "report_month": "0",
    "years_back": "0",
    "role": "",
    "source": "",
}


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_mark_of_the_wheel_has_a_name_and_a_row_in_the_list(alice: Client) -> None:
    page = shown(alice, "/aret/2017/")
    marks = re.findall(r'<a class="mark [^"]*" href="#([^"]+)" aria-label="([^"]+)"', page)
    rows = re.findall(r'<tr id="([^"]+)"', page)
    assert sorted(target for target, _ in marks) == sorted(rows)
    assert len(rows) > 50
    assert "13 september: Månadsrapport för augusti: texterna klara (Rapport)" in dict(marks).values()


def test_numbers_of_the_picture_are_written_as_svg_reads_them(alice: Client) -> None:
    drawing = shown(alice, "/aret/2017/").partition('<svg class="wheel"')[2].partition("</svg>")[0]
    assert re.search(r'cx="\d+\.\d+"', drawing)
    assert not re.search(r'[a-z0-9]+="\d+,\d+', drawing)


def test_the_page_has_no_style_that_the_policy_forbids(alice: Client) -> None:
    page = shown(alice, "/aret/2017/")
    assert " style=" not in page
    assert "<style" not in page


def test_the_year_says_what_is_next_and_what_day_it_is(alice: Client) -> None:
    page = shown(alice, "/aret/")
    assert "Året 2017" in page
    assert 'Härnäst: <a href="#prognos-08-2017">Prognos efter augusti</a>, 11 september.' in page
    assert "11 september</text>" in page


def test_breaches_of_the_law_are_told_and_silence_is_explained(alice: Client) -> None:
    page = shown(alice, "/aret/2018/")
    assert "! 2 datum stämmer inte med lagen" in page
    assert (
        "17 december 2018 är för sent. Senast 30 november 2018, Kommunallagen (2017:725) 11 kap. 10 §."
        in page
    )
    assert "Årsredovisningen 2017: då gällde Kommunallagen (1991:900)" in page
    assert "stämmer inte med lagen" not in shown(alice, "/aret/2017/")


def test_two_calendars_a_year_apart_are_a_question_until_somebody_answers(alice: Client, bob: Client) -> None:
    for year in (2014, 2015):
        page = shown(bob, f"/aret/{year}/")
        assert "Vilken kalender gäller?" in page
        assert "KS mars 2014" in page
        assert "KF maj 2015" in page
        assert "? Inte avgjort" in page
    address = "/aret/2014/fraga/bokslut-2014/"
    given = {"chosen": "arsbokslut", "reason": "Årsbokslutet", "version": "1"}
    assert bob.post(address, given).status_code == 404
    assert CalendarQuestion.objects.get().chosen == ""
    assert alice.post(address, given).status_code == 302
    assert "? Inte avgjort" not in shown(alice, "/aret/2014/")
    assert "Bo Talstrand" in shown(alice, "/aret/2014/").partition("Avgjort")[2]


def test_a_controller_writes_changes_and_removes_a_step(alice: Client) -> None:
    assert alice.post("/aret/2018/nytt/", STEP).status_code == 302
    row = CalendarStep.objects.get(title="Budgetdialog")
    assert (row.when, row.key, row.version) == ("03-fr4", "budgetdialog-2018-03-fr4", 1)
    address = f"/aret/2018/steg/{row.key}/"
    assert "fjärde fredagen i mars" in shown(alice, address)
    assert alice.post(address, {**STEP, "when": "22 mars", "version": "1"}).status_code == 302
    assert CalendarStep.objects.get(key=row.key).when == "03-22"
    late = alice.post(address, {**STEP, "when": "23 mars", "version": "1"})
    assert late.status_code == 422
    assert "Någon annan har ändrat" in late.content.decode()
    assert alice.post(address, {"remove": "on", "version": "2"}).status_code == 302
    assert not CalendarStep.objects.filter(key=row.key).exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"what": "seal"}, "Välj vilken rapport det gäller."),
        ({"what": "delivered", "report": "interim", "report_month": "0"}, "Välj månad"),
        ({"to_year": "2017"}, "2017"),
        ({"what": "seal", "unit": "", "when": "", "report": "nonsense"}, "Detta fält måste fyllas i."),
    ],
)
def test_what_a_step_lacks_is_asked_for_at_its_field(
    alice: Client, changed: dict[str, str], said: str
) -> None:
    answer = alice.post("/aret/2018/nytt/", {**STEP, **changed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not CalendarStep.objects.filter(title=STEP["title"]).exists()


def test_the_tax_rate_needs_no_report(alice: Client) -> None:
    assert alice.post("/aret/2018/nytt/", {**STEP, "what": "tax_set"}).status_code == 302


def test_a_meeting_on_a_day_when_nobody_meets_is_noted(alice: Client) -> None:
    before = shown(alice, "/aret/2018/").count("? Dagen är en lördag")
    alice.post("/aret/2018/nytt/", {**STEP, "kind": "meeting", "when": "6 juni"})
    alice.post("/aret/2018/nytt/", {**STEP, "kind": "meeting", "when": "10 mars"})
    alice.post("/aret/2018/nytt/", {**STEP, "when": "11 mars"})  # no meeting, and nothing hangs on it
    page = shown(alice, "/aret/2018/")
    assert page.count("? Dagen är en helgdag") == 1
    assert page.count("? Dagen är en lördag") == before + 1
    assert "? Dagen är en söndag" not in page


def test_a_time_that_cannot_be_read_is_explained(alice: Client) -> None:
    answer = alice.post("/aret/2018/nytt/", {**STEP, "when": "i höst"})
    assert answer.status_code == 422
    assert "Skriv en dag (31 oktober)" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("/aret/2018/nytt/", STEP),
        ("/aret/2018/steg/manad-08-texter/", {**STEP, "version": "1"}),
        ("/aret/2018/kopiera/", {}),
        ("/aret/2018/budgetprocessen/", {"unit": "KS"}),
    ],
)
def test_a_manager_plans_nothing(bob: Client, address: str, given: dict[str, str]) -> None:
    before = list(CalendarStep.objects.values_list("key", "version"))
    assert bob.post(address, given).status_code == 404
    assert list(CalendarStep.objects.values_list("key", "version")) == before
    assert "Planera året" not in shown(bob, "/aret/2018/")


def test_a_year_is_filled_from_the_one_before_and_by_the_template(alice: Client) -> None:
    assert alice.post("/aret/2019/kopiera/").status_code == 302
    assert CalendarStep.objects.filter(from_year=2019, key="manad-08-texter-2019").exists()
    assert alice.post("/aret/2021/budgetprocessen/", {"unit": "KS"}).status_code == 302
    assert CalendarStep.objects.filter(key__startswith="budget-2021-").count() == 10
    assert CalendarStep.objects.get(key="budget-2022-11").title == "Arbetet mot de nya målen börjar"


def address_of(client: Client) -> str:
    found = re.search(
        r'value="http://testserver(/aret/kalender/[^"]+\.ics)"',
        client.post("/aret/kalender/").content.decode(),
    )
    assert found is not None
    return found[1]


def test_the_feed_can_be_read_back_and_moves_with_the_plan(alice: Client) -> None:
    address = address_of(alice)
    CalendarStep.objects.filter(key="manad-08-texter").update(to_year=None)
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "no-store"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    (found, *_) = [
        event for event in events if str(event["SUMMARY"]).startswith("Månadsrapport för augusti: ")
    ]
    assert str(found["UID"]).startswith("manad-08-texter-")
    assert found.decoded("DTSTART").month == 9
    assert (found.decoded("DTEND") - found.decoded("DTSTART")).days == 1
    assert str(found["DESCRIPTION"]) == "Kommunstyrelsen. Rapport"


def test_a_wrong_address_of_a_feed_is_not_found_and_a_new_one_ends_the_old(alice: Client) -> None:
    old = address_of(alice)
    assert Client().get("/aret/kalender/nothing.ics").status_code == 404
    assert Client().get(old).status_code == 200
    new = address_of(alice)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
    alice.post("/aret/kalender/avsluta/")
    assert Client().get(new).status_code == 404


@pytest.mark.browser
def test_a_mark_is_reached_by_keyboard_and_leads_to_its_row(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("bo")
    page.goto(f"{demo_server.url}/aret/2017/")
    mark = page.locator('a.mark[href="#manad-08-texter-2017"]')
    assert mark.locator(".said").evaluate("each => getComputedStyle(each).opacity") == "0"
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert mark.locator(".said").evaluate("each => getComputedStyle(each).opacity") == "1"
    assert page.locator(".hub").evaluate("each => getComputedStyle(each).opacity") == "0"
    page.keyboard.press("Enter")
    page.wait_for_url("**#manad-08-texter-2017")
    expect(page.locator("tr:target th")).to_contain_text("Rapport: Månadsrapport för augusti")
