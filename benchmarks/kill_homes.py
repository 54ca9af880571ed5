"""Homes for the kill rounds: made once for each kind of work, copied for each round, looked at one at a time.

The database is SQLite in the home; with HJULET_TEST_DATABASE_URL (``script/with-postgres``) each home has a
database of its own there, copied as a whole by the server.
"""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
WORK = Path(tempfile.mkdtemp(prefix="hjulet-kill-"))
SERVER = os.environ.get("HJULET_TEST_DATABASE_URL", "")

os.environ["HJULET_HOME"] = str(WORK / "judged")
os.environ["DJANGO_SETTINGS_MODULE"] = "hjulet.config.settings.staff"
if SERVER:
    os.environ["HJULET_DATABASE_URL"] = SERVER

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402


def make(name: str, *, like: str = "") -> Path:
    """Make a home, empty or a copy of another, and give its folder."""
    home = WORK / name
    connection.close()
    shutil.rmtree(home, ignore_errors=True)
    if like:
        shutil.copytree(WORK / like, home)
    else:
        home.mkdir()
    if SERVER:
        _make_database(name, like)
    return home


def use(name: str) -> None:
    """Look at another home from now on."""
    connection.close()
    settings.HJULET_HOME = WORK / name
    connection.settings_dict["NAME"] = _database(name) if SERVER else WORK / name / "hjulet.sqlite3"


def environment(name: str) -> dict[str, str]:
    """Give what a process needs to know to work in a home."""
    own = {**os.environ, "HJULET_HOME": str(WORK / name)}
    if not SERVER:
        return own
    parts = urlsplit(SERVER)
    return {**own, "HJULET_DATABASE_URL": urlunsplit(parts._replace(path=f"/{_database(name)}"))}


def remove() -> None:
    """Remove all homes; the server's databases go with the server."""
    connection.close()
    shutil.rmtree(WORK, ignore_errors=True)


def _database(name: str) -> str:
    return f"hjulet_{name}"


def _make_database(name: str, like: str) -> None:
    connection.settings_dict["NAME"] = "postgres"
    connection.ensure_connection()
    template = f' TEMPLATE "{_database(like)}"' if like else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{_database(name)}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{_database(name)}"{template}')
    connection.close()
