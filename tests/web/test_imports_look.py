"""The import pages in a real browser: accessible all the way, live while work goes on, by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.services.demo import FOLDER
from hjulet.store.models import Job
from tests.services.job_helper import work_off
from tests.web.test_look import WIDTHS, look

pytestmark = pytest.mark.browser

BOOKS = (FOLDER / "sie" / "2017.se").read_bytes()
CORRECTED = BOOKS.replace(b"#TRANS 50110 ", b"#TRANS 60110 ", 3) + b"#OKAND 1\n"
NEXT_YEAR = BOOKS.replace(b" 2017", b" 2018")


def send(page: Page, server: LiveServer, *files: tuple[str, bytes]) -> None:
    """Choose files and have them checked."""
    page.goto(f"{server.url}/huvudbok/las-in/")
    chosen = [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files]
    page.get_by_label("Filer").set_input_files(chosen)  # type: ignore[arg-type]
    page.get_by_role("button", name="Kontrollera filerna").click()
    page.wait_for_url("**/las-in/*/**")


@pytest.mark.slow
@pytest.mark.parametrize("size", WIDTHS)
def test_every_page_on_the_way_is_accessible(
    enter: Callable[[str], Page], demo_server: LiveServer, axe: Callable[[Page], list[str]], size: str
) -> None:
    width, height = WIDTHS[size]
    page = enter("bo")
    page.set_viewport_size({"width": width, "height": height})
    wrong: dict[str, list[str]] = {}
    send(page, demo_server, ("2017-rattad.se", CORRECTED), ("2018.se", NEXT_YEAR))
    wrong["sending, waiting"] = look(page, axe)
    page.goto(f"{demo_server.url}/jobb/")
    wrong["jobs, waiting"] = look(page, axe)
    page.go_back()
    work_off()
    page.get_by_text("kan läsas in utan fler frågor").wait_for()
    wrong["sending, checked"] = look(page, axe)
    page.get_by_role("link", name="2017-rattad.se").click()
    page.get_by_role("heading", name="Det här ändras").wait_for()
    page.get_by_text("Verifikat som blir andra eller försvinner").click()
    wrong["file, checked"] = look(page, axe)
    page.get_by_role("button", name="Ersätt och läs in").click()
    page.get_by_text("Väntar på sin tur").wait_for()
    wrong["file, waiting"] = look(page, axe)
    work_off()
    page.get_by_text("Talen visas nu i ögonblicksbild").wait_for()
    wrong["file, read in"] = look(page, axe)
    page.get_by_role("link", name="Visa satsen eller ångra").click()
    for name, link in (("undo", "Ångra inläsningen"), ("withdraw", "Återkalla")):
        page.get_by_role("link", name=link).click()
        page.get_by_label("Orsak").wait_for()
        wrong[name] = look(page, axe)
        page.go_back()
    assert {name: found for name, found in wrong.items() if found} == {}


def test_how_far_the_work_has_come_is_shown_while_one_looks(
    enter: Callable[[str], Page], demo_server: LiveServer
) -> None:
    page = enter("bo")
    send(page, demo_server, ("2018.se", NEXT_YEAR))
    page.evaluate("window.stays = true")
    now = Job.objects.get().created_at
    Job.objects.update(
        state="running",
        step="reading",
        done=40_000_000,
        total=100_000_000,
        started_at=now,
        step_at=now,
        heartbeat_at=now,
    )
    page.get_by_text("Läser filen 40 av 100 MB").wait_for()
    assert page.get_by_role("progressbar").get_attribute("value") == "40000000"
    assert page.evaluate("window.stays")  # the page itself is the same: only the part was swapped
    Job.objects.update(state="waiting", step="")
    work_off()
    page.get_by_text("Godkänd. Ingenting är inläst än.").or_(page.get_by_text("Avvisad.")).first.wait_for()


def test_a_file_is_cancelled_from_the_keyboard(enter: Callable[[str], Page], demo_server: LiveServer) -> None:
    page = enter("bo")
    send(page, demo_server, ("2018.se", NEXT_YEAR))
    page.get_by_role("button", name="Avbryt").focus()
    page.wait_for_timeout(1500)  # the page has asked for itself by now
    assert page.evaluate("document.activeElement.textContent").startswith("Avbryt")
    page.keyboard.press("Enter")
    page.get_by_text("Avbruten. Ingenting är inläst.").wait_for()
    assert Job.objects.get().state == "cancelled"


def test_without_script_the_page_is_reloaded_by_a_link(
    chromium: object, demo_server: LiveServer, tmp_path: Path
) -> None:
    page = chromium.new_context(java_script_enabled=False, locale="sv-SE").new_page()  # type: ignore[attr-defined]
    page.goto(f"{demo_server.url}/logga-in/")
    page.locator('form:has(input[value="bo"]) button').click()
    page.get_by_role("button", name="Logga ut").wait_for()
    send(page, demo_server, ("2018.se", NEXT_YEAR))
    work_off()
    page.get_by_role("link", name="Visa läget nu").click()
    page.get_by_text("Ingenting är inläst", exact=False).first.wait_for()
    page.context.close()
