"""The problems that a SIE file can have, and how much each matters (CONTRACT, "SIE: problems")."""

from hjulet.domain.problem import Place, Problem, Severity

SEVERITIES: dict[str, Severity] = {
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
