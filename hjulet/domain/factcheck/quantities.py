"""The numbers of a Swedish sentence: amounts, percentages, percentage points and bare numbers.

Each carries the interval that its printing leaves open: half a unit of the last digit, or what a
hedge (``cirka``, ``drygt``, ``knappt``) allows. What is no quantity at all (dates, law numbers,
telephone numbers, case numbers, references to pages) is blanked out first. A number that could be
read in two ways (``13.564``) is left alone.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from hjulet.domain.numbers import MINUS, format_number


class Kind(StrEnum):
    """What a quantity counts."""

    KRONOR = "kr"
    PERCENT = "%"
    POINTS = "pp"
    BARE = ""


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number in a sentence: value in kronor or percent, and the interval it may stand for."""

    kind: Kind
    value: Decimal
    low: Decimal
    high: Decimal
    start: int
    end: int
    unit: str
    scale: Decimal
    decimals: int
    signed: bool

    def holds(self, value: Decimal) -> bool:
        """Tell whether a value could have been printed so."""
        return self.low <= value <= self.high

    def write(self, value: Decimal) -> str:
        """Write another value as this one is written: ``4,8 mnkr``."""
        return f"{format_number(value / self.scale, decimals=self.decimals)} {self.unit}".strip()

    @property
    def magnitude(self) -> "Quantity":
        """Give the same quantity without its sign."""
        if self.value >= 0:
            return self
        return replace(self, value=-self.value, low=-self.high, high=-self.low)


_SPACE = "[ \u00a0\u202f\u2009]"
_DIGITS = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}}(?!\d))+|\d+)(?:[.,]\d+)?"
_WORDS = {
    word: Decimal(n)
    for n, word in enumerate("en två tre fyra fem sex sju åtta nio tio elva tolv".split(), start=1)
} | {"ett": Decimal(1)}
_MILLION = Decimal(1_000_000)
_UNITS: tuple[tuple[str, Kind, Decimal], ...] = (
    (rf"procentenhet(?:er|en|erna)?|%-?{_SPACE}?enhet(?:er)?", Kind.POINTS, Decimal(1)),
    (r"procent|%", Kind.PERCENT, Decimal(1)),
    (rf"mdkr|mdr(?:{_SPACE}kr)?|miljard(?:er)?{_SPACE}(?:kronor|kr)", Kind.KRONOR, 1000 * _MILLION),
    (rf"mnkr|mkr|msek|mn{_SPACE}kr|miljon(?:er)?{_SPACE}(?:kronor|kr)", Kind.KRONOR, _MILLION),
    (rf"tkr|kkr|tusen{_SPACE}(?:kronor|kr)", Kind.KRONOR, Decimal(1000)),
    (r"kronor|kr", Kind.KRONOR, Decimal(1)),
)
_ANY_UNIT = "|".join(pattern for pattern, _, _ in _UNITS)
_QUANTITY = re.compile(
    rf"(?<![\w.,:/-])(?<![\w][\u2013-])(?P<sign>[+{MINUS}]{_SPACE}?|[\u2013-])?"
    rf"(?:(?P<low>{_DIGITS}){_SPACE}?[-\u2013]{_SPACE}?)?"
    rf"(?P<number>{_DIGITS}|(?:{'|'.join(_WORDS)})(?={_SPACE}(?:{_ANY_UNIT})))"
    rf"(?:{_SPACE}?(?P<unit>(?:{_ANY_UNIT})(?![\w-]))|(?!{_SPACE}?(?:{_ANY_UNIT})))(?![\w/:]|[.,]\d)",
    re.IGNORECASE,
)
_PER = re.compile(rf"{_SPACE}*(?:/|per\b|i snitt\b)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_NOISE = re.compile(
    "|".join(
        (
            r"\bhttps?://\S+|\S+@\S+",
            r"\b(?:Dnr|diarienummer)\b:?\s*\S*(?:\s*\d[\d/:.-]*)?",
            r"§+\s*\d+(?:\s*[,–-]\s*\d+)*|\d+\s*§+",
            r"\b\d{4}:\d+|\b\d+:\d+\b|\b\d+\s*kap\b\.?",
            r"\b0\d{1,3}[-/]\d[\d ]{4,}\d|\+46[\d -]{7,}",
            r"\b\d{6}-\d{4}\b",
            r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}\b|\b[A-ZÅÄÖ]{2,}\s\d+/\d+\b|\b\d{2,4}/\d{1,4}\b",
            rf"\b\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?(?=\s(?:{_MONTHS})\b)",
            r"\bkl\.?\s?\d{1,2}[.:]\d\d",
            r"\b(?:s|sid)\.\s?\d+",
            r"\b(?:sidan|punkt|punkten|mål|nr|bilaga|tabell|diagram|avsnitt|kapitel|not|fotnot|åk"
            r"|årskurs|dag)"
            r"\s\d+(?:[.\-–]\d+)*\b",
            r"\b\d+(?:\.\d+){2,}|\b\d{1,2}:[ea]\b",
        )
    ),
    re.IGNORECASE,
)
_PERCENT = Decimal("0.05")
_UP = re.compile(r"\b(?:drygt|lite drygt)\s+$", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:knappt|närmare|nästan|inte fullt)\s+$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:cirka|ca\.?|c:a|omkring|runt|ungefär|i stort sett|uppskattningsvis)\s+$", re.IGNORECASE
)
_BOUND = re.compile(
    r"\b(?:minst|högst|max(?:imalt)?|(?<!räknades )(?<!räknats )upp till|mer än|mindre än|över|under)\s+$",
    re.IGNORECASE,
)
_DOUBLE_ROUNDING = Decimal(500)
"""Kronor: millions are often rounded from printed thousands."""


