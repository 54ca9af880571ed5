"""PostgreSQL: pg_dump of the snapshot that the control sums are asked of; pg_restore, all or nothing."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from hjulet.store.backup.facts import LEFT_OUT, DatabaseFacts, database_facts

FILE = "hjulet.pgdump"
ASIDE = "replaced_"
"""Begins the name of a schema that a restored one has taken the place of; no backup holds such."""


class ProgramError(Exception):
    """pg_dump or pg_restore is not there, or says that it could not."""


def dump(into: Path) -> DatabaseFacts:
    """Dump the database while others write, without the rows of LEFT_OUT, and give what the dump holds.

    Raises ProgramError.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        held = facts()
        _run(
            "pg_dump",
            f"--snapshot={snapshot}",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--exclude-schema={ASIDE}*",
            *(f"--exclude-table-data={name}" for name in LEFT_OUT),
            f"--file={into}",
        )
    into.chmod(0o600)
    return held


def restore(dumped: Path) -> None:
    """Fill the database, which has no tables, from a dump; in one transaction. Raises ProgramError."""
    connection.close()
    _run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={connection.settings_dict['NAME']}",
        str(dumped),
    )


def replace(dumped: Path, *, aside: str) -> None:
    """Fill the database from a dump; the schema that held its tables gets the name ``aside`` after ASIDE.

    Either all of it is done or nothing, also where it is interrupted; only a process that is killed leaves
    the old tables under their new name. Raises ProgramError, and DatabaseError where the account may not
    rename the schema.
    """
    quoted = connection.ops.quote_name(f"{ASIDE}{aside}")
    _execute(f"ALTER SCHEMA public RENAME TO {quoted}", "CREATE SCHEMA public")
    try:
        restore(dumped)
    except BaseException:
        _execute("DROP SCHEMA public CASCADE", f"ALTER SCHEMA {quoted} RENAME TO public")
        raise


def _execute(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def facts() -> DatabaseFacts:
    """Give what the database holds, in the transaction that is open."""

    def ask(sql: str) -> Sequence[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
        return rows

    return database_facts(ask, tables=connection.introspection.table_names())


def _run(program: str, *words: str) -> None:
    place = shutil.which(program)
    if place is None:
        raise ProgramError(f"{program}: not found")
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program; no word comes from outside
        [place, "--no-password", *words],
        env={**os.environ, **_environment()},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ProgramError((done.stderr.strip().splitlines() or [program])[-1])


def _environment() -> Mapping[str, str]:
    """Tell the programs which database; a password among their words would be seen by everybody."""
    given: dict[str, Any] = connection.settings_dict
    options: Mapping[str, object] = given["OPTIONS"]
    values = {
        **{_PLACES[name]: given[name] for name in _PLACES},
        **{_OPTIONS[name]: value for name, value in options.items() if name in _OPTIONS},
    }
    return {name: str(value) for name, value in values.items() if value}


_PLACES = {
    "NAME": "PGDATABASE",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "HOST": "PGHOST",
    "PORT": "PGPORT",
}
_OPTIONS = {
    "channel_binding": "PGCHANNELBINDING",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "gssencmode": "PGGSSENCMODE",
    "options": "PGOPTIONS",
    "sslcert": "PGSSLCERT",
    "sslcrl": "PGSSLCRL",
    "sslkey": "PGSSLKEY",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}
"""Settings, and options of an address, -> the variables by which libpq's programs take them."""
