"""Homes apart from the test's own, each with its database, in which the command runs as a process.

With ``script/with-postgres`` each has a database of its own on that server.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.db import connection
from jsonschema import Draft202012Validator

from tests.command import schema_of

ROOT = Path(__file__).resolve().parents[1]
SERVER = os.environ.get("HJULET_TEST_DATABASE_URL", "")


@dataclass(frozen=True)
class Place:
    """A home and its database; ``on_server`` false: SQLite whatever the tests are on."""

    home: Path
    on_server: bool = bool(SERVER)

    @property
    def environment(self) -> dict[str, str]:
        """Tell a process where it works."""
        known = {
            name: value for name, value in os.environ.items() if not name.startswith(("HJULET", "DJANGO"))
        }
        own = known | {"HJULET_HOME": str(self.home), "PYTHONPATH": str(ROOT)}
        shared = {"HJULET_DATABASE_URL": self._address, "HJULET_SECRET_KEY": "k3yW1thM4nyL3tt3rs-" * 4}
        return own | (shared if self.on_server else {})

    @property
    def _address(self) -> str:
        """Give the address of its database on the tests' server."""
        return urlunsplit(urlsplit(SERVER)._replace(path=f"/{self._database}"))

    @property
    def _database(self) -> str:
        return f"hjulet_{sha256(str(self.home).encode()).hexdigest()[:12]}"

    def make(self) -> "Place":
        """Make its empty database, where a server has it."""
        if self.on_server:
            on_server(
                f'DROP DATABASE IF EXISTS "{self._database}" WITH (FORCE)',
                f'CREATE DATABASE "{self._database}"',
            )
        return self

    def execute(self, statements: str) -> None:
        """Run statements in its database on the tests' server."""
        on_server(statements, address=self._address)

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a Python program's words in it."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def say(self, *words: str, exit_code: int = 0) -> dict[str, Any]:
        """Run the command, and give its document, which its schema allows."""
        done = self.run("-m", "hjulet.cli.main", *words, "--json")
        assert done.returncode == exit_code, done.stdout + done.stderr
        document: dict[str, Any] = json.loads(done.stdout)
        Draft202012Validator(schema_of(document)).validate(document)
        return document

    def codes(self, *words: str, exit_code: int = 1) -> list[str]:
        """Run the command, and give the codes of the problems that it tells of."""
        return [problem["code"] for problem in self.say(*words, exit_code=exit_code)["problems"]]


def on_server(*statements: str, address: str = SERVER) -> None:
    """Run statements that no transaction may hold, on the tests' server."""
    import psycopg  # noqa: PLC0415 - only where the tests have a server

    with psycopg.connect(address, autocommit=True) as opened:
        for statement in statements:
            opened.execute(statement)


def is_sqlite() -> bool:
    """Tell which database the tests are on."""
    return connection.vendor == "sqlite"
