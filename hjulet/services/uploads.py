"""Uploaded files: kept in a private folder between the check and the import, and for a day at most.

A file is known by its hash and belongs to the actor who sent it; nobody else can open or import it. It
is first read in a process of its own (``upload_reader``), so that a file made to exhaust a reader stops
there. What is imported afterwards are the same bytes, which by then are known to be readable.
"""

import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from os import utime
from pathlib import Path, PurePath
from signal import SIGXCPU
from typing import Any

from django.conf import settings

from hjulet.domain.ledger_file import LedgerFile, allow_unbalanced
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Place, Problem, Severity, is_refused
from hjulet.services.access import require_anywhere
from hjulet.services.batch_register import ImportOutcome
from hjulet.services.budget import BudgetOutcome, import_budget, judged
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.ledger import BatchFacts, batches, import_sie
from hjulet.store.models import Company

MAX_BYTES = 200_000_000
"""Of one file; a larger one is read by the command, on the machine itself."""

KEPT = timedelta(days=1)
SECONDS = 60
MEMORY = 1 << 30
_BUDGET_ENDINGS = (".csv", ".xlsx")
_PERMISSIONS = {"sie": Permission.IMPORT_LEDGER, "budget": Permission.IMPORT_BUDGET}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What reading a file may cost: bytes of memory and seconds."""

    memory: int = MEMORY
    seconds: int = SECONDS


@dataclass(frozen=True, kw_only=True)
class Checked:
    """An uploaded file as judged; nothing of it is stored yet. ``kind`` is ``sie`` or ``budget``.

    ``facts`` are a SIE file's; ``rows`` counts rows of either. ``overlaps`` are the active batches
    whose months the file covers too.
    """

    key: str
    file: str
    kind: str
    size: int
    rows: int = 0
    facts: LedgerFile | None = None
    problems: tuple[Problem, ...] = ()
    overlaps: tuple[BatchFacts, ...] = ()

    @property
    def accepted(self) -> bool:
        """Tell whether the file may be imported."""
        return not is_refused(self.problems)

    @property
    def only_unbalanced(self) -> bool:
        """Tell whether unbalanced vouchers alone refuse it: the controller may let them in."""
        return not self.accepted and not is_refused(allow_unbalanced(self.problems))


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What became of an upload. ``status`` is that of the import, ``batch`` empty for a budget."""

    file: str
    kind: str
    status: str
    problems: tuple[Problem, ...]
    batch: str = ""
    snapshot: int | None = None
    overlaps: tuple[BatchFacts, ...] = field(default=())


def keep(chunks: Iterable[bytes], *, file: str, by: Actor, at: datetime) -> str:
    """Keep an uploaded file until it is imported, and give its key.

    Raises RefusedError ``too-large``; whatever is older than a day is removed.
    """
    name = PurePath(file).name[:200]
    require_anywhere(_PERMISSIONS[_kind(name)], by=by, at=at)
    _sweep(at)
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > MAX_BYTES:
            raise refused("too-large", size=str(len(data)), limit=str(MAX_BYTES))
    key = sha256(data).hexdigest()
    folder = _folder(key, by)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "data").write_bytes(data)
    (folder / "name").write_text(name, encoding="utf-8")
    utime(folder, (at.timestamp(), at.timestamp()))
    return key


def check_upload(key: str, *, limits: Limits | None = None, by: Actor, at: datetime) -> Checked:
    """Read and judge a kept file, in a process of its own; store nothing.

    Raises NotFoundError for a file that the actor has not sent, or that is no longer kept.
    """
    folder, name = _find(key, by)
    kind = _kind(name)
    require_anywhere(_PERMISSIONS[kind], by=by, at=at)
    answer = _read_apart(kind, folder / "data", name, limits=limits or Limits())
    size = (folder / "data").stat().st_size
    if isinstance(answer, Problem):
        return Checked(key=key, file=name, kind=kind, size=size, problems=(answer,))
    if isinstance(answer, LedgerFile):
        return Checked(
            key=key,
            file=name,
            kind=kind,
            size=size,
            rows=answer.counts.rows,
            facts=answer,
            problems=answer.problems,
            overlaps=_overlaps(answer, by=by, at=at),
        )
    return Checked(key=key, file=name, kind=kind, size=size, rows=len(answer.rows), problems=judged(answer))


