"""Uploaded files: sent several at a time, checked and read in as jobs, kept for a day at most.

A file belongs to the actor who sent it; nobody else can open or import it. Its bytes lie in the home, in
a folder of its own, from the moment they arrive: no file is ever held in memory.
"""

import shutil
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path, PurePath

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from hjulet.domain.column_map import Proposal
from hjulet.domain.job import UNDER_WAY, JobFacts
from hjulet.domain.ledger_file import LedgerFile
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.problem import Problem
from hjulet.services.access import require_anywhere
from hjulet.services.disk import refused_when_full
from hjulet.services.errors import NotFoundError
from hjulet.services.jobs import ask, facts_of
from hjulet.services.ledger import BatchFacts, batches
from hjulet.services.line_moves import Changes
from hjulet.services.upload_changes import kept_changes
from hjulet.services.upload_facts import Verdict, company_code, verdict_from_json
from hjulet.services.upload_outcome import Outcome, outcome_from_json
from hjulet.services.upload_problems import ProblemFilter, kept_problems
from hjulet.store.models import Company, Job, Upload

MAX_BYTES = 1_000_000_000
"""Of one file: a year of a large region is 300 MB."""

KEPT = timedelta(days=1)
PERMISSIONS = {
    "sie": Permission.IMPORT_LEDGER,
    "list": Permission.IMPORT_LEDGER,
    "budget": Permission.IMPORT_BUDGET,
    "table": Permission.IMPORT_BUDGET,
}
"""By kind. A table is a budget or a list: its heads tell which when it is checked."""

TABLES = (Permission.EDIT_ACTIONS, Permission.EDIT_INDICATORS)
"""What other files are sent for: tables of actions and of values, which are let in at once."""

_TABLES = (".csv", ".xlsx")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A file that has arrived: where its bytes lie, and its own name."""

    path: Path
    file: str


@dataclass(frozen=True, kw_only=True)
class Uploaded:
    """A file that was sent in, and how far it has come.

    ``overlaps`` are the batches it would replace; ``is_alone`` if no other file was sent with it.
    """

    key: str
    sending: str
    file: str
    kind: str
    size: int
    check: JobFacts
    verdict: Verdict | None
    importing: JobFacts | None
    outcome: Outcome | None
    overlaps: tuple[BatchFacts, ...] = ()
    is_alone: bool = True

    @property
    def job(self) -> JobFacts:
        """Give the job that was asked for last."""
        return self.importing or self.check

    @property
    def is_in(self) -> bool:
        """Tell whether the file has been read in."""
        return self.outcome is not None and self.outcome.status != "refused"

    @property
    def may_be_taken(self) -> bool:
        """Tell whether it may be read in, after a question perhaps: judged so, and not yet under way."""
        if self.verdict is None or self.is_in or not self.job.is_over:
            return False
        return self.verdict.accepted or self.verdict.only_unbalanced

    @property
    def is_ready(self) -> bool:
        """Tell whether it may be read in without a question."""
        asks = self.overlaps or (self.verdict and self.verdict.needs_company)
        return bool(self.may_be_taken and self.verdict and self.verdict.accepted and not asks)


def folder_of(key: str) -> Path:
    """Tell where an upload's bytes lie in the home."""
    root: Path = settings.HJULET_HOME / "uploads"
    return root / key


def arrivals() -> Path:
    """Give the folder that files arrive in, made if it is not there."""
    folder = folder_of("arriving")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def may_send(*, by: Actor, at: datetime) -> bool:
    """Tell whether the actor may send in files at all: of money, or a table of their own."""
    return _may_any((*PERMISSIONS.values(), *TABLES), by=by, at=at)


def send(files: Sequence[Sent], *, by: Actor, at: datetime) -> str:
    """Keep files that have arrived, ask for the check of each, and give the key of them together."""
    for permission in sorted({PERMISSIONS[_kind(_name(one))] for one in files}):
        require_anywhere(permission, by=by, at=at)
    sweep(at=at)
    sending = uuid.uuid4().hex
    with refused_when_full():
        kept = [(uuid.uuid4().hex, one) for one in files]
        for key, one in kept:
            folder_of(key).mkdir(parents=True, mode=0o700)
            shutil.move(one.path, folder_of(key) / "data")
        with transaction.atomic():
            for key, one in kept:
                _create(key, sending, _name(one), by=by, at=at)
    return sending


def find_sending(sending: str, *, by: Actor, at: datetime) -> tuple[Uploaded, ...]:
    """Find files that were sent together, in their order; raises NotFoundError."""
    require_importer(by=by, at=at)
    rows = Upload.objects.filter(sending=sending, actor=by.id).select_related("check_job", "import_job")
    active = [batch for batch in batches(by=by, at=at) if batch.status == "active"]
    found = tuple(_uploaded(row, active) for row in rows)
    if not found:
        raise NotFoundError(sending)
    return found


def find_upload(key: str, *, by: Actor, at: datetime) -> Uploaded:
    """Find a file that the actor has sent; raises NotFoundError."""
    require_importer(by=by, at=at)
    active = [batch for batch in batches(by=by, at=at) if batch.status == "active"]
    row = row_of(key, by=by)
    others = Upload.objects.filter(sending=row.sending).exclude(pk=row.pk)
    return replace(_uploaded(row, active), is_alone=not others.exists())


