"""Reads one uploaded file in a process of its own, under limits of memory and time.

Run by ``upload_child``. Through a pipe it tells how far it has come, and at last what the reader gave. A
file made to exhaust a reader stops this process and no other. It loads no Django: what it may do is read
that file, and write its rows beside it, where they can be compared with the ledger's.
"""

import resource
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from hjulet.domain.progress import Progress
from hjulet.readers.budget import read_budget
from hjulet.readers.sie4 import read_sie
from hjulet.store.ledger.batch_writer import BatchWriter

STAGED = "staged"
"""The folder beside the file in which its rows lie."""

Ask = Callable[[object], str]
"""Hands over what was read, and is told what to do with the rows: the company to write them for, or ""."""

Read = Callable[[Path, str, Progress, Ask], object]


def _read_sie(path: Path, name: str, progress: Progress, ask: Ask) -> str:
    """Read a SIE file and give the name of the folder that its rows were written to, empty for none."""
    with BatchWriter(path.parent / STAGED) as writer:
        content = read_sie(path, file=name, into=writer.add, progress=progress)
        company = ask(content.facts)
        if not company:
            return ""
        return writer.finish(key=STAGED, company=company, balances=content.balances, progress=progress)


def _read_budget(path: Path, name: str, progress: Progress, ask: Ask) -> object:
    return read_budget(path.read_bytes(), file=name)


READERS: dict[str, Read] = {"sie": _read_sie, "budget": _read_budget}


def main(arguments: Sequence[str]) -> None:
    """Set the limits (bytes of memory, seconds of processor time), read, and answer."""
    kind, path, name, pipe, memory, seconds = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))  # first told, then killed
    with Connection(int(pipe)) as parent:

        def ask(content: object) -> str:
            parent.send(content)
            return str(parent.recv())

        try:
            parent.send(READERS[kind](Path(path), name, lambda *progress: parent.send(progress), ask))
        except OSError as fault:
            sys.exit(fault.errno)  # whoever started this knows the number: the disk may be full


if __name__ == "__main__":
    main(sys.argv[1:])
