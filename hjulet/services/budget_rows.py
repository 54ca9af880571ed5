"""The budget rows in force behind a figure: which file, which version, decided when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hjulet.domain.budget import BudgetRow
from hjulet.domain.budget_in_force import day_of, rows_in_force
from hjulet.domain.figures import Figure
from hjulet.domain.forecast import day_made
from hjulet.domain.statement import UNMAPPED
from hjulet.services.figures import Books
from hjulet.services.sources import MAIN_COMPANY
from hjulet.store.models import BudgetAmount


@dataclass(frozen=True, kw_only=True)
class BudgetRowInForce:
    """A budget row that a figure counts: kronor with the statement's sign, and the file it came in."""

    unit: str
    account: str
    period: str
    amount: Decimal
    version: str
    decided: date | None
    file: str


def budget_rows(figure: Figure, books: Books) -> tuple[BudgetRowInForce, ...]:
    """List the rows that a leaf of the budget counts, in the order of the files; none for other figures."""
    counted = figure.filter
    if counted is None or counted.source != "budget":
        return ()
    amounts = BudgetAmount.objects.filter(budget__snapshots=books.snapshot, unit__in=counted.units)
    files: dict[BudgetRow, str] = {}
    for amount in amounts.select_related("budget").order_by("budget_id", "id"):
        if counted.first_month[:4] <= amount.period[:4] <= counted.last_month[:4]:
            files.pop(amount.to_domain(), None)  # a row given again stands where it was given last
            files[amount.to_domain()] = amount.budget.file
    version = figure.ref.get("version", "budget")
    in_force = rows_in_force(_of_line(files, counted.line, books), version=version, on=_day(figure))
    return tuple(
        BudgetRowInForce(
            unit=row.unit,
            account=row.account,
            period=row.period,
            amount=row.amount,
            version=row.version,
            decided=row.decided,
            file=files[row],
        )
        for row in in_force
    )


def _day(figure: Figure) -> date:
    """Tell on which day a figure looks at the budget; that of a forecast, when the forecast was made."""
    if figure.ref.metric == "forecast_budget" and figure.filter:
        return day_made(figure.filter.last_month)
    return day_of(figure.ref)


def _of_line(rows: Iterable[BudgetRow], line: str, books: Books) -> list[BudgetRow]:
    return [row for row in rows if _line(row, books) == line]


def _line(row: BudgetRow, books: Books) -> str:
    if row.line:
        return row.line
    rule = books.mapping.account_rule(MAIN_COMPANY, row.account, int(row.period[:4]))
    return rule.line if rule else UNMAPPED
