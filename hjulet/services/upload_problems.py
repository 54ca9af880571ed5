"""The problems of an uploaded file, kept beside it: one line of JSON each, those that refuse first.

There may be a hundred thousand of them. A page reads as many as it shows, and the list as csv all of
them, one at a time.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hjulet.domain.problem import Problem, Severity
from hjulet.services.kept_problems import from_json, to_json

_FILE = "problems.jsonl"
_ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, kw_only=True)
class ProblemCount:
    """How many problems of a code a file has."""

    severity: Severity
    code: str
    count: int


@dataclass(frozen=True, kw_only=True)
class ProblemFilter:
    """Which problems are asked for; empty: all."""

    severity: str = ""
    code: str = ""

    def keeps(self, problem: Problem) -> bool:
        """Tell whether a problem is among them."""
        return self.severity in ("", problem.severity) and self.code in ("", problem.code)


def count_problems(problems: Iterable[Problem]) -> tuple[ProblemCount, ...]:
    """Count by severity and code, the gravest first."""
    counted = Counter((problem.severity, problem.code) for problem in problems)
    return tuple(
        ProblemCount(severity=severity, code=code, count=count)
        for (severity, code), count in sorted(
            counted.items(), key=lambda one: (_ORDER[one[0][0]], -one[1], one[0][1])
        )
    )


def write_problems(folder: Path, problems: Iterable[Problem]) -> None:
    """Keep the problems in an upload's folder, in the order in which they are shown."""
    ordered = sorted(problems, key=lambda one: (_ORDER[one.severity], one.place.line or 0))
    temporary = folder / f"{_FILE}.new"
    with temporary.open("w", encoding="utf-8") as sink:
        sink.writelines(json.dumps(to_json(problem), ensure_ascii=False) + "\n" for problem in ordered)
    temporary.rename(folder / _FILE)


def kept_problems(folder: Path, *, file: str, asked: ProblemFilter) -> Iterator[Problem]:
    """Read the problems that are asked for, one at a time; none where none are kept."""
    try:
        kept = (folder / _FILE).open(encoding="utf-8")
    except FileNotFoundError:
        return
    with kept:
        problems = (from_json(json.loads(line), file=file) for line in kept)
        yield from (problem for problem in problems if asked.keeps(problem))
