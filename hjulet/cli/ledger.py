"""``check``, ``import``, ``batches`` and ``withdraw``."""

from argparse import Namespace
from datetime import datetime
from typing import Any

from django.utils import timezone

from hjulet.cli.answer import REFUSED, Answer
from hjulet.cli.files import file_name, read_file, readable
from hjulet.cli.problems import problem_document, problem_line
from hjulet.cli.progress import progress_of
from hjulet.domain.ledger_file import LedgerFile
from hjulet.domain.problem import Problem
from hjulet.services import homes, ledger
from hjulet.services.batch_endings import undo_import, withdraw
from hjulet.services.budget import import_budget, withdraw_budget
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.people import OPERATOR
from hjulet.texts.problems import say, status_label


def run(asked: Namespace) -> Answer:
    """Answer one of the four."""
    if getattr(asked, "what", "") == "ledger":
        raise refused("not-built", kind=f"{asked.command} ledger")
    if asked.command == "check":
        return _check(asked)
    homes.make_ready()
    commands = {"batches": _batches, "withdraw": _withdraw}
    if asked.command == "import":
        return _import_budget(asked) if asked.what == "budget" else _import_sie(asked)
    return commands[asked.command](asked)


def sie_document(facts: LedgerFile, *, language: str) -> dict[str, Any]:
    """Give a judged SIE file in the shape of CONTRACT."""
    return {
        "schema": "check-sie/1",
        "file": facts.file,
        "sha256": facts.sha256,
        "content": facts.content,
        "kind": facts.kind,
        "encoding": facts.encoding,
        "company": facts.company,
        "org_number": facts.org_number,
        "fiscal_years": [
            {"index": year.index, "start": _day(year.start), "end": _day(year.end)}
            for year in facts.fiscal_years
        ],
        "counts": vars(facts.counts),
        "checksum": vars(facts.checksum) if facts.checksum else None,
        "control_sum": f"{facts.control_sum:.2f}",
        "problems": [problem_document(problem, language=language) for problem in facts.problems],
        "verdict": "accepted" if facts.accepted else "refused",
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _check(asked: Namespace) -> Answer:
    checked = [_checked(name, asked) for name in asked.files]
    documents = [sie_document(facts, language=asked.lang) for facts in checked]
    whole = documents[0] if len(documents) == 1 else {"schema": "check-sie-files/1", "files": documents}
    return Answer(
        document=whole,
        lines=tuple(line for facts in checked for line in _sie_lines(facts, language=asked.lang)),
        exit_code=0 if all(facts.accepted for facts in checked) else REFUSED,
    )


def _checked(name: str, asked: Namespace) -> LedgerFile:
    file = file_name(name)
    with progress_of(file, is_json=asked.json, language=asked.lang) as progress:
        return ledger.check_sie(readable(name), file=file, progress=progress, by=OPERATOR, at=timezone.now())


def _sie_lines(facts: LedgerFile, *, language: str, status: str = "") -> list[str]:
    verdict = status or ("accepted" if facts.accepted else "refused")
    head = say(
        "sie-line",
        language=language,
        file=facts.file,
        status=status_label(verdict, language=language),
        kind=facts.kind,
        vouchers=str(facts.counts.vouchers),
        rows=str(facts.counts.rows),
    )
    return [head, *_problem_lines(facts.problems, language)]


def _problem_lines(problems: tuple[Problem, ...], language: str) -> list[str]:
    return [f"  {problem_line(problem, language=language)}" for problem in problems]


def _import_sie(asked: Namespace) -> Answer:
    file = file_name(asked.file)
    with progress_of(file, is_json=asked.json, language=asked.lang) as progress:
        outcome = ledger.import_sie(
            readable(asked.file),
            file=file,
            company=asked.company,
            replacing=asked.replace,
            unbalanced=asked.allow_unbalanced,
            progress=progress,
            by=OPERATOR,
            at=timezone.now(),
        )
    return Answer(
        document={
            **sie_document(outcome.facts, language=asked.lang),
            "schema": "import-sie/1",
            "status": outcome.status,
            "batch": outcome.batch or None,
            "snapshot": outcome.snapshot,
        },
        lines=tuple(_sie_lines(outcome.facts, language=asked.lang, status=outcome.status)),
        exit_code=REFUSED if outcome.status == "refused" else 0,
    )


def _import_budget(asked: Namespace) -> Answer:
    outcome = import_budget(read_file(asked.file), file=file_name(asked.file), by=OPERATOR, at=timezone.now())
    return Answer(
        document={
            "schema": "import-budget/1",
            "file": outcome.file,
            "sha256": outcome.sha256,
            "content": outcome.content,
            "counts": {"rows": outcome.rows},
            "problems": [problem_document(problem, language=asked.lang) for problem in outcome.problems],
            "verdict": "refused" if outcome.status == "refused" else "accepted",
            "status": outcome.status,
            "batch": outcome.batch or None,
            "snapshot": outcome.snapshot,
        },
        lines=(
            f"{outcome.file}: {status_label(outcome.status, language=asked.lang)}",
            *_problem_lines(outcome.problems, asked.lang),
        ),
        exit_code=REFUSED if outcome.status == "refused" else 0,
    )


def _batches(asked: Namespace) -> Answer:
    found = ledger.batches(by=OPERATOR, at=timezone.now())
    listed = [
        {
            "batch": batch.batch,
            "file": batch.file,
            "sha256": batch.sha256,
            "content": batch.content,
            "company": batch.company,
            "months": list(batch.months),
            "counts": {"rows": batch.rows, "vouchers": batch.vouchers},
            "control_sum": f"{batch.control_sum:.2f}",
            "status": batch.status,
            "unbalanced": batch.unbalanced,
        }
        for batch in found
    ]
    lines = [
        f"{batch.batch}  {batch.file}  {batch.company}  {batch.rows}  "
        f"{status_label(batch.status, language=asked.lang)}"
        for batch in found
    ]
    return Answer(document={"schema": "batches/1", "batches": listed}, lines=tuple(lines))


def _withdraw(asked: Namespace) -> Answer:
    """Withdraw a batch, or a budget; ``--undo`` lets what the batch replaced count again."""
    restored: tuple[str, ...] = ()
    at = timezone.now()
    if asked.undo:
        undone = undo_import(asked.batch, reason=asked.reason, by=OPERATOR, at=at)
        restored, snapshot = undone.restored, undone.snapshot
    else:
        snapshot = _withdrawn(asked, at=at)
    return Answer(
        document={
            "schema": "withdraw/1",
            "batch": asked.batch,
            "status": "withdrawn",
            "restored": list(restored),
            "snapshot": snapshot,
        },
        lines=(
            say("withdrawn", language=asked.lang, batch=asked.batch),
            *(say("restored", language=asked.lang, batch=key) for key in restored),
        ),
    )


def _withdrawn(asked: Namespace, *, at: datetime) -> int:
    try:
        return withdraw(asked.batch, reason=asked.reason, by=OPERATOR, at=at)
    except NotFoundError:  # no batch of the ledger: a budget, or nothing at all
        return withdraw_budget(asked.batch, reason=asked.reason, by=OPERATOR, at=at)
