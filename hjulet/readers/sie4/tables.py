"""Rows and balances as Arrow tables of the ledger's shape (``hjulet.domain.ledger``)."""

from datetime import date

import pyarrow as pa

from hjulet.domain.ledger import CODE_PARTS
from hjulet.readers.ledger_content import BALANCE_SCHEMA, ROW_SCHEMA
from hjulet.readers.sie4.model import Balance, Objects, Reading, Row, Voucher

_Cells = dict[str, object]


def make_rows(reading: Reading) -> pa.Table:
    """Make the table of the rows in force, by ROW_COLUMNS, in the file's order.

    ``date`` is the voucher's, ``month`` the row's own if it has a date; ``signature`` is the row's, else
    the voucher's.
    """
    cells = (
        _row_cells(voucher, row, number)
        for voucher in reading.vouchers
        for number, row in enumerate(voucher.rows, start=1)
    )
    return pa.Table.from_pylist(list(cells), schema=ROW_SCHEMA)


def make_balances(reading: Reading) -> pa.Table:
    """Make the table of the balance records, by BALANCE_COLUMNS, in the file's order."""
    spans = {year.index: (_month_or_none(year.start), _month_or_none(year.end)) for year, _ in reading.years}
    cells = (_balance_cells(one, spans.get(one.year_index, ("", ""))) for one in reading.balances)
    return pa.Table.from_pylist(list(cells), schema=BALANCE_SCHEMA)


def month_of(voucher: Voucher, row: Row) -> str:
    """Tell the month that a row belongs to, ``2017-08``; "" where no date could be read."""
    day = row.date or voucher.date
    return _month(day) if day else ""


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _month_or_none(day: date | None) -> str:
    return _month(day) if day else ""


def _row_cells(voucher: Voucher, row: Row, number: int) -> _Cells:
    return {
        "voucher": voucher.key,
        "series": voucher.series,
        "number": voucher.number,
        "date": voucher.date,
        "month": month_of(voucher, row),
        "period": "",
        "row": number,
        "account": row.account,
        **_code_parts(row.objects),
        "amount": row.amount,
        "quantity": row.quantity,
        "text": row.text,
        "voucher_text": voucher.text,
        "signature": row.signature or voucher.signature,
        "line": row.line,
    }


def _balance_cells(balance: Balance, year: tuple[str, str]) -> _Cells:
    return {
        "kind": balance.kind,
        "year_index": balance.year_index,
        "year_start": year[0],
        "year_end": year[1],
        "month": balance.month,
        "account": balance.account,
        **_code_parts(balance.objects),
        "amount": balance.amount,
        "quantity": balance.quantity,
        "line": balance.line,
    }


def _code_parts(objects: Objects) -> _Cells:
    """Spread an object list over the ledger's columns; "" where it has no object."""
    cells: _Cells = dict.fromkeys(CODE_PARTS.values(), "")
    others = []
    for dimension, code in objects:
        if dimension in CODE_PARTS:
            cells[CODE_PARTS[dimension]] = code
        else:
            others.append(f"{dimension}={code}")
    cells["other_objects"] = ";".join(others)
    return cells
