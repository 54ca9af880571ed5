"""Problems as JSON and as lines."""

from typing import Any

from hjulet.domain.problem import Problem
from hjulet.texts.problems import sentence, severity_label


def problem_document(problem: Problem, *, language: str) -> dict[str, Any]:
    """Give a problem as CONTRACT has it, with its cell and values beside."""
    return {
        "severity": problem.severity,
        "code": problem.code,
        "line": problem.place.line,
        "cell": problem.place.cell,
        "message": sentence(problem, language=language),
        "params": dict(problem.params),
    }


def problem_line(problem: Problem, *, language: str) -> str:
    """Give a problem as a line: ``Fel, rad 12: ...``."""
    return f"{severity_label(problem.severity, language=language)}: {sentence(problem, language=language)}"
