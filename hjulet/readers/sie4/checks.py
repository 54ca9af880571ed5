"""Judging what was read: a list of small checks, one rule each (CONTRACT, "SIE: problems").

A check takes the reading and yields problems; it changes nothing. To add one: write the function in
the module of its subject, name it in CHECKS, and add its code to ``codes.py``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from hjulet.domain.problem import Problem
from hjulet.readers.sie4 import check_balances, check_vouchers
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.labels import EXPECTED, REQUIRED
from hjulet.readers.sie4.model import Objects, Reading

_Code = TypeVar("_Code")

Check = Callable[[Reading], Iterable[Problem]]


def required_labels(reading: Reading) -> Iterator[Problem]:
    """Find labels without which a file is refused, and names and years that are empty."""
    required = REQUIRED[reading.kind]
    for label in required:
        if reading.first(label) is None:
            yield problem("missing-required", label=label)
    name = reading.first("#FNAMN")
    if name is not None and not name.text(0).strip():
        yield problem("missing-required", name.line, label="#FNAMN", field="name")
    if "#RAR" in required:
        yield from _current_year(reading)


def _current_year(reading: Reading) -> Iterator[Problem]:
    current = [(year, line) for year, line in reading.years if year.index == 0]
    if reading.first("#RAR") and not current:
        yield problem("missing-required", label="#RAR 0")
    for year, line in current:
        if year.start is None or year.end is None:
            yield problem("missing-required", line, label="#RAR", field="dates")


def expected_labels(reading: Reading) -> Iterator[Problem]:
    """Find labels whose lack is a warning, and a fiscal year that a 4I file leaves empty."""
    for label in EXPECTED[reading.kind]:
        if reading.first(label) is None:
            yield problem("missing-optional", label=label)
    if reading.kind == "4I":
        for year, line in reading.years:
            if year.start is None or year.end is None:
                yield problem("missing-optional", line, label="#RAR", field="dates")


def file_type(reading: Reading) -> Iterator[Problem]:
    """Find a missing #SIETYP (then the content decides) and one that is none of the types."""
    record = reading.first("#SIETYP")
    if record is None:
        yield problem("missing-optional", label="#SIETYP")
    elif record.text(0).strip() not in ("1", "2", "3", "4"):
        yield problem("missing-required", record.line, label="#SIETYP", value=record.text(0))


def file_format(reading: Reading) -> Iterator[Problem]:
    """Find a #FORMAT that states another encoding than the standard's PC8."""
    record = reading.first("#FORMAT")
    if record is not None and record.text(0).strip().upper() != "PC8":
        yield problem("encoding-differs", record.line, cause="format", value=record.text(0))


def already_read(reading: Reading) -> Iterator[Problem]:
    """Find #FLAGGA 1: a receiving program has marked the file as read."""
    record = reading.first("#FLAGGA")
    if record is not None and record.text(0).strip() == "1":
        yield problem("already-read", record.line)


def current_years(reading: Reading) -> Iterator[Problem]:
    """Find a second #RAR 0: two years cannot both be this year."""
    lines = [line for year, line in reading.years if year.index == 0]
    for line in lines[1:]:
        yield problem("two-current-years", line, first=lines[0])


def undeclared_accounts(reading: Reading) -> Iterator[Problem]:
    """Find accounts in rows and balances without #KONTO, one problem each; not in 4I."""
    if reading.kind == "4I":
        return
    used = ((account, line) for account, _, line in _codes(reading) if account not in reading.accounts)
    for account, line, count in _first_uses(used):
        yield problem("undeclared-account", line, account=account, count=count)


def undeclared_objects(reading: Reading) -> Iterator[Problem]:
    """Find objects in rows and balances without #OBJEKT, one problem each."""
    used = (
        (pair, line)
        for _, objects, line in _codes(reading)
        for pair in objects
        if pair not in reading.objects
    )
    for (dimension, code), line, count in _first_uses(used):
        yield problem("undeclared-object", line, dimension=dimension, object=code, count=count)


def _codes(reading: Reading) -> Iterator[tuple[str, Objects, int]]:
    """Go through the accounts and objects of all balances and rows, with their lines."""
    for balance in reading.balances:
        yield balance.account, balance.objects, balance.line
    for _, row in reading.rows:
        yield row.account, row.objects, row.line


def _first_uses(used: Iterable[tuple[_Code, int]]) -> list[tuple[_Code, int, int]]:
    """Give each code once, with the line of its first use and the count of its uses."""
    lines: dict[_Code, int] = {}
    counts: Counter[_Code] = Counter()
    for code, line in used:
        lines.setdefault(code, line)
        counts[code] += 1
    return [(code, line, counts[code]) for code, line in lines.items()]


CHECKS: tuple[Check, ...] = (
    required_labels,
    expected_labels,
    file_type,
    file_format,
    already_read,
    current_years,
    undeclared_accounts,
    undeclared_objects,
    check_vouchers.balanced,
    check_vouchers.numbered_once,
    check_vouchers.number_gaps,
    check_vouchers.dates_in_year,
    check_balances.months_in_year,
    check_balances.stated_once,
    check_balances.openings_continue,
    check_balances.openings_of_results,
    check_balances.closings_add_up,
    check_balances.results_add_up,
)


def run_checks(reading: Reading) -> Iterator[Problem]:
    """Run all checks."""
    for check in CHECKS:
        yield from check(reading)
