"""How wide the columns of a table are, and whether it needs a lying page. All in twips, 1/20 of a point.

Estimated from the letters: a figure of 8.5 points is about 105 twips wide, a letter of a head 90, and
some letters are narrow or wide.
"""

import re

from hjulet.documents.upright import stays_upright
from hjulet.domain.report import Column, Table

MOST_NUMBERS = 6
"""Columns of numbers on an upright page."""

_FIGURE, _LETTER, _HEAD_LETTER = 105, 100, 90
GAP = 170
"""Between two columns."""

_LEAST_NUMBER, _AIRY = 1020, 1420
_LABEL, _WIDE_LABEL = (1500, 2500), 3700
_WORDS = (1300, 4200)
_NARROW = 0.745
"""Part of the text's width that a small table takes: as wide as the running text."""


_THIN, _THICK = frozenset("ijltfr.,:;' \u00a0"), frozenset("mwMW%")

_JOINT = re.compile(r"(?<=nads|ings|ions)(?=[a-zåäö]{5})")
"""Between the parts of a Swedish compound: *Nettokostnads-utveckling*."""


def divide(words: str) -> list[str]:
    """Divide the words of a head where a line may end within them."""
    return _JOINT.split(words)


def needs_lying_page(table: Table, *, width: int) -> bool:
    """Tell whether a table has too many columns, or too wide ones, for an upright page."""
    if stays_upright(table):
        return False
    numbers = [column for column in table.columns if column.is_number]
    return len(numbers) > MOST_NUMBERS or _label(table) + sum(_least(table)) > width


def widths_of(table: Table, *, width: int) -> list[int]:
    """Give the widths of the label's column and of the others: together ``width``, less if small."""
    least = _least(table)
    label = _label(table)
    needed = label + sum(least)
    narrow = int(width * _NARROW)
    total = narrow if needed <= narrow and len(table.columns) <= 3 else width
    if needed > total:
        return _shrunk([label, *least], total)
    return _spread(table, label, least, total)


def _spread(table: Table, label: int, least: list[int], total: int) -> list[int]:
    """Share out what is left: to the numbers and the label, or to the words by their length."""
    left = total - label - sum(least)
    if all(column.is_number for column in table.columns):
        least = _airy(least, left - max(_label(table, cap=_WIDE_LABEL) - label, 0))
        return [total - sum(least), *least]
    natural = [
        one if column.is_number else _words(table, column, cap=total)
        for column, one in zip(table.columns, least, strict=True)
    ]
    wanted = [wish - one for wish, one in zip(natural, least, strict=True)]
    all_wanted = sum(wanted) + _label(table, cap=total) - label
    if all_wanted > left:
        wanted = [left * wish // all_wanted for wish in wanted]
    widths = [one + more for one, more in zip(least, wanted, strict=True)]
    return [total - sum(widths), *widths]


def _airy(least: list[int], left: int) -> list[int]:
    """Let columns of numbers breathe where there is room: they grow alike, to one width."""
    share = max(left, 0) // max(len(least), 1)
    return [min(one + share, max(one, _AIRY)) for one in least]


def _shrunk(widths: list[int], total: int) -> list[int]:
    shrunk = [one * total // sum(widths) for one in widths[1:]]
    return [total - sum(shrunk), *shrunk]


def _label(table: Table, *, cap: int = _LABEL[1]) -> int:
    longest = max((_letters(row.label) * _LETTER + row.level * 160 for row in table.rows), default=0)
    return min(max(int(longest) + GAP, _LABEL[0]), cap)


def _least(table: Table) -> list[int]:
    return [_number(table, column) if column.is_number else _words(table, column) for column in table.columns]


def _number(table: Table, column: Column) -> int:
    parts = [part for word in column.label.split() for part in divide(word)]
    head = max(map(_letters, parts), default=0)
    longest = max(map(len, _shown(table, column)), default=0)
    return max(longest * _FIGURE, int(head * _HEAD_LETTER), _LEAST_NUMBER - GAP) + GAP


def _words(table: Table, column: Column, *, cap: int = _WORDS[1]) -> int:
    longest = max(map(_letters, _shown(table, column)), default=0)
    wanted = max(longest * _LETTER, _letters(column.label) * _HEAD_LETTER) + GAP
    return min(max(int(wanted), _WORDS[0]), cap)


def _shown(table: Table, column: Column) -> list[str]:
    return [row.cells[column.id].display for row in table.rows if column.id in row.cells]


def _letters(text: str) -> float:
    """Tell how many letters of middling width a text is as wide as."""
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if letter in _THIN:
        return 0.6
    if letter in _THICK:
        return 1.45
    return 1.25 if letter.isupper() else 1
