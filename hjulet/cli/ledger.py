"""``check``, ``import``, ``batches`` and ``withdraw``."""

from argparse import Namespace
from datetime import datetime

from django.utils import timezone

from hjulet.cli.answer import REFUSED, Answer
from hjulet.cli.files import file_name, read_file, readable
from hjulet.cli.ledger_files import facts_document, facts_lines, outcome_answer, problem_lines
from hjulet.cli.lists import check_lists, import_one_list
from hjulet.cli.problems import problem_document
from hjulet.cli.progress import progress_of
from hjulet.domain.ledger_file import LedgerFile
from hjulet.services import homes, ledger
from hjulet.services.batch_endings import undo_import, withdraw
from hjulet.services.budget import import_budget, withdraw_budget
from hjulet.services.errors import NotFoundError
from hjulet.services.people import OPERATOR
from hjulet.texts.problems import say, status_label


def run(asked: Namespace) -> Answer:
    """Answer one of them."""
    if asked.command == "check" and asked.what == "sie":
        return _check(asked)
    homes.make_ready()
    return _COMMANDS[asked.command, getattr(asked, "what", "")](asked)


def _check(asked: Namespace) -> Answer:
    checked = [_checked(name, asked) for name in asked.files]
    documents = [facts_document(facts, schema="check-sie/1", language=asked.lang) for facts in checked]
    whole = documents[0] if len(documents) == 1 else {"schema": "check-sie-files/1", "files": documents}
    return Answer(
        document=whole,
        lines=tuple(line for facts in checked for line in facts_lines(facts, language=asked.lang)),
        exit_code=0 if all(facts.accepted for facts in checked) else REFUSED,
    )


def _checked(name: str, asked: Namespace) -> LedgerFile:
    file = file_name(name)
    with progress_of(file, is_json=asked.json, language=asked.lang) as progress:
        return ledger.check_sie(readable(name), file=file, progress=progress, by=OPERATOR, at=timezone.now())


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
    return outcome_answer(outcome, schema="import-sie/1", language=asked.lang)


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
            *problem_lines(outcome.problems, asked.lang),
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


_COMMANDS = {
    ("check", "ledger"): check_lists,
    ("import", "sie"): _import_sie,
    ("import", "ledger"): import_one_list,
    ("import", "budget"): _import_budget,
    ("batches", ""): _batches,
    ("withdraw", ""): _withdraw,
}
"""Command and what it is about -> what answers it, in a home that is ready."""
