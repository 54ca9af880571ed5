"""The way down: from a statement line to its accounts, to the rows, to one voucher."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from hjulet.domain.ledger import Dimension, Elimination, LedgerFilter, LedgerQuery, LedgerRow, RowPage
from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may, require
from hjulet.services.errors import NotFoundError
from hjulet.services.figures import Books, open_books
from hjulet.services.sources import OPENING

PAGE = 50
"""Rows on a page."""

_MOST_PAGES = 10_000_000
"""More than any ledger fills; what a number in an address may be."""


@dataclass(frozen=True, kw_only=True)
class AccountSum:
    """The sum of an account, kronor with the statement's sign."""

    account: str
    amount: Decimal
    rows: int


@dataclass(frozen=True, kw_only=True)
class LineAccounts:
    """The accounts behind a statement line, kronor with the statement's sign."""

    unit_name: str
    accounts: tuple[AccountSum, ...]
    names: Mapping[str, str]
    total: Decimal
    snapshot: int


@dataclass(frozen=True, kw_only=True)
class LineRows:
    """A page of the rows behind a line or an account. ``pages`` is at least 1."""

    unit_name: str
    page: RowPage
    number: int
    pages: int
    names: Mapping[str, str]
    snapshot: int


@dataclass(frozen=True, kw_only=True)
class Voucher:
    """A voucher with the rows that the actor may see; the others are counted and summed.

    Amounts are kronor with the ledger's sign. ``rows`` and ``hidden_amount`` sum to zero.
    """

    batch: str
    file: str
    voucher: str
    rows: tuple[LedgerRow, ...]
    hidden_rows: int
    hidden_amount: Decimal
    names: Mapping[str, str]
    units: Mapping[str, str]  # responsibility code -> name of the unit


def line_accounts(
    unit: str, line: str, period: Period, *, snapshot: int | None = None, by: Actor, at: datetime
) -> LineAccounts:
    """Sum the accounts of a unit's statement line."""
    books = open_books(snapshot)
    require(Permission.VIEW_FIGURES, unit, by=by, at=at, view=books.view(period))
    accounts = account_sums(books.ledger, _where(books, unit, line, period))
    return LineAccounts(
        unit_name=books.view(period).units[unit].name,
        accounts=accounts,
        names=books.account_names,
        total=sum((account.amount for account in accounts), Decimal(0)),
        snapshot=books.number,
    )


def account_sums(
    ledger: LedgerQuery, where: LedgerFilter, *, kinds: Collection[Elimination] = tuple(Elimination)
) -> tuple[AccountSum, ...]:
    """Sum by account, in the order of the chart; only rows that are internal in some ways, or not at all."""
    by = (Dimension.ACCOUNT, Dimension.INTERNAL) if len(kinds) < len(Elimination) else (Dimension.ACCOUNT,)
    found: dict[str, AccountSum] = {}
    for each in ledger.sums(where, by=by):
        account, *kind = each.keys
        if not kind or Elimination(int(kind[0])) in kinds:
            before = found.get(account, AccountSum(account=account, amount=Decimal("0.00"), rows=0))
            found[account] = AccountSum(
                account=account, amount=before.amount + each.amount, rows=before.rows + each.rows
            )
    return tuple(found.values())


def opening_sums(ledger: LedgerQuery, where: LedgerFilter) -> tuple[AccountSum, ...]:
    """Sum the opening balances of objects by account."""
    return tuple(
        AccountSum(account=each.keys[0], amount=each.amount, rows=each.rows)
        for each in ledger.balances(where, kind=OPENING, by=(Dimension.ACCOUNT,))
    )


def line_rows(
    unit: str,
    line: str,
    period: Period,
    *,
    account: str = "",
    number: int = 1,
    snapshot: int | None = None,
    by: Actor,
    at: datetime,
) -> LineRows:
    """Page through the rows of a unit's statement line, newest first; pages are counted from 1.

    Raises NotFoundError for a page beyond the last.
    """
    books = open_books(snapshot)
    require(Permission.VIEW_VOUCHERS, unit, by=by, at=at, view=books.view(period))
    if not 1 <= number <= _MOST_PAGES:
        raise NotFoundError(number)
    where = _where(books, unit, line, period, accounts=(account,) if account else ())
    page = books.ledger.vouchers(where, offset=(number - 1) * PAGE, limit=PAGE)
    pages = max(1, -(-page.total_rows // PAGE))
    if number > 1 and not page.rows:
        raise NotFoundError(number)
    return LineRows(
        unit_name=books.view(period).units[unit].name,
        page=page,
        number=number,
        pages=pages,
        names=books.account_names,
        snapshot=books.number,
    )


def voucher(batch: str, key: str, *, snapshot: int | None = None, by: Actor, at: datetime) -> Voucher:
    """Open one voucher. Rows of units that the actor may not see are only counted and summed.

    Raises NotFoundError where there is no such voucher, or none of its rows is the actor's.
    """
    books = open_books(snapshot)
    found = books.ledger.voucher(batch, key)
    if not found:
        raise NotFoundError(key)
    units = {row.row: books.unit_of(row) for row in found}
    view = books.view(parse_period(f"{found[0].date:%Y-%m}"))
    seen = tuple(
        row for row in found if may(Permission.VIEW_VOUCHERS, units[row.row] or "", by=by, at=at, view=view)
    )
    if not seen:
        raise NotFoundError(key)
    hidden = [row for row in found if row not in seen]
    return Voucher(
        batch=batch,
        file=books.files[batch],
        voucher=key,
        rows=seen,
        hidden_rows=len(hidden),
        hidden_amount=sum((row.amount for row in hidden), Decimal("0.00")),
        names=books.account_names,
        units={
            dict(row.codes).get("responsibility", ""): view.units[unit].name
            for row in seen
            if (unit := units[row.row]) in view.units
        },
    )


def _where(
    books: Books, unit: str, line: str, period: Period, accounts: tuple[str, ...] = ()
) -> LedgerFilter:
    return LedgerFilter(
        first_month=period.months[0],
        last_month=period.last_month,
        units=books.subtree(unit, period),
        lines=(line,),
        accounts=accounts,
    )
