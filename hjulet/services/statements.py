"""The municipality's statements: a company's ledger of a year, in the layout of that year's law."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from hjulet.domain.layout import FilledLayout, Layout, Statement
from hjulet.domain.layouts import LAYOUTS, layout_of
from hjulet.domain.ledger import Dimension, Elimination
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.statement import (
    BALANCE_LINES,
    MUNICIPAL_BALANCE_LINES,
    RESULT_FOR_YEAR,
    UNMAPPED,
)
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.figures import Books, open_books
from hjulet.services.mapping import known_companies
from hjulet.services.mapping_use import INCOME_AND_COSTS, ledger_years, year_filter
from hjulet.services.scope import over_all

NOTHING = Decimal("0.00")
BALANCE = (*BALANCE_LINES, *MUNICIPAL_BALANCE_LINES)
Sums = dict[str, Decimal]


@dataclass(frozen=True, kw_only=True)
class StatementRow:
    """A row of a statement: kronor of the year and of the year before (None: no ledger of it)."""

    id: str
    level: int
    amount: Decimal
    before: Decimal | None
    opens: bool  # whether accounts stand behind it


@dataclass(frozen=True, kw_only=True)
class CompanyStatement:
    """A company's statement of a year. ``left_over`` are lines with an amount that no row takes.

    ``internal`` is what the eliminated items of the income statement sum to, and ``difference`` assets
    less equity and liabilities of the balance sheet: both are zero in a whole and sound ledger.
    """

    company: str
    name: str
    statement: Statement
    year: int
    years: tuple[int, ...]
    layout: Layout
    rows: tuple[StatementRow, ...]
    left_over: tuple[tuple[str, Decimal], ...]
    internal: Decimal
    difference: Decimal
    snapshot: int

    @property
    def before(self) -> int:
        """Tell the year before."""
        return self.year - 1


@dataclass(frozen=True, kw_only=True)
class RowAccount:
    """An account behind a row: its line, and kronor of the year with the statement's sign."""

    account: str
    name: str
    line: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class RowAccounts:
    """The accounts behind a row of a statement, and what they sum to."""

    name: str  # of the company
    accounts: tuple[RowAccount, ...]
    total: Decimal
    snapshot: int


def company_statement(
    statement: Statement,
    *,
    company: str,
    year: int | None = None,
    snapshot: int | None = None,
    by: Actor,
    at: datetime,
) -> CompanyStatement:
    """Fill a statement of a company; the latest year of its ledger without one.

    Items within the company are left out of the income statement (DOMAIN 6). Raises NotFoundError where
    the company's units are not all the actor's, RefusedError for a year that no layout is known for.
    """
    books, name = _open(company, snapshot, by=by, at=at)
    years = ledger_years(books.batches, company)
    shown = year or (years[-1] if years else at.year)
    layout = _layout(statement, shown)
    now = layout.fill(_sums(books, layout, company, shown))
    before = layout.fill(_sums(books, layout, company, shown - 1)) if shown - 1 in years else None
    return CompanyStatement(
        company=company,
        name=name,
        statement=statement,
        year=shown,
        years=tuple(sorted({*years, shown})),
        layout=layout,
        rows=tuple(
            StatementRow(
                id=row.id,
                level=row.level,
                amount=now.amounts[row.id],
                before=before.amounts[row.id] if before else None,
                opens=row.id != RESULT_FOR_YEAR or statement is Statement.INCOME,
            )
            for row in layout.rows
        ),
        left_over=tuple(sorted(now.left_over.items())),
        internal=_internal(books, company, shown) if statement is Statement.INCOME else NOTHING,
        difference=_unbalance(now) if statement is Statement.BALANCE else NOTHING,
        snapshot=books.number,
    )


def row_accounts(
    statement: Statement,
    row: str,
    *,
    company: str,
    year: int,
    snapshot: int | None = None,
    by: Actor,
    at: datetime,
) -> RowAccounts:
    """List the accounts behind a row; raises NotFoundError for a row that the year's layout does not have."""
    books, name = _open(company, snapshot, by=by, at=at)
    layout = _layout(statement, year)
    if row not in {each.id for each in layout.rows}:
        raise NotFoundError(row)
    lines = tuple(line for line in layout.lines_below(row) if line != RESULT_FOR_YEAR)
    by_account = _by_account(books, layout, company, year, lines) if lines else {}
    accounts = tuple(
        RowAccount(account=account, name=books.account_names.get(account, ""), line=line, amount=amount)
        for (account, line), amount in sorted(by_account.items())
    )
    total = sum((each.amount for each in accounts), NOTHING)
    return RowAccounts(name=name, accounts=accounts, total=total, snapshot=books.number)


def _open(company: str, snapshot: int | None, *, by: Actor, at: datetime) -> tuple[Books, str]:
    """Open the books for whoever may see the figures of all that a company's rules are about."""
    books = open_books(snapshot)
    companies = dict(known_companies(books.mapping))
    units = {rule.unit for rule in books.mapping.units if rule.company == company}
    if company not in companies or not over_all(Permission.VIEW_FIGURES, units, by=by, at=at):
        raise NotFoundError(company)
    return books, companies[company]


def _layout(statement: Statement, year: int) -> Layout:
    found = layout_of(statement, year)
    if found is None or statement is Statement.OPERATING:
        first = min(each.valid_from for each in LAYOUTS if each.statement is statement)
        raise refused("no-layout", year=str(year), first=str(first))
    return found


def _sums(books: Books, layout: Layout, company: str, year: int) -> Sums:
    """Sum by line what a statement is filled from."""
    sums: Sums = {}
    for (_, line), amount in _by_account(books, layout, company, year, ()).items():
        sums[line] = sums.get(line, NOTHING) + amount
    if layout.statement is Statement.BALANCE:
        gross = books.ledger.sums(year_filter(company, year, lines=INCOME_AND_COSTS), by=(Dimension.LINE,))
        sums[RESULT_FOR_YEAR] = sum((each.amount for each in gross), NOTHING)
    return sums


def _by_account(
    books: Books, layout: Layout, company: str, year: int, lines: tuple[str, ...]
) -> dict[tuple[str, str], Decimal]:
    """Sum by account and line: the year's external rows, or opening balances with the year's rows."""
    is_balance = layout.statement is Statement.BALANCE
    wanted = lines or (BALANCE if is_balance else (*INCOME_AND_COSTS, UNMAPPED))
    where = year_filter(company, year, lines=wanted)
    by = (Dimension.ACCOUNT, Dimension.LINE)
    if is_balance:
        parts = (*books.ledger.balances(where, kind="IB", by=by), *books.ledger.sums(where, by=by))
    else:
        parts = books.ledger.sums(replace(where, without=Elimination.OWN), by=by)
    found: dict[tuple[str, str], Decimal] = {}
    for each in parts:
        account, line = each.keys
        found[account, line] = found.get((account, line), NOTHING) + each.amount
    return {key: amount for key, amount in found.items() if amount}


def _internal(books: Books, company: str, year: int) -> Decimal:
    """Sum the items within the company, which ought to cancel out."""
    where = year_filter(company, year, lines=INCOME_AND_COSTS)
    sums = books.ledger.sums(where, by=(Dimension.INTERNAL,))
    return sum((each.amount for each in sums if each.keys == (str(int(Elimination.OWN)),)), NOTHING)


def _unbalance(filled: FilledLayout) -> Decimal:
    return filled.amounts["total_assets"] - filled.amounts["total_liabilities_equity"]
