"""Judging what was read: a list of small checks, one rule each (CONTRACT, "SIE: problems").

A check takes the reading and yields problems; it changes nothing. To add one: write the function in
the module of its subject, name it in CHECKS (or in PIECE_CHECKS, if it is about vouchers one by one and
should hold none of them), and add its code to ``codes.py``.
"""

from collections.abc import Callable, Iterable, Iterator

from hjulet.domain.ledger_file import FiscalYear
from hjulet.domain.problem import Problem
from hjulet.readers.sie4 import check_balances, check_vouchers
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.frames import Frames
from hjulet.readers.sie4.labels import EXPECTED, REQUIRED
from hjulet.readers.sie4.reading import Reading

Check = Callable[[Reading], Iterable[Problem]]
PieceCheck = Callable[[Frames, FiscalYear | None], Iterable[Problem]]


def required_labels(reading: Reading) -> Iterator[Problem]:
    """Find labels without which a file is refused, and names and years that are empty."""
    required = REQUIRED[reading.kind]
    for label in required:
        if reading.head.first.get(label) is None:
            yield problem("missing-required", label=label)
    name = reading.head.first.get("#FNAMN")
    if name is not None and not name.text(0).strip():
        yield problem("missing-required", name.line, label="#FNAMN", field="name")
    if "#RAR" in required:
        yield from _current_year(reading)


def _current_year(reading: Reading) -> Iterator[Problem]:
    current = [(year, line) for year, line in reading.head.years if year.index == 0]
    if reading.head.first.get("#RAR") and not current:
        yield problem("missing-required", label="#RAR 0")
    for year, line in current:
        if year.start is None or year.end is None:
            yield problem("missing-required", line, label="#RAR", field="dates")


def expected_labels(reading: Reading) -> Iterator[Problem]:
    """Find labels whose lack is a warning, and a fiscal year that a 4I file leaves empty."""
    for label in EXPECTED[reading.kind]:
        if reading.head.first.get(label) is None:
            yield problem("missing-optional", label=label)
    if reading.kind == "4I":
        for year, line in reading.head.years:
            if year.start is None or year.end is None:
                yield problem("missing-optional", line, label="#RAR", field="dates")


def file_type(reading: Reading) -> Iterator[Problem]:
    """Find a missing #SIETYP (then the content decides) and one that is none of the types."""
    record = reading.head.first.get("#SIETYP")
    if record is None:
        yield problem("missing-optional", label="#SIETYP")
    elif record.text(0).strip() not in ("1", "2", "3", "4"):
        yield problem("missing-required", record.line, label="#SIETYP", value=record.text(0))


def file_format(reading: Reading) -> Iterator[Problem]:
    """Find a #FORMAT that states another encoding than the standard's PC8."""
    record = reading.head.first.get("#FORMAT")
    if record is not None and record.text(0).strip().upper() != "PC8":
        yield problem("encoding-differs", record.line, cause="format", value=record.text(0))


def already_read(reading: Reading) -> Iterator[Problem]:
    """Find #FLAGGA 1: a receiving program has marked the file as read."""
    record = reading.head.first.get("#FLAGGA")
    if record is not None and record.text(0).strip() == "1":
        yield problem("already-read", record.line)


def current_years(reading: Reading) -> Iterator[Problem]:
    """Find a second #RAR 0: two years cannot both be this year."""
    lines = [line for year, line in reading.head.years if year.index == 0]
    for line in lines[1:]:
        yield problem("two-current-years", line, first=lines[0])


def undeclared_accounts(reading: Reading) -> Iterator[Problem]:
    """Find accounts in rows and balances without #KONTO, one problem each; not in 4I."""
    if reading.kind == "4I":
        return
    for account, use in reading.tally.accounts.items():
        if account not in reading.head.accounts:
            yield problem("undeclared-account", use.line, account=account, count=use.count)


def undeclared_objects(reading: Reading) -> Iterator[Problem]:
    """Find objects in rows and balances without #OBJEKT, one problem each.

    An object of a sub-dimension is one of its dimension too (#UNDERDIM): it is declared once.
    """
    for (dimension, code), use in reading.tally.objects.items():
        if reading.head.object_name(dimension, code) is None:
            params = {"dimension": dimension, "object": code, "count": use.count}
            yield problem("undeclared-object", use.line, **params)


PIECE_CHECKS: tuple[PieceCheck, ...] = (
    check_vouchers.balanced,
    check_vouchers.dates_in_year,
)
"""Checks of vouchers one by one, as they are read."""

CHECKS: tuple[Check, ...] = (
    required_labels,
    expected_labels,
    file_type,
    file_format,
    already_read,
    current_years,
    undeclared_accounts,
    undeclared_objects,
    check_vouchers.numbered_once,
    check_vouchers.number_gaps,
    check_balances.months_in_year,
    check_balances.stated_once,
    check_balances.openings_continue,
    check_balances.openings_of_results,
    check_balances.openings_balance,
    check_balances.closings_add_up,
    check_balances.results_add_up,
)
"""Checks of the file as a whole, once all of it has been read."""


def check_piece(piece: Frames, year: FiscalYear | None) -> Iterator[Problem]:
    """Run the checks of some vouchers, given this year."""
    for check in PIECE_CHECKS:
        yield from check(piece, year)


def check_file(reading: Reading) -> Iterator[Problem]:
    """Run the checks of the whole file."""
    for check in CHECKS:
        yield from check(reading)
