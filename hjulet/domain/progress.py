"""How far a long piece of work has come, told by whoever does it to whoever waits."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """``done`` of ``total`` in a step (a code); total 0: not known."""

    step: str
    done: int
    total: int


class CancelledError(Exception):
    """The work was asked to stop, and has left nothing behind."""


Report = Callable[[Progress], None]
"""Is told how far the work has come, between its pieces; raises CancelledError where it shall stop."""
