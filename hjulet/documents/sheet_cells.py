"""What every workbook of ours keeps to: texts stay texts, sheets have legal names, numbers their shape."""

import re
from collections.abc import Iterable
from decimal import Decimal
from math import ceil

from hjulet.documents.letters import legal
from hjulet.domain.numbers import MINUS, NO_BREAK_SPACE, SCALES, round_half_away

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The type of a workbook, as browsers and servers name it."""

LONGEST = 32_767
"""Characters that a cell of a workbook holds."""

_LONGEST_NAME = 31
_HIGHEST = 409
"""Points that a row can be high."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\U00010000-\U0010ffff]+")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

_RESERVED = frozenset({"history"})

_SHRINKS = {"kr": "", "tkr": ",", "mnkr": ",,", "mkr": ",,"}
"""Unit -> the commas after a number format that show kronor in it. In a file they are the same in every
language; a Swedish program shows and writes them as blanks."""


def cell_text(text: str) -> str:
    """Make a text what a cell can hold, and nothing but a text.

    xlsxwriter takes a string between ``<r>`` and ``</r>`` for marked-up XML and writes it unescaped.
    """
    kept = legal(text)[:LONGEST]
    is_markup = kept.startswith("<r>") and kept.endswith("</r>")
    return f"{kept[: LONGEST - 1]} " if is_markup else kept


def csv_text(text: str) -> str:
    """Put an apostrophe before a text that a sheet would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Name a workbook's sheets after their titles: legal, at most 31 characters, no two alike."""
    names: list[str] = []
    taken = set(_RESERVED)
    for title in titles:
        name = _free(_legal(title), taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def number_shape(
    value: Decimal, *, unit: str = "", decimals: int = 0, plus: bool = False, suffix: str = ""
) -> str:
    """Choose the number format that shows kronor in ``unit``, or any other number as it is.

    A negative value that rounds to zero is shown as 0, as documents print it; ``plus`` writes a plus out,
    and ``suffix``, a unit of ours, stands after the number.
    """
    shape = "#,##0" + ("." + "0" * decimals if decimals else "") + _SHRINKS.get(unit, "")
    shape += f'"{NO_BREAK_SPACE}{suffix}"' if suffix else ""
    is_zero = not round_half_away(value / SCALES.get(unit, Decimal(1)), decimals=decimals)
    return f"{'+' if plus else ''}{shape};{'' if is_zero else MINUS}{shape};{shape}"


def width_of(text: str) -> int:
    """Reckon the width of a column that holds a text on one line."""
    return ceil(len(text) * 1.1)


def row_height(texts: Iterable[tuple[str, float]], *, line: float = 15) -> float:
    """Reckon the height of a row, in points, that shows texts whole in columns of these widths.

    Excel fits a row by itself when it is opened; LibreOffice does not.
    """
    lines = max((ceil(width_of(text) / width) for text, width in texts), default=1)
    return min(_HIGHEST, line * max(1, lines))


def _legal(title: str) -> str:
    kept = " ".join(_NOT_IN_NAMES.sub(" ", title).replace("'", "’").split())
    return (kept if len(kept) <= _LONGEST_NAME else f"{kept[: _LONGEST_NAME - 1].rstrip()}…") or "–"


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        ending = f" {number}"
        free = name[: _LONGEST_NAME - len(ending)].rstrip(" …") + ending
    return free
