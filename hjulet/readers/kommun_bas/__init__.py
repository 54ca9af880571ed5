"""Kommun-Bas: a mapping to start from, by edition, from account groups to statement lines.

The rows stand in ``accounts.csv`` beside this file, each with its source and whether it is published or
only generally known (``not-verified``). Editions 13, 21 and 26 are all in use; where no source tells them
apart one row stands for all three, and today that is every row. A municipality takes the rows over as its
own rules and changes them: nothing is read from here afterwards. Class 9 (internal accounts) and groups
that no source explains (81, 86, 89) have no row: what is booked there is unmapped until somebody says.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from hjulet.domain.mapping import AccountRule
from hjulet.domain.statement import sign_of

EDITIONS: dict[str, int] = {"13": 2013, "21": 2021, "26": 2026}
"""Edition -> the first accounting year that it was made for."""

_FILE = Path(__file__).with_name("accounts.csv")


@dataclass(frozen=True, kw_only=True)
class StarterRule:
    """A row of an edition: a range of accounts, its line, and how well that is known."""

    account_from: str
    account_to: str
    line: str
    is_published: bool
    source: str

    def of_company(self, company: str, *, first: int, last: int | None) -> AccountRule:
        """Make it a company's own rule for the years first-last."""
        return AccountRule(
            company=company,
            valid_from=first,
            valid_to=last,
            account_from=self.account_from,
            account_to=self.account_to,
            line=self.line,
            sign=sign_of(self.line),
        )


def read_edition(edition: str) -> tuple[StarterRule, ...]:
    """Read the rows of an edition, in order: the first that covers an account wins. Raises KeyError."""
    EDITIONS[edition]
    rows = csv.DictReader(io.StringIO(_FILE.read_text(encoding="utf-8")), delimiter=";", strict=True)
    return tuple(
        StarterRule(
            account_from=row["account_from"],
            account_to=row["account_to"],
            line=row["line"],
            is_published=row["status"] == "published",
            source=row["source"],
        )
        for row in rows
        if edition in row["editions"].split()
    )
