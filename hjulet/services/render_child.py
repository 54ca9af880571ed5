"""The processes that make a report's files: started when needed, kept warm, limited, replaced.

Each process of ours has at most two of them. One that has made ``WRITINGS`` files, has grown, has been
stopped or has failed is replaced by a new one.
"""

import atexit
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.reduction import ForkingPickler
from threading import BoundedSemaphore, Event, Lock
from typing import Any

from django.conf import settings

from hjulet.documents.render_orders import Done, Fault, Order, Write
from hjulet.domain.progress import CancelledError
from hjulet.services.errors import RefusedError, refused

log = logging.getLogger("hjulet.rendering")

CHILDREN = 2
"""At once in one process of ours: two cores are what it is measured on."""

WRITINGS = 25
"""Files that a child makes before it is replaced."""

STOPPED = "rendering-stopped"
"""What an order is refused with that a child died of."""

_PACKING = Lock()

_PATIENCE = 0.2
"""Seconds of silence after which a child looks whether it is to be stopped."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one order may cost.

    ``memory`` is what a child may write in, in bytes: vl-convert takes 0.6 GB of it and touches a sixth.
    Its addresses cannot be limited: the engine sets 64 GB of them aside. ``seconds`` is processor time,
    ``wait`` the time that passes, and ``size`` the bytes of the files made. A child that has used ``grown``
    bytes is given no more work: typst keeps 40 to 150 MB of each document until its process ends.
    """

    memory: int = 3 << 30
    grown: int = 1 << 30
    seconds: int = 60
    wait: int = 120
    size: int = 100_000_000


def packed(order: Order) -> memoryview:
    """Pack an order as the pipe takes it; one thread at a time, since two files of a report share its values.

    To pack a value Python makes a dictionary in the very memory of its fields. Python 3.11 has no guard
    against two threads that do so at once: two dictionaries of one memory end the process in the collector.
    """
    with _PACKING:
        return ForkingPickler.dumps(order)


class Child:
    """One process that makes files, one order at a time."""

    def __init__(self, limits: Limits) -> None:
        """Start it; it warms up by itself."""
        self.limits = limits
        self._writings = 0
        self._peak = 0
        self._pipe, theirs = Pipe()
        command = [sys.executable, "-m", "hjulet.documents.render_process", str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                [*command, str(limits.memory), str(limits.seconds), str(limits.size)],
                cwd=settings.ROOT,
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Tell its number as a process."""
        return self._process.pid

    @property
    def is_new(self) -> bool:
        """Tell whether it has made no file yet."""
        return self._writings == 0

    @property
    def is_good(self) -> bool:
        """Tell whether it lives and may do more."""
        is_fresh = self._writings < WRITINGS and self._peak < self.limits.grown
        return is_fresh and self._process.poll() is None

    def do(self, order: Order, *, stop: Event) -> Done:
        """Have it do an order. Whatever goes wrong ends it.

        Raises RefusedError ``rendering-too-slow``, ``rendering-stopped``, ``rendering-too-large``,
        ``rendering-failed`` or ``disk-full``, and CancelledError once ``stop`` is set.
        """
        self._writings += isinstance(order, Write)
        try:
            return self._answer(order, stop)
        except (EOFError, BrokenPipeError, ConnectionResetError) as fault:
            raise self._died() from fault
        finally:
            if not self._answered:
                self.close()

    def close(self) -> None:
        """End it, and the programs that it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._pipe.close()

    def _answer(self, order: Order, stop: Event) -> Done:
        self._answered = False
        until = time.monotonic() + self.limits.wait
        self._pipe.send_bytes(packed(order))
        while not self._pipe.poll(_PATIENCE):
            if stop.is_set():
                raise CancelledError
            if time.monotonic() > until:
                raise refused("rendering-too-slow", seconds=str(self.limits.wait))
        answer: Any = self._pipe.recv()
        if isinstance(answer, Fault):
            log.error("a file of a report was not made (%s)\n%s", answer.code, answer.trace)
            raise self._refusal(answer.code)
        self._answered = True
        done: Done = answer
        self._peak = done.peak
        return done

    def _died(self) -> RefusedError:
        code = self._process.wait()
        log.error("the process that makes a report's files ended by itself: %s", code)
        return self._refusal("rendering-too-slow" if code == -signal.SIGXCPU else STOPPED)

    def _refusal(self, code: str) -> RefusedError:
        return refused(code, seconds=str(self.limits.seconds), megabytes=str(self.limits.size // 1_000_000))


class Children:
    """The children of this process. Whoever wants one waits until one is free."""

    def __init__(self, limits: Limits) -> None:
        """Start none yet."""
        self.limits = limits
        self._free = BoundedSemaphore(CHILDREN)
        self._lock = Lock()
        self._idle: list[Child] = []

    @contextmanager
    def one(self) -> Iterator[Child]:
        """Lend a child that is warm if there is one."""
        with self._free:
            child = self._take()
            try:
                yield child
            finally:
                self._give_back(child)

    @property
    def warm(self) -> int:
        """Count those that wait for something to do."""
        return len(self._idle)

    def close(self) -> None:
        """End those that nobody uses."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.close()

    def _take(self) -> Child:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.is_good:
                    return child
                child.close()
        return Child(self.limits)

    def _give_back(self, child: Child) -> None:
        if not child.is_good:
            child.close()
            return
        with self._lock:
            self._idle.append(child)


CHILDREN_HERE = Children(Limits())
atexit.register(CHILDREN_HERE.close)
