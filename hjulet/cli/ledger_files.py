"""A ledger file as judged, and what became of it: in the shape of CONTRACT and as lines."""

from typing import Any

from hjulet.cli.answer import REFUSED, Answer
from hjulet.cli.problems import problem_document, problem_line
from hjulet.domain.ledger_file import LedgerFile
from hjulet.domain.problem import Problem
from hjulet.services.batch_register import ImportOutcome
from hjulet.texts.problems import say, status_label


def facts_document(facts: LedgerFile, *, schema: str, language: str) -> dict[str, Any]:
    """Give a judged ledger file in the shape of CONTRACT."""
    return {
        "schema": schema,
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


def facts_lines(facts: LedgerFile, *, language: str, status: str = "") -> list[str]:
    """Word a judged ledger file: a line, and its problems below it."""
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
    return [head, *problem_lines(facts.problems, language)]


def problem_lines(problems: tuple[Problem, ...], language: str) -> list[str]:
    """Word problems, a line for each."""
    return [f"  {problem_line(problem, language=language)}" for problem in problems]


def outcome_answer(outcome: ImportOutcome, *, schema: str, language: str, **more: Any) -> Answer:
    """Answer what became of a ledger file. ``more`` stands beside what every such answer has."""
    return Answer(
        document={
            **facts_document(outcome.facts, schema=schema, language=language),
            **more,
            "status": outcome.status,
            "batch": outcome.batch or None,
            "snapshot": outcome.snapshot,
        },
        lines=tuple(facts_lines(outcome.facts, language=language, status=outcome.status)),
        exit_code=REFUSED if outcome.status == "refused" else 0,
    )
