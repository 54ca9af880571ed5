"""Makes what services know of a unit's economy ready to show: sentences, bars and words beside figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from hjulet.domain.account_groups import group_of
from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.permission import Actor
from hjulet.domain.report import Row
from hjulet.services.drill import LineAccounts
from hjulet.services.economy import ChildLeft, LineLeft, UnitEconomy
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import ACCOUNT_GROUPS, PLAIN_LINES
from hjulet.web.bars import HUNDRED, WIDTH, Bar, used_bars, variance_bars
from hjulet.web.change_sentences import changes_said
from hjulet.web.month_chart import chart_months, months_sentence
from hjulet.web.pivot_query import rows_of
from hjulet.web.words import language, left_sentence, month_name


@dataclass(frozen=True, kw_only=True)
class PlainLine:
    """A cost line in plain words, with its bar."""

    line: LineLeft
    label: str
    bars: tuple[Bar, ...]
    side: str


@dataclass(frozen=True, kw_only=True)
class Child:
    """A unit below, with its bar."""

    child: ChildLeft
    bars: tuple[Bar, ...]
    side: str


@dataclass(frozen=True, kw_only=True)
class StatementRow:
    """A row of the statement; ``opens`` is its line if it has accounts, ``bar`` its deviation."""

    row: Row
    opens: str
    bar: Bar | None


@dataclass(frozen=True, kw_only=True)
class AccountLine:
    """An account by number and name, kronor with the statement's sign; ``href`` opens its rows."""

    account: str
    name: str
    amount: Decimal
    rows: int
    href: str


@dataclass(frozen=True, kw_only=True)
class AccountGroupLines:
    """Accounts that mean the same to who is no accountant: their plain name and their sum."""

    label: str
    amount: Decimal
    lines: tuple[AccountLine, ...]


def economy_page(found: UnitEconomy, *, by: Actor) -> dict[str, Any]:
    """Make the places of the start page and of the unit page."""
    values = {ref: figure.value for ref, figure in found.figures.items()}
    remaining = values[found.remaining]
    used = used_bars(values[found.net_cost], values[found.appropriation])
    is_own = _answers_for(found.unit.code, by, on=timezone.localdate())
    return {
        "economy": found,
        "is_own": is_own,
        "sentence": left_sentence(remaining, found.period, whose="own" if is_own else "other")
        if remaining is not None
        else "",
        "is_booked": bool(values[found.net_cost]),
        "year": str(found.period.year),
        "to_month": month_name(found.period.last_month),
        "is_whole_year": found.period.last_month.endswith("-12"),
        "used": used,
        "used_line": HUNDRED if len(used) == 1 else WIDTH,
        "plain_lines": _plain_lines(found.lines, values),
        "children": [_child(child, values) for child in found.children],
        "months": chart_months(found.months, values),
        "months_sentence": months_sentence(found.months, values),
        "changes": changes_said(found.changes, values),
        "staff": found.staff if found.staff and values[found.staff[0].per_man_year] is not None else (),
        "statement": _statement(found),
    }


def account_groups(found: LineAccounts, *, context: Mapping[str, str]) -> list[AccountGroupLines]:
    """List the accounts behind a line in groups with plain names, in the order of the chart."""
    lines = _account_lines(found, context=context)
    codes = dict.fromkeys(group_of(line.account) for line in lines)
    return [
        AccountGroupLines(
            label=translate(ACCOUNT_GROUPS[code], language=language()),
            amount=sum((line.amount for line in lines if group_of(line.account) == code), Decimal(0)),
            lines=tuple(line for line in lines if group_of(line.account) == code),
        )
        for code in codes
    ]


def _account_lines(found: LineAccounts, *, context: Mapping[str, str]) -> list[AccountLine]:
    return [
        AccountLine(
            account=each.account,
            name=found.names.get(each.account, ""),
            amount=each.amount,
            rows=each.rows,
            href=rows_of(unit=found.unit, line=found.line, accounts=(each.account,), context=context),
        )
        for each in found.accounts
    ]


def _answers_for(unit: str, by: Actor, *, on: date) -> bool:
    """Tell whether the actor is the manager of this very unit: then the money is said to be theirs."""
    return any(
        grant.role == "unit_manager" and grant.unit == unit and grant.validity.holds(on)
        for grant in by.grants
    )


def _plain_lines(lines: Sequence[LineLeft], values: Mapping[FigureRef, Decimal | None]) -> list[PlainLine]:
    """Word the cost lines that have a budget or an outcome."""
    return [
        PlainLine(
            line=line,
            label=translate(PLAIN_LINES[line.line], language=language()),
            bars=used_bars(_turned(values[line.outcome]), _turned(values[line.budget])),
            side=_side(values[line.left]),
        )
        for line in lines
        if values[line.budget] or values[line.outcome]
    ]


def _child(child: ChildLeft, values: Mapping[FigureRef, Decimal | None]) -> Child:
    return Child(
        child=child,
        bars=used_bars(values[child.net_cost], values[child.appropriation]),
        side=_side(values[child.remaining]),
    )


def _side(left: Decimal | None) -> str:
    """Mark what is overspent; what is left is the normal state and is not marked."""
    return "deficit" if left is not None and left < 0 else ""


def _turned(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value


def _statement(found: UnitEconomy) -> list[StatementRow]:
    bars = variance_bars([_variance(row, found.figures) for row in found.statement.rows])
    return [
        StatementRow(row=row, opens="" if row.kind == "sum" else row.id, bar=bar)
        for row, bar in zip(found.statement.rows, bars, strict=True)
    ]


def _variance(row: Row, figures: Mapping[FigureRef, Figure]) -> Decimal | None:
    cell = row.cells.get("variance")
    return figures[cell.figure].value if cell and cell.figure else None
