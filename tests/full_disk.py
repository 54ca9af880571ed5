"""A disk that is full when the log is to be written."""

from collections.abc import Callable
from types import ModuleType

import pytest
from django.db import DatabaseError

NoLog = Callable[[ModuleType], None]
"""``no_log(reading)``: from then on what the module wants to log cannot be written."""


@pytest.fixture
def no_log(monkeypatch: pytest.MonkeyPatch) -> NoLog:
    """Let the log of a module of services fail."""

    def fail(*_given: object, **_named: object) -> None:
        raise DatabaseError("the disk is full")

    return lambda module: monkeypatch.setattr(module, "audit", fail)
