"""The analysis in a real browser: by keys alone, with its notes in the margin, and accessible when opened."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

PIVOT = "/huvudbok/analys/?enhet=HR&period=2017"
ROWS = "/huvudbok/analys/rader/?enhet=HR&period=2017"

pytestmark = pytest.mark.browser


@pytest.fixture
def bob(enter: Callable[[str], Page], demo_server: LiveServer) -> Callable[[str], Page]:
    """Open a page as the manager of HR: ``bob(address)``."""
    page = enter("cecilia")
    page.set_viewport_size({"width": 1440, "height": 900})

    def at(address: str) -> Page:
        page.goto(demo_server.url + address)
        return page

    return at


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_one_moves_and_drills_down_with_keys_alone(bob: Callable[[str], Page]) -> None:
    page = bob(PIVOT)
    page.keyboard.press("j")
    assert focused(page) == "Driftbidrag"
    page.keyboard.press("j")
    assert focused(page) == "Övriga intäkter"
    page.keyboard.press("ArrowRight")
    january = focused(page)
    page.keyboard.press("ArrowRight")
    assert focused(page) != january
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Personal"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Belopp per konto och månad")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.wait_for_url("**/analys/rader/**")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/verifikat/**")
    first = page.url
    page.keyboard.press("n")
    page.wait_for_url("**plats=1*")
    page.keyboard.press("p")
    page.wait_for_url(first)
    page.keyboard.press("Escape")
    page.wait_for_url("**/analys/rader/**")


def test_escape_closes_what_is_open_before_it_goes_back(bob: Callable[[str], Page]) -> None:
    page = bob(ROWS)
    there = page.url
    page.locator("summary", has_text="Tangenter").click()
    page.keyboard.press("Escape")
    expect(page.locator("details.keys")).not_to_have_attribute("open", "")
    assert focused(page) == "Tangenter"
    assert page.url == there
    page.keyboard.press("Escape")
    page.wait_for_url("**/huvudbok/analys/?**")


def test_tab_leaves_the_table_and_letters_stay_letters_in_a_field(bob: Callable[[str], Page]) -> None:
    page = bob(ROWS)
    field = page.get_by_role("textbox", name="Text i verifikaten")
    field.focus()
    page.keyboard.type("jkrnp")
    expect(field).to_have_value("jkrnp")
    page.locator("tbody th a").last.focus()
    for _ in range(6):
        page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('table').contains(document.activeElement)")


def test_letters_can_be_turned_off_and_stay_so(bob: Callable[[str], Page]) -> None:
    page = bob(PIVOT)
    page.locator("summary", has_text="Tangenter").click()
    page.get_by_role("button", name="Stäng av bokstavstangenterna").click()
    page.reload()
    before = focused(page)
    page.keyboard.press("j")
    page.keyboard.press("/")
    assert focused(page) == before
    page.locator("summary", has_text="Tangenter").click()
    page.get_by_role("button", name="Slå på bokstavstangenterna").click()
    page.keyboard.press("j")
    assert focused(page) == "Driftbidrag"


def test_a_cell_says_what_it_is_in_the_margin(bob: Callable[[str], Page]) -> None:
    page = bob(PIVOT)
    page.locator("tbody td a").first.focus()
    note = page.locator("#margin .margin-note")
    expect(note).to_contain_text("Driftbidrag, HR, mars 2017")
    expect(note.get_by_role("link", name="Visa raderna")).to_be_visible()


def test_without_script_everything_is_reached_by_links_and_forms(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("cecilia")
    plain = page.context.browser
    assert plain is not None
    context = plain.new_context(
        java_script_enabled=False, locale="sv-SE", storage_state=page.context.storage_state()
    )
    still = context.new_page()
    still.goto(demo_server.url + PIVOT)
    still.locator("summary", has_text="Ändra").click()
    still.get_by_label("Rader", exact=True).select_option("konto")
    still.get_by_label("Konto", exact=True).fill("50-56")
    still.get_by_role("button", name="Visa").click()
    still.wait_for_url("**konto=50-56*")
    still.get_by_role("link", name="Ta bort Konto 50-56").click()
    expect(still.get_by_role("heading", level=1)).to_have_text("Resultatet per konto och månad")
    context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_its_panels_are_accessible_when_open(
    bob: Callable[[str], Page], axe: Callable[[Page], list[str]], width: int
) -> None:
    page = bob(f"{PIVOT}&konto=5-7")
    page.set_viewport_size({"width": width, "height": 900})
    for panel in ("Ändra", "Sparade vyer", "Tangenter"):
        page.locator("summary", has_text=panel).click()
        assert axe(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
