"""A text is saved while it is written: in a real browser, with what may come between."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, Route, expect
from pytest_django.live_server_helper import LiveServer

from hjulet.domain.permission import Grant
from hjulet.domain.validity import Validity
from hjulet.services.demo import PASSWORD
from hjulet.services.people import OPERATOR, new_person
from hjulet.store.models import ReportText, Revision, RoleGrant, SetAsideText, User

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HERE = "/rapport/month/KS/2017-08/text/unit-comments.EKO/"
AUTOSAVE = f"**{HERE}autospara/"
NOISE = "Failed to load resource"  # the browser's own line for an answer that is no 200: here it is meant
PATIENCE = 60_000  # milliseconds: a busy machine is no fault of the page
STAY = "addEventListener('pagehide', (event) => event.stopImmediatePropagation(), { capture: true })"
"""Nothing is sent when the page goes."""


@pytest.fixture
def desk(demo_server: LiveServer, chromium: Browser) -> Iterator[Page]:
    """Open the page of a comment, signed in as Bo; complain about all in the console but refused answers."""
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and NOISE not in message.text:
            said.append(message.text)

    context = chromium.new_context(locale="sv-SE", timezone_id="Europe/Stockholm", base_url=demo_server.url)
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    page.on("console", listen)
    page.on("pageerror", lambda error: said.append(str(error)))
    enter(page, "bo")
    page.goto(HERE)
    yield page
    context.set_offline(offline=True)  # no text is on its way when the database is emptied
    for each in context.pages:
        each.evaluate(STAY)
        each.goto("about:blank")
    context.close()
    expect.set_options(timeout=5_000)
    assert said == []


def enter(page: Page, username: str) -> None:
    page.goto("/logga-in/")
    page.locator(f'form:has(input[value="{username}"]) button').click()
    page.wait_for_url(lambda url: "/logga-in/" not in url)


def write(page: Page, text: str) -> None:
    """Go to the end of the text and write on."""
    page.locator("#source").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def leave_field(page: Page) -> None:
    """Leave the field, which saves at once."""
    page.locator("#source").blur()


def wait_saved(page: Page) -> None:
    expect(page.locator("[data-shown]")).to_contain_text("Sparat")


def is_saved(answer: Response) -> bool:
    return answer.url.endswith("/autospara/") and answer.ok


def press_save(page: Page) -> None:
    """Press the button, and wait for the page that says so."""
    with page.expect_navigation(url="**?sparad=*"):
        page.get_by_role("button", name="Spara", exact=True).click()


def look(page: Page, axe: Callable[[Page], list[str]]) -> list[str]:
    """List what is wrong with the page on a desk and on a phone."""
    wrong = []
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        wrong += axe(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"wider than {width}")
    return wrong


def stored() -> tuple[str, int]:
    row = ReportText.objects.filter(kind="month", period="2017-08", section="unit-comments.EKO").first()
    return (row.source, row.version) if row else ("", 0)


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "Object.keys(localStorage).filter(key => key.startsWith('unsaved-text:'))"
    )
    return found


def save_as_disa(source: str, *, version: int) -> None:
    """Let another controller save the same text."""
    grant = Grant(role="controller", unit="KS", validity=Validity(date(2014, 1, 1)))
    new_person(
        username="disa", name="Disa Ek", password=PASSWORD, grants=(grant,), by=OPERATOR, at=timezone.now()
    )
    client = Client()
    assert client.login(username="disa", password=PASSWORD)
    answer = client.post(HERE, {"source": source, "version": version})
    assert answer.status_code == 302


def test_what_is_written_is_saved_by_itself_and_said_once(desk: Page) -> None:
    write(desk, "Vi anställer två")
    wait_saved(desk)  # by itself, a moment after the last key
    assert stored() == ("Vi anställer två", 1)
    expect(desk.locator("[data-said]")).to_contain_text("Sparat")
    desk.evaluate("document.querySelector('[data-said]').textContent = 'läst'")
    write(desk, " ekonomer.")
    leave_field(desk)
    expect(desk.locator("input[name=version]").last).to_have_value("2")
    assert stored() == ("Vi anställer två ekonomer.", 2)
    assert desk.locator("[data-said]").text_content() == "läst"  # not read aloud a second time
    assert kept(desk) == []
    press_save(desk)
    assert stored() == ("Vi anställer två ekonomer.", 2)
    assert Revision.objects.filter(noun="report-text", object_id__contains="unit-comments.EKO").count() >= 2


def test_a_page_that_is_left_in_the_middle_of_a_word_has_been_saved(desk: Page) -> None:
    write(desk, "Halv mening")
    desk.goto("/")
    desk.goto(HERE)
    expect(desk.locator("#source")).to_have_value("Halv mening")
    assert kept(desk) == []


def test_a_lost_race_shows_who_saved_and_both_texts_and_mine_goes_on_top(desk: Page) -> None:
    save_as_disa("Vakanser i hela staben.", version=0)
    write(desk, "Vakanser på kansliet.")
    leave_field(desk)
    box = desk.locator("[data-conflict]")
    expect(box.get_by_role("heading")).to_contain_text("Disa Ek sparade")
    expect(box.locator(".difference del")).to_contain_text("i hela staben.")
    expect(box.locator(".difference ins")).to_contain_text("på kansliet.")
    assert stored() == ("Vakanser i hela staben.", 1)
    write(desk, " Två.")  # one writes on, and nothing of it is lost
    leave_field(desk)
    expect(box.locator(".difference ins").last).to_contain_text("Två.")
    assert stored() == ("Vakanser i hela staben.", 1)
    assert SetAsideText.objects.last().source == "Vakanser på kansliet. Två."  # type: ignore[union-attr]
    box.get_by_role("button", name="Spara min text").click()
    wait_saved(desk)
    expect(box).to_be_hidden()
    assert stored() == ("Vakanser på kansliet. Två.", 2)
    assert not SetAsideText.objects.filter(settled_at=None).exists()


def test_the_saved_text_is_taken_and_mine_stays_in_the_history(desk: Page) -> None:
    save_as_disa("Disas text.", version=0)
    write(desk, "Bos text.")
    leave_field(desk)
    with desk.expect_response("**/undanlagd/"):
        desk.get_by_role("button", name="Använd den sparade").click()
    expect(desk.locator("#source")).to_have_value("Disas text.")
    desk.get_by_role("link", name="Textens historik").click()
    desk.get_by_text("Bo Talstrand,").click()
    expect(desk.get_by_text("Bos text.")).to_be_visible()
    desk.goto(HERE)
    expect(desk.locator(".trouble:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("choice", "left"),
    [("Spara min text", ("Bos text. Mer.", 2)), ("Använd den sparade", ("Disas text.", 1))],
)
def test_a_choice_waits_for_the_save_that_the_click_itself_sent(
    desk: Page, choice: str, left: tuple[str, int]
) -> None:
    save_as_disa("Disas text.", version=0)
    write(desk, "Bos text.")
    leave_field(desk)
    expect(desk.locator("[data-conflict]")).to_be_visible()
    on_their_way: list[Route] = []

    def hold(route: Route) -> None:
        on_their_way.append(route)

    desk.route(AUTOSAVE, hold, times=1)
    write(desk, " Mer.")
    with desk.expect_request(AUTOSAVE):
        desk.locator("[data-conflict]").get_by_role("button", name=choice).click()
    with desk.expect_response("**/undanlagd/" if choice == "Använd den sparade" else is_saved):
        on_their_way[0].continue_()
    expect(desk.locator("[data-conflict]")).to_be_hidden()
    expect(desk.locator("#source")).to_have_value(left[0])
    assert stored() == left
    assert not SetAsideText.objects.filter(settled_at=None).exists()


def test_who_writes_on_in_a_conflict_is_saved_at_least_every_ten_seconds_and_not_at_every_pause(
    desk: Page,
) -> None:
    desk.clock.install()
    desk.goto(HERE)
    save_as_disa("Disas text.", version=0)
    write(desk, "Bos text.")
    leave_field(desk)
    expect(desk.locator("[data-conflict]")).to_be_visible()
    for word in (" Ett.", " Två."):
        write(desk, word)
        desk.clock.run_for(4_000)  # a pause that saves where there is no conflict
    with desk.expect_response(AUTOSAVE):
        desk.clock.run_for(4_000)
    rows = SetAsideText.objects.values_list("source", "settled_at")
    assert [source for source, _ in rows] == ["Bos text.", "Bos text. Ett. Två."]
    assert [source for source, settled in rows if settled is None] == ["Bos text. Ett. Två."]


def test_a_lost_text_waits_at_the_next_visit_after_the_browser_was_closed(
    desk: Page,
) -> None:
    save_as_disa("Disas text.", version=0)
    write(desk, "Bos text.")
    leave_field(desk)
    expect(desk.locator("[data-conflict]")).to_be_visible()
    desk.evaluate("localStorage.clear()")  # another machine
    desk.goto("about:blank")
    desk.goto(HERE)
    expect(desk.get_by_role("heading", name="kom inte med")).to_be_visible()
    desk.get_by_role("button", name="Spara min text").first.click()
    desk.wait_for_url("**?sparad=*")
    assert stored() == ("Bos text.", 2)
    expect(desk.get_by_role("heading", name="kom inte med")).to_have_count(0)


def test_a_save_whose_answer_never_came_is_no_conflict(desk: Page) -> None:
    def lose_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    desk.route(AUTOSAVE, lose_answer, times=1)
    write(desk, "Ett.")
    leave_field(desk)
    expect(desk.locator("[data-shown]")).to_contain_text("ingen kontakt")
    write(desk, " Två.")
    wait_saved(desk)
    expect(desk.locator("[data-conflict]")).to_be_hidden()
    assert stored() == ("Ett. Två.", 2)


def test_without_contact_the_text_is_kept_and_saved_when_it_is_back(desk: Page) -> None:
    desk.route(AUTOSAVE, lambda route: route.abort())
    write(desk, "Skrivet på tåget.")
    leave_field(desk)
    expect(desk.locator("[data-shown]")).to_contain_text("Inte sparat: ingen kontakt, försöker igen")
    assert len(kept(desk)) == 1
    desk.unroute(AUTOSAVE)
    wait_saved(desk)  # it tries again by itself
    assert stored() == ("Skrivet på tåget.", 1)
    assert kept(desk) == []


def test_a_session_that_ends_keeps_the_text_and_goes_on_after_sign_in_in_another_tab(desk: Page) -> None:
    desk.context.clear_cookies()
    write(desk, "Skrivet efter sessionen.")
    leave_field(desk)
    expect(desk.get_by_text("Du är utloggad. Texten är kvar här.").first).to_be_visible()
    assert stored() == ("", 0)
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Logga in i en ny flik").click()
    other = opened.value
    enter(other, "bo")
    desk.bring_to_front()
    desk.evaluate("dispatchEvent(new Event('focus'))")
    wait_saved(desk)
    assert stored() == ("Skrivet efter sessionen.", 1)


def test_nobody_elses_name_is_put_under_what_i_wrote(desk: Page) -> None:
    desk.context.clear_cookies()
    enter(desk.context.new_page(), "gun")  # in another tab of the same browser
    write(desk, "Bos ord.")
    leave_field(desk)
    expect(desk.get_by_text("Någon annan är inloggad").first).to_be_visible()
    desk.context.clear_cookies()
    enter(desk.context.new_page(), "cecilia")
    desk.evaluate("dispatchEvent(new Event('focus'))")
    assert stored() == ("", 0)
    expect(desk.locator("#source")).to_have_value("Bos ord.")


def test_a_text_sent_after_the_session_ended_is_offered_after_sign_in(desk: Page) -> None:
    desk.route(AUTOSAVE, lambda route: route.abort())
    desk.context.clear_cookies()
    write(desk, "Sent på kvällen.")
    with desk.expect_navigation():  # as the button does, before any autosave
        desk.evaluate("document.querySelector('.text-form').submit()")
    desk.unroute(AUTOSAVE)
    enter(desk, "bo")
    desk.goto(HERE)
    offer = desk.locator("[data-offer]")
    expect(offer.locator(".difference ins")).to_contain_text("Sent på kvällen.")
    offer.get_by_role("button", name="Använd det jag skrev").click()
    leave_field(desk)
    wait_saved(desk)
    assert stored() == ("Sent på kvällen.", 1)
    assert kept(desk) == []


def test_what_another_window_is_writing_is_offered_when_that_window_is_closed(desk: Page) -> None:
    desk.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no contact')); }")
    write(desk, "Skrivs just nu.")
    other = desk.context.new_page()
    other.goto(HERE)
    other.wait_for_load_state("networkidle")
    assert other.evaluate("navigator.locks.query().then(({ held }) => held.length)") == 1
    expect(other.locator("[data-offer]")).to_be_hidden()
    desk.close()
    other.reload()
    expect(other.locator("[data-offer] .difference ins")).to_contain_text("Skrivs just nu.")


def test_a_kept_text_is_offered_to_its_writer_only_and_gone_after_sign_out(desk: Page) -> None:
    desk.route(AUTOSAVE, lambda route: route.abort())
    write(desk, "Bos ord.")
    expect(desk.locator("[data-shown]")).to_contain_text("Inte sparat")
    desk.goto("about:blank")
    desk.context.clear_cookies()
    enter(desk, "cecilia")
    desk.goto("/rapport/month/KS/2017-08/text/unit-comments.HR/")
    expect(desk.locator("[data-offer]")).to_be_hidden()
    assert len(kept(desk)) == 1
    desk.get_by_role("button", name="Logga ut").click()
    desk.wait_for_url("**/logga-in/")
    assert kept(desk) == []


def test_signing_out_saves_first(desk: Page) -> None:
    write(desk, "Sista ordet.")
    desk.get_by_role("button", name="Logga ut").click()
    desk.wait_for_url("**/logga-in/")
    assert stored() == ("Sista ordet.", 1)
    assert kept(desk) == []


def test_a_right_that_was_taken_away_leaves_the_text_on_the_screen(desk: Page) -> None:
    RoleGrant.objects.filter(user=User.objects.get(username="bo")).delete()
    write(desk, "Mina ord.")
    leave_field(desk)
    expect(desk.get_by_text("Texten går inte att spara").first).to_be_visible()
    expect(desk.locator("#source")).to_have_value("Mina ord.")
    assert len(kept(desk)) == 1
    assert stored() == ("", 0)


def test_the_conflict_and_the_history_are_accessible(desk: Page, axe: Callable[[Page], list[str]]) -> None:
    save_as_disa("Disas text.", version=0)
    write(desk, "Bos text.")
    leave_field(desk)
    expect(desk.locator("[data-conflict]")).to_be_visible()
    assert look(desk, axe) == []
    desk.goto(f"{HERE}historik/")
    assert look(desk, axe) == []


def test_an_earlier_version_comes_back_by_keyboard(desk: Page) -> None:
    write(desk, "Bra text.")
    press_save(desk)
    desk.locator("#source").fill("Sämre.")
    press_save(desk)
    desk.get_by_role("link", name="Textens historik").focus()
    desk.keyboard.press("Enter")
    desk.get_by_text("gånger sparad").click()
    desk.get_by_role("link", name="Version 2,").click()
    desk.get_by_role("button", name="Återställ version 1").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**{HERE}")
    expect(desk.locator("#source")).to_have_value("Bra text.")
    assert stored() == ("Bra text.", 3)
