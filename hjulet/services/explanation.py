"""What is this? A sum of the ledger explained: what was counted, from which files, in which snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from hjulet.domain.figures import FigureRef
from hjulet.domain.ledger import Dimension, GroupSum
from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor, Permission
from hjulet.domain.selection import LineGroup, Selection
from hjulet.domain.statement import UNMAPPED
from hjulet.services.selection import Selected, codes_met, is_whole_unit, select

_GROUPS_WITHOUT_UNMAPPED = {LineGroup.RESULT, LineGroup.NET_COST, LineGroup.BALANCE}


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """A sum and what it is of, kronor with the statement's sign.

    ``units`` are (code, name); ``accounts`` those that have rows. ``reference`` is the registered metric
    that is the same sum, ``unmapped`` what accounts without a line have beside it.
    """

    selection: Selection
    unit_name: str
    amount: Decimal
    rows: int
    units: tuple[tuple[str, str], ...]
    accounts: tuple[str, ...]
    account_names: Mapping[str, str]
    code_names: Mapping[str, Mapping[str, str]]
    companies: Mapping[str, str]
    files: tuple[str, ...]
    snapshot: int
    known_at: datetime
    reference: FigureRef | None
    unmapped: Decimal
    unmapped_rows: int
    may_open_rows: bool


def explain(selection: Selection, *, snapshot: int | None = None, by: Actor, at: datetime) -> Explanation:
    """Explain what a selection sums to."""
    return explained(select(selection, permission=Permission.VIEW_FIGURES, snapshot=snapshot, by=by, at=at))


def explained(found: Selected) -> Explanation:
    """Explain a selection that the actor may see: one question to the ledger."""
    asked, books, where = found.selection, found.books, found.where
    counted, unmapped = _by_account(found)
    return Explanation(
        selection=asked,
        unit_name=found.unit_name,
        amount=sum((each.amount for each in counted), Decimal("0.00")),
        rows=sum(each.rows for each in counted),
        units=tuple((unit, found.view.units[unit].name) for unit in where.units),
        accounts=tuple(sorted({each.keys[1] for each in counted})),
        account_names=books.account_names,
        code_names=codes_met(books),
        companies=dict(found.companies),
        files=tuple(
            batch.file
            for batch in books.batches
            if any(where.first_month <= month <= where.last_month for month in batch.months)
            and (not asked.companies or batch.company.code in asked.companies)
        ),
        snapshot=books.number,
        known_at=books.snapshot.known_at,
        reference=asked.registered(months_of(asked)) if is_whole_unit(found) else None,
        unmapped=sum((each.amount for each in unmapped), Decimal("0.00")),
        unmapped_rows=sum(each.rows for each in unmapped),
        may_open_rows=found.may_open_rows,
    )


def months_of(asked: Selection) -> Period:
    """Give the months that count as a period."""
    return parse_period(f"{asked.first_month}..{asked.last_month}")


def _by_account(found: Selected) -> tuple[list[GroupSum], list[GroupSum]]:
    """Sum by line and account what is counted, and apart from it what has no line and so is not."""
    where, beside = found.where, found.selection.line_group in _GROUPS_WITHOUT_UNMAPPED
    if beside:
        where = replace(where, lines=(*where.lines, UNMAPPED))
    sums = found.books.ledger.sums(where, by=(Dimension.LINE, Dimension.ACCOUNT))
    if not beside:
        return list(sums), []
    counted = [each for each in sums if each.keys[0] != UNMAPPED]
    return counted, [each for each in sums if each.keys[0] == UNMAPPED]
