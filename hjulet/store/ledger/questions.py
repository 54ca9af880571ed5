"""The ledger's questions as Ibis expressions on unbound tables of a fixed schema.

Each is a function of its ``Shape``: which files it reads, what it groups by, which parts of the filter it
has. An expression is compiled once per shape and engine. Values that change between calls stand as marks
(``$first_month``) that become prepared parameters; lists of codes are rows of small tables bound beside
the files. No division, average or float: ratios are made in Python.
"""

from collections.abc import Callable
from dataclasses import dataclass

import ibis
from ibis.expr.types import BooleanColumn, IntegerScalar, IntegerValue, StringScalar, Table

from hjulet.domain.ledger import CODE_PARTS, Dimension, RowOrder
from hjulet.domain.statement import UNMAPPED
from hjulet.store.ledger.schema import ACCOUNT_MAP, BALANCES, CUBE, PARTNER_MAP, ROWS, SUMS, UNIT_MAP, WANTED

MARKS = (
    "first_month",
    "last_month",
    "batch",
    "voucher",
    "kind",
    "text",
    "eliminated",
    "day",
)

LEDGER_ROWS, LEDGER_CUBE, LEDGER_SUMS, LEDGER_BALANCES, EARLIER_ROWS = (
    "ledger_rows",
    "ledger_cube",
    "ledger_sums",
    "ledger_balances",
    "earlier_rows",
)
_rows = ibis.table(ROWS, name=LEDGER_ROWS)
_earlier = ibis.table(ROWS, name=EARLIER_ROWS)
_cube = ibis.table(CUBE, name=LEDGER_CUBE)
_sums_of_cube = ibis.table(SUMS, name=LEDGER_SUMS)
_balances = ibis.table(BALANCES, name=LEDGER_BALANCES)
_accounts = ibis.table(ACCOUNT_MAP, name="account_map")
_units = ibis.table(UNIT_MAP, name="unit_map")
_partners = ibis.table(PARTNER_MAP, name="partner_map")
_wanted = ibis.table(WANTED, name="wanted")


_COLUMN = {Dimension.LINE: "statement_line"}
"""Dimension -> its column, where it has another name: a row's ``line`` is where it stood in its file."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What of a question decides its expression: everything but the values.

    ``parts`` are the code parts that the filter limits; ``searches`` whether it looks in texts;
    ``eliminates`` whether it leaves internal items out; ``dated`` whether a voucher's day is known;
    ``plain`` whether a code means the same in all companies and years that are asked for.
    """

    question: str
    by: tuple[Dimension, ...] = ()
    parts: tuple[str, ...] = ()
    searches: bool = False
    eliminates: bool = False
    dated: bool = False
    plain: bool = False
    order: RowOrder = RowOrder.NEWEST


def question(shape: Shape) -> Table:
    """Make the expression of a question."""
    return QUESTIONS[shape.question](shape)


def _mark(name: str) -> StringScalar:
    return ibis.literal(f"${name}")


def _number(name: str) -> IntegerScalar:
    return _mark(name).cast("int64")


def _in_months(table: Table) -> BooleanColumn:
    return table.month.between(_mark("first_month"), _mark("last_month"))


def _mapped(table: Table, shape: Shape) -> Table:
    """Keep what the filter wants, join it to line, unit and partner, and turn it to the statement's sign."""
    found = table.filter(_in_months(table)).mutate(year=table.month.substr(0, 4))
    for part in shape.parts:
        codes = _wanted.filter(_wanted.part == part)
        found = found.semi_join(codes, found[part] == codes.code)
    if shape.searches:
        found = found.filter(_has_text(found))
    joined = _joined(_joined(found, _accounts, "account", shape), _units, "responsibility", shape)
    if _needs_partner(shape):
        joined = joined.mutate(
            counterparty=joined.counterparty.fill_null("")
        )  # an old file has no such column
        joined = _joined(joined, _partners, "counterparty", shape)
        joined = joined.mutate(internal=_internal(joined))
    if shape.eliminates:
        joined = joined.filter((joined.internal == 0) | (joined.internal > _number("eliminated")))
    return joined.mutate(signed=joined.amount * joined.sign)


def _joined(table: Table, codes: Table, code: str, shape: Shape) -> Table:
    """Join a table of codes. Where a code means the same everywhere, one text to compare is enough."""
    if shape.plain:
        return table.join(codes.drop("company", "year"), code)
    return table.join(codes, ["company", "year", code])


def _has_text(table: Table) -> BooleanColumn:
    """Look for a text, which is given in lower case, in the row's text and the voucher's."""
    return table.text.lower().contains(_mark("text")) | table.voucher_text.lower().contains(_mark("text"))


def _needs_partner(shape: Shape) -> bool:
    return shape.eliminates or bool({Dimension.INTERNAL, Dimension.PARTNER} & set(shape.by))


def _internal(joined: Table) -> IntegerValue:
    """Tell within what a row is internal: what its counterparty says, else its account."""
    said = joined.partner_internal
    return ibis.cases((said > 0, said), else_=joined.account_internal)


def _keys(table: Table, shape: Shape) -> dict[str, object]:
    return {one.value: table[_COLUMN.get(one, one.value)].cast("string").fill_null("") for one in shape.by}


