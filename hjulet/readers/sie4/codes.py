"""The problems that a SIE file can have, and how much each matters (CONTRACT, "SIE: problems")."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hjulet.domain.problem import Place, Problem, Severity

SEVERITIES: dict[str, Severity] = {  # in the order in which those of one line are told
    "not-sie": Severity.FATAL,
    "truncated": Severity.FATAL,
    "too-large": Severity.FATAL,
    "unclosed-quote": Severity.FATAL,
    "unclosed-brace": Severity.FATAL,
    "missing-required": Severity.FATAL,
    "bad-amount": Severity.FATAL,
    "bad-date": Severity.FATAL,
    "odd-object-list": Severity.FATAL,
    "undecodable": Severity.FATAL,
    "unbalanced-voucher": Severity.ERROR,
    "duplicate-voucher": Severity.ERROR,
    "two-current-years": Severity.ERROR,
    "duplicate-balance": Severity.WARNING,
    "undeclared-account": Severity.WARNING,
    "undeclared-object": Severity.WARNING,
    "opening-differs": Severity.WARNING,
    "opening-not-zero": Severity.WARNING,
    "opening-unbalanced": Severity.WARNING,
    "balance-mismatch": Severity.WARNING,
    "result-mismatch": Severity.WARNING,
    "date-outside-year": Severity.WARNING,
    "number-gap": Severity.WARNING,
    "repeated-number": Severity.WARNING,
    "checksum-mismatch": Severity.WARNING,
    "encoding-differs": Severity.WARNING,
    "already-read": Severity.WARNING,
    "missing-optional": Severity.WARNING,
    "not-a-label": Severity.WARNING,
    "unknown-label": Severity.INFO,
    "more-problems": Severity.ERROR,  # in truth that of the problems which it counts
}


_LONGEST = 200  # characters of a value that a message shows


def problem(code: str, line: int | None = None, **params: object) -> Problem:
    """Make a problem of a SIE file at a line; the reader adds the file's name at the end."""
    return Problem(
        code=code,
        severity=SEVERITIES[code],
        place=Place(line=line),
        params={name: str(value)[:_LONGEST] for name, value in params.items()},
    )


MOST_OF_A_CODE = 1000
"""Problems of one code that are told one by one: a file may have one on every line."""


class Problems:
    """The problems of one file, and of a code that is met on and on how many more there are."""

    def __init__(self) -> None:
        """Begin without any."""
        self._kept: list[Problem] = []
        self._met: Counter[str] = Counter()

    def append(self, found: Problem) -> None:
        """Add a problem."""
        self._met[found.code] += 1
        if self._met[found.code] <= MOST_OF_A_CODE:
            self._kept.append(found)

    def extend(self, found: Iterable[Problem]) -> None:
        """Add problems."""
        for one in found:
            self.append(one)

    @property
    def is_fatal(self) -> bool:
        """Tell whether something could not be read."""
        return any(SEVERITIES[code] is Severity.FATAL for code in self._met)

    def has(self, code: str) -> bool:
        """Tell whether a code was met."""
        return code in self._met

    def placed(self, file: str) -> tuple[Problem, ...]:
        """Give all with the file's name, by line, the whole file's first and the gravest of a line first."""
        named = (replace(one, place=replace(one.place, file=file)) for one in (*self._kept, *self._more()))
        return tuple(sorted(named, key=_order))

    def _more(self) -> Iterator[Problem]:
        for code, count in self._met.items():
            if count > MOST_OF_A_CODE:
                more = problem("more-problems", what=code, count=count - MOST_OF_A_CODE)
                yield replace(more, severity=SEVERITIES[code])


_RANK = {code: rank for rank, code in enumerate(SEVERITIES)}


def _order(found: Problem) -> tuple[int, int, tuple[str, ...]]:
    return found.place.line or 0, _RANK[found.code], tuple(found.params.values())
