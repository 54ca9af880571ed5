"""A row of a voucher list read exactly, cell by cell: the way that the fast one is held against.

A row is a voucher's row, or something else that lists have between them: a repeated head, a sum, a note.
What it is, is told from its cells; whether such rows may be passed over is for the column map to say.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from hjulet.domain.column_map import Answers
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
from hjulet.readers.lists.extra_rows import ExtraFinder, ExtraRow
from hjulet.readers.lists.layout import Layout
from hjulet.readers.lists.values import TEXT_FIELDS

_Value = TypeVar("_Value")
Values = dict[str, Any]


class RowReader:
    """Reads rows of one layout; faults go to ``report``."""

    def __init__(self, layout: Layout, answers: Answers, report: Report) -> None:
        """Take the layout."""
        self._layout, self._answers, self._report = layout, answers, report
        self._between = ExtraFinder(layout)
        self._codes = tuple(name for name in ("series", *CODE_PARTS.values()) if name in layout.places)
        self._texts = tuple(name for name in TEXT_FIELDS if name in layout.places)

    def read(self, line: int, texts: Mapping[str, str]) -> Values | ExtraRow | None:
        """Read a row's texts by field; None where a cell is at fault."""
        if extra := self._between.find(line, texts):
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

    def _day(self, row: "_Row") -> Any:
        text = row.text("date")
        serial = read_serial_day(text)
        if serial and not self._answers.serial_dates:
            row.fault("serial-date", "date", value=text, day=serial.isoformat())
            return None
        return serial or row.value("date", "bad-date", read_day)

    def _amounts(self, row: "_Row") -> dict[str, Decimal | None]:
        if "amount" in self._layout.places:
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
