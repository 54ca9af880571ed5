"""How far long work has come, and the way to stop it.

Whoever reads or writes something large calls a ``Progress`` now and then. It may raise CancelledError:
then the work stops at once and leaves nothing behind.
"""

from typing import Protocol


class CancelledError(Exception):
    """Somebody asked that the work be stopped."""


class Progress(Protocol):
    """Told now and then how far the work has come; may raise CancelledError."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note of a step; ``total`` 0 is not known.

        ``reading`` counts bytes, ``writing`` rows, ``drawing`` charts and ``rendering`` formats.
        """
        ...


def no_progress(step: str, done: int, total: int) -> None:
    """Tell nobody."""
