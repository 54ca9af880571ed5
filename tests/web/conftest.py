"""The example municipality for tests of pages: loaded once, put back for each test that asks for it.

Loading takes seconds, and other tests want an empty database. So it is loaded inside a transaction
that is rolled back; what it wrote is kept, rows and ledger files, and copied in again per test. That
works the same in a test that rolls back and in one with a live server, on SQLite and PostgreSQL.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from hjulet.services.demo import PASSWORD, load_demo
from hjulet.services.people import OPERATOR

LOADED_AT = datetime(2018, 2, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows of one table."""

    model: type[models.Model]
    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What loading the example wrote: rows by table, and the folder of the ledger."""

    tables: tuple[Rows, ...]
    ledger: Path

    def restore(self) -> None:
        """Put it all into an empty database and the home."""
        shutil.copytree(self.ledger, settings.HJULET_HOME / "ledger", dirs_exist_ok=True)
        quote = connection.ops.quote_name
        with transaction.atomic(), connection.cursor() as cursor:
            for each in self.tables:
                names = ", ".join(quote(column) for column in each.columns)
                places = ", ".join(["%s"] * len(each.columns))
                cursor.executemany(f"INSERT INTO {quote(each.table)} ({names}) VALUES ({places})", each.rows)  # noqa: S608
            for statement in connection.ops.sequence_reset_sql(
                no_style(), [each.model for each in self.tables]
            ):
                cursor.execute(statement)


@pytest.fixture(scope="session")
def saved_demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Saved:
    """Load the example once, and take it away again."""
    kept = tmp_path_factory.mktemp("demo") / "ledger"
    with _unblocked(django_db_blocker), transaction.atomic():
        load_demo(by=OPERATOR, at=LOADED_AT)
        tables = tuple(
            _rows_of(model) for model in apps.get_app_config("store").get_models(include_auto_created=True)
        )
        shutil.copytree(settings.HJULET_HOME / "ledger", kept)
        transaction.set_rollback(True)
    return Saved(tables=tables, ledger=kept)


def _unblocked(blocker: Any) -> AbstractContextManager[None]:
    unblocked: AbstractContextManager[None] = blocker.unblock()
    return unblocked


def _rows_of(model: type[models.Model]) -> Rows:
    table = model._meta.db_table
    columns = tuple(str(field.column) for field in model._meta.concrete_fields)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return Rows(model=model, table=table, columns=columns, rows=tuple(cursor.fetchall()))


@pytest.fixture
def demo(db: None, saved_demo: Saved) -> None:
    """Put the example into a test's database."""
    saved_demo.restore()


@pytest.fixture
def sign_in(demo: None) -> Callable[[str], Client]:
    """Sign a person of the example in: ``sign_in("bo")``."""

    def as_person(username: str) -> Client:
        client = Client()
        assert client.login(username=username, password=PASSWORD)
        return client

    return as_person


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


@pytest.fixture
def demo_server(live_server: LiveServer, saved_demo: Saved) -> LiveServer:
    """Serve the example to a real browser."""
    saved_demo.restore()
    return live_server


@pytest.fixture
def enter(demo_server: LiveServer, page: Page) -> Iterator[Callable[[str], Page]]:
    """Let a real browser choose a person of the example: ``enter("bo")``."""

    def as_person(username: str) -> Page:
        page.goto(f"{demo_server.url}/logga-in/")
        page.locator(f'form:has(input[value="{username}"]) button').click()
        page.wait_for_url(f"{demo_server.url}/")
        return page

    yield as_person
    page.goto("about:blank")  # no request is under way when the database is emptied
