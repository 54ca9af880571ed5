"""SQLite: a copy by its backup API while others write, and a copy put in a home's place."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from hjulet.store.backup.facts import LEFT_OUT, DatabaseFacts, database_facts

FILE = "hjulet.sqlite3"
BESIDE = ("", "-wal", "-shm", "-journal")
"""Endings of the files that a database may consist of."""


class DamagedError(Exception):
    """The database is not whole: SQLite's own check says why."""


def dump(source: Path, into: Path) -> DatabaseFacts:
    """Copy a database that is in use, without the rows of LEFT_OUT, and give what the copy holds.

    All pages are copied in one step, which is one read transaction: what is written meanwhile is not in
    the copy, and writers do not wait. Raises DamagedError.
    """
    try:
        _copy(source, into)
    except sqlite3.DatabaseError as fault:
        if type(fault) is sqlite3.DatabaseError:  # its heirs are about locks, disks and words
            raise DamagedError(str(fault)) from fault
        raise
    into.chmod(0o600)
    return facts(into)


def _copy(source: Path, into: Path) -> None:
    with closing(_open(source)) as live, closing(sqlite3.connect(into, isolation_level=None)) as copy:
        live.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")
        tables = _tables(copy)
        for name in LEFT_OUT:
            if name in tables:
                copy.execute(f'DELETE FROM "{name}"')  # noqa: S608 - a name of ours
        copy.execute("VACUUM")  # what was deleted lies in free pages until then
        _require_whole(copy)


def facts(place: Path) -> DatabaseFacts:
    """Give what a database's file holds."""
    with closing(_open(place)) as opened:

        def ask(sql: str) -> Sequence[tuple[Any, ...]]:
            rows: list[tuple[Any, ...]] = opened.execute(sql).fetchall()
            return rows

        return database_facts(ask, tables=_tables(opened))


def _open(place: Path) -> sqlite3.Connection:
    """Open a database that exists; a connection by a plain path would make one."""
    return sqlite3.connect(f"{place.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=20)


def _tables(opened: sqlite3.Connection) -> list[str]:
    found = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [str(name) for (name,) in found]


def _require_whole(copy: sqlite3.Connection) -> None:
    said = [str(row[0]) for row in copy.execute("PRAGMA integrity_check(1)")]
    if said != ["ok"]:
        raise DamagedError(said[0])
