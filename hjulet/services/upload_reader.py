"""Reads one uploaded file in a process of its own, under limits of memory and time.

Run as ``python -m hjulet.services.upload_reader KIND PATH NAME MEMORY SECONDS``; writes what the reader
gave, pickled, to standard output. A file made to exhaust a reader stops this process and no other. It
loads no Django: what it may do is read that file.
"""

import pickle
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from hjulet.readers.budget import BudgetContent, read_budget
from hjulet.readers.sie4 import read_sie

Read = Callable[[Path, str], object]


def _read_sie(path: Path, name: str) -> object:
    return read_sie(path, file=name).facts


def _read_budget(path: Path, name: str) -> BudgetContent:
    return read_budget(path.read_bytes(), file=name)


READERS: dict[str, Read] = {"sie": _read_sie, "budget": _read_budget}


def main(kind: str, path: str, name: str, memory: str, seconds: str) -> None:
    """Set the limits (bytes of memory, seconds of processor time), read, and answer."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))  # first told, then killed
    answer = READERS[kind](Path(path), name)
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
