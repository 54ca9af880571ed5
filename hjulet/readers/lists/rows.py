"""A row of a voucher list read exactly, cell by cell: the way that the fast one is held against.

A row is a voucher's row, or something else that lists have between them: a repeated head, a sum, a note.
What it is, is told from its cells; whether such rows may be passed over is for the column map to say.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from hjulet.domain.column_map import Answers, plain_head
from hjulet.domain.ledger import CODE_PARTS
from hjulet.readers.lists.cells import (
    is_account,
    is_code,
    read_amount,
    read_day,
    read_month,
    read_quantity,
    read_serial_day,
)
from hjulet.readers.lists.codes import Report, problem
from hjulet.readers.lists.layout import Layout
from hjulet.readers.lists.values import MONEY_FIELDS, TEXT_FIELDS

_SUM = re.compile(r"(?:del|slut)?summa\b.*|totalt?\b.*|sum\b.*|saldo\b.*|omslutning\b.*", re.IGNORECASE)

_Value = TypeVar("_Value")
Values = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ExtraRow:
    """A row that is no voucher's row.

    ``cause`` is ``head``, ``note`` (neither account nor amount), ``sum`` (says so), or ``no-account``: an
    amount without account, which is a sum if it equals the rows above it. ``stated`` are its amounts.
    """

    line: int
    cause: str
    stated: Mapping[str, Decimal]


class RowReader:
    """Reads rows of one layout; faults go to ``report``."""

    def __init__(self, layout: Layout, answers: Answers, report: Report) -> None:
        """Take the layout."""
        self._layout, self._answers, self._report = layout, answers, report
        self._mapped = tuple(layout.places)
        self._heads = {name: plain_head(layout.head(name)) for name in self._mapped}
        self._money = tuple(name for name in MONEY_FIELDS if name in self._mapped)
        self._codes = tuple(name for name in ("series", *CODE_PARTS.values()) if name in self._mapped)
        self._texts = tuple(name for name in TEXT_FIELDS if name in self._mapped)

    def read(self, line: int, texts: Mapping[str, str]) -> Values | ExtraRow | None:
        """Read a row's texts by field; None where a cell is at fault."""
        extra = self._extra(line, texts)
        if extra is not None:
            return extra
        row = _Row(self._layout, line, texts, self._report)
        values: Values = {
            "line": line,
            "date": self._day(row),
            "period": row.value("period", "bad-month", read_month) if "period" in texts else "",
            "number": row.code("number", needed=True) if "number" in texts else "",
            "account": row.account(),
            **self._amounts(row),
            "quantity": row.optional("quantity", "bad-amount", read_quantity),
        }
        for name in self._codes:
            values[name] = row.code(name)
        for name in self._texts:
            values[name] = texts[name]
        return _with_blanks(values) if row.sound else None

    def _extra(self, line: int, texts: Mapping[str, str]) -> ExtraRow | None:
        """Tell whether a row is none of a voucher's."""
        if all(plain_head(texts[name]) == self._heads[name] for name in self._mapped):
            return ExtraRow(line=line, cause="head", stated={})
        filled = [name for name in self._money if texts[name]]
        if not texts["account"] and not filled:
            return ExtraRow(line=line, cause="note", stated={})
        says_sum = not texts["date"] and any(_SUM.fullmatch(texts[name]) for name in self._mapped)
        if texts["account"] and not says_sum:
            return None
        stated = {name: read_amount(texts[name]) for name in filled}
        if None in stated.values():
            return None
        sums = {name: amount for name, amount in stated.items() if amount is not None}
        return ExtraRow(line=line, cause="sum" if says_sum else "no-account", stated=sums)

    def _day(self, row: "_Row") -> Any:
        text = row.text("date")
        serial = read_serial_day(text)
        if serial and not self._answers.serial_dates:
            row.fault("serial-date", "date", value=text, day=serial.isoformat())
            return None
        return serial or row.value("date", "bad-date", read_day)

    def _amounts(self, row: "_Row") -> dict[str, Decimal | None]:
        if "amount" in self._money:
            return {"amount": row.value("amount", "bad-amount", read_amount)}
        debit, credit = (row.optional(name, "bad-amount", _optional_amount) for name in ("debit", "credit"))
        if not row.text("debit") and not row.text("credit"):
            row.needed("debit")
        if debit and credit:
            row.fault("debit-and-credit", "credit", value=row.text("credit"))
        debit, credit = debit or Decimal("0.00"), credit or Decimal("0.00")
        return {"amount": debit - credit, "debit": debit, "credit": credit}


class _Row:
    """The cells of one row, and whether all that were asked for could be read."""

    def __init__(self, layout: Layout, line: int, texts: Mapping[str, str], report: Report) -> None:
        self._layout, self._line, self._texts, self._report = layout, line, texts, report
        self.sound = True

    def text(self, name: str) -> str:
        return self._texts.get(name, "")

    def needed(self, name: str) -> str:
        text = self.text(name)
        if not text:
            self.fault("missing-value", name)
        return text

    def value(self, name: str, code: str, read: Callable[[str], _Value | None]) -> _Value | None:
        text = self.needed(name)
        value = read(text) if text else None
        if text and value is None:
            self.fault(code, name, value=text)
        return value

    def optional(self, name: str, code: str, read: Callable[[str], _Value | None]) -> _Value | None:
        value = read(self.text(name))
        if value is None and self.text(name):
            self.fault(code, name, value=self.text(name))
        return value

    def account(self) -> str:
        text = self.needed("account")
        if text and not is_account(text):
            self.fault("bad-code", "account", value=text)
        return text

    def code(self, name: str, *, needed: bool = False) -> str:
        text = self.needed(name) if needed else self.text(name)
        if text and not is_code(text):
            self.fault("bad-code", name, value=text)
        return text

    def fault(self, code: str, name: str, **params: str) -> None:
        place = self._layout.place(self._line, name)
        self._report(problem(code, place, column=self._layout.head(name), **params))
        self.sound = False


def _optional_amount(text: str) -> Decimal | None:
    return read_amount(text) if text else None


_BLANK: Values = dict.fromkeys(
    ("period", "series", "number", *CODE_PARTS.values(), "quantity", *TEXT_FIELDS), ""
)


def _with_blanks(values: Values) -> Values:
    return {**_BLANK, **values}
