"""The benchmarks of the staff site are signed in: else they would measure the way to the sign-in page."""

import pytest
from django.test import Client

from benchmarks import served
from hjulet.web.accounts import sessions


def asked_with(cookie: str) -> int:
    name, _, value = cookie.partition("=")
    client = Client()
    client.cookies[name] = value
    return client.get("/jobb/").status_code


def test_a_session_of_the_benchmarks_holds(demo: None) -> None:
    assert [asked_with(cookie) for cookie in served.sessions_of("bo", count=2)] == [200, 200]


def test_one_that_never_began_is_sent_to_sign_in(demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control."""
    monkeypatch.setattr(sessions, "begin", lambda session, *, at: None)
    assert [asked_with(cookie) for cookie in served.sessions_of("bo", count=1)] == [302]