def _smallest(shape: Shape) -> Table:
    """Choose what is summed: rows where texts are searched, else the smallest with the codes asked for."""
    if shape.searches:
        return _rows
    asked = {*shape.parts, *(_COLUMN.get(one, one.value) for one in shape.by)}
    missing = asked - {*SUMS.names, *ACCOUNT_MAP.names, *UNIT_MAP.names}
    return _cube if missing or _needs_partner(shape) else _sums_of_cube


def _sums(shape: Shape) -> Table:
    mapped = _mapped(_smallest(shape), shape)
    counted = mapped.count() if shape.searches else mapped.rows.sum()
    return mapped.group_by(**_keys(mapped, shape)).agg(
        amount=mapped.signed.sum(), balance=mapped.amount.sum(), rows=counted
    )


def _balance_sums(shape: Shape) -> Table:
    """Sum balance records, each in its own month, else in the first of its fiscal year."""
    own = _balances.filter((_balances.year_index == 0) & (_balances.kind == _mark("kind")))
    dated = own.mutate(month=ibis.cases((own.month == "", own.year_start), else_=own.month))
    mapped = _mapped(dated, shape)
    return mapped.group_by(**_keys(mapped, shape)).agg(
        amount=mapped.signed.sum(), balance=mapped.amount.sum(), rows=mapped.count()
    )


def _unmapped(shape: Shape) -> Table:
    mapped = _mapped(_smallest(shape), shape)
    lost = mapped.filter((mapped.statement_line == UNMAPPED) | (mapped.unit == UNMAPPED))
    return lost.group_by(["account", "responsibility"]).agg(amount=lost.amount.sum(), rows=lost.rows.sum())


def _page_of_rows(shape: Shape) -> Table:
    """Order the rows; the engine takes the page (an expression with marks in its limit is written twice)."""
    mapped = _mapped(_rows, shape)
    first = {
        RowOrder.NEWEST: [mapped.date.desc()],
        RowOrder.OLDEST: [mapped.date],
        RowOrder.LARGEST: [mapped.amount.abs().desc(), mapped.date.desc()],
        RowOrder.ACCOUNT: [mapped.account, mapped.date.desc()],
    }[shape.order]
    descending = shape.order is not RowOrder.OLDEST
    voucher = mapped.voucher.desc() if descending else mapped.voucher
    return mapped.order_by([*first, mapped.batch, voucher, mapped.row]).select(ROWS.names)


def _total_of_rows(shape: Shape) -> Table:
    mapped = _mapped(_smallest(shape), shape)
    counted = mapped.count() if shape.searches else mapped.rows.sum()
    return mapped.aggregate(amount=mapped.signed.sum(), rows=counted)


def _voucher(shape: Shape) -> Table:
    """Find a voucher in its batch. A file is sorted by month, so the voucher's day opens little of it."""
    found = _rows.filter((_rows.batch == _mark("batch")) & (_rows.voucher == _mark("voucher")))
    return found.filter(found.date == _mark("day").cast("date")) if shape.dated else found


def _control_of_rows(_: Shape) -> Table:
    return _rows.group_by(["batch", "month"]).agg(rows=_rows.count(), turnover=_rows.amount.abs().sum())


def _control_of_cube(_: Shape) -> Table:
    return _turnover(_cube)


def _control_of_sums(_: Shape) -> Table:
    return _turnover(_sums_of_cube)


def _turnover(cells: Table) -> Table:
    turnover = cells.debit + cells.debit - cells.amount
    return cells.group_by(["batch", "month"]).agg(rows=cells.rows.sum(), turnover=turnover.sum())


_COMPARED = (
    "company",
    "voucher",
    "date",
    "month",
    "account",
    *CODE_PARTS.values(),
    "other_objects",
    "amount",
    "text",
    "voucher_text",
)
"""What makes a row another row; where it stood in its file does not."""


def _changes(_: Shape) -> Table:
    """Find the vouchers with rows that only one of the two states has, and count their rows in both."""
    after, before = (table.filter(_in_months(table)).select(*_COMPARED) for table in (_rows, _earlier))
    differing = ibis.union(after.difference(before, distinct=False), before.difference(after, distinct=False))
    touched = differing.select("company", "voucher").distinct()
    both = ibis.union(_counted(after, touched, after=1), _counted(before, touched, after=0))
    return both.group_by(["company", "voucher"]).agg(
        month=both.month.min(),
        rows_before=(both.rows * (1 - both.after)).sum(),
        rows_after=(both.rows * both.after).sum(),
        turnover_before=(both.turnover * (1 - both.after)).sum(),
        turnover_after=(both.turnover * both.after).sum(),
    )


def _counted(rows: Table, touched: Table, *, after: int) -> Table:
    kept = rows.semi_join(touched, ["company", "voucher"])
    return kept.group_by(["company", "voucher"]).agg(
        month=kept.month.min(),
        rows=kept.count(),
        turnover=kept.amount.abs().sum(),
        after=ibis.literal(after, type="int64"),
    )


PAGED = frozenset({"page"})
"""Questions that an engine answers from ``$offset``, ``$limit`` rows at most."""

QUESTIONS: dict[str, Callable[[Shape], Table]] = {
    "sums": _sums,
    "balances": _balance_sums,
    "unmapped": _unmapped,
    "page": _page_of_rows,
    "total": _total_of_rows,
    "voucher": _voucher,
    "control": _control_of_rows,
    "control-of-cube": _control_of_cube,
    "control-of-sums": _control_of_sums,
    "changes": _changes,
}
"""The expressions behind the questions of ``LedgerQuery``; a page of rows takes two, control totals three."""
