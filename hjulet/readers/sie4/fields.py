"""The fields of one record as amounts, dates, periods and object lists, strictly.

An amount has a point and at most two decimals, no grouping and no exponent; a date is YYYYMMDD and a
day that exists; a period is YYYYMM. What does not fit is a problem, and the value None: never a guess.
"""

import re
from datetime import date
from decimal import Decimal

from hjulet.readers.sie4.codes import Problems, problem
from hjulet.readers.sie4.model import Objects
from hjulet.readers.sie4.records import Record

_AMOUNT = re.compile(r"[+-]?(?:[0-9]{1,16}(?:\.[0-9]{1,2})?|\.[0-9]{1,2})")
_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})([0-9]{2})")
_YEAR_INDEX = re.compile(r"-?[0-9]{1,3}")
_ORE = Decimal("0.01")


def parse_amount(text: str) -> Decimal | None:
    """Read an amount of SIE in kronor, exact to the öre; None if it is none. "-0" is zero."""
    if not _AMOUNT.fullmatch(text):
        return None
    amount = Decimal(text).quantize(_ORE)
    return amount or abs(amount)


def parse_day(text: str) -> date | None:
    """Read YYYYMMDD; None if it is no day that exists."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def pair_up(listed: tuple[str, ...]) -> Objects | None:
    """Pair an object list's dimensions and codes; None if it is odd or has a dimension twice."""
    dimensions = listed[::2]
    if len(listed) % 2 or len(set(dimensions)) < len(dimensions) or "" in dimensions:
        return None
    return tuple((dim, code) for dim, code in zip(dimensions, listed[1::2], strict=True) if code)


class Fields:
    """One record's fields by place, counted from 0; faults are added to ``problems``.

    A damaged record's faults are not added: its line has a problem already.
    """

    def __init__(self, record: Record, *, problems: Problems) -> None:
        """Read a record's fields."""
        self._record = record
        self._problems = problems
        self.sound = not record.damaged

    def text(self, index: int) -> str:
        """Give a text, "" where it is missing."""
        return self._record.text(index)

    def code(self, index: int, *, name: str) -> str:
        """Give a code that must be there: an account, a dimension, an object."""
        code = self.text(index).strip()
        if not code:
            self._fault("missing-required", label=self._record.label, field=name)
        return code

    def amount(self, index: int) -> Decimal | None:
        """Give an amount that must be there."""
        amount = parse_amount(self.text(index))
        if amount is None:
            self._fault("bad-amount", label=self._record.label, value=self._written(index))
        return amount

    def day(self, index: int, *, required: bool = False) -> date | None:
        """Give a date; one that is missing is a fault only where it must be there."""
        if not required and self._written(index) == "":
            return None
        day = parse_day(self.text(index))
        if day is None:
            self._fault("bad-date", label=self._record.label, value=self._written(index))
        return day

    def month(self, index: int) -> str | None:
        """Give a period YYYYMM that must be there, as ``2017-08``."""
        match = _MONTH.fullmatch(self.text(index))
        if match is None or not 1 <= int(match[2]) <= 12 or match[1] == "0000":
            self._fault("bad-date", label=self._record.label, value=self._written(index))
            return None
        return f"{match[1]}-{match[2]}"

    def year_index(self, index: int) -> int | None:
        """Give a year's index: 0 this year, -1 last."""
        text = self.text(index)
        if not _YEAR_INDEX.fullmatch(text):
            self._fault("bad-date", label=self._record.label, value=self._written(index))
            return None
        return int(text)

    def objects(self, index: int) -> Objects:
        """Give an object list; an odd one or one with a dimension twice is a fault, never guessed at.

        A dimension with an empty object says that there is none.
        """
        listed = self._record.fields[index] if index < len(self._record.fields) else ()
        if isinstance(listed, str):
            return ()
        pairs = pair_up(listed)
        if pairs is None:
            self._fault("odd-object-list", label=self._record.label, value=self._written(index))
            return ()
        return pairs

    def _written(self, index: int) -> str:
        field = self._record.fields[index] if index < len(self._record.fields) else ""
        return field if isinstance(field, str) else "{" + " ".join(field) + "}"

    def _fault(self, code: str, **params: str) -> None:
        if not self._record.damaged:
            self._problems.append(problem(code, self._record.line, **params))
        self.sound = False
