"""The problems that a list can have, and how much each matters. Those that SIE has too weigh the same."""

from collections.abc import Callable

from hjulet.domain.problem import Place, Problem, Severity

SEVERITIES: dict[str, Severity] = {
    # the file as such
    "too-large": Severity.FATAL,
    "not-readable": Severity.FATAL,
    "empty-file": Severity.FATAL,
    "undecodable": Severity.FATAL,
    "unclosed-quote": Severity.FATAL,
    "heads-not-found": Severity.FATAL,
    "no-rows": Severity.FATAL,
    # questions that the column map answers
    "several-sheets": Severity.ERROR,
    "merged-head": Severity.ERROR,
    "merged-cells": Severity.ERROR,
    "hidden-rows": Severity.ERROR,
    "hidden-column": Severity.ERROR,
    "extra-row": Severity.ERROR,
    "serial-date": Severity.ERROR,
    "zero-lost": Severity.ERROR,
    "head-twice": Severity.ERROR,
    # single cells and rows
    "bad-amount": Severity.FATAL,
    "bad-date": Severity.FATAL,
    "bad-month": Severity.ERROR,
    "bad-code": Severity.ERROR,
    "missing-value": Severity.ERROR,
    "debit-and-credit": Severity.ERROR,
    "too-many-cells": Severity.ERROR,
    "error-in-cell": Severity.ERROR,
    "formula-without-value": Severity.ERROR,
    "more-problems": Severity.ERROR,
    # the whole
    "total-differs": Severity.ERROR,
    "missing-year": Severity.ERROR,
    "unbalanced-voucher": Severity.ERROR,
    "duplicate-voucher": Severity.ERROR,
    "repeated-number": Severity.WARNING,
    "number-gap": Severity.WARNING,
    "date-outside-year": Severity.WARNING,
    "duplicate-balance": Severity.WARNING,
    "no-voucher-number": Severity.WARNING,
    "new-column": Severity.WARNING,
}

QUESTIONS: dict[str, str] = {
    "several-sheets": "sheet",
    "hidden-rows": "include_hidden",
    "hidden-column": "include_hidden",
    "extra-row": "skip_extra_rows",
    "serial-date": "serial_dates",
    "zero-lost": "widths",
}
"""Problem -> the answer of the column map (``hjulet.domain.column_map.Answers``) that settles it."""

LOSES_ROWS = frozenset(
    {
        *("bad-amount", "bad-date", "bad-month", "bad-code", "missing-value", "debit-and-credit"),
        *("serial-date", "too-many-cells", "unclosed-quote", "more-problems"),
    }
)
"""Problems that leave a row out: what is left is not judged as a whole, every sum would be off."""

LONGEST = 200  # characters of a value that a message shows
MOST_PROBLEMS = 1_000
"""Of the cells of one file; after that it is said how it went on, and no more are listed."""

Report = Callable[[Problem], object]


def problem(code: str, place: Place, **params: object) -> Problem:
    """Make a problem at its place."""
    return Problem(
        code=code,
        severity=SEVERITIES[code],
        place=place,
        params={name: str(value)[:LONGEST] for name, value in params.items()},
    )
