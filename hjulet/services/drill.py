"""The way down: from a statement line to its accounts, to the rows, to one voucher."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache

from hjulet.domain.ledger import (
    Dimension,
    Elimination,
    LedgerFilter,
    LedgerQuery,
    LedgerRow,
    RowOrder,
    RowPage,
)
from hjulet.domain.period import Period, month_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.selection import Selection
from hjulet.domain.statement import lines_of
from hjulet.services.access import may, require
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.figures import Books, open_books
from hjulet.services.selection import Selected, codes_met, select
from hjulet.services.sources import OPENING

PAGE = 50
"""Rows on a page."""

MOST_ROWS = 200_000
"""Rows in a file: what a spreadsheet still opens with ease."""

_PIECE = 20_000
"""Rows read at a time for a file."""

_REACHES = (PAGE, 2_000, MOST_ROWS)
"""How far the next voucher is looked for: the next row, mostly, but a payroll is one voucher."""

_UNMAPPED_SIGN = -1

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

    unit: str
    line: str
    unit_name: str
    accounts: tuple[AccountSum, ...]
    names: Mapping[str, str]
    total: Decimal
    snapshot: int


class Step(StrEnum):
    """Which way one goes in a list."""

    NEXT = "next"
    PREVIOUS = "previous"


@dataclass(frozen=True, kw_only=True)
class SeenRow:
    """A row in a list: its amount with the statement's sign, its unit, and its place counted from 0."""

    row: LedgerRow
    amount: Decimal
    unit: str
    place: int

    @property
    def voucher(self) -> tuple[str, str]:
        """Tell which voucher the row is of."""
        return self.row.batch, self.row.voucher


@dataclass(frozen=True, kw_only=True)
class RowsHead:
    """What rows were asked for, how many there are and what they sum to; names of what they hold."""

    selection: Selection
    unit_name: str
    total_rows: int
    amount: Decimal
    account_names: Mapping[str, str]
    code_names: Mapping[str, Mapping[str, str]]
    companies: Mapping[str, str]
    unit_names: Mapping[str, str]
    files: Mapping[str, str]
    snapshot: int
    known_at: datetime


@dataclass(frozen=True, kw_only=True)
class RowsPage:
    """A page of rows. ``pages`` is at least 1; ``above`` are the units over the one looked at."""

    head: RowsHead
    rows: tuple[SeenRow, ...]
    number: int
    pages: int
    above: tuple[tuple[str, str], ...]


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
        unit=unit,
        line=line,
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


def rows_page(
    selection: Selection,
    *,
    order: RowOrder = RowOrder.NEWEST,
    number: int = 1,
    snapshot: int | None = None,
    by: Actor,
    at: datetime,
) -> RowsPage:
    """Page through the rows of a selection; pages are counted from 1.

    Raises NotFoundError for a page beyond the last, and for a unit whose vouchers are not the actor's.
    """
    found = select(selection, permission=Permission.VIEW_VOUCHERS, snapshot=snapshot, by=by, at=at)
    if not 1 <= number <= _MOST_PAGES:
        raise NotFoundError(number)
    start = (number - 1) * PAGE
    page = found.books.ledger.vouchers(found.where, offset=start, limit=PAGE, order=order)
    if number > 1 and not page.rows:
        raise NotFoundError(number)
    return RowsPage(
        head=_head(found, page),
        rows=tuple(seen_rows(page.rows, found.books, start=start)),
        number=number,
        pages=max(1, -(-page.total_rows // PAGE)),
        above=found.above(by=by, at=at),
    )


def every_row(
    selection: Selection,
    *,
    order: RowOrder = RowOrder.NEWEST,
    snapshot: int | None = None,
    by: Actor,
    at: datetime,
) -> tuple[RowsHead, Iterator[SeenRow]]:
    """Give all rows of a selection, read a piece at a time.

    Raises RefusedError ``too-many-rows`` for more than ``MOST_ROWS``.
    """
    found = select(selection, permission=Permission.VIEW_VOUCHERS, snapshot=snapshot, by=by, at=at)
    first = found.books.ledger.vouchers(found.where, offset=0, limit=_PIECE, order=order)
    if first.total_rows > MOST_ROWS:
        raise refused("too-many-rows", rows=str(first.total_rows), limit=str(MOST_ROWS))
    return _head(found, first), seen_rows(_all(found, first, order), found.books, start=0)


def beside(
    selection: Selection,
    place: int,
    *,
    order: RowOrder = RowOrder.NEWEST,
    step: Step,
    snapshot: int | None = None,
    by: Actor,
    at: datetime,
) -> SeenRow | None:
    """Find the first row met of the voucher before or after a row's, in a list of rows.

    ``place`` is that of a row in the list, counted from 0. None at the list's end.
    """
    found = select(selection, permission=Permission.VIEW_VOUCHERS, snapshot=snapshot, by=by, at=at)
    if not 0 <= place <= _MOST_PAGES * PAGE:
        raise NotFoundError(place)
    for reach in _REACHES:
        start = place if step is Step.NEXT else max(0, place - reach)
        limit = reach + 1 if step is Step.NEXT else place - start + 1
        page = found.books.ledger.vouchers(found.where, offset=start, limit=limit, order=order)
        near = list(seen_rows(page.rows, found.books, start=start))
        if not near:
            raise NotFoundError(place)
        in_turn = near if step is Step.NEXT else near[::-1]
        other = next((one for one in in_turn if one.voucher != in_turn[0].voucher), None)
        if other or len(near) <= reach:
            return other
    return None


def seen_rows(rows: Iterable[LedgerRow], books: Books, *, start: int) -> Iterator[SeenRow]:
    """Turn rows to the statement's sign, and say whose they are; each code is looked up once."""
    mapping = books.mapping

    @cache
    def sign(company: str, account: str, year: int) -> int:
        rule = mapping.account_rule(company, account, year)
        return rule.sign if rule else _UNMAPPED_SIGN

    @cache
    def unit(company: str, code: str, year: int) -> str:
        return mapping.unit_of(company, code, year) or ""

    for number, row in enumerate(rows):
        year = int(row.month[:4])
        yield SeenRow(
            row=row,
            amount=row.amount * sign(row.company, row.account, year),
            unit=unit(row.company, dict(row.codes).get("responsibility", ""), year),
            place=start + number,
        )


def _all(found: Selected, first: RowPage, order: RowOrder) -> Iterator[LedgerRow]:
    yield from first.rows
    for start in range(_PIECE, first.total_rows, _PIECE):
        yield from found.books.ledger.vouchers(found.where, offset=start, limit=_PIECE, order=order).rows


def _head(found: Selected, page: RowPage) -> RowsHead:
    books = found.books
    return RowsHead(
        selection=found.selection,
        unit_name=found.unit_name,
        total_rows=page.total_rows,
        amount=page.amount,
        account_names=books.account_names,
        code_names=codes_met(books),
        companies=dict(found.companies),
        unit_names={code: unit.name for code, unit in found.view.units.items()},
        files=books.files,
        snapshot=books.number,
        known_at=books.snapshot.known_at,
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
    view = books.view(month_period(found[0].date))
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


def _where(books: Books, unit: str, line: str, period: Period) -> LedgerFilter:
    return LedgerFilter(
        first_month=period.first_month,
        last_month=period.last_month,
        units=books.subtree(unit, period),
        lines=lines_of(line),
    )
