"""Swedish numbers, in and out.

Out: U+00A0 between thousands, U+2212 as minus, decimal comma, rounded half away from zero.
In: what people and systems write, or a refusal. A number that can be read in two ways is never
guessed at: ``1.234`` may be a thousand or a fraction, so it is refused.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
NO_PERCENTAGE = "–"
"""Shown where a percentage has no meaning, such as growth on a base of zero or below."""

SCALES: dict[str, Decimal] = {
    "kr": Decimal(1),
    "tkr": Decimal(1000),
    "mnkr": Decimal(1_000_000),
    "mkr": Decimal(1_000_000),
}
"""Unit of display -> kronor."""

_SPACES = " \u00a0\u202f\u2009"
_SIGNS = "\u2212\u2013-"  # the hyphen last: between others it would make a range
_GROUPED = rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+"
_NUMBER = re.compile(
    rf"(?P<lead>[+{_SIGNS}]?)[{_SPACES}]*"
    rf"(?P<whole>{_GROUPED}|[0-9]+)(?:(?P<mark>[.,])(?P<fraction>[0-9]+))?"
    rf"[{_SPACES}]*(?P<trail>[{_SIGNS}]?)"
    rf"[{_SPACES}]*(?P<unit>[a-z]*)",
    re.IGNORECASE,
)
_ORE = Decimal("0.01")
_MOST_DIGITS = 18
_LONGEST = 40
_LARGEST = Decimal(10) ** 16
"""Kronor: what the store holds, DECIMAL(18, 2)."""


class NotANumber(ValueError):
    """The text is no number, or could be read as more than one."""


def round_half_away(value: Decimal, *, decimals: int) -> Decimal:
    """Round for display, half away from zero: the one rounding rule of all documents (DOMAIN 9)."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded.is_zero() else rounded


def format_number(value: Decimal, *, decimals: int = 0) -> str:
    """Write a number as a Swedish document prints it: ``-1234.5`` becomes ``−1 235``."""
    rounded = round_half_away(value, decimals=decimals)
    digits = f"{abs(rounded):,.{decimals}f}"
    swedish = digits.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return MINUS + swedish if rounded < 0 else swedish


def format_amount(kronor: Decimal, *, unit: str = "kr", decimals: int = 0) -> str:
    """Write an amount in kronor as a number of ``kr``, ``tkr`` or ``mnkr``, without the unit's word."""
    return format_number(kronor / SCALES[unit], decimals=decimals)


def plain_text(value: Decimal, *, decimals: int) -> str:
    """Write a number for machines: a point, no grouping, at least so many decimals, never an exponent."""
    whole, _, fraction = f"{abs(value) if value.is_zero() else value:f}".partition(".")
    return f"{whole}.{fraction.rstrip('0').ljust(decimals, '0')}"


def parse_number(text: str) -> Decimal:
    """Read a Swedish number without unit; raise NotANumber rather than guess."""
    value, unit = _read(text)
    if unit:
        raise NotANumber(text)
    return value


def parse_amount(text: str) -> Decimal:
    """Read an amount in kronor, with or without ``kr``, ``tkr``, ``mnkr`` or ``mkr``.

    Raises NotANumber for anything else, for what is not a whole number of öre, and from 10^16 kronor.
    """
    value, unit = _read(text)
    if unit not in {"", *SCALES}:
        raise NotANumber(text)
    kronor = value * SCALES[unit or "kr"]
    if abs(kronor) >= _LARGEST or kronor != kronor.quantize(_ORE):
        raise NotANumber(text)
    return kronor.quantize(_ORE)


def _read(text: str) -> tuple[Decimal, str]:
    if len(text) > _LONGEST:  # before it is matched: a long run of blanks takes its square
        raise NotANumber(text)
    match = _NUMBER.fullmatch(text.strip(_SPACES + "\t\r\n"))
    if match is None:
        raise NotANumber(text)
    lead, trail = match["lead"], match["trail"]
    if lead and trail:
        raise NotANumber(text)
    fraction = match["fraction"] or ""
    if match["mark"] == "." and len(fraction) > 2:
        raise NotANumber(text)
    whole = "".join(character for character in match["whole"] if character not in _SPACES)
    if len(whole) + len(fraction) > _MOST_DIGITS:
        raise NotANumber(text)
    value = Decimal(f"{whole}.{fraction or '0'}")
    negative = bool(trail) or (lead not in {"", "+"})
    return (-value if negative and value else value), match["unit"].lower()
