"""The two jobs of an uploaded file: to check it, and to read it in."""

import json
import shutil
from dataclasses import replace
from typing import Any

from hjulet.domain.ledger_file import LedgerFile
from hjulet.domain.problem import Problem
from hjulet.readers.budget import BudgetContent
from hjulet.services.access import require_anywhere
from hjulet.services.batch_register import ImportOutcome
from hjulet.services.budget import BudgetOutcome, import_budget, judged
from hjulet.services.column_maps import maps_for_child
from hjulet.services.disk import refused_when_full
from hjulet.services.job_run import JobRun
from hjulet.services.ledger import import_sie
from hjulet.services.lists import import_list
from hjulet.services.upload_changes import company_of_rows, keep_changes
from hjulet.services.upload_child import Found, Limits, read_apart
from hjulet.services.upload_facts import Verdict, judge, verdict_to_json
from hjulet.services.upload_outcome import outcome_from_json, outcome_of, outcome_to_json
from hjulet.services.upload_problems import write_problems
from hjulet.services.upload_reader import STAGED
from hjulet.services.uploads import PERMISSIONS, folder_of, row_of
from hjulet.store.models import Upload

LIMITS = Limits()


def check_upload(work: JobRun) -> dict[str, Any]:
    """Read and judge a file in a process of its own, and keep the verdict; store nothing in the ledger."""
    row = row_of(work.params["upload"], by=work.by)
    require_anywhere(PERMISSIONS[row.kind], by=work.by, at=work.at)
    folder = folder_of(row.key)
    try:
        found = read_apart(
            "sie" if row.kind == "sie" else "table",
            folder / "data",
            row.file,
            about=json.dumps(maps_for_child()),
            company_of=company_of_rows,
            limits=LIMITS,
            work=work,
        )
        verdict, problems = _judged(found)
        if isinstance(found, Found) and found.proposal:
            verdict = replace(verdict, proposal=found.proposal)
        with refused_when_full():
            if isinstance(found, Found) and found.folder:
                work.tell("comparing", 0, 0)
                keep_changes(folder, found, by=work.by, at=work.at)
            write_problems(folder, problems)
            kind = _kind_of(found) or row.kind
            Upload.objects.filter(pk=row.pk).update(checked=verdict_to_json(verdict), kind=kind)
    finally:
        shutil.rmtree(folder / STAGED, ignore_errors=True)
    return {"accepted": verdict.accepted}


def import_upload(work: JobRun) -> dict[str, Any]:
    """Read a file in that has been checked. Its bytes are no longer kept unless it was refused."""
    row = row_of(work.params["upload"], by=work.by)
    if row.outcome and row.outcome["status"] != "refused":  # an earlier attempt came this far
        outcome = outcome_from_json(row.outcome, file=row.file)
    else:
        outcome = outcome_of(_import(row, work))
        Upload.objects.filter(pk=row.pk).update(outcome=outcome_to_json(outcome))
    if outcome.status != "refused":
        (folder_of(row.key) / "data").unlink(missing_ok=True)
    return {"status": outcome.status, "batch": outcome.batch}


def _import(row: Upload, work: JobRun) -> ImportOutcome | BudgetOutcome:
    data = folder_of(row.key) / "data"
    if row.kind == "budget":
        return import_budget(data.read_bytes(), file=row.file, by=work.by, at=work.at)
    answers = {name: work.params[name] for name in ("company", "replacing", "unbalanced")}
    if row.kind == "list":
        checked: Any = row.checked
        name = checked["facts"]["source"]
        return import_list(
            data, file=row.file, name=name, progress=work.tell, by=work.by, at=work.at, **answers
        )
    return import_sie(data, file=row.file, progress=work.tell, by=work.by, at=work.at, **answers)


def _kind_of(found: Found | Problem) -> str:
    """Tell what a table has been found to be; empty where that is not known, and for SIE."""
    match found:
        case Found(content=BudgetContent()):
            return "budget"
        case Found(content=LedgerFile(source=name)) if name:
            return "list"
    return ""


def _judged(found: Found | Problem) -> tuple[Verdict, tuple[Problem, ...]]:
    match found:
        case Problem():
            return judge((found,), rows=0), (found,)
        case Found(content=LedgerFile() as facts):
            return judge(facts.problems, rows=facts.counts.rows, facts=facts), facts.problems
        case Found(content=BudgetContent() as budget):
            problems = judged(budget)
            return judge(problems, rows=len(budget.rows)), problems
    raise AssertionError(found)  # the child has told nothing, and no problem either
