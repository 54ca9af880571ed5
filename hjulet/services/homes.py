"""The home: its database made ready, and emptied for the demo."""

import shutil
from collections.abc import Iterable

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from hjulet.services.errors import refused
from hjulet.services.ledgers import ledger_root
from hjulet.store.ledger.upgrade import bring_up
from hjulet.store.models import Batch


def migrate() -> int:
    """Bring the home to this release, its database, then the cubes of its batches; give the steps it took.

    Raises RefusedError for a home of a newer release.
    """
    make_folder()
    tables()  # says so if the database does not answer
    require_known()
    steps = pending()
    call_command("migrate", verbosity=0, interactive=False)
    bring_up(ledger_root(), Batch.objects.values_list("folder", flat=True))
    return steps


def make_ready() -> None:
    """Make a new home's database; refuse a home of another release until it is migrated."""
    make_folder()
    if not tables():
        migrate()
    require_current()


def require_current() -> None:
    """Refuse a home that is empty, or of another release; make nothing."""
    if not tables():
        raise refused("home-empty", home=str(settings.HJULET_HOME))
    require_known()
    if pending():
        raise refused("needs-migrate", home=str(settings.HJULET_HOME))


def make_folder() -> None:
    """Make the home's folder; raises RefusedError where that is not allowed."""
    try:
        settings.HJULET_HOME.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise refused("home-not-writable", home=str(settings.HJULET_HOME)) from fault


def tables() -> list[str]:
    """List the database's tables; raises RefusedError where the database does not answer."""
    try:
        return connection.introspection.table_names()
    except OperationalError as fault:
        raise refused("database-unreachable", cause=str(fault).strip()) from fault


def pending() -> int:
    """Count the migrations that the home has not had."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def require_known() -> None:
    """Refuse a home that a newer release has had: this one does not know what its rows mean."""
    if unknown := newer_steps():
        raise refused("home-newer", home=str(settings.HJULET_HOME), step=unknown[0])


def newer_steps() -> tuple[str, ...]:
    """Name the steps that the home has had and this release does not have."""
    loader = MigrationLoader(connection)
    return _unknown(loader.applied_migrations, loader)


def unknown_steps(applied: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Name the steps of the schema, given as (app, step), that this release does not have."""
    return _unknown(applied, MigrationLoader(None))


def _unknown(applied: Iterable[tuple[str, str]], loader: MigrationLoader) -> tuple[str, ...]:
    known = set(loader.disk_migrations)
    known.update(step for one in loader.disk_migrations.values() for step in one.replaces)
    return tuple(
        f"{app} {step}"
        for app, step in sorted(applied)
        if app in loader.migrated_apps and (app, step) not in known
    )


def reset() -> None:
    """Empty the home: its database, ledger and editions."""
    call_command("flush", verbosity=0, interactive=False)
    for name in ("ledger", "editions", "supplements", "uploads", "published", "rendered"):
        shutil.rmtree(settings.HJULET_HOME / name, ignore_errors=True)
