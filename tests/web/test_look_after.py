"""Pages that can be looked at only after something has been done: a file checked, a report sealed."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

REPORT = "/rapport/annual/KS/2017/"
DECISION = "KS 2018-04-06 § 61"


@pytest.fixture(autouse=True)
def _no_editions_stay() -> Iterator[None]:
    """Take away what a test has sealed: the folder is not emptied with the database."""
    yield
    shutil.rmtree(settings.HJULET_HOME / "editions", ignore_errors=True)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_an_edition_and_its_page_are_accessible(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]], width: int
) -> None:
    page = enter("bo")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{demo_server.url}{REPORT}forsegla/")
    page.get_by_role("textbox", name="Beslut").fill(DECISION)
    page.get_by_role("button", name="Försegla").click(timeout=60_000)  # the files are made meanwhile
    page.get_by_text("Utgåvan är hel").wait_for()
    assert axe(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")

    page.get_by_role("link", name="Läs", exact=True).click()
    page.wait_for_url("**/report.html")
    assert axe(page) == []
    assert page.locator("figure img").first.evaluate("image => image.naturalWidth") > 0


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_a_saving_and_its_page_are_accessible(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]], width: int
) -> None:
    page = enter("bo")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{demo_server.url}/ekonomi/effektiviseringar/?enhet=KS&period=2017")
    page.get_by_role("combobox", name="Enhet").select_option("HR")
    page.get_by_label("Effektivisering", exact=True).fill("Färre lokaler")
    page.get_by_label("Beslut", exact=True).fill("KF 2016-11-28 § 210")
    page.get_by_label("Belopp", exact=True).fill("1,5 mnkr")
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("link", name="Färre lokaler").wait_for()
    assert axe(page) == []
    page.get_by_role("link", name="Färre lokaler").click()
    page.get_by_role("button", name="Spara läget").wait_for()
    assert axe(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.browser
def test_findings_stand_level_with_their_paragraphs_and_never_on_each_other(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("bo")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{demo_server.url}{REPORT}text/result-text/")
    page.get_by_label("Text i Markdown").fill(
        "Nettokostnaden minskade och blev 400,0 mnkr.\n\nHR gick med underskott 2017."
    )
    page.get_by_role("button", name="Spara").click()
    page.wait_for_url("**/?sparad=*")
    page.goto(f"{demo_server.url}{REPORT}")
    tops, places = [], []
    for passage in page.locator(".passage:has(.margin .note)").all():
        note = passage.locator(".margin").bounding_box()
        text = passage.locator("> p").bounding_box()
        assert note is not None
        assert text is not None
        assert note["x"] > text["x"] + text["width"]
        tops.append(round(note["y"] - text["y"]))
        places.append((note["y"], note["y"] + note["height"]))
    assert tops == [0, 0]
    assert places[0][1] <= places[1][0]


@pytest.mark.browser
def test_column_heads_stay_below_the_bar_and_a_table_is_copied_as_numbers(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("bo")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{demo_server.url}/huvudbok/analys/rader/?enhet=KS&rad=personnel&period=2017")
    bar, head = page.locator(".top").bounding_box(), page.locator("thead th").first
    page.evaluate("window.scrollTo(0, 900)")
    stays = head.bounding_box()
    assert bar is not None
    assert stays is not None
    assert abs(stays["y"] - bar["height"]) <= 1

    page.goto(f"{demo_server.url}/enhet/KS/?period=2017")
    page.get_by_role("button", name="Kopiera tabellen").first.click()
    page.get_by_role("status").get_by_text("Kopierad").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert "Personal\t-142565\t-140888\t-143017\t-2129" in lines
