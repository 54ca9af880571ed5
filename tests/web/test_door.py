"""The door: what is kept by no cache, what pages may be asked with, and the icon beside a sealed page."""

import pytest
from django.test import Client

PAGES = [
    "/",
    "/rapport/annual/KS/2017/",
    "/rapport/annual/KS/2017/rapport.json",
    "/huvudbok/",
    "/finns-inte/",
]


@pytest.mark.parametrize("path", PAGES)
def test_what_a_signed_in_person_sees_is_kept_by_no_cache(alice: Client, path: str) -> None:
    assert alice.get(path).headers["Cache-Control"] == "no-store"


def test_a_chart_of_a_named_snapshot_may_be_kept_by_the_browser_alone(alice: Client) -> None:
    page = alice.get("/rapport/annual/KS/2017/").content.decode()
    address = page.partition('<img src="')[2].partition('"')[0]
    assert alice.get(address).headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_forbids_framing_sniffing_and_foreign_content(alice: Client, path: str) -> None:
    headers = alice.get(path).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_pages_are_read_and_forms_are_sent_nothing_else(alice: Client, method: str) -> None:
    assert alice.generic(method, "/").status_code == 405
    assert alice.head("/").status_code == 200


def test_the_icon_is_found_where_a_browser_looks_for_it(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"].endswith(".svg")
