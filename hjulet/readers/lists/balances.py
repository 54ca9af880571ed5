"""A list of balances, row by row: opening, closing and result of a year, balances of months.

Balances are few, a row for each account and combination of codes: they are read exactly, one by one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import polars as pl
import pyarrow as pa

from hjulet.domain.column_map import AMOUNTS, CODES
from hjulet.domain.ledger import CODE_PARTS
from hjulet.domain.problem import Problem
from hjulet.readers.ledger_content import BALANCE_SCHEMA
from hjulet.readers.lists.cells import is_account, is_code, read_amount, read_month, read_quantity
from hjulet.readers.lists.codes import Report, problem
from hjulet.readers.lists.layout import Layout
from hjulet.readers.lists.values import AMOUNT

KINDS = {
    "opening": ("IB", "OIB"),
    "closing": ("UB", "OUB"),
    "result": ("RES", "RES"),
    "amount": ("PSALDO", "PSALDO"),
}
"""Field -> the kind of balance, as SIE names them: of an account, and of an account with codes."""

_ZERO = Decimal("0.00")
_YEAR = re.compile(r"[12][0-9]{3}")


class BalanceReader:
    """Reads the rows of a list of balances; faults go to ``report``.

    ``year`` is the year that the balances are of, where the list has no column that says so.
    """

    def __init__(self, layout: Layout, *, year: int, report: Report) -> None:
        """Take the layout."""
        self._layout, self._year, self._report = layout, year, report
        self._money = [name for name in AMOUNTS if name in layout.places]
        self._codes = [name for name in CODE_PARTS.values() if name in layout.places]
        self._first: dict[object, int] = {}
        self._amounts: list[dict[str, Any]] = []
        self.duplicates: list[Problem] = []
        self._asked_year = False

    def read(self, line: int, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """Give a row's balances, of BALANCE_COLUMNS; empty cells give none."""
        if not is_account(texts["account"]):
            code = "bad-code" if texts["account"] else "missing-value"
            self._fault(code, line, "account", value=texts["account"])
            return
        for name in self._codes:
            if texts[name] and not is_code(texts[name]):
                self._fault("bad-code", line, name, value=texts[name])
                return
        quantity = read_quantity(texts.get("quantity", ""))
        if quantity is None:
            self._fault("bad-amount", line, "quantity", value=texts["quantity"])
            return
        period = self._period(line, texts)
        if period is None:
            return
        amounts = {name: read_amount(texts[name]) for name in self._money if texts[name]}
        self._amounts.append({"line": line} | {name: amounts.get(name) or _ZERO for name in self._money})
        for name, amount in amounts.items():
            if amount is None:
                self._fault("bad-amount", line, name, value=texts[name])
                continue
            self._note(line, name, texts, period)
            yield self._balance(name, texts, period, amount=amount, quantity=quantity, line=line)

    def _period(self, line: int, texts: Mapping[str, str]) -> tuple[int, str] | None:
        """Tell year and month of a row; the month is "" where only a year is said."""
        text = texts.get("period", "")
        if "period" not in texts:
            if not self._year and not self._asked_year:
                self._report(problem("missing-year", self._layout.place(self._layout.line)))
                self._asked_year = True
            return (self._year, "") if self._year else None
        if _YEAR.fullmatch(text):
            return int(text), ""
        month = read_month(text)
        if month is None:
            self._fault("bad-month" if text else "missing-value", line, "period", value=text)
            return None
        return int(month[:4]), month

    def take_amounts(self) -> pl.DataFrame:
        """Give the amounts of the rows read since last time, by field, for the sums between them."""
        schema = {"line": pl.Int64, **dict.fromkeys(self._money, AMOUNT)}
        amounts, self._amounts = self._amounts, []
        return pl.DataFrame(amounts, schema=schema)

    def _note(self, line: int, name: str, texts: Mapping[str, str], period: tuple[int, str]) -> None:
        """Note where a balance stands; one that stands twice would count twice."""
        key = (name, period, *(texts.get(code, "") for code in CODES))
        first = self._first.setdefault(key, line)
        if first != line:
            about = {"account": texts["account"], "first": first}
            self.duplicates.append(problem("duplicate-balance", self._layout.place(line), **about))

    def _balance(
        self, name: str, texts: Mapping[str, str], period: tuple[int, str], **values: Any
    ) -> dict[str, Any]:
        codes = {code: texts.get(code, "") for code in CODE_PARTS.values()}
        year, month = period
        return {
            "kind": KINDS[name][any(codes.values())],
            "year_index": 0,
            "year_start": f"{year}-01",
            "year_end": f"{year}-12",
            "month": _month(year, month) if name == "amount" else "",
            "account": texts["account"],
            **codes,
            "other_objects": "",
            **values,
        }

    def _fault(self, code: str, line: int, name: str, **params: str) -> None:
        place = self._layout.place(line, name)
        self._report(problem(code, place, column=self._layout.head(name), **params))


def _month(year: int, month: str) -> str:
    """Give the month that a period's balance is of: the year's last of the whole year, and of period 13."""
    return month if month and not month.endswith("-13") else f"{year}-12"


def balance_table(balances: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Make the table of the balances, by BALANCE_COLUMNS."""
    return pa.Table.from_pylist([dict(balance) for balance in balances], schema=BALANCE_SCHEMA)


def balance_frame(table: pa.Table) -> pl.DataFrame:
    """Give the balances as they are hashed: without their lines."""
    return pl.DataFrame(table).drop("line")