def blank_noise(text: str) -> str:
    """Blank out what has digits and is no quantity; every other character keeps its place."""
    return _NOISE.sub(lambda match: " " * len(match[0]), text)


def find_quantities(text: str) -> list[Quantity]:
    """Find the quantities of a sentence from which noise is blanked; years are not quantities."""
    found = []
    for match in _QUANTITY.finditer(text):
        unit = match["unit"] or ""
        year = not unit and _YEAR.fullmatch(match["number"])
        if year or _PER.match(text, match.end()) or _BOUND.search(text[: match.start()]):
            continue
        quantity = _quantity(match)
        if quantity is not None:
            found.append(_hedged(quantity, text[: match.start()]))
    return found


def inherit_unit(quantity: Quantity, *, source: Quantity) -> Quantity:
    """Give a bare number the unit of its neighbour: ``från 41 till 38 mnkr``."""
    if quantity.kind is not Kind.BARE or source.kind is Kind.BARE:
        return quantity
    by = source.scale
    return replace(
        quantity,
        kind=source.kind,
        value=quantity.value * by,
        low=quantity.low * by,
        high=quantity.high * by,
        unit=source.unit,
        scale=by,
    )


def read_digits(text: str) -> tuple[Decimal, int] | None:
    """Read digits as value and number of decimals; none where a point could mark thousands."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()], 0
    bare = re.sub(r"\s", "", text)
    whole, mark, fraction = re.split("([.,])", bare) if re.search("[.,]", bare) else (bare, "", "")
    if mark == "." and len(fraction) > 2:
        return None
    return Decimal(f"{whole}.{fraction or '0'}"), len(fraction)


def _quantity(match: re.Match[str]) -> Quantity | None:
    read = read_digits(match["number"])
    low = read_digits(match["low"]) if match["low"] else read
    if read is None or low is None:
        return None
    kind, scale = _kind_of(match["unit"] or "")
    value, decimals = read
    sign = (match["sign"] or "").strip()
    half = scale * Decimal(1).scaleb(-decimals) / 2
    if kind is Kind.KRONOR and scale >= _MILLION:
        half += _DOUBLE_ROUNDING
    quantity = Quantity(
        kind=kind,
        value=value * scale,
        low=min(low[0], value) * scale - half,
        high=value * scale + half,
        start=match.start(),
        end=match.end(),
        unit=match["unit"] or "",
        scale=scale,
        decimals=decimals,
        signed=bool(sign),
    )
    return _negative(quantity) if sign not in ("", "+") else quantity


def _negative(quantity: Quantity) -> Quantity:
    return replace(quantity, value=-quantity.value, low=-quantity.high, high=-quantity.low)


def _kind_of(unit: str) -> tuple[Kind, Decimal]:
    for pattern, kind, scale in _UNITS:
        if re.fullmatch(pattern, unit, re.IGNORECASE):
            return kind, scale
    return Kind.BARE, Decimal(1)


def _hedged(quantity: Quantity, before: str) -> Quantity:
    """Widen by a hedge: ``drygt`` up to 5 % more, ``knappt`` to 5 % less, ``cirka`` both (wider rule a)."""
    share = abs(quantity.value) * _PERCENT
    if _ABOUT.search(before):
        return replace(
            quantity,
            low=min(quantity.low, quantity.value - share),
            high=max(quantity.high, quantity.value + share),
        )
    if _UP.search(before):
        return replace(
            quantity, low=quantity.value - share / 5, high=max(quantity.high, quantity.value + share)
        )
    if _DOWN.search(before):
        return replace(
            quantity, low=min(quantity.low, quantity.value - share), high=quantity.value + share / 5
        )
    return quantity
