"""The problems of a file on a page: counted, filtered by severity and code, and as csv."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from hjulet.domain.problem import Problem, Severity
from hjulet.services.upload_problems import ProblemCount, ProblemFilter
from hjulet.texts.problems import say, severity_label
from hjulet.web.words import language

CODE, SEVERITY = "kod", "grad"


@dataclass(frozen=True, kw_only=True)
class ProblemRow:
    """A problem with its words."""

    severity: str
    place: str
    sentence: str
    code: str
    refuses: bool


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A way to see fewer problems: its words, how many they are, and the address that shows them."""

    label: str
    count: int
    href: str
    current: bool


def asked_for(given: dict[str, str]) -> ProblemFilter:
    """Read from an address which problems are asked for; what no problem has finds none."""
    severity = given.get(SEVERITY, "")
    return ProblemFilter(severity=severity if severity in set(Severity) else "", code=given.get(CODE, ""))


def problem_row(problem: Problem) -> ProblemRow:
    """Word a problem."""
    return ProblemRow(
        severity=severity_label(problem.severity, language=language()),
        place=problem.place.cell or str(problem.place.line or ""),
        sentence=say(problem.code, language=language(), **problem.params),
        code=problem.code,
        refuses=problem.severity.refuses,
    )


def choices(counts: Iterable[ProblemCount], asked: ProblemFilter) -> tuple[list[Chosen], list[Chosen]]:
    """List the severities, and the codes of the one that is chosen, each with how many there are."""
    counts = list(counts)
    severities: dict[Severity, int] = {}
    for one in counts:
        severities[one.severity] = severities.get(one.severity, 0) + one.count
    by_severity = [
        Chosen(
            label=severity_label(severity, language=language()),
            count=count,
            href=_href(severity=severity),
            current=asked.severity == severity,
        )
        for severity, count in severities.items()
    ]
    by_code = [
        Chosen(
            label=one.code,
            count=one.count,
            href=_href(severity=asked.severity, code=one.code),
            current=asked.code == one.code,
        )
        for one in counts
        if asked.severity in ("", one.severity)
    ]
    return by_severity, by_code


def asked_query(asked: ProblemFilter) -> str:
    """Write a filter as the query of an address, empty for none."""
    return _href(severity=asked.severity, code=asked.code).removeprefix("?")


def csv_lines(problems: Iterable[Problem], heads: tuple[str, ...]) -> Iterator[str]:
    """Write problems as csv that a spreadsheet opens: semicolons, and a mark that says utf-8."""
    yield "\ufeff" + _csv_line(heads)
    for problem in problems:
        row = problem_row(problem)
        yield _csv_line((row.severity, row.code, row.place, row.sentence))


def _csv_line(cells: tuple[str, ...]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerow(_harmless(cell) for cell in cells)
    return written.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking text out of somebody's file for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _href(*, severity: str = "", code: str = "") -> str:
    query = urlencode({name: value for name, value in ((SEVERITY, severity), (CODE, code)) if value})
    return f"?{query}"
