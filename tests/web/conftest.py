"""People and browsers on the pages of the example municipality (``tests/demo_home.py`` loads it)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.services.demo import PASSWORD
from tests.demo_home import DemoData, demo, demo_data, home
from tests.under_way import UnderWay

__all__ = ["demo", "demo_data", "home"]

ON_BOTH = frozenset({"test_away", "test_sign_in"})
"""Tests of pages that PostgreSQL runs too: they know a database's faults, and what it counts."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the other pages: what they ask a database is asked by services, whose tests run on both."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here and item.path.stem not in ON_BOTH:
            item.add_marker(pytest.mark.once)


@pytest.fixture
def sign_in(demo: Path) -> Callable[[str], Client]:
    """Sign a person of the example in: ``sign_in("bo")``."""

    def as_person(username: str) -> Client:
        client = Client()
        assert client.login(username=username, password=PASSWORD)
        return client

    return as_person


@pytest.fixture
def astrid(sign_in: Callable[[str], Client]) -> Client:
    """Give the browser of the administrator."""
    return sign_in("astrid")


@pytest.fixture
def alice(sign_in: Callable[[str], Client]) -> Client:
    """Give the browser of a controller of KS."""
    return sign_in("bo")


@pytest.fixture
def bob(sign_in: Callable[[str], Client]) -> Client:
    """Give the browser of the manager of HR, a unit of KS."""
    return sign_in("cecilia")


@pytest.fixture
def charlie(sign_in: Callable[[str], Client]) -> Client:
    """Give the browser of a controller of another committee, KFN."""
    return sign_in("gun")


@pytest.fixture(scope="session")
def under_way() -> UnderWay:
    """Count the requests that a live server is answering."""
    return UnderWay()


@pytest.fixture
def demo_server(
    live_server: LiveServer, under_way: UnderWay, home: Path, demo_data: DemoData
) -> Iterator[LiveServer]:
    """Serve the example to a real browser; answer what it has sent before the database is emptied."""
    demo_data.put_into(home)
    yield live_server
    under_way.wait_for_none(live_server.url)


@pytest.fixture
def enter(demo_server: LiveServer, page: Page) -> Iterator[Callable[[str], Page]]:
    """Let a person of the example in by a real browser, and open the start page: ``enter("bo")``."""

    def as_person(username: str) -> Page:
        client = Client()
        assert client.login(username=username, password=PASSWORD)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": demo_server.url}])
        page.goto(f"{demo_server.url}/")
        return page

    yield as_person
    page.goto("about:blank")  # no request is under way when the database is emptied