def find_problems(
    key: str, *, asked: ProblemFilter, limit: int | None = None, by: Actor, at: datetime
) -> Iterator[Problem]:
    """Read the problems that the check of a file found, one at a time; raises NotFoundError."""
    require_importer(by=by, at=at)
    row = row_of(key, by=by)
    return islice(kept_problems(folder_of(key), file=row.file, asked=asked), limit)


def find_changes(key: str, *, by: Actor, at: datetime) -> Changes | None:
    """Find what letting a file in would change; None where it is not known. Raises NotFoundError."""
    require_importer(by=by, at=at)
    row_of(key, by=by)
    return kept_changes(folder_of(key))


def require_importer(*, by: Actor, at: datetime) -> None:
    """Let through whoever may send in files of money; else NotFoundError."""
    if not _may_any(PERMISSIONS.values(), by=by, at=at):
        raise NotFoundError(Permission.IMPORT_LEDGER)


def ask_import(
    keys: Sequence[str],
    *,
    company: str = "",
    replacing: bool = False,
    unbalanced: bool = False,
    by: Actor,
    at: datetime,
) -> None:
    """Ask that files be read in, each as a job. Those on their way, or in already, are left as they are.

    ``replacing`` and ``unbalanced`` are the answers of ``import_sie``. Raises NotFoundError.
    """
    answers = {"company": company, "replacing": replacing, "unbalanced": unbalanced}
    with transaction.atomic():
        for key in keys:
            row = row_of(key, by=by, lock=True)
            require_anywhere(PERMISSIONS[row.kind], by=by, at=at)
            if _uploaded(row, ()).may_be_taken:
                params = {"upload": key, **answers}
                job = ask("import-upload", title=row.file, params=params, by=by, at=at)
                row.import_job = Job.objects.get(pk=job)
                row.save(update_fields=["import_job"])


def find_proposal(key: str, *, by: Actor, at: datetime) -> Proposal:
    """Find what the columns of a file may be that no map fits; raises NotFoundError for any other file."""
    require_importer(by=by, at=at)
    verdict = _uploaded(row_of(key, by=by), ()).verdict
    if verdict is None or verdict.proposal is None:
        raise NotFoundError(key)
    return verdict.proposal


def check_again(key: str, *, by: Actor, at: datetime) -> None:
    """Ask that a file be checked anew, when it may be read in another way; raises NotFoundError."""
    with transaction.atomic():
        row = row_of(key, by=by, lock=True)
        require_anywhere(PERMISSIONS[row.kind], by=by, at=at)
        if row.import_job is None:
            job = ask("check-upload", title=row.file, params={"upload": key}, by=by, at=at)
            row.check_job, row.checked = Job.objects.get(pk=job), None
            row.save(update_fields=["check_job", "checked"])


def row_of(key: str, *, by: Actor, lock: bool = False) -> Upload:
    """Find the row of a file that the actor has sent; raises NotFoundError."""
    rows = Upload.objects.select_related("check_job", "import_job")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(key=key, actor=by.id).first()
    if found is None:
        raise NotFoundError(key)
    return found


def sweep(*, at: datetime) -> None:
    """Remove what was sent more than a day ago, and what is left of sendings that did not finish.

    A file that a job has is left until the job is over.
    """
    busy = Q(check_job__state__in=UNDER_WAY) | Q(import_job__state__in=UNDER_WAY)
    Upload.objects.filter(sent_at__lt=at - KEPT).exclude(busy).delete()
    known = {"arriving", *Upload.objects.values_list("key", flat=True)}
    limit = (at - KEPT).timestamp()
    for path in [*folder_of("").glob("*"), *arrivals().glob("*")]:
        if path.name in known or path.stat().st_mtime >= limit:
            continue
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _may_any(permissions: Iterable[Permission], *, by: Actor, at: datetime) -> bool:
    return any(by.may_anywhere(permission, on=localdate(at)) for permission in permissions)


def _create(key: str, sending: str, name: str, *, by: Actor, at: datetime) -> None:
    job = ask("check-upload", title=name, params={"upload": key}, by=by, at=at)
    Upload.objects.create(
        key=key,
        sending=sending,
        actor=by.id,
        file=name,
        kind=_kind(name),
        size=(folder_of(key) / "data").stat().st_size,
        sent_at=at,
        check_job_id=job,
    )


def _uploaded(row: Upload, active: Sequence[BatchFacts]) -> Uploaded:
    verdict = verdict_from_json(row.checked, file=row.file) if row.checked else None
    return Uploaded(
        key=row.key,
        sending=row.sending,
        file=row.file,
        kind=row.kind,
        size=row.size,
        check=facts_of(row.check_job),
        verdict=verdict,
        importing=facts_of(row.import_job) if row.import_job else None,
        outcome=outcome_from_json(row.outcome, file=row.file) if row.outcome else None,
        overlaps=_overlaps(verdict.facts, active) if verdict and verdict.facts else (),
    )


def _overlaps(facts: LedgerFile, active: Sequence[BatchFacts]) -> tuple[BatchFacts, ...]:
    """List the active batches of the file's company that hold some of its months."""
    owners = {company_code(facts)} - {""}
    if facts.org_number:
        owners |= set(Company.objects.filter(org_number=facts.org_number).values_list("code", flat=True))
    return tuple(
        batch for batch in active if batch.company in owners and set(batch.months) & set(facts.months)
    )


def _name(sent: Sent) -> str:
    return PurePath(sent.file).name[:200]


def _kind(name: str) -> str:
    return "table" if name.lower().endswith(_TABLES) else "sie"
