"""A ledger file's facts: what it is, whom it concerns, what it counts, and what is wrong with it.

SIE types 1-4 (4E export, 4I import), and lists of vouchers or balances from a workbook or csv. Rows and
balances stand beside these facts as Arrow tables (``hjulet.readers``), since the domain knows no table
library.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from hjulet.domain.problem import Problem, Severity, is_refused


@dataclass(frozen=True, kw_only=True)
class FiscalYear:
    """One #RAR: index 0 is this year, -1 last; dates are None where a 4I file leaves them out."""

    index: int
    start: date | None
    end: date | None

    def contains(self, day: date) -> bool:
        """Tell whether a day lies in the year; a year without dates contains every day."""
        return self.start is None or self.end is None or self.start <= day <= self.end


@dataclass(frozen=True, kw_only=True)
class LedgerCounts:
    """How much a file holds: #KONTO, #DIM and #UNDERDIM, #OBJEKT, #VER, rows in force, balances."""

    accounts: int = 0
    dimensions: int = 0
    objects: int = 0
    vouchers: int = 0
    rows: int = 0
    balances: int = 0


@dataclass(frozen=True, kw_only=True)
class Checksum:
    """A #KSUMMA: what the file states (None if it is no number, or missing) and what we compute."""

    stated: int | None
    computed: int
    ok: bool


@dataclass(frozen=True, kw_only=True)
class LedgerFile:
    """One ledger file as read and judged. Amounts are kronor; codes are strings."""

    file: str
    sha256: str  # of the bytes
    content: str  # of the canonical records: equal for two files that say the same
    kind: str = ""  # "1", "2", "3", "4E", "4I", "list", "balances"; "" if it is none of them
    encoding: str = "cp437"  # "cp437", "latin-1", "utf-8"; of a list "utf-8", "cp1252", "cp437", "xlsx"
    delimiter: str = ""  # of a csv file
    source: str = ""  # the column map that a list was read with
    company: str = ""
    org_number: str = ""
    fiscal_years: tuple[FiscalYear, ...] = ()
    counts: LedgerCounts = LedgerCounts()
    checksum: Checksum | None = None
    control_sum: Decimal = Decimal("0.00")  # sum of the absolute amounts of the rows in force
    balance_sum: Decimal = Decimal("0.00")  # sum of the absolute amounts of the balances
    months: tuple[str, ...] = ()  # "2017-08", those that rows cover, in order
    accounts: Mapping[str, str] = field(default_factory=dict)  # account -> name
    account_types: Mapping[str, str] = field(default_factory=dict)  # account -> T, S, K or I (#KTYP)
    dimensions: Mapping[str, str] = field(default_factory=dict)  # dimension -> name
    objects: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (dimension, code) -> name
    used_codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Column (``account`` and those of CODE_PARTS) -> the codes that rows and balances use, in order."""
    problems: tuple[Problem, ...] = ()

    @property
    def accepted(self) -> bool:
        """Tell whether the file may be imported: no problem is fatal or an error."""
        return not is_refused(self.problems)


def allow_unbalanced(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Turn unbalanced vouchers into warnings: the controller's explicit, audited way in."""
    return tuple(
        replace(problem, severity=Severity.WARNING) if _is_unbalanced(problem) else problem
        for problem in problems
    )


def _is_unbalanced(problem: Problem) -> bool:
    """Tell whether a problem is a voucher that does not balance, or many more of them."""
    return "unbalanced-voucher" in (problem.code, problem.params.get("what"))
