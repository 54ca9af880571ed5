"""A progress bar on standard error, drawn only for somebody who watches a terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from hjulet.domain.progress import Progress, no_progress
from hjulet.texts.jobs import pace_words, step_words

_WIDTH = 24
_EVERY = 0.1
"""Seconds between two drawings."""


class _Bar:
    """One line that is drawn over itself: the step, a bar, how far it has come, pace and seconds left."""

    def __init__(self, file: str, language: str) -> None:
        self._file, self._language = file, language
        self._step, self._began, self._drawn = "", 0.0, 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Draw, if it is time; a ``Progress``."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._began, self._drawn = step, now, 0.0
        if now - self._drawn < _EVERY and done < total:
            return
        self._drawn = now
        filled = round(_WIDTH * done / total) if total else 0
        bar = "█" * filled + "·" * (_WIDTH - filled)
        pace = pace_words(step, done, total, seconds=now - self._began, language=self._language)
        said = f"{self._file}: {step_words(step, language=self._language)} {bar} {pace}"
        print(f"\r\x1b[K{said}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leave the line to what comes next."""
        if self._step:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


@contextmanager
def progress_of(file: str, *, is_json: bool, language: str) -> Iterator[Progress]:
    """Give whom to tell how far a file has come; nobody with ``--json``, or where no terminal watches."""
    if is_json or not sys.stderr.isatty():
        yield no_progress
        return
    bar = _Bar(file, language)
    try:
        yield bar
    finally:
        bar.clear()
