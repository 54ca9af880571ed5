"""Problems as plain JSON values, as they are kept with a batch, an upload or a job that failed."""

from collections.abc import Mapping
from typing import Any

from hjulet.domain.problem import Place, Problem, Severity


def to_json(problem: Problem) -> dict[str, Any]:
    """Give a problem as plain values; the file is named by what keeps it."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "line": problem.place.line,
        "cell": problem.place.cell,
        "params": dict(problem.params),
    }


def from_json(kept: Mapping[str, Any], *, file: str = "") -> Problem:
    """Give a kept problem back, of a file."""
    return Problem(
        code=kept["code"],
        severity=Severity(kept["severity"]),
        place=Place(file=file, line=kept["line"], cell=kept.get("cell")),
        params=kept["params"],
    )
