"""Reads one uploaded file in a process of its own, under limits of memory and time.

Run by ``upload_child``. Through a pipe it tells how far it has come, and at last what the reader gave. A
file made to exhaust a reader stops this process and no other. It loads no Django: what it may do is read
that file, and write its rows beside it, where they can be compared with the ledger's.
"""

import json
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from hjulet.domain.column_map import Proposal, column_map
from hjulet.domain.ledger_file import LedgerFile
from hjulet.domain.problem import Place, Problem, Severity
from hjulet.domain.progress import Progress
from hjulet.readers.budget import read_budget
from hjulet.readers.ledger_content import LedgerContent, RowSink
from hjulet.readers.lists import Look, look, read_list, unread_list
from hjulet.readers.sie4 import read_sie
from hjulet.store.ledger.batch_writer import BatchWriter

STAGED = "staged"
"""The folder beside the file in which its rows lie."""

Ask = Callable[[object], str]
"""Hands over what was read, and is told what to do with the rows: the company to write them for, or ""."""

Read = Callable[[Path, str, Progress, Ask, str], object]
"""Reads a file with its name; the last is what else its kind needs to know, as JSON."""


def _read_sie(path: Path, name: str, progress: Progress, ask: Ask, about: str) -> str:
    return _staged(path, lambda into: read_sie(path, file=name, into=into, progress=progress), progress, ask)


def _staged(path: Path, read: Callable[[RowSink], LedgerContent], progress: Progress, ask: Ask) -> str:
    """Read a ledger file and give the name of the folder that its rows were written to, empty for none."""
    with BatchWriter(path.parent / STAGED) as writer:
        content = read(writer.add)
        company = ask(content.facts)
        if not company:
            return ""
        return writer.finish(key=STAGED, company=company, balances=content.balances, progress=progress)


def _read_table(path: Path, name: str, progress: Progress, ask: Ask, about: str) -> object:
    """Read a table as what its heads say that it is: a budget, or a list that a remembered map fits.

    ``about`` are the maps. A list that none of them fits is not read: what its columns may be is proposed.
    """
    seen = look(path, file=name)
    proposal = seen.proposal()
    if _is_budget(seen) or not (proposal.problems or "account" in proposal.columns.columns):
        return read_budget(path.read_bytes(), file=name)
    maps = [(one, column_map(one["map"])) for one in json.loads(about)]
    fitting = [(one, columns) for one, columns in maps if seen.fits(columns)]
    if len(fitting) != 1:
        ask(proposal)
        ask(_unread(path, seen, proposal, [one["name"] for one, _ in fitting]))
        return ""
    saved, columns = fitting[0]

    def read(into: RowSink) -> LedgerContent:
        content = read_list(
            path, file=name, columns=columns, name=saved["name"], into=into, progress=progress
        )
        return replace(content, facts=replace(content.facts, company=saved["company"]))

    return _staged(path, read, progress, ask)


def _is_budget(seen: Look) -> bool:
    return any(seen.has_heads(unit, "version") for unit in ("unit", "enhet"))


def _unread(path: Path, seen: Look, proposal: Proposal, names: list[str]) -> LedgerFile:
    """Say why a list was not read."""
    code, params = ("several-maps", {"names": ", ".join(names)}) if names else ("no-map-fits", {})
    said = Problem(code=code, severity=Severity.ERROR, place=Place(file=seen.file), params=params)
    return unread_list(path, file=seen.file, problems=proposal.problems or (said,))


READERS: dict[str, Read] = {"sie": _read_sie, "table": _read_table}


def main(arguments: Sequence[str]) -> None:
    """Set the limits (bytes of memory, seconds of processor time), read, and answer."""
    kind, path, name, pipe, memory, seconds, about = arguments
    resource.setrlimit(resource.RLIMIT_DATA, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))  # first told, then killed
    with Connection(int(pipe)) as parent:

        def ask(content: object) -> str:
            parent.send(content)
            return str(parent.recv())

        def tell(step: str, done: int, total: int) -> None:
            parent.send((step, done, total))

        try:
            parent.send(READERS[kind](Path(path), name, tell, ask, about))
        except OSError as fault:
            sys.exit(fault.errno)  # whoever started this knows the number: the disk may be full


if __name__ == "__main__":
    main(sys.argv[1:])
