"""Reading a file in a child under limits, while whoever waits is told how far it has come."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from signal import SIGXCPU

from django.conf import settings

from hjulet.domain.column_map import Proposal
from hjulet.domain.ledger_file import LedgerFile
from hjulet.domain.problem import Place, Problem, Severity
from hjulet.readers.budget import BudgetContent
from hjulet.services.disk import FULL
from hjulet.services.errors import refused
from hjulet.services.job_run import JobRun

_PATIENCE = 0.5
"""Seconds of silence after which it is looked for cancel all the same."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What reading a file may cost: bytes of memory that it may write in, and seconds."""

    memory: int = 4 << 30
    seconds: int = 900


@dataclass(kw_only=True)
class Found:
    """What a child has told: facts or a budget, and the folder beside the file where the rows lie.

    ``proposal`` is what the columns of a list may be that no map fits.
    """

    content: LedgerFile | BudgetContent | None = None
    proposal: Proposal | None = None
    folder: str = ""


CompanyOf = Callable[[LedgerFile], str]
"""Tells for which company a file's rows shall be written beside it; empty: for none."""


def read_apart(
    kind: str,
    path: Path,
    name: str,
    *,
    about: str = "",
    company_of: CompanyOf,
    limits: Limits,
    work: JobRun,
) -> Found | Problem:
    """Read a file of a kind that ``upload_reader`` knows, in a child, which is told ``about``.

    A child that was stopped, or gave up, before it had read the file is a Problem of the file. Raises
    RefusedError ``disk-full``; CancelledError stops the child.
    """
    ours, theirs = Pipe()
    command = [sys.executable, "-m", "hjulet.services.upload_reader", kind, str(path), name]
    found = Found()
    with (
        ours,
        subprocess.Popen(  # noqa: S603 - our own program, no shell; the file's name is an argument
            [*command, str(theirs.fileno()), str(limits.memory), str(limits.seconds), about],
            cwd=settings.ROOT,
            pass_fds=(theirs.fileno(),),
            stderr=subprocess.DEVNULL,
        ) as child,
    ):
        theirs.close()
        try:
            _listen(ours, found, company_of, work, until=time.monotonic() + limits.seconds)
            code = ""
        except TimeoutError:
            code = "reading-too-slow"
        except EOFError:
            code = _why(child.wait())
        finally:
            child.kill()
    if found.content is not None:
        return found
    params = {"seconds": str(limits.seconds)}
    return Problem(code=code, severity=Severity.FATAL, place=Place(file=name), params=params)


def _listen(child: Connection, found: Found, company_of: CompanyOf, work: JobRun, *, until: float) -> None:
    """Note what the child says, until it has said all; raises EOFError where it has ended before that."""
    while time.monotonic() < until:
        if not child.poll(_PATIENCE):
            work.beat()
            continue
        match child.recv():
            case (step, done, total):
                work.tell(step, done, total)
            case Proposal() as proposal:
                found.proposal = proposal
                child.send("")
            case LedgerFile() as facts:
                found.content = facts
                child.send(company_of(facts))
            case str(folder):
                found.folder = folder
                return
            case BudgetContent() as budget:
                found.content = budget
                return
    raise TimeoutError


def _why(exit_code: int) -> str:
    """Tell why a child gave up; raises RefusedError where the disk is full."""
    if exit_code in FULL:
        raise refused("disk-full")
    return "reading-too-slow" if exit_code == -SIGXCPU else "reading-stopped"
