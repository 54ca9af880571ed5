"""``check ledger`` and ``import ledger``: lists of vouchers and of balances from csv and workbooks."""

from argparse import Namespace
from typing import Any

from django.utils import timezone

from hjulet.cli.answer import REFUSED, Answer
from hjulet.cli.files import file_name, readable
from hjulet.cli.ledger_files import facts_document, facts_lines, outcome_answer
from hjulet.cli.progress import progress_of
from hjulet.services.lists import ListCheck, check_list, import_list
from hjulet.services.people import OPERATOR


def check_lists(asked: Namespace) -> Answer:
    """Read and judge lists; change nothing."""
    checked = [_checked(name, asked) for name in asked.files]
    documents = [_document(one, language=asked.lang) for one in checked]
    whole = documents[0] if len(documents) == 1 else {"schema": "check-ledger-files/1", "files": documents}
    return Answer(
        document=whole,
        lines=tuple(line for one in checked for line in facts_lines(one.facts, language=asked.lang)),
        exit_code=0 if all(one.facts.accepted for one in checked) else REFUSED,
    )


def import_one_list(asked: Namespace) -> Answer:
    """Import a list as one batch."""
    file = file_name(asked.file)
    with progress_of(file, is_json=asked.json, language=asked.lang) as progress:
        outcome = import_list(
            readable(asked.file),
            file=file,
            name=asked.map,
            company=asked.company,
            year=asked.year,
            replacing=asked.replace,
            unbalanced=asked.allow_unbalanced,
            progress=progress,
            by=OPERATOR,
            at=timezone.now(),
        )
    more = {"map": outcome.facts.source, "delimiter": outcome.facts.delimiter}
    return outcome_answer(outcome, schema="import-ledger/1", language=asked.lang, **more)


def _checked(name: str, asked: Namespace) -> ListCheck:
    file = file_name(name)
    with progress_of(file, is_json=asked.json, language=asked.lang) as progress:
        return check_list(
            readable(name),
            file=file,
            name=asked.map,
            year=asked.year,
            progress=progress,
            by=OPERATOR,
            at=timezone.now(),
        )


def _document(checked: ListCheck, *, language: str) -> dict[str, Any]:
    return {
        **facts_document(checked.facts, schema="check-ledger/1", language=language),
        "map": checked.name or None,
        "delimiter": checked.facts.delimiter,
        "columns": checked.columns.as_json(),
    }
