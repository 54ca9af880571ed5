"""The command in the test's own process: words in, its JSON document out, checked against its schema."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hjulet.cli.main import main

SCHEMAS = Path(__file__).resolve().parents[1] / "docs" / "schemas"

Command = Callable[..., dict[str, Any]]
"""``hjulet("figure", "...", exit_code=0)`` gives the document of ``hjulet figure ... --json``."""


def schema_of(document: dict[str, Any]) -> dict[str, Any]:
    """Find the schema that a document names."""
    name = str(document["schema"]).partition("/")[0]
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return schema


@pytest.fixture
def hjulet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Give the command; it fails the test on another exit code, or a document off its schema."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "hjulet.config.settings.test")  # put back afterwards

    def run(*words: str, exit_code: int = 0) -> dict[str, Any]:
        capsys.readouterr()
        given = main([*words, "--json"])
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        Draft202012Validator(schema_of(document)).validate(document)
        assert given == exit_code, document
        return document

    return run
