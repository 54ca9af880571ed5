"""The example municipality for tests of services and the command, each test in a home of its own.

Loading takes seconds, as sealing does, and other tests want an empty database. So it is done once, in a
transaction that is rolled back; what it wrote is kept, rows and files, and put into each test that asks.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.test import override_settings

from hjulet.domain.period import parse_period
from hjulet.services.demo import load_demo
from hjulet.services.edition import seal_report
from hjulet.services.people import OPERATOR
from tests.services.people import ALICE, AT

LOADED_AT = datetime(2018, 2, 1, 12, 0, tzinfo=UTC)
SEALED_YEARS = ("2016", "2017")


@dataclass(frozen=True)
class DemoData:
    """What loading the example wrote, or what was done on it: statements for its rows, and a home's files.

    The statements are kept as the database takes them: making them of the rows takes six times as long.
    """

    statements: tuple[tuple[str, Any], ...]
    files: Path

    def put_into(self, home: Path) -> None:
        """Put it all into an empty database and an empty home."""
        shutil.copytree(self.files, home, dirs_exist_ok=True)
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in self.statements:
                cursor.execute(statement, values)


def count_from_one() -> None:
    """Let the numbers of new rows begin at 1 again.

    PostgreSQL goes on counting after a rollback, and SQLite after a test whose rows were stored and removed.
    """
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), _counters()):
            cursor.execute(statement)


@lru_cache(maxsize=1)
def _counters() -> list[dict[str, str]]:
    tables = {model._meta.db_table for model in _models()}
    return [each for each in connection.introspection.sequence_list() if each["table"] in tables]


def _models() -> list[type[models.Model]]:
    return list(apps.get_app_config("store").get_models(include_auto_created=True))


def _kept(home: Path, do: Callable[[], object]) -> DemoData:
    """Do something in a home, and take its rows out of the database again."""
    with override_settings(HJULET_HOME=home), transaction.atomic():
        count_from_one()
        do()
        rows = [(model, tuple(model._default_manager.all())) for model in _models()]
        transaction.set_rollback(True)
    return DemoData(statements=_statements(rows), files=home)


def _statements(
    rows: Iterable[tuple[type[models.Model], tuple[models.Model, ...]]],
) -> tuple[tuple[str, Any], ...]:
    """Write rows into an empty database, note with which statements, and take them out again."""
    noted: list[tuple[str, Any]] = []

    def note(execute: Callable[..., object], sql: str, params: Any, many: bool, context: object) -> object:
        noted.append((sql, params))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(note):
        count_from_one()
        for model, some in rows:
            model._default_manager.bulk_create(some)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [model for model, _ in rows]):
                cursor.execute(statement)
        transaction.set_rollback(True)
    return tuple(each for each in noted if not each[0].startswith(("SAVEPOINT", "RELEASE")))


@lru_cache(maxsize=1)
def _load(home: Path) -> DemoData:
    """Load the example once in a process: each folder of tests that takes the fixture in asks for it."""
    home.mkdir()
    return _kept(home, lambda: load_demo(by=OPERATOR, at=LOADED_AT))


def _seal(home: Path, loaded: DemoData) -> DemoData:
    def seal() -> None:
        loaded.put_into(home)
        for year in SEALED_YEARS:
            seal_report("annual", "KS", parse_period(year), by=ALICE, at=AT)

    home.mkdir()
    return _kept(home, seal)


@pytest.fixture(scope="session")
def demo_data(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> DemoData:
    """Load the example once."""
    with django_db_blocker.unblock():
        return _load(tmp_path_factory.getbasetemp() / "demo-home")


@pytest.fixture(scope="session")
def sealed_data(
    demo_data: DemoData, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> DemoData:
    """Load the example and seal two editions once."""
    with django_db_blocker.unblock():
        return _seal(tmp_path_factory.getbasetemp() / "sealed-home", demo_data)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Give a test a home of its own, empty."""
    place = tmp_path / "home"
    place.mkdir()
    with override_settings(HJULET_HOME=place):
        yield place


@pytest.fixture
def demo(db: None, home: Path, demo_data: DemoData) -> Path:
    """Give a test the example municipality in a home of its own."""
    demo_data.put_into(home)
    return home


@pytest.fixture
def sealed(db: None, home: Path, sealed_data: DemoData) -> Path:
    """Give a test the example, the annual reports of KS for 2016 and 2017 sealed as editions 1 and 2."""
    sealed_data.put_into(home)
    return home
