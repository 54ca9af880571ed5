"""Problems: bad input is data, not an exception.

A reader returns what it read and every problem it met, each with its place. A problem carries a
code and values; ``hjulet.texts`` makes the sentence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters; ``fatal`` and ``error`` refuse, the others never do."""

    FATAL = "fatal"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def refuses(self) -> bool:
        """Tell whether input with this problem is refused."""
        return self in (Severity.FATAL, Severity.ERROR)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a problem is: a file and either a line (counted from 1) or a cell (``B7``)."""

    file: str = ""
    line: int | None = None
    cell: str | None = None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong with input: a code of CONTRACT, its severity, place and values."""

    code: str
    severity: Severity
    place: Place = Place()
    params: Mapping[str, str] = field(default_factory=dict)


def is_refused(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems refuses the input."""
    return any(problem.severity.refuses for problem in problems)
