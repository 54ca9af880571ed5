"""The home: its database made ready, and emptied for the demo."""

import shutil

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from hjulet.services.errors import refused
from hjulet.services.ledgers import ledger_root
from hjulet.store.ledger.upgrade import bring_up
from hjulet.store.models import Batch


def migrate() -> None:
    """Bring the home to this release: its database, then the cubes of its batches."""
    make_folder()
    call_command("migrate", verbosity=0, interactive=False)
    bring_up(ledger_root(), Batch.objects.values_list("folder", flat=True))


def make_ready() -> None:
    """Make a new home's database; refuse a home of another release until it is migrated."""
    make_folder()
    if not tables():
        migrate()
    elif pending():
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


def reset() -> None:
    """Empty the home: its database, ledger and editions."""
    call_command("flush", verbosity=0, interactive=False)
    for name in ("ledger", "editions", "uploads", "published", "rendered"):
        shutil.rmtree(settings.HJULET_HOME / name, ignore_errors=True)
