"""The database away: 503 with all that was written, from wherever the fault came; nothing of a password."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

COMMENT = "/rapport/month/KS/2017-08/text/unit-comments.EKO/"
TYPED = "\nFörsta raden är tom.\r\n<b>Lönerna</b> ökade & steg."


@contextmanager
def away(fault: Exception) -> Iterator[None]:
    """Let every question to the database end in a fault."""

    def refuse(*_: Any) -> None:
        raise fault

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def lost(alice: Client) -> Client:
    """Give a controller's browser that shows what the site answers to a fault."""
    alice.raise_request_exception = False
    return alice


def test_what_was_written_stands_on_the_page_in_the_form_that_sends_it_again(lost: Client) -> None:
    with away(OperationalError("the connection is lost")):
        answer = lost.post(COMMENT, {"source": TYPED, "version": "3", "csrfmiddlewaretoken": "kept"})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'<form action="{COMMENT}" method="post">' in page
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="kept">' in page
    assert '<input type="hidden" name="version" value="3">' in page
    escaped = "\nFörsta raden är tom.\r\n&lt;b&gt;Lönerna&lt;/b&gt; ökade &amp; steg."
    assert f'name="source" rows="3">\n{escaped}</textarea>' in page


def test_sent_again_it_is_saved(lost: Client) -> None:
    given = {"source": "Lönerna ökade.", "version": "0"}
    page = lost.get(COMMENT).content.decode()
    given["version"] = page.partition('name="version" value="')[2].partition('"')[0]
    with away(InterfaceError("connection already closed")):
        assert lost.post(COMMENT, given).status_code == 503
    assert lost.post(COMMENT, given).status_code == 302
    assert "Lönerna ökade." in lost.get(COMMENT).content.decode()


def test_a_page_that_is_read_says_when_to_come_again(lost: Client) -> None:
    with away(OperationalError("database is locked")):
        answer = lost.get("/?period=2017", headers={"accept-language": "en"})
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert '<a href="/?period=2017">Try again</a>' in page
    assert "<form" not in page


def test_a_password_is_never_written_on_a_page(client: Client, demo: object) -> None:
    client.raise_request_exception = False
    with away(OperationalError("gone")):
        answer = client.post("/logga-in/", {"username": "bo", "password": "hemligt-ord"})
    assert answer.status_code == 503
    assert "hemligt-ord" not in answer.content.decode()


@pytest.mark.parametrize("fault", [OperationalError("no such table: store_unit"), ZeroDivisionError("x")])
def test_a_fault_of_the_program_is_still_one(lost: Client, fault: Exception) -> None:
    with away(fault):
        answer = lost.get("/")
    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers


def test_what_is_fetched_gets_the_same_status(lost: Client) -> None:
    with away(OperationalError("gone")):
        assert lost.post(f"{COMMENT}forhandsvisning/", {"source": "x"}).status_code == 503
