"""A report's files on its page: given at once, or a page where one follows how far they have come."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from hjulet.documents.formats import FORMATS
from hjulet.services import rendering
from hjulet.store.models import Job
from tests.services.job_helper import work_off
from tests.web.visit import html_of, links_of, text_of

REPORT = "/rapport/annual/KS/2017/"


@pytest.fixture
def nothing_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file that is not kept be made as a job."""
    monkeypatch.setattr(rendering, "_QUICK", 0)


def test_the_page_offers_each_format_that_is_one_file_and_all_of_them(alice: Client) -> None:
    links = [link.partition("?")[0] for link in links_of(alice.get(REPORT))]
    offered = [name for name, one in FORMATS.items() if one.is_offered]
    assert {"pdf", "json"} <= set(offered)
    for name in [*offered, "alla"]:
        assert f"{REPORT}rapport.{name}" in links
    assert f"{REPORT}rapport.html" not in links


def test_a_page_comes_with_its_charts(alice: Client) -> None:
    answer = alice.get(f"{REPORT}rapport.html")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert "report.html" in ZipFile(BytesIO(answer.content)).namelist()


def test_a_format_that_does_not_exist_is_not_found(alice: Client) -> None:
    assert alice.get(f"{REPORT}rapport.odt").status_code == 404


@pytest.mark.usefixtures("nothing_is_quick")
def test_what_takes_long_has_a_page_of_its_own(alice: Client, bob: Client, charlie: Client) -> None:
    asked = alice.get(f"{REPORT}rapport.alla")
    page = asked["Location"]
    assert asked.status_code == 302

    waiting = alice.get(page)
    assert "Väntar på sin tur" in text_of(waiting)
    assert "data-live" in html_of(waiting)
    assert page in links_of(alice.get("/jobb/"))

    work_off()
    made = alice.get(page)
    assert "data-live" not in html_of(made)
    links = links_of(made)
    for name in [*FORMATS, "alla"]:
        assert f"{page}rapport.{name}" in links
    assert alice.get(f"{page}rapport.pdf").content.startswith(b"%PDF-")
    assert alice.get(f"{REPORT}rapport.pdf").content == alice.get(f"{page}rapport.pdf").content

    for other in (bob, charlie):
        for path in ("", "rapport.pdf", "rapport.alla"):
            assert other.get(page + path).status_code == 404


@pytest.mark.usefixtures("nothing_is_quick")
def test_a_job_that_was_cancelled_says_so_and_leads_back(alice: Client) -> None:
    page = alice.get(f"{REPORT}rapport.pdf")["Location"]
    number = Job.objects.get().pk
    assert alice.post(f"/jobb/{number}/avbryt/", {"back": page})["Location"] == page
    shown = alice.get(page)
    assert "Avbrutet." in text_of(shown)
    assert any(link.startswith(f"{REPORT}?") for link in links_of(shown))


@pytest.mark.browser
def test_the_page_of_a_job_fills_itself_and_has_nothing_wrong(
    enter: Callable[[str], Page], axe: Callable[[Page], list[str]], nothing_is_quick: None
) -> None:
    page = enter("bo")
    page.goto(page.url.rstrip("/") + REPORT)
    page.get_by_role("link", name="Alla format").click()
    expect(page.get_by_role("heading", name="Filer av rapporten")).to_be_visible()
    assert axe(page) == []
    work_off()
    expect(page.get_by_role("link", name="Alla format i en zip-fil")).to_be_visible(timeout=15_000)
    assert axe(page) == []
