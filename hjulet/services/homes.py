"""The home: its database made ready, and emptied for the demo."""

import shutil

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hjulet.services.errors import refused


def migrate() -> None:
    """Bring the home's database to this release."""
    settings.HJULET_HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def make_ready() -> None:
    """Make a new home's database; refuse a home of another release until it is migrated."""
    settings.HJULET_HOME.mkdir(parents=True, exist_ok=True)
    if not connection.introspection.table_names():
        migrate()
    elif pending():
        raise refused("needs-migrate", home=str(settings.HJULET_HOME))


def pending() -> int:
    """Count the migrations that the home has not had."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def reset() -> None:
    """Empty the home: its database, ledger and editions."""
    call_command("flush", verbosity=0, interactive=False)
    for name in ("ledger", "editions", "uploads", "published"):
        shutil.rmtree(settings.HJULET_HOME / name, ignore_errors=True)
