"""What no rule covers: accounts and codes with an amount, how many rows, and where it was first booked."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localdate

from hjulet.domain.ledger import LedgerFilter, LedgerRow, RowOrder
from hjulet.domain.mapping import RuleKind
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.statement import UNMAPPED
from hjulet.services.access import require_anywhere
from hjulet.services.figures import Books
from hjulet.services.mapping_page import RulePage, list_rules
from hjulet.services.mapping_use import INCOME_AND_COSTS, CodeUse, books_if_any, seen_units, year_filter

LOOKED_UP = 20
"""Codes whose first voucher is looked up, the largest amounts first: each is a question of its own."""


@dataclass(frozen=True, kw_only=True)
class UnmappedCode:
    """A code without rule, and the first row booked on it (None where it is not looked up, or not seen)."""

    kind: RuleKind
    use: CodeUse
    first: LedgerRow | None


@dataclass(frozen=True, kw_only=True)
class UnmappedReport:
    """A company's codes without rule in a year, the largest amounts first."""

    accounts: RulePage
    codes: tuple[UnmappedCode, ...]


def list_unmapped(*, company: str = "", year: int | None = None, by: Actor, at: datetime) -> UnmappedReport:
    """List the accounts and responsibility codes of a year that no rule covers."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    accounts = list_rules(RuleKind.ACCOUNTS, company=company, year=year, by=by, at=at)
    units = list_rules(RuleKind.UNITS, company=accounts.company, year=accounts.year, by=by, at=at)
    found = [(page.kind, use) for page in (accounts, units) for use in page.without_rule if use.rows]
    found.sort(key=lambda each: (-abs(each[1].amount or Decimal(0)), each[1].code))
    books = books_if_any()
    codes = tuple(
        UnmappedCode(
            kind=kind,
            use=use,
            first=_first(books, kind, use, accounts, by=by, at=at) if books and place < LOOKED_UP else None,
        )
        for place, (kind, use) in enumerate(found)
    )
    return UnmappedReport(accounts=accounts, codes=codes)


def _first(
    books: Books, kind: RuleKind, use: CodeUse, page: RulePage, *, by: Actor, at: datetime
) -> LedgerRow | None:
    if not by.may_anywhere(Permission.VIEW_VOUCHERS, on=localdate(at)):
        return None
    seen = seen_units(books, by=by, at=at)
    if seen is None:
        return None
    where = year_filter(page.company, page.year, units=seen)
    wanted = _narrowed(where, kind, use)
    rows = books.ledger.vouchers(wanted, offset=0, limit=1, order=RowOrder.OLDEST).rows
    return rows[0] if rows else None


def _narrowed(where: LedgerFilter, kind: RuleKind, use: CodeUse) -> LedgerFilter:
    """Keep the rows of one code that no rule covers."""
    if kind is RuleKind.ACCOUNTS:
        return replace(where, accounts=(use.code,), lines=(UNMAPPED,))
    return replace(where, units=(UNMAPPED,), lines=INCOME_AND_COSTS, codes=((use.part, (use.code,)),))
