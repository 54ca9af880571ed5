"""The process's own log names nobody, whatever goes wrong."""

import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from hjulet.services.people import OPERATOR
from hjulet.services.reminders import send_reminders
from hjulet.web.log_lines import RouteOnly
from tests.services.smtp import mail_settings
from tests.web.visit import SignIn

NAMED = ("cecilia", "låtsberg", "example.se", "nysta", "hemligt-ord")
"""Usernames, names, addresses and passwords that the walk has in hand."""


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Catch what is logged as the site writes it."""
    caplog.set_level(logging.INFO)
    route_only = RouteOnly()
    caplog.handler.addFilter(route_only)
    yield caplog
    caplog.handler.removeFilter(route_only)


def named_in(text: str) -> list[str]:
    return [word for word in NAMED if word in text.lower()]


def test_the_site_writes_its_log_through_the_filter() -> None:
    stderr = settings.LOGGING["handlers"]["stderr"]
    assert [settings.LOGGING["filters"][name]["()"] for name in stderr["filters"]] == [
        f"{RouteOnly.__module__}.{RouteOnly.__name__}"
    ]


def test_signing_in_reading_importing_and_mail_that_fail_name_nobody(
    sign_in: SignIn, bob: Client, log: pytest.LogCaptureFixture
) -> None:
    stranger, astrid = Client(), sign_in("astrid")
    for username in ("cecilia", "Cecilia Låtsberg", "cecilia@example.se"):
        stranger.post("/logga-in/", {"username": username, "password": "hemligt-ord"})
    bo = sign_in("bo")
    assert bo.get("/personer/cecilia/").status_code == 404
    assert bo.get("/personer/cecilia/uppgifter/").status_code == 404
    assert bo.get("/finns-inte/cecilia/").status_code == 404
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/personer/cecilia/vikarie/", {"deputy": "cecilia"}).status_code == 403
    table = "username;name;role;unit;valid_from;valid_to\nnysta;Ny Nysta;kejsare;HR;2018-01-01;\n"
    assert astrid.post("/las-in-personer/", {"text": table}).status_code == 422
    with mail_settings(port=9):  # nothing listens there
        assert send_reminders(by=OPERATOR, at=timezone.now()).count("failed")
    assert len(log.records) >= 4  # what went wrong was logged
    assert named_in(log.text) == []
    assert "GET /personer/<str:username>/: 404" in log.text


def test_the_control_without_the_filter_an_address_names_somebody(
    sign_in: SignIn, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for handler in logging.getLogger().handlers:
        monkeypatch.setattr(handler, "filters", [])
    sign_in("bo").get("/personer/cecilia/")
    assert named_in(caplog.text) == ["cecilia"]