def import_upload(
    key: str,
    *,
    company: str = "",
    replacing: bool = False,
    unbalanced: bool = False,
    by: Actor,
    at: datetime,
) -> Imported:
    """Import a kept file, which is then no longer kept unless it was refused. Raises NotFoundError."""
    folder, name = _find(key, by)
    if _kind(name) == "budget":
        imported = _budget(import_budget((folder / "data").read_bytes(), file=name, by=by, at=at))
    else:
        outcome = import_sie(
            folder / "data",
            file=name,
            company=company,
            replacing=replacing,
            unbalanced=unbalanced,
            by=by,
            at=at,
        )
        imported = _ledger(outcome, overlaps=_overlaps(outcome.facts, by=by, at=at))
    if imported.status != "refused":
        shutil.rmtree(folder)
    return imported


def _ledger(outcome: ImportOutcome, *, overlaps: tuple[BatchFacts, ...]) -> Imported:
    return Imported(
        file=outcome.facts.file,
        kind="sie",
        status=outcome.status,
        problems=outcome.facts.problems,
        batch=outcome.batch,
        snapshot=outcome.snapshot,
        overlaps=overlaps if outcome.status == "refused" else (),
    )


def _budget(outcome: BudgetOutcome) -> Imported:
    return Imported(
        file=outcome.file,
        kind="budget",
        status=outcome.status,
        problems=outcome.problems,
        snapshot=outcome.snapshot,
    )


def _kind(name: str) -> str:
    return "budget" if name.lower().endswith(_BUDGET_ENDINGS) else "sie"


def _root() -> Path:
    root: Path = settings.HJULET_HOME / "uploads"
    return root


def _folder(key: str, by: Actor) -> Path:
    """Give an upload's folder; the actor's id may hold any letter, so its hash names it."""
    return _root() / sha256(by.id.encode()).hexdigest()[:16] / key


def _find(key: str, by: Actor) -> tuple[Path, str]:
    folder = _folder(key, by)
    if len(key) != 64 or not key.isalnum() or not folder.is_dir():
        raise NotFoundError(key)
    return folder, (folder / "name").read_text(encoding="utf-8")


def _sweep(at: datetime) -> None:
    for folder in _root().glob("*/*"):
        if folder.stat().st_mtime < (at - KEPT).timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def _read_apart(kind: str, path: Path, name: str, *, limits: Limits) -> Any:
    """Read in a child; a child that was stopped, or gave up, is a problem of the file."""
    command = [sys.executable, "-m", "hjulet.services.upload_reader", kind, str(path), name]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell; the file's name is an argument
            [*command, str(limits.memory), str(limits.seconds)],
            cwd=settings.ROOT,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _stopped("reading-too-slow", name, seconds=str(limits.seconds))
    if done.returncode == -SIGXCPU:
        return _stopped("reading-too-slow", name, seconds=str(limits.seconds))
    if done.returncode != 0:
        return _stopped("reading-stopped", name)
    return pickle.loads(done.stdout)  # noqa: S301 - written by our own program


def _stopped(code: str, name: str, **params: str) -> Problem:
    return Problem(code=code, severity=Severity.FATAL, place=Place(file=name), params=params)


def _overlaps(facts: LedgerFile, *, by: Actor, at: datetime) -> tuple[BatchFacts, ...]:
    """List the active batches of the file's company that hold some of its months."""
    if not facts.org_number:
        return ()
    owners = set(Company.objects.filter(org_number=facts.org_number).values_list("code", flat=True))
    return tuple(
        batch
        for batch in batches(by=by, at=at)
        if batch.status == "active" and batch.company in owners and set(batch.months) & set(facts.months)
    )
