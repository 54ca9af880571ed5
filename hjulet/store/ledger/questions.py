"""The ledger's questions as Ibis expressions on unbound tables of a fixed schema.

Written once, compiled once per engine. Values that change between calls stand as marks
(``$first_month``) that become prepared parameters; lists of units, lines and accounts are rows of
the two small mapping tables. No division, average or float: ratios are made in Python.
"""

import ibis
from ibis.expr.types import BooleanColumn, IntegerScalar, StringScalar, Table

from hjulet.store.ledger.schema import ACCOUNT_MAP, CUBE, ROWS, UNIT_MAP

MARKS = ("first_month", "last_month", "batch", "voucher", "first_row", "last_row")

_rows = ibis.table(ROWS, name="ledger_rows")
_cube = ibis.table(CUBE, name="ledger_cube")
_accounts = ibis.table(ACCOUNT_MAP, name="account_map")
_units = ibis.table(UNIT_MAP, name="unit_map")


def _mark(name: str) -> StringScalar:
    return ibis.literal(f"${name}")


def _number(name: str) -> IntegerScalar:
    return _mark(name).cast("int64")


def _in_months(table: Table) -> BooleanColumn:
    return table.month.between(_mark("first_month"), _mark("last_month"))


def _mapped(table: Table) -> Table:
    """Join rows to their line and unit, and turn the amount to the statement's sign."""
    dated = table.filter(_in_months(table)).mutate(year=table.month.substr(0, 4))
    joined = dated.join(_accounts, ["company", "year", "account"]).join(
        _units, ["company", "year", "responsibility"]
    )
    return joined.mutate(signed=joined.amount * joined.sign)


def _sums() -> Table:
    mapped = _mapped(_cube)
    return mapped.group_by(["unit", "line", "month"]).agg(amount=mapped.signed.sum(), rows=mapped.rows.sum())


def _months() -> Table:
    mapped = _mapped(_cube)
    return mapped.group_by("month").agg(amount=mapped.signed.sum(), rows=mapped.rows.sum())


def _by_account() -> Table:
    mapped = _mapped(_cube)
    return mapped.group_by(["account", "line"]).agg(amount=mapped.signed.sum(), rows=mapped.rows.sum())


def _unmapped() -> Table:
    mapped = _mapped(_cube)
    lost = mapped.filter((mapped.line == "unmapped") | (mapped.unit == "unmapped"))
    return lost.group_by(["account", "responsibility"]).agg(amount=lost.amount.sum(), rows=lost.rows.sum())


def _vouchers() -> Table:
    mapped = _mapped(_rows)
    order = [mapped.date.desc(), mapped.batch, mapped.voucher.desc(), mapped.row]
    counted = mapped.mutate(
        place=ibis.row_number().over(order_by=order) + 1,
        total_rows=mapped.count().over(),
        total_amount=mapped.signed.sum().over(),
    )
    return counted.filter(counted.place.between(_number("first_row"), _number("last_row")))


def _voucher() -> Table:
    return _rows.filter((_rows.batch == _mark("batch")) & (_rows.voucher == _mark("voucher")))


def _control() -> Table:
    return _rows.group_by("batch").agg(rows=_rows.count(), control_sum=_rows.amount.abs().sum())


QUESTIONS: dict[str, Table] = {
    "sums": _sums(),
    "months": _months(),
    "accounts": _by_account(),
    "unmapped": _unmapped(),
    "vouchers": _vouchers(),
    "voucher": _voucher(),
    "control": _control(),
}
