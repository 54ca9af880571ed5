"""One cell's text as an amount, a day, a month, a code: exactly, or a refusal that says why.

This is what the columns' fast way (``hjulet.readers.lists.columns``) is held against: what it does not
let through comes here, cell by cell. Nothing that can be read in two ways is read.
"""

import re
from datetime import date, timedelta
from decimal import Decimal

from hjulet.domain.numbers import NotANumber, parse_number, plain_text

BLANKS = " \t\r\n\u00a0\u202f\u2009\ufeff"
"""Taken away around every cell."""

_ORE = Decimal("0.01")
_LARGEST = Decimal(10) ** 16  # DECIMAL(18, 2)
_DAY = re.compile(
    r"([12][0-9]{3})(?:-([0-9]{2})-|/([0-9]{2})/|([0-9]{2}))([0-9]{2})"
    r"(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
)
_MONTH = re.compile(r"([12][0-9]{3})[-/]?([0-9]{2})(?:-01)?")  # a workbook makes 2017-08 a date
_SERIAL = re.compile(r"[0-9]{5}")
_EPOCH = date(1899, 12, 30)
_NOT_A_CODE = re.compile(r"[+=@\u2212\u2013-].*|#.*|nan|[0-9]+[.,][0-9]+|[0-9.,]+e[+-]?[0-9]+", re.IGNORECASE)
_ACCOUNT = re.compile(r"[0-9A-Za-zÅÄÖåäö][0-9A-Za-zÅÄÖåäö_/-]*")
_LONGEST_CODE = 60


def read_amount(text: str) -> Decimal | None:
    """Read kronor, whole öre; None if it is no amount. ``(1 234,50)`` and ``1 234,50-`` are negative."""
    inner = text[1:-1].strip(BLANKS) if text.startswith("(") and text.endswith(")") else ""
    if inner and not (inner[0].isdigit() and inner[-1].isdigit()):
        return None
    try:
        amount = parse_number(inner or text)
    except NotANumber:
        return None
    if abs(amount) >= _LARGEST or amount != amount.quantize(_ORE):
        return None
    amount = amount.quantize(_ORE)
    return -amount if inner and amount else amount


def read_quantity(text: str) -> str | None:
    """Read a quantity and write it plainly, ``2,50`` as ``2.5``; None if it is no number."""
    try:
        return plain_text(parse_number(text), decimals=0).removesuffix(".") if text else ""
    except NotANumber:
        return None


def read_day(text: str) -> date | None:
    """Read 2017-08-03, 2017/08/03 or 20170803, a time of day left out; None if it is no such day."""
    match = _DAY.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2] or match[3] or match[4]), int(match[5])) if match else None
    except ValueError:
        return None


def read_serial_day(text: str) -> date | None:
    """Read a day as a workbook counts it, from 1900; five digits cover 1927 to 2173."""
    return _EPOCH + timedelta(days=int(text)) if _SERIAL.fullmatch(text) else None


def read_month(text: str) -> str | None:
    """Read 201708 or 2017-08 as ``2017-08``; 13 is the year-end period. None for anything else."""
    match = _MONTH.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 13:
        return None
    return f"{match[1]}-{match[2]}"


def is_account(text: str) -> bool:
    """Tell whether a text can be an account: digits and letters, no blanks, points or signs."""
    return len(text) <= _LONGEST_CODE and bool(_ACCOUNT.fullmatch(text)) and not _NOT_A_CODE.fullmatch(text)


def is_code(text: str) -> bool:
    """Tell whether a text can be a code: no sign before, no fraction, no exponent, no error value."""
    return len(text) <= _LONGEST_CODE and text.isprintable() and not _NOT_A_CODE.fullmatch(text)
